// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace continuo {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLengthBytes = 8;
constexpr std::uint64_t kLongestHeader = 16u << 20;

Error refused(const std::string& name, const std::string& why)
{
    return {ErrorCode::Unavailable, "The weights file " + name + " is not valid: " + why + "."};
}

/// Number of values of a shape, or nothing when it is negative or absurd.
bool countOf(const std::vector<std::int64_t>& shape, std::uint64_t& count)
{
    count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0 || size > (std::int64_t{1} << 40))
            return false;
        if (size != 0 && count > (std::uint64_t{1} << 40) / static_cast<std::uint64_t>(size))
            return false;
        count *= static_cast<std::uint64_t>(size);
    }
    return true;
}

} // namespace

std::size_t bytesOfType(std::string_view type)
{
    return type == "F32" ? 4 : type == "BF16" ? 2 : type == "I64" ? 8 : 0;
}

std::string writeSafetensors(const StoredTensors& stored)
{
    Json header = Json::object();
    std::size_t offset = 0;
    for (const StoredTensor& tensor : stored.tensors) {
        header[tensor.name] = {{"dtype", tensor.type},
                               {"shape", tensor.shape},
                               {"data_offsets", {offset, offset + tensor.bytes.size()}}};
        offset += tensor.bytes.size();
    }
    if (!stored.metadata.empty())
        header["__metadata__"] = stored.metadata;
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');

    std::string bytes;
    bytes.reserve(kLengthBytes + text.size() + offset);
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        bytes += static_cast<char>(text.size() >> (8 * i) & 0xff);
    bytes += text;
    for (const StoredTensor& tensor : stored.tensors)
        bytes += tensor.bytes;
    return bytes;
}

Result<StoredTensors> readSafetensors(std::string_view bytes, const std::string& name)
{
    if (bytes.size() < kLengthBytes)
        return refused(name, "it is too short");
    std::uint64_t headerLength = 0;
    for (std::size_t i = 0; i < kLengthBytes; ++i)
        headerLength |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    if (headerLength > kLongestHeader || headerLength > bytes.size() - kLengthBytes)
        return refused(name, "its header is longer than the file");
    const std::string_view text = bytes.substr(kLengthBytes, headerLength);
    const std::string_view data = bytes.substr(kLengthBytes + headerLength);

    const Json header = Json::parse(text, nullptr, false);
    if (!header.is_object())
        return refused(name, "its header is not a JSON object");

    struct Placed {
        StoredTensor tensor;
        std::uint64_t begin, end;
    };
    std::vector<Placed> placed;
    StoredTensors stored;
    for (const auto& [key, entry] : header.items()) {
        if (key == "__metadata__") {
            if (!entry.is_object())
                return refused(name, "its metadata are not a JSON object");
            for (const auto& [word, value] : entry.items()) {
                if (!value.is_string())
                    return refused(name, "a metadata value is not a text");
                stored.metadata[word] = value.get<std::string>();
            }
            continue;
        }
        const auto isWhole = [](const Json& value) { return value.is_number_unsigned(); };
        if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string() || !entry.contains("shape")
            || !entry["shape"].is_array() || !std::all_of(entry["shape"].begin(), entry["shape"].end(), isWhole)
            || !entry.contains("data_offsets") || !entry["data_offsets"].is_array()
            || entry["data_offsets"].size() != 2
            || !std::all_of(entry["data_offsets"].begin(), entry["data_offsets"].end(), isWhole))
            return refused(name, "the entry \"" + key + "\" of its header is malformed");
        Placed one{{key, entry["dtype"].get<std::string>(), entry["shape"].get<std::vector<std::int64_t>>(), {}},
                   entry["data_offsets"][0].get<std::uint64_t>(), entry["data_offsets"][1].get<std::uint64_t>()};
        const std::size_t size = bytesOfType(one.tensor.type);
        std::uint64_t count = 0;
        if (size == 0)
            return refused(name, "\"" + key + "\" has the unknown type " + one.tensor.type);
        if (!countOf(one.tensor.shape, count) || one.begin > one.end || one.end > data.size()
            || one.end - one.begin != count * size)
            return refused(name, "\"" + key + "\" does not fit its place in the file");
        placed.push_back(std::move(one));
    }
    std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) { return a.begin < b.begin; });
    std::uint64_t expected = 0;
    for (Placed& one : placed) {
        if (one.begin != expected)
            return refused(name, "its arrays overlap or leave gaps");
        expected = one.end;
        one.tensor.bytes = std::string(data.substr(one.begin, one.end - one.begin));
        stored.tensors.push_back(std::move(one.tensor));
    }
    if (expected != data.size())
        return refused(name, "it is longer or shorter than its header says");
    return stored;
}

} // namespace continuo

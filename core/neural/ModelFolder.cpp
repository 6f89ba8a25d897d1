// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/ModelFolder.h"

#include "core/io/SafeFile.h"
#include "core/io/Sha256.h"
#include "core/neural/Safetensors.h"
#include "core/neural/TensorBytes.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <map>

namespace continuo {

namespace {

using Json = nlohmann::json;

constexpr const char* kInfoName = "model.json";
constexpr const char* kWeightsName = "weights.safetensors";

Error unavailable(const std::filesystem::path& path, const std::string& why)
{
    return {ErrorCode::Unavailable, "The model " + path.string() + " cannot be used: " + why + "."};
}

Result<std::string> contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return unavailable(path.parent_path(), path.filename().string() + " cannot be read");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

Json toJson(const ModelInfo& info)
{
    Json corpora = Json::array();
    for (const LearnedCorpus& corpus : info.corpora)
        corpora.push_back({{"name", corpus.name},
                           {"pieces", corpus.pieces},
                           {"licences", corpus.licences},
                           {"credits", corpus.credits}});
    const NetworkShape& shape = info.shape;
    return {{"name", info.name},
            {"vocabularyVersion", info.vocabularyVersion},
            {"shape",
             {{"width", shape.width},
              {"layers", shape.layers},
              {"heads", shape.heads},
              {"keyValueHeads", shape.keyValueHeads},
              {"headSize", shape.headSize},
              {"inner", shape.inner},
              {"headInner", shape.headInner}}},
            {"weights", info.weights},
            {"weightsSha256", info.sha256},
            {"training",
             {{"corpora", corpora},
              {"seed", info.seed},
              {"steps", info.steps},
              {"rows", info.rows},
              {"minutes", info.trainingMinutes},
              {"validationNats", info.validationNats}}}};
}

/// A shape that could have been meant: everything in it positive, of a sane size, and fitting together.
bool isSane(const NetworkShape& shape)
{
    const auto within = [](int value, int most) { return value >= 1 && value <= most; };
    return within(shape.width, 8192) && within(shape.layers, 128) && within(shape.heads, 128)
        && within(shape.keyValueHeads, shape.heads) && shape.heads % shape.keyValueHeads == 0
        && within(shape.headSize, 1024) && shape.headSize % 8 == 0 && within(shape.inner, 65536)
        && within(shape.headInner, 65536);
}

} // namespace

Result<ModelInfo> readModelInfo(const std::filesystem::path& folder)
{
    const Result<std::string> text = contentOf(folder / kInfoName);
    if (!text)
        return text.error();
    try {
        const Json json = Json::parse(*text);
        ModelInfo info;
        info.name = json.at("name").get<std::string>();
        info.vocabularyVersion = json.at("vocabularyVersion").get<int>();
        if (info.vocabularyVersion < 1 || info.vocabularyVersion > kVocabularyVersion)
            return unavailable(folder, "it speaks version " + std::to_string(info.vocabularyVersion)
                                           + " of the row vocabulary and this program knows up to version "
                                           + std::to_string(kVocabularyVersion));
        const Json& shape = json.at("shape");
        info.shape = {shape.at("width"), shape.at("layers"), shape.at("heads"), shape.at("keyValueHeads"),
                      shape.at("headSize"), shape.at("inner"), shape.at("headInner")};
        if (!isSane(info.shape))
            return unavailable(folder, "the sizes in model.json make no network");
        info.weights = json.at("weights").get<std::int64_t>();
        info.sha256 = json.at("weightsSha256").get<std::string>();
        const Json& training = json.at("training");
        for (const Json& corpus : training.at("corpora"))
            info.corpora.push_back({corpus.at("name").get<std::string>(), corpus.at("pieces").get<int>(),
                                    corpus.at("licences").get<std::string>(), corpus.at("credits").get<std::string>()});
        info.seed = training.at("seed").get<std::uint64_t>();
        info.steps = training.at("steps").get<std::int64_t>();
        info.rows = training.at("rows").get<double>();
        info.trainingMinutes = training.at("minutes").get<double>();
        info.validationNats = training.at("validationNats").get<double>();
        return info;
    } catch (const Json::exception&) {
        return unavailable(folder, "model.json is malformed");
    }
}

Result<LoadedNetwork> readModel(const std::filesystem::path& folder)
{
    Result<ModelInfo> info = readModelInfo(folder);
    if (!info)
        return info.error();
    const Result<std::string> bytes = contentOf(folder / kWeightsName);
    if (!bytes)
        return bytes.error();
    if (sha256(*bytes) != info->sha256)
        return unavailable(folder, "weights.safetensors is not the file that model.json names (its SHA-256 differs)");
    Result<StoredTensors> stored = readSafetensors(*bytes, (folder / kWeightsName).string());
    if (!stored)
        return stored.error();
    std::map<std::string, const StoredTensor*> byName;
    for (const StoredTensor& tensor : stored->tensors)
        byName[tensor.name] = &tensor;
    try {
        LoadedNetwork loaded{*info, std::make_unique<Transformer>(info->shape, 0)};
        for (const auto& [name, weight] : loaded.network->weights()) {
            const auto found = byName.find(name);
            if (found == byName.end())
                return unavailable(folder, "the weights \"" + name + "\" are missing");
            const Result<void> copied = name == "rows" && info->vocabularyVersion < kVocabularyVersion
                ? copyIntoGrown(*found->second, weight)
                : copyInto(*found->second, weight);
            if (!copied)
                return copied.error();
        }
        return loaded;
    } catch (const std::exception&) {
        return unavailable(folder, "the network could not be built");
    }
}

Result<void> writeModel(const std::filesystem::path& folder, ModelInfo info, const Transformer& network)
{
    StoredTensors stored;
    stored.metadata["format"] = "continuo rows " + std::to_string(kVocabularyVersion);
    info.weights = 0;
    for (const auto& [name, weight] : network.weights()) {
        stored.tensors.push_back(toStored(name, weight.to(torch::kBFloat16)));
        info.weights += weight.numel();
    }
    const std::string bytes = writeSafetensors(stored);
    info.sha256 = sha256(bytes);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Error{ErrorCode::Output, "The folder " + folder.string() + " cannot be made: " + failed.message() + "."};
    if (const Result<void> written = replaceFile(folder / kWeightsName, bytes); !written)
        return written;
    return replaceFile(folder / kInfoName, toJson(info).dump(2) + "\n");
}

} // namespace continuo

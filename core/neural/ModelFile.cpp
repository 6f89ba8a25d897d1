// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/ModelFile.h"

#include "core/io/Sha256.h"
#include "core/neural/RowDecoder.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <new>

namespace continuo {

namespace {

using Json = nlohmann::json;

Error unavailable(const std::filesystem::path& path, const std::string& why)
{
    return {ErrorCode::Unavailable, "The model " + path.string() + " cannot be used: " + why + "."};
}

Result<std::string> contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::streamoff length = file ? static_cast<std::streamoff>(file.tellg()) : -1;
    std::string content;
    if (length >= 0) {
        content.resize(static_cast<std::size_t>(length));
        file.seekg(0);
        file.read(content.data(), length);
    }
    if (length < 0 || !file)
        return unavailable(path.parent_path(), path.filename().string() + " cannot be read");
    return content;
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

/// What a model of an older version never heard of follows what it knows, with embeddings of zero.
void growRows(StoredTensors& weights, int width)
{
    for (StoredTensor& tensor : weights.tensors)
        if (tensor.name == "rows" && tensor.shape.size() == 2 && tensor.shape[1] == width && tensor.shape[0] < field::kTableSize) {
            tensor.shape[0] = field::kTableSize;
            tensor.bytes.resize(static_cast<std::size_t>(field::kTableSize) * static_cast<std::size_t>(width) * bytesOfType(tensor.type), '\0');
        }
}

} // namespace

std::string modelInfoText(const ModelInfo& info)
{
    Json corpora = Json::array();
    for (const LearnedCorpus& corpus : info.corpora)
        corpora.push_back({{"name", corpus.name},
                           {"pieces", corpus.pieces},
                           {"licences", corpus.licences},
                           {"credits", corpus.credits}});
    const NetworkShape& shape = info.shape;
    const Json json{{"name", info.name},
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
             {{"from", info.from},
              {"corpora", corpora},
              {"seed", info.seed},
              {"steps", info.steps},
              {"rows", info.rows},
              {"minutes", info.trainingMinutes},
              {"validationNats", info.validationNats}}}};
    return json.dump(2) + "\n";
}

Result<ModelInfo> readModelInfo(const std::filesystem::path& folder)
{
    const Result<std::string> text = contentOf(folder / kModelInfoName);
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
        info.from = training.value("from", std::string());
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

Result<StoredModel> readStoredModel(const std::filesystem::path& folder)
{
    Result<ModelInfo> info = readModelInfo(folder);
    if (!info)
        return info.error();
    const Result<std::string> bytes = contentOf(folder / kModelWeightsName);
    if (!bytes)
        return bytes.error();
    if (sha256(*bytes) != info->sha256)
        return unavailable(folder, "weights.safetensors is not the file that model.json names (its SHA-256 differs)");
    Result<StoredTensors> weights = readSafetensors(*bytes, (folder / kModelWeightsName).string());
    if (!weights)
        return weights.error();
    if (info->vocabularyVersion < kVocabularyVersion)
        growRows(*weights, info->shape.width);
    return StoredModel{std::move(*info), std::move(*weights)};
}

Result<std::unique_ptr<RowModel>> loadModel(const std::filesystem::path& folder, Device device)
{
    if (device == Device::Cuda)
        return Error{ErrorCode::Unavailable, "This version generates on the CPU only; leave --device out or give cpu."};
    try {
        const Result<StoredModel> stored = readStoredModel(folder);
        if (!stored)
            return stored.error();
        Result<DecoderWeights> weights = decoderWeights(stored->weights, stored->info.shape);
        if (!weights)
            return weights.error();
        return std::unique_ptr<RowModel>(std::make_unique<RowDecoder>(std::move(*weights)));
    } catch (const std::bad_alloc&) {
        return unavailable(folder, "it does not fit into memory");
    }
}

} // namespace continuo

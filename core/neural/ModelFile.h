// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/base/Result.h"
#include "core/neural/NetworkShape.h"
#include "core/neural/Safetensors.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// A corpus that a model learned from, for its card.
struct LearnedCorpus {
    std::string name;
    int pieces = 0;
    std::string licences;   ///< those of its pieces, joined by "; "
    std::string credits;    ///< who asks to be named, joined by "; "
};

/// What model.json says of a model.
struct ModelInfo {
    std::string name;
    NetworkShape shape;
    int vocabularyVersion = kVocabularyVersion;
    std::string sha256;             ///< of weights.safetensors, in hexadecimal
    std::string from;               ///< the model whose weights it began with; empty: none
    std::vector<LearnedCorpus> corpora;     ///< also those that `from` learned from
    std::uint64_t seed = 1;
    std::int64_t steps = 0;         ///< of training
    double rows = 0;                ///< seen in training
    double trainingMinutes = 0;
    double validationNats = 0;      ///< per target row on held-out examples at the end of training; 0 unknown
    std::int64_t weights = 0;       ///< how many numbers the network has
};

// The files of a model's folder.
inline constexpr const char* kModelInfoName = "model.json";
inline constexpr const char* kModelWeightsName = "weights.safetensors";

/// What model.json holds.
std::string modelInfoText(const ModelInfo& info);
/// Reads the model.json of a model's folder. Fails with code Unavailable when it is missing, malformed, or of another
/// vocabulary version.
Result<ModelInfo> readModelInfo(const std::filesystem::path& folder);

struct StoredModel {
    ModelInfo info;
    StoredTensors weights;
};

/// Reads both files of a model's folder, after the weights proved to be the ones that model.json names. Fails with code
/// Unavailable and a sentence that names the folder.
Result<StoredModel> readStoredModel(const std::filesystem::path& folder);

enum class Device : std::uint8_t { Auto, Cpu, Cuda };

/// Loads a model for generation, after its weights proved to be the ones model.json names. Fails with code
/// Unavailable and a sentence that names the folder.
Result<std::unique_ptr<RowModel>> loadModel(const std::filesystem::path& folder, Device device = Device::Auto);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/ModelFolder.h"

#include "core/io/SafeFile.h"
#include "core/io/Sha256.h"
#include "core/neural/TensorBytes.h"

#include <map>

namespace continuo {

Result<LoadedNetwork> readModel(const std::filesystem::path& folder)
{
    Result<StoredModel> stored = readStoredModel(folder);
    if (!stored)
        return stored.error();
    const auto unusable = [&folder](const std::string& why) {
        return Error{ErrorCode::Unavailable, "The model " + folder.string() + " cannot be used: " + why + "."};
    };
    std::map<std::string, const StoredTensor*> byName;
    for (const StoredTensor& tensor : stored->weights.tensors)
        byName[tensor.name] = &tensor;
    try {
        LoadedNetwork loaded{stored->info, std::make_unique<Transformer>(stored->info.shape, 0)};
        for (const auto& [name, weight] : loaded.network->weights()) {
            const auto found = byName.find(name);
            if (found == byName.end())
                return unusable("the weights \"" + name + "\" are missing");
            if (const Result<void> copied = copyInto(*found->second, weight); !copied)
                return copied.error();
        }
        return loaded;
    } catch (const std::exception&) {
        return unusable("the network could not be built");
    }
}

StoredTensors storedWeights(const Transformer& network)
{
    StoredTensors stored;
    stored.metadata["format"] = "continuo rows " + std::to_string(kVocabularyVersion);
    for (const auto& [name, weight] : network.weights())
        stored.tensors.push_back(toStored(name, weight.to(torch::kBFloat16)));
    return stored;
}

Result<void> writeModel(const std::filesystem::path& folder, ModelInfo info, const Transformer& network)
{
    info.weights = 0;
    for (const auto& [name, weight] : network.weights())
        info.weights += weight.numel();
    const std::string bytes = writeSafetensors(storedWeights(network));
    info.sha256 = sha256(bytes);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Error{ErrorCode::Output, "The folder " + folder.string() + " cannot be made: " + failed.message() + "."};
    if (const Result<void> written = replaceFile(folder / kModelWeightsName, bytes); !written)
        return written;
    return replaceFile(folder / kModelInfoName, modelInfoText(info));
}

} // namespace continuo

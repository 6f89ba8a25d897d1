// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Checkpoint.h"

#include "core/io/SafeFile.h"
#include "core/neural/Safetensors.h"
#include "core/neural/TensorBytes.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

namespace continuo {

namespace {

/// Exactly, so that a resumed run counts on from the same number.
std::string exactText(double value)
{
    char text[64];
    std::snprintf(text, sizeof text, "%.17g", value);
    return text;
}

} // namespace

Result<void> writeCheckpoint(const std::filesystem::path& path, const RunState& state, const Transformer& network,
                             const Optimizer& optimizer)
{
    StoredTensors stored;
    stored.metadata = {{"step", std::to_string(state.step)},
                       {"totalSteps", std::to_string(state.totalSteps)},
                       {"seed", std::to_string(state.seed)},
                       {"threads", std::to_string(state.threads)},
                       {"rate", exactText(state.rate)},
                       {"rows", exactText(state.rows)},
                       {"seconds", exactText(state.seconds)}};
    for (const auto& [name, weight] : network.weights())
        stored.tensors.push_back(toStored(name, weight));
    for (const auto& [name, tensor] : optimizer.state())
        stored.tensors.push_back(toStored("optimizer." + name, tensor));
    return replaceFile(path, writeSafetensors(stored));
}

Result<RunState> readCheckpoint(const std::filesystem::path& path, Transformer& network, Optimizer& optimizer)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::Input, "There is no checkpoint " + path.string() + " to resume from."};
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const Result<StoredTensors> stored = readSafetensors(bytes, path.string());
    if (!stored)
        return Error{ErrorCode::Input, stored.error().message};
    std::map<std::string, const StoredTensor*> byName;
    for (const StoredTensor& tensor : stored->tensors)
        byName[tensor.name] = &tensor;

    std::vector<std::pair<std::string, torch::Tensor>> wanted = network.weights();
    for (const auto& [name, tensor] : optimizer.state())
        wanted.emplace_back("optimizer." + name, tensor);
    for (const auto& [name, tensor] : wanted) {
        const auto found = byName.find(name);
        if (found == byName.end() || !copyInto(*found->second, tensor))
            return Error{ErrorCode::Input, "The checkpoint " + path.string() + " is of another network."};
    }
    const auto text = [&](const char* key) {
        const auto found = stored->metadata.find(key);
        return found == stored->metadata.end() ? std::string("0") : found->second;
    };
    RunState state;
    state.step = std::strtoll(text("step").c_str(), nullptr, 10);
    state.totalSteps = std::strtoll(text("totalSteps").c_str(), nullptr, 10);
    state.seed = std::strtoull(text("seed").c_str(), nullptr, 10);
    state.threads = std::clamp(static_cast<int>(std::strtol(text("threads").c_str(), nullptr, 10)), 1, 64);
    if (stored->metadata.contains("rate")) // older checkpoints are of runs at the usual rates
        state.rate = std::strtod(text("rate").c_str(), nullptr);
    state.rows = std::strtod(text("rows").c_str(), nullptr);
    state.seconds = std::strtod(text("seconds").c_str(), nullptr);
    optimizer.setSteps(state.step);
    return state;
}

} // namespace continuo

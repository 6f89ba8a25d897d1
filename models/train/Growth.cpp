// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Growth.h"

#include <algorithm>
#include <string_view>

namespace continuo {

namespace {

constexpr std::string_view kLayers = "layers.";

/// What a weight of `known` is called in a network of `layers` layers.
std::string placeOf(const std::string& name, int known, int layers)
{
    if (!name.starts_with(kLayers))
        return name;
    const auto end = name.find('.', kLayers.size());
    const int layer = std::stoi(name.substr(kLayers.size(), end - kLayers.size()));
    return std::string(kLayers) + std::to_string(layer * layers / known) + name.substr(end);
}

std::string sizesOf(const NetworkShape& shape)
{
    return "a width of " + std::to_string(shape.width) + ", " + std::to_string(shape.layers) + " layers, "
        + std::to_string(shape.heads) + " heads";
}

} // namespace

Result<void> growFrom(const Transformer& known, Transformer& network)
{
    NetworkShape deepened = known.shape();
    deepened.layers = network.shape().layers;
    if (deepened != network.shape() || deepened.layers < known.shape().layers)
        return Error{ErrorCode::Usage, "A network of " + sizesOf(known.shape()) + " cannot grow into one of "
                                           + sizesOf(network.shape()) + ": only layers can be added."};
    const torch::NoGradGuard noGradient;
    for (const auto& [name, weight] : known.weights())
        network.weight(placeOf(name, known.shape().layers, deepened.layers)).copy_(weight);
    return {};
}

void keepWeights(const Transformer& known, double share, Transformer& network)
{
    const torch::NoGradGuard noGradient;
    for (const auto& [name, weight] : known.weights()) {
        torch::Tensor own = network.weight(name);
        own.lerp_(weight.to(own.device()), share);
    }
}

std::vector<LearnedCorpus> joined(std::vector<LearnedCorpus> own, const std::vector<LearnedCorpus>& ofOther)
{
    for (const LearnedCorpus& corpus : ofOther)
        if (std::none_of(own.begin(), own.end(), [&](const LearnedCorpus& known) { return known.name == corpus.name; }))
            own.push_back(corpus);
    return own;
}

} // namespace continuo

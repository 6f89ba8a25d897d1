// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Sampler.h"

#include <algorithm>
#include <cmath>

namespace continuo {

Choice Sampler::draw(std::span<const float> logits, std::span<const std::uint8_t> allowed, Random& random)
{
    kept_.clear();
    float top = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        if (!allowed[i])
            continue;
        if (kept_.empty() || logits[i] > top)
            top = logits[i];
        kept_.push_back({static_cast<int>(i), 0});
    }
    if (kept_.empty())
        return {};
    const auto logitOf = [&](const Weighted& entry) { return logits[static_cast<std::size_t>(entry.value)]; };
    double plainSum = 0;
    for (const Weighted& entry : kept_)
        plainSum += std::exp(static_cast<double>(logitOf(entry) - top));
    const auto chosen = [&](const Weighted& entry) {
        return Choice{entry.value, std::exp(static_cast<double>(logitOf(entry) - top)) / plainSum};
    };

    for (Weighted& entry : kept_)
        entry.weight = std::exp(static_cast<double>(logitOf(entry) - top) / sampling_.temperature);
    std::stable_sort(kept_.begin(), kept_.end(),
                     [](const Weighted& a, const Weighted& b) { return a.weight > b.weight; });
    if (sampling_.greedy)
        return chosen(kept_.front());
    if (sampling_.topK > 0 && kept_.size() > static_cast<std::size_t>(sampling_.topK))
        kept_.resize(static_cast<std::size_t>(sampling_.topK));
    double sum = 0;
    for (const Weighted& entry : kept_)
        sum += entry.weight;
    double nucleus = 0;
    std::size_t count = 0;
    while (count < kept_.size() && (count == 0 || nucleus < sampling_.topP * sum))
        nucleus += kept_[count++].weight;
    kept_.resize(count);

    double at = random.uniform() * nucleus;
    for (const Weighted& entry : kept_) {
        at -= entry.weight;
        if (at < 0)
            return chosen(entry);
    }
    return chosen(kept_.back());
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Sampler.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

/// Nats below the likeliest, after the temperature, from which on a value does not count: all of them together are less
/// than a millionth.
constexpr float kNegligible = 20;

} // namespace

Choice Sampler::draw(std::span<const float> logits, std::span<const std::uint8_t> allowed, Random& random,
                     std::span<const float> own)
{
    kept_.clear();
    bool isAny = false;
    float top = 0, ownTop = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        if (!allowed[i])
            continue;
        top = isAny ? std::max(top, logits[i]) : logits[i];
        ownTop = isAny ? std::max(ownTop, own[i]) : own[i];
        isAny = true;
    }
    if (!isAny)
        return {};
    const auto temperature = static_cast<float>(sampling_.temperature);
    const bool isPlain = sampling_.temperature == 1 && own.data() == logits.data();
    double plainSum = 0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        if (!allowed[i] || (logits[i] - top < -kNegligible * temperature && own[i] - ownTop < -kNegligible))
            continue;
        const double plain = std::exp(static_cast<double>(own[i] - ownTop));
        plainSum += plain;
        kept_.push_back({static_cast<int>(i), plain,
                         isPlain ? plain : std::exp(static_cast<double>(logits[i] - top) / sampling_.temperature)});
    }
    const auto chosen = [&](const Weighted& entry) { return Choice{entry.value, entry.plain / plainSum}; };

    // The lower of equals comes first.
    const auto isLikelier = [](const Weighted& a, const Weighted& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.value < b.value;
    };
    if (sampling_.greedy)
        return chosen(*std::min_element(kept_.begin(), kept_.end(), isLikelier));
    if (sampling_.topK > 0 && kept_.size() > static_cast<std::size_t>(sampling_.topK)) {
        std::nth_element(kept_.begin(), kept_.begin() + sampling_.topK, kept_.end(), isLikelier);
        kept_.resize(static_cast<std::size_t>(sampling_.topK));
    }
    double sum = 0;
    for (const Weighted& entry : kept_)
        sum += entry.weight;
    // A nucleus has few members as a rule: they are taken from a heap one by one, and gather behind it.
    const auto isLess = [&](const Weighted& a, const Weighted& b) { return isLikelier(b, a); };
    std::make_heap(kept_.begin(), kept_.end(), isLess);
    auto nucleus = kept_.end();
    double nucleusSum = 0;
    while (nucleus != kept_.begin() && (nucleus == kept_.end() || nucleusSum < sampling_.topP * sum)) {
        std::pop_heap(kept_.begin(), nucleus, isLess);
        nucleusSum += (--nucleus)->weight;
    }

    double at = random.uniform() * nucleusSum;
    for (auto entry = kept_.end(); entry != nucleus;) {
        at -= (--entry)->weight;
        if (at < 0)
            return chosen(*entry);
    }
    return chosen(*nucleus);
}

} // namespace continuo

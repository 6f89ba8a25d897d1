// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/train/Chorales.h"
#include "models/train/WittenBell.h"

#include <array>
#include <span>

namespace continuo {

/// The n-gram that chorales are measured against. Each step is read as soprano, alto, tenor, bass. The symbols are
/// the kChoraleSymbols pitches that occur in the data set, rest included. With v the voice and p what the same voice
/// had one step earlier (its own value before the first step), the contexts are, shortest first:
/// (v); (v, p); (v, p, step mod 4); (v, p, the voice chosen last in this step); (v, p, all voices chosen in this
/// step); that and the same voices one step earlier; that and step mod 4. WittenBell smooths from each to the next.
class ChoraleNgram {
public:
    /// How the training chorales are counted: as they stand, or moved by each of -3..3 semitones.
    enum class Keys { AsWritten, SevenTranspositions };

    ChoraleNgram(std::span<const Chorale> train, Keys keys);

    /// Natural logarithm of the probability of the whole chorale.
    double logProbability(const Chorale& chorale) const;
    /// Nats per grid token, four tokens a step, over all of the chorales; 0 without any.
    double natsPerToken(std::span<const Chorale> chorales) const;

private:
    static constexpr int kChoraleSymbols = 47;
    static constexpr int kLevels = 7;

    static std::array<ContextKey, kLevels> contextsAt(const Chorale& chorale, std::size_t step, std::size_t voice);

    WittenBell counts_{kChoraleSymbols};
};

} // namespace continuo

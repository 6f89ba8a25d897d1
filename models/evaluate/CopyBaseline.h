// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/train/TaskSampler.h"

#include <array>
#include <cstdint>
#include <vector>

namespace continuo {

/// What copying would make of music, as probabilities, so that it can be told in bits beside models.
///
/// A cell can be copied from: the part's own cell one, two or four spans before, the one after, the source to be varied,
/// and the first other part that is known in the span; cells that the prompt gives, and those of the target that come
/// before. Each tells the note that follows in it after the notes so far, first its onset (or the cell's end), then its
/// pitch and its length for the onset (and pitch) that came true; it tells nothing where it is not known, hides it or has
/// no such onset. A choice has the probability of the weights of those that tell it, plus the rest of all weights times
/// how often the field has the value in the training music, by role.
///
/// The weights, for each field, are those that make the very choices asked about likeliest: no copying with constant
/// weights does better, so what is better than this is not copying.
class CopyBaseline {
public:
    void learn(const StudyPiece& piece);

    /// The surprise in bits of the target's choices, ends of cells included, for prompts that are asked together and
    /// share their weights.
    class Session {
    public:
        explicit Session(const CopyBaseline& baseline) : baseline_(baseline) {}
        void ask(const Prompt& prompt, const Score& score);
        /// One for each prompt, in order.
        std::vector<double> bits() const;

    private:
        static constexpr int kSources = 6;
        struct Choice {
            int prompt = 0;
            std::uint8_t tells = 0, agrees = 0;     ///< bit n: source n tells something, and it came true
            double frequency = 0;
        };
        using Weights = std::array<double, kSources + 1>;   ///< the last is the frequency's
        static double probability(const Choice& choice, const Weights& weights);
        static Weights bestWeights(const std::vector<Choice>& choices);

        const CopyBaseline& baseline_;
        int prompts_ = 0;
        std::array<std::vector<Choice>, 3> choices_;        ///< onset, pitch, length
    };

private:
    static constexpr int kRoles = 8;
    struct Counts {
        std::array<double, kOnsetClasses> onset{};
        std::array<double, kPitchClassesOut> pitch{};
        std::array<double, kDurationClasses> length{};
    };
    std::array<Counts, kRoles> counts_{};       ///< pitches in the key frame
};

} // namespace continuo

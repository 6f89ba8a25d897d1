// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/ChordEstimate.h"

#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

namespace {

/// What is asked of each tone, as a share of all that sounds: a chord of more tones must explain more.
constexpr double kToneCost = 0.055;
/// For the root in the bass.
constexpr double kBassGain = 0.12;
constexpr double kLeastExplained = 0.6;

constexpr std::array<std::string_view, 10> kQualities{"", "m", "7", "m7", "maj7", "dim", "m7b5", "sus4", "aug", "dim7"};
constexpr std::array<std::string_view, 12> kSharps{"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
constexpr std::array<std::string_view, 12> kFlats{"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"};

/// Every chord that is looked for, once.
const std::vector<Chord>& knownChords(bool flats)
{
    static const auto make = [](const std::array<std::string_view, 12>& roots) {
        std::vector<Chord> chords;
        for (const std::string_view root : roots)
            for (const std::string_view quality : kQualities)
                chords.push_back(*parseChord(std::string(root) += quality));
        return chords;
    };
    static const std::vector<Chord> withSharps = make(kSharps), withFlats = make(kFlats);
    return flats ? withFlats : withSharps;
}

} // namespace

std::optional<Chord> estimateChord(const PitchClassWeights& sounding, std::optional<int> bass, bool flats)
{
    const double total = std::accumulate(sounding.begin(), sounding.end(), 0.0);
    int distinct = 0;
    for (const double weight : sounding)
        distinct += weight > 0 ? 1 : 0;
    if (distinct < 2)
        return std::nullopt;
    const std::vector<Chord>& chords = knownChords(flats);
    const Chord* best = nullptr;
    double bestFit = 0;
    for (std::size_t i = 0; i < chords.size(); ++i) {
        double explained = 0, missing = 0;
        for (std::size_t pitchClass = 0; pitchClass < sounding.size(); ++pitchClass) {
            if ((chords[i].pitchClasses >> pitchClass & 1u) == 0)
                continue;
            explained += sounding[pitchClass] / total;
            missing += kToneCost * (sounding[pitchClass] > 0 ? 1 : 2);
        }
        if (explained < kLeastExplained)
            continue;
        const bool onBass = bass && static_cast<std::size_t>(*bass) == i / kQualities.size();
        const double fit = explained - missing + (onBass ? kBassGain : 0);
        if (!best || fit > bestFit + 1e-9) {
            best = &chords[i];
            bestFit = fit;
        }
    }
    return best ? std::optional<Chord>(*best) : std::nullopt;
}

} // namespace continuo

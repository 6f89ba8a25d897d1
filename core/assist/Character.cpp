// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Character.h"

#include "core/assist/Features.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace continuo {

namespace {

/// A mean whose terms have weights; none without any.
class Mean {
public:
    void add(std::optional<double> value, double weight)
    {
        if (!value)
            return;
        sum_ += *value * weight;
        weights_ += weight;
    }
    std::optional<double> value() const { return weights_ > 0 ? std::optional(sum_ / weights_) : std::nullopt; }

private:
    double sum_ = 0, weights_ = 0;
};

} // namespace

std::span<const CharacterTrait> characterTraits()
{
    static constexpr std::array<CharacterTrait, 8> kTraits{{
        {"register", &Character::meanPitch, 0, 127, 24, "Mean pitch, a MIDI number"},
        {"voices", &Character::voices, 1, 16, 4, "Most notes sounding at once in a track"},
        {"steps", &Character::stepShare, 0, 1, 1, "Share of melodic moves by one or two semitones"},
        {"leaps", &Character::leapShare, 0, 1, 1, "Share of melodic moves by more than four semitones"},
        {"syncopation", &Character::syncopation, 0, 1, 0.5, "Share of notes that start between beats and sound over the next"},
        {"brightness", &Character::brightness, 0, 1, 0.5, "0 dark to 1 bright: degrees of the scale and register"},
        {"energy", &Character::energy, 0, 1, 0.5, "0 calm to 1 lively: notes, tempo and syncopation"},
        {"closing", &Character::closing, 0, 1, 1, "0 open to 1 closed: whether the end comes to rest at home"},
    }};
    return kTraits;
}

Character measureCharacter(const Score& score, std::span<const int> parts, Range<int> spans, const KeyFrame& frame,
                           double bpm)
{
    Mean pitch, steps, leaps, syncopation;
    double density = 0;
    int together = 0;
    std::vector<FeatureNote> pitched;
    for (const int index : parts) {
        const Part& part = score.parts[static_cast<std::size_t>(index)];
        std::vector<FeatureNote> notes;
        for (int span = spans.begin; span < spans.end; ++span)
            for (const RowNote& note : score.cell(index, span))
                notes.push_back({score.grid[span].firstStep + note.onset, kDurationSteps[note.duration],
                                 note.pitch % kDrumPitchBase});
        const Features features = measureFeatures(notes, score.grid, spans);
        const auto weight = static_cast<double>(notes.size());
        density += features.density;
        together = std::max(together, features.polyphony);
        syncopation.add(features.syncopation, weight);
        if (part.isDrums())
            continue;
        pitch.add(features.meanPitch, weight);
        steps.add(features.stepShare, weight);
        leaps.add(features.leapShare, weight);
        pitched.insert(pitched.end(), notes.begin(), notes.end());
    }
    Character shown;
    shown.meanPitch = pitch.value();
    if (together > 0)
        shown.voices = together;
    shown.stepShare = steps.value();
    shown.leapShare = leaps.value();
    shown.syncopation = syncopation.value();
    const int tonic = (frame.shift + frame.tonic() + 12) % 12;
    shown.brightness = brightness(pitched, tonic);
    if (frame.mode != 2 && spans.begin < spans.end) {
        const StepSpan& last = score.grid[spans.end - 1];
        shown.closing = closing(pitched, tonic, last.firstStep + last.steps, beatSteps(last.meter));
    }
    if (shown.syncopation)
        shown.energy = energy(density, bpm, *shown.syncopation);
    return shown;
}

double characterError(const Character& asked, const Character& measured)
{
    double error = 0;
    int count = 0;
    for (const CharacterTrait& trait : characterTraits()) {
        const std::optional<double>& wanted = asked.*trait.value;
        const std::optional<double>& shown = measured.*trait.value;
        if (!wanted)
            continue;
        ++count;
        error += shown ? std::min(1.0, std::abs(*wanted - *shown) / trait.farOff) : 1.0;
    }
    return count > 0 ? error / count : 0.0;
}

} // namespace continuo

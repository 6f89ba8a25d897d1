// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Features.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace continuo {

int stepsToNextBeat(const StepSpan& span, int step)
{
    const int beat = std::max(1, beatSteps(span.meter));
    const int inBeat = (span.stepInBar + step) % beat;
    return inBeat == 0 ? 0 : beat - inBeat;
}

double degreeBrightness(int semitones)
{
    static constexpr std::array<double, 12> kBright{0.5, 0, 0.5, 0, 1, 0.5, 1, 0.5, 0, 1, 0, 1};
    return kBright[static_cast<std::size_t>(semitones)];
}

double heightBrightness(double pitch)
{
    return std::clamp((pitch - 36) / 48, 0.0, 1.0);
}

Features measureFeatures(const std::vector<FeatureNote>& notes, const StepGrid& grid, Range<int> spans)
{
    Features features;
    int steps = 0;
    for (int span = spans.begin; span < spans.end; ++span)
        steps += grid[span].steps;
    if (steps > 0)
        features.density = static_cast<double>(notes.size()) * kStepsPerQuarter / steps;
    if (notes.empty())
        return features;

    double pitches = 0;
    int moves = 0, small = 0, large = 0, syncopated = 0;
    int lowest = notes.front().pitch, highest = lowest;
    std::optional<int> top;
    int span = spans.begin;
    std::vector<FeatureNote> sounding;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const FeatureNote& note = notes[i];
        pitches += note.pitch;
        lowest = std::min(lowest, note.pitch);
        highest = std::max(highest, note.pitch);

        std::erase_if(sounding, [&](const FeatureNote& other) { return other.start + other.steps <= note.start; });
        sounding.push_back(note);
        features.polyphony = std::max(features.polyphony, static_cast<int>(sounding.size()));
        const auto [low, high] = std::minmax_element(
            sounding.begin(), sounding.end(), [](const FeatureNote& a, const FeatureNote& b) { return a.pitch < b.pitch; });
        features.span = std::max(features.span, high->pitch - low->pitch);

        if (i == 0 || notes[i - 1].start != note.start) {
            if (top && *top != note.pitch) {
                const int distance = std::abs(note.pitch - *top);
                ++moves;
                small += distance <= kStepSemitones ? 1 : 0;
                large += distance > kNoLeapSemitones ? 1 : 0;
            }
            top = note.pitch;
        }
        while (span + 1 < spans.end && grid[span + 1].firstStep <= note.start)
            ++span;
        const int ahead = stepsToNextBeat(grid[span], note.start - grid[span].firstStep);
        syncopated += ahead > 0 && note.steps > ahead ? 1 : 0;
    }
    const auto count = static_cast<double>(notes.size());
    features.meanPitch = pitches / count;
    features.lowest = lowest;
    features.highest = highest;
    features.syncopation = syncopated / count;
    if (moves > 0) {
        features.stepShare = static_cast<double>(small) / moves;
        features.leapShare = static_cast<double>(large) / moves;
    }
    return features;
}

std::optional<double> brightness(const std::vector<FeatureNote>& notes, int tonic)
{
    double degrees = 0, lengths = 0, pitches = 0;
    for (const FeatureNote& note : notes) {
        degrees += note.steps * degreeBrightness((note.pitch - tonic + 132) % 12);
        lengths += note.steps;
        pitches += note.pitch;
    }
    if (lengths <= 0)
        return std::nullopt;
    return 0.5 * degrees / lengths + 0.5 * heightBrightness(pitches / static_cast<double>(notes.size()));
}

std::optional<double> closing(const std::vector<FeatureNote>& notes, int tonic, int end, int beat)
{
    if (notes.empty())
        return std::nullopt;
    const auto byStart = [](const FeatureNote& a, const FeatureNote& b) { return a.start < b.start; };
    const int last = std::max_element(notes.begin(), notes.end(), byStart)->start;
    int sounding = 0, ofTriad = 0, bass = 128;
    for (const FeatureNote& note : notes) {
        if (note.start + note.steps <= last)
            continue;
        const int degree = (note.pitch - tonic + 132) % 12;
        ++sounding;
        ofTriad += degree == 0 || degree == 3 || degree == 4 || degree == 7 ? 1 : 0;
        bass = std::min(bass, note.pitch);
    }
    const double rest = std::clamp(static_cast<double>(end - last) / (2.0 * std::max(1, beat)), 0.0, 1.0);
    const double home = 0.5 * ((bass - tonic + 132) % 12 == 0 ? 1 : 0) + 0.5 * ofTriad / sounding;
    return rest * home;
}

namespace {

/// What tempo and syncopation give to the energy.
double energyWithoutNotes(double bpm, double syncopation)
{
    return 0.25 * std::clamp((bpm - 50) / 150, 0.0, 1.0) + 0.25 * std::clamp(2 * syncopation, 0.0, 1.0);
}

} // namespace

double energy(double notesPerQuarter, double bpm, double syncopation)
{
    return 0.5 * notesPerQuarter / (notesPerQuarter + 3) + energyWithoutNotes(bpm, syncopation);
}

Liveliness livelinessFor(double energy, double bpm, double fastest)
{
    // Few tracks have any syncopation, and those that have it lift the mean: what a single one may be trusted to give is little.
    constexpr double kCalmest = 0.125, kUsualSyncopation = 0.02, kMostSyncopated = 0.5;
    const auto notesFor = [&](double syncopation) {
        const double share = 2 * (energy - energyWithoutNotes(bpm, syncopation));
        return share < 1 ? 3 * share / (1 - share) : fastest + 1;
    };
    const double notes = notesFor(kUsualSyncopation);
    if (notes < kCalmest)
        return {std::clamp(notesFor(0), kCalmest, fastest), 0.0};
    if (notes <= fastest)
        return {notes, std::nullopt};
    const double left = energy - continuo::energy(fastest, bpm, 0);
    return {fastest, std::clamp(2 * left, kUsualSyncopation, kMostSyncopated)};
}

} // namespace continuo

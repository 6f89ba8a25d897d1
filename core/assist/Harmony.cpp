// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Harmony.h"

#include "core/theory/ChordEstimate.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr unsigned kAllClasses = 0xfff;

/// Where the harmony may change, in steps from the first span; the end last.
std::vector<int> changesAt(const StepGrid& grid, Range<int> spans, HarmonyPace pace)
{
    const int begin = grid[spans.begin].firstStep;
    std::vector<int> changes;
    for (int index = spans.begin; index < spans.end; ++index) {
        const StepSpan& span = grid[index];
        const int beat = beatSteps(span.meter);
        const int beats = beat > 0 ? span.steps / beat : 0;
        int stride = span.steps;
        if (pace == HarmonyPace::Beat && beats > 1)
            stride = beat;
        else if (pace == HarmonyPace::HalfBar && beats > 1 && beats % 2 == 0)
            stride = span.steps / 2;
        for (int step = 0; step < span.steps; step += stride)
            changes.push_back(span.firstStep - begin + step);
    }
    changes.push_back(grid.stepsOf(spans));
    return changes;
}

/// What sounds between two steps.
struct Sounding {
    PitchClassWeights weights{};
    int lowest = 128;
};

/// Adds a note to every window that it sounds in. Steps from the first span.
void sound(std::vector<Sounding>& windows, const std::vector<int>& changes, Range<int> steps, int pitch)
{
    for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
        const int together = std::min(steps.end, changes[i + 1]) - std::max(steps.begin, changes[i]);
        if (together <= 0)
            continue;
        windows[i].weights[static_cast<std::size_t>(pitch % 12)] += together;
        windows[i].lowest = std::min(windows[i].lowest, pitch);
    }
}

} // namespace

std::vector<ToldChord> measureHarmony(const Score& score, const std::vector<int>& parts, Range<int> spans, HarmonyPace pace,
                                      const KeyFrame& frame)
{
    const std::vector<int> changes = changesAt(score.grid, spans, pace);
    std::vector<Sounding> windows(changes.size() - 1);
    for (const int part : parts) {
        if (score.parts[static_cast<std::size_t>(part)].isDrums())
            continue;
        eachSounding(score, part, spans, [&](const RowNote& note, Range<int> steps) {
            sound(windows, changes, steps, frame.into(note).pitch);
        });
    }
    std::vector<ToldChord> chords;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const auto chord = estimateChord(windows[i].weights, windows[i].lowest % 12);
        const unsigned classes = chord ? chord->pitchClasses : 0;
        if (chords.empty() || chords.back().pitchClasses != classes)
            chords.push_back({changes[i], classes});
    }
    return chords;
}

std::vector<ToldChord> harmonyGiven(const std::vector<PlacedChord>& chords, const StepGrid& grid, Range<int> spans,
                                    const KeyFrame& frame)
{
    const Range<Tick> ticks{grid[spans.begin].ticks.begin, grid[spans.end - 1].ticks.end};
    std::vector<ToldChord> told;
    for (const PlacedChord& placed : chords) {
        if (placed.at >= ticks.end)
            break;
        if (placed.at <= ticks.begin)
            told.clear(); // what held before is over
        const StepGrid::Place place = grid.nearest(std::max(placed.at, ticks.begin));
        const unsigned classes = placed.chord.pitchClasses;
        const int up = (12 - frame.shift) % 12;
        const unsigned framed = (classes << up | classes >> (12 - up)) & kAllClasses;
        told.push_back({grid[place.span].firstStep + place.step - grid[spans.begin].firstStep, classes == kAllClasses ? 0 : framed});
    }
    return told;
}

} // namespace continuo

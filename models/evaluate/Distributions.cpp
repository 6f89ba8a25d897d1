// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Distributions.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr int kDrumBins = 48;
constexpr int kWidestInterval = 13;     // stands for an octave exceeded
constexpr std::array<double, 10> kDensityAbove{0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6};
constexpr int kGrooveSteps = 72;

void addPitchClasses(const Excerpt& excerpt, std::vector<double>& bins)
{
    for (const HeardNote& note : excerpt.notes)
        ++bins[static_cast<std::size_t>(note.isDrum() ? 12 + (note.pitch - kDrumPitchBase) % kDrumBins : excerpt.degree(note.pitch))];
}

void addIntervals(const Excerpt& excerpt, std::vector<double>& bins)
{
    for (const int part : excerpt.parts) {
        const std::vector<HeardNote> line = topLine(excerpt, part);
        for (std::size_t i = 1; i < line.size(); ++i)
            ++bins[static_cast<std::size_t>(
                std::clamp(line[i].pitch - line[i - 1].pitch, -kWidestInterval, kWidestInterval) + kWidestInterval)];
    }
}

void addDurations(const Excerpt& excerpt, std::vector<double>& bins)
{
    for (const HeardNote& note : excerpt.notes)
        ++bins[static_cast<std::size_t>(durationClass(note.steps))];
}

/// Steps of the excerpt at which a bar (or a part of a long one) begins.
int beginOf(const Excerpt& excerpt, const StepSpan& span)
{
    return span.firstStep - excerpt.spans.front().firstStep;
}

void addDensities(const Excerpt& excerpt, std::vector<double>& bins)
{
    for (const StepSpan& span : excerpt.spans)
        for (const int part : excerpt.parts) {
            const int begin = beginOf(excerpt, span);
            const auto count = std::count_if(excerpt.notes.begin(), excerpt.notes.end(), [&](const HeardNote& note) {
                return note.part == part && note.step >= begin && note.step < begin + span.steps;
            });
            const double density = static_cast<double>(count) * kStepsPerQuarter / span.steps;
            ++bins[static_cast<std::size_t>(std::lower_bound(kDensityAbove.begin(), kDensityAbove.end(), density)
                                            - kDensityAbove.begin())];
        }
}

void addGroove(const Excerpt& excerpt, std::vector<double>& bins)
{
    const HeardNote* before = nullptr;
    for (const HeardNote& note : excerpt.notes) {
        if (before && before->part == note.part && before->step == note.step)
            continue;
        before = &note;
        for (const StepSpan& span : excerpt.spans) {
            const int inSpan = note.step - beginOf(excerpt, span);
            if (inSpan >= 0 && inSpan < span.steps)
                ++bins[static_cast<std::size_t>((span.stepInBar + inSpan) % kGrooveSteps)];
        }
    }
}

} // namespace

const char* featureName(MusicFeature feature)
{
    switch (feature) {
    case MusicFeature::PitchClass: return "pitch class";
    case MusicFeature::Interval: return "interval";
    case MusicFeature::Duration: return "duration";
    case MusicFeature::Density: return "density";
    case MusicFeature::Groove: return "groove";
    }
    return "";
}

std::vector<double> histogram(MusicFeature feature, const Excerpt& excerpt)
{
    std::vector<double> bins;
    switch (feature) {
    case MusicFeature::PitchClass:
        bins.resize(12 + kDrumBins);
        addPitchClasses(excerpt, bins);
        break;
    case MusicFeature::Interval:
        bins.resize(2 * kWidestInterval + 1);
        addIntervals(excerpt, bins);
        break;
    case MusicFeature::Duration:
        bins.resize(kDurationClasses);
        addDurations(excerpt, bins);
        break;
    case MusicFeature::Density:
        bins.resize(kDensityAbove.size() + 1);
        addDensities(excerpt, bins);
        break;
    case MusicFeature::Groove:
        bins.resize(kGrooveSteps);
        addGroove(excerpt, bins);
        break;
    }
    return bins;
}

} // namespace continuo

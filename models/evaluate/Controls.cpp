// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Controls.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

using Parts = QuestionOptions::Parts;

using Measured = std::optional<double>;

/// What the program itself says that came of a trait.
Measured told(const Suggestion& suggestion, const char* name)
{
    for (const AskedAndMeasured& each : suggestion.measured)
        if (each.name == name)
            return each.measured;
    return std::nullopt;
}

void askDensity(SuggestionRequest& request, double value)
{
    request.density = DensityRange{value * 0.75, value * 1.25};
}

void askRange(SuggestionRequest& request, double value)
{
    constexpr int kHalfWidth = 7;
    const int centre = static_cast<int>(std::lround(value));
    request.range = PitchRange{Pitch(centre - kHalfWidth), Pitch(centre + kHalfWidth)};
}

} // namespace

std::span<const ControlKind> controlKinds()
{
    using Request = SuggestionRequest;
    static const std::vector<ControlKind> kKinds{
        {"density", {0.5, 1, 2, 3, 4}, Parts::OneMelodic, askDensity,
         [](const Features& features, const Suggestion&) -> Measured { return features.density; }},
        {"register", {52, 58, 64, 70, 76}, Parts::OneMelodic, [](Request& request, double value) { request.character.meanPitch = value; },
         [](const Features& features, const Suggestion&) { return features.meanPitch; }},
        {"range", {48, 55, 62, 69, 76}, Parts::OneMelodic, askRange,
         [](const Features& features, const Suggestion&) { return features.meanPitch; }},
        {"polyphony", {1, 2, 3, 4, 5}, Parts::OneChordal,
         [](Request& request, double value) { request.character.voices = value; },
         [](const Features& features, const Suggestion&) -> Measured { return features.polyphony; }},
        {"step share", {0.2, 0.4, 0.6, 0.8, 1}, Parts::OneMelodic, [](Request& request, double value) { request.character.stepShare = value; },
         [](const Features& features, const Suggestion&) { return features.stepShare; }},
        {"leap share", {0, 0.2, 0.4, 0.6}, Parts::OneMelodic, [](Request& request, double value) { request.character.leapShare = value; },
         [](const Features& features, const Suggestion&) { return features.leapShare; }},
        {"syncopation", {0, 0.1, 0.2, 0.4}, Parts::OneMelodic, [](Request& request, double value) { request.character.syncopation = value; },
         [](const Features& features, const Suggestion&) { return features.syncopation; }},
        {"brightness", {0.3, 0.4, 0.5, 0.6, 0.7}, Parts::OneMelodic, [](Request& request, double value) { request.character.brightness = value; },
         [](const Features&, const Suggestion& suggestion) { return told(suggestion, "brightness"); }},
        {"energy", {0.2, 0.3, 0.4, 0.5, 0.6}, Parts::OneMelodic, [](Request& request, double value) { request.character.energy = value; },
         [](const Features&, const Suggestion& suggestion) { return told(suggestion, "energy"); }},
        {"closing", {0, 0.5, 1}, Parts::OneMelodic, [](Request& request, double value) { request.character.closing = value; },
         [](const Features&, const Suggestion& suggestion) { return told(suggestion, "closing"); }},
    };
    return kKinds;
}

Features featuresOf(const Question& question, const Answer& answer)
{
    const Excerpt excerpt = heard(question, answer);
    const int begin = question.score().grid[question.spans.begin].firstStep;
    std::vector<FeatureNote> notes;
    for (const HeardNote& note : excerpt.notes)
        if (note.part == excerpt.parts.front())
            notes.push_back({begin + note.step, note.steps, note.pitch});
    std::stable_sort(notes.begin(), notes.end(), [](const FeatureNote& a, const FeatureNote& b) {
        return a.start != b.start ? a.start < b.start : a.pitch > b.pitch;
    });
    return measureFeatures(notes, question.score().grid, question.spans);
}

int nearestValue(std::span<const double> values, double value)
{
    const auto nearest = std::min_element(values.begin(), values.end(),
                                          [&](double a, double b) { return std::abs(a - value) < std::abs(b - value); });
    return static_cast<int>(nearest - values.begin());
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Accuracy.h"
#include "models/evaluate/Answered.h"

#include <array>

namespace continuo {

namespace {

/// A share of something that an answer can get right.
struct Measure {
    const char* name;
    bool isGoal;        ///< how far the model is ahead is told as well
    Ratio (*of)(const Answered& answered, System system);
};

Ratio ratioOfHits(const Answered& answered, double numerator, double denominator)
{
    return {answered.piece(), numerator, denominator};
}

NoteHits notesOf(const Answered& answered, System system)
{
    return noteHits(answered.by(system), answered.real);
}

HarmonyHits harmonyOf(const Answered& answered, System system)
{
    return harmonyHits(answered.by(system), answered.real, melodyExcerpt(answered.question), answered.question.texture);
}

constexpr std::array<Measure, 3> kNoteMeasures{{
    {"note F1", true,
     [](const Answered& answered, System system) {
         const NoteHits hits = notesOf(answered, system);
         return ratioOfHits(answered, 2.0 * hits.hits, hits.answered + hits.real);
     }},
    {"note precision", false,
     [](const Answered& answered, System system) {
         const NoteHits hits = notesOf(answered, system);
         return ratioOfHits(answered, hits.hits, hits.answered);
     }},
    {"note recall", false,
     [](const Answered& answered, System system) {
         const NoteHits hits = notesOf(answered, system);
         return ratioOfHits(answered, hits.hits, hits.real);
     }},
}};

constexpr std::array<Measure, 4> kHarmonyMeasures{{
    {"pitch", true,
     [](const Answered& answered, System system) {
         const HarmonyHits hits = harmonyOf(answered, system);
         return ratioOfHits(answered, hits.pitch, hits.pitchCount);
     }},
    {"pitch class", true,
     [](const Answered& answered, System system) {
         const HarmonyHits hits = harmonyOf(answered, system);
         return ratioOfHits(answered, hits.pitchClass, hits.pitchClassCount);
     }},
    {"chord", true,
     [](const Answered& answered, System system) {
         const HarmonyHits hits = harmonyOf(answered, system);
         return ratioOfHits(answered, hits.chord, hits.chordCount);
     }},
    {"chord beyond the melody", false,
     [](const Answered& answered, System system) {
         const HarmonyHits hits = harmonyOf(answered, system);
         return ratioOfHits(answered, hits.beyondMelody, hits.beyondMelodyCount);
     }},
}};

std::vector<Ratio> ratiosOf(const Measure& measure, const Some& some, System system)
{
    std::vector<Ratio> ratios;
    for (const Answered* each : some)
        ratios.push_back(measure.of(*each, system));
    return ratios;
}

/// Each measure for each system, how far the model is ahead of each other system, and how much it answered at all.
std::vector<Figure> figuresOf(const Some& all, const std::string& table, std::span<const Measure> measures)
{
    std::vector<Figure> figures;
    forEachCorpusAndAll(all, [&](const std::string& corpus, const Some& some) {
        std::vector<Ratio> answered;
        for (const Answered* each : some)
            answered.push_back({each->piece(), each->has(System::Model) ? 1.0 : 0.0, 1});
        figures.push_back({table, "answered", corpus, systemName(System::Model), ratioOf(answered)});
        for (const Measure& measure : measures)
            for (const System system : kAnswering) {
                const Some both = answeredBy(some, system);
                if (both.empty())
                    continue;
                const std::vector<Ratio> ratios = ratiosOf(measure, both, system);
                figures.push_back({table, measure.name, corpus, systemName(system), ratioOf(ratios)});
                if (system != System::Model && measure.isGoal)
                    figures.push_back({table, std::string(measure.name) + ", model ahead by", corpus, systemName(system),
                                       differenceOf(ratiosOf(measure, both, System::Model), ratios)});
            }
    });
    return figures;
}

} // namespace

std::vector<Figure> noteFigures(const Some& all, const std::string& table)
{
    return figuresOf(all, table, kNoteMeasures);
}

std::vector<Figure> harmonyFigures(const Some& all)
{
    return figuresOf(all, taskName(Task::Harmonize), kHarmonyMeasures);
}

} // namespace continuo

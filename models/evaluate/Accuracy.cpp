// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Accuracy.h"

#include <algorithm>
#include <bitset>
#include <iterator>
#include <set>
#include <tuple>

namespace continuo {

namespace {

constexpr int kSixteenth = kStepsPerQuarter / 4;

using Place = std::tuple<int, int, int>; // part, step, pitch

std::set<Place> placesOf(const Excerpt& excerpt)
{
    std::set<Place> places;
    for (const HeardNote& note : excerpt.notes)
        places.emplace(note.part, note.step, note.pitch);
    return places;
}

std::vector<int> classesOf(std::vector<int> pitches)
{
    for (int& pitch : pitches)
        pitch %= 12;
    std::sort(pitches.begin(), pitches.end());
    pitches.erase(std::unique(pitches.begin(), pitches.end()), pitches.end());
    return pitches;
}

std::bitset<12> setOf(const std::vector<int>& pitches)
{
    std::bitset<12> classes;
    for (const int pitch : pitches)
        classes.set(static_cast<std::size_t>(pitch % 12));
    return classes;
}

int common(const std::vector<int>& one, const std::vector<int>& other)
{
    std::vector<int> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
    return static_cast<int>(both.size());
}

void compareVoices(HarmonyHits& hits, const Excerpt& answer, const Excerpt& real, int step)
{
    for (const int part : real.parts) {
        const std::vector<int> voice{part};
        const auto there = soundingAt(answer, step, voice), here = soundingAt(real, step, voice);
        hits.pitch += there == here ? 1 : 0;
        hits.pitchClass += classesOf(there) == classesOf(here) ? 1 : 0;
        ++hits.pitchCount;
        ++hits.pitchClassCount;
    }
}

void compareWhole(HarmonyHits& hits, const std::vector<int>& there, const std::vector<int>& here)
{
    const auto thereClasses = classesOf(there), hereClasses = classesOf(here);
    hits.pitch += 2.0 * common(there, here);
    hits.pitchCount += static_cast<double>(there.size() + here.size());
    hits.pitchClass += 2.0 * common(thereClasses, hereClasses);
    hits.pitchClassCount += static_cast<double>(thereClasses.size() + hereClasses.size());
}

} // namespace

NoteHits noteHits(const Excerpt& answer, const Excerpt& real)
{
    const std::set<Place> answered = placesOf(answer), wanted = placesOf(real);
    NoteHits hits{0, static_cast<int>(answered.size()), static_cast<int>(wanted.size())};
    for (const Place& place : answered)
        hits.hits += wanted.contains(place) ? 1 : 0;
    return hits;
}

HarmonyHits harmonyHits(const Excerpt& answer, const Excerpt& real, const Excerpt& melody, Texture texture)
{
    HarmonyHits hits;
    for (int step = 0; step < real.steps(); step += kSixteenth) {
        const auto there = soundingAt(answer, step), here = soundingAt(real, step);
        if (texture == Texture::Voices)
            compareVoices(hits, answer, real, step);
        else
            compareWhole(hits, there, here);
        if (here.empty())
            continue;
        const std::bitset<12> melodySet = setOf(soundingAt(melody, step)), hereSet = melodySet | setOf(here);
        const int isHit = !there.empty() && (melodySet | setOf(there)) == hereSet ? 1 : 0;
        hits.chord += isHit;
        ++hits.chordCount;
        if (hereSet != melodySet) {
            hits.beyondMelody += isHit;
            ++hits.beyondMelodyCount;
        }
    }
    return hits;
}

} // namespace continuo

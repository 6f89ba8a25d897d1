// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/Checks.h"

#include <algorithm>
#include <map>
#include <set>

namespace continuo::check {

namespace {

/// Notes that start together, by place.
using Chords = std::map<TwelfthPlace, std::set<int>>;

Chords chordsIn(const Change& change, const std::vector<Note>& notes)
{
    Chords chords;
    for (const Note& note : notes)
        if (!note.muted && change.target().contains(note.start))
            chords[change.placeOf(note.start)].insert(note.pitch.number);
    return chords;
}

/// The first track in which something is not as it was. `whatIn` tells it from the notes before or after.
template <typename WhatIn>
std::string firstOther(const Change& change, bool drumsToo, const char* what, WhatIn whatIn)
{
    for (const TrackChange& track : change.tracks())
        if (track.mayChange && (drumsToo || !track.track->isDrums()) && whatIn(track.before) != whatIn(track.after))
            return "'" + track.track->name + "' has another " + what;
    return {};
}

} // namespace

std::string lockedNotes(const Change& change)
{
    const auto& ids = change.promises().lockedNotes;
    for (const TrackChange& track : change.tracks()) {
        std::vector<Note> left = track.after;
        for (const Note& note : track.before) {
            if (std::find(ids.begin(), ids.end(), note.id) == ids.end())
                continue;
            const auto found = std::find_if(left.begin(), left.end(), [&](const Note& other) { return compareContent(note, other) == 0; });
            if (found == left.end())
                return change.describe(track, note) + " is gone";
            left.erase(found);
        }
    }
    return {};
}

std::string rhythm(const Change& change)
{
    return firstOther(change, true, "rhythm", [&](const std::vector<Note>& notes) {
        std::multiset<std::pair<Tick, Tick>> times;
        for (const Note& note : notes)
            if (!note.muted && change.target().contains(note.start))
                times.emplace(note.start, std::min(note.end(), change.target().end));
        return times;
    });
}

std::string pitches(const Change& change)
{
    return firstOther(change, true, "sequence of pitches", [&](const std::vector<Note>& notes) {
        std::map<int, std::vector<std::set<int>>> bars;
        for (const auto& [place, chord] : chordsIn(change, notes))
            bars[place.bar].push_back(chord);
        return bars;
    });
}

std::string contour(const Change& change)
{
    return firstOther(change, false, "contour", [&](const std::vector<Note>& notes) {
        std::vector<std::pair<int, int>> moves; // bar and direction
        std::optional<int> last;
        for (const auto& [place, chord] : chordsIn(change, notes)) {
            const int top = *chord.rbegin();
            moves.emplace_back(place.bar, last ? (top > *last) - (top < *last) : 0);
            last = top;
        }
        return moves;
    });
}

} // namespace continuo::check

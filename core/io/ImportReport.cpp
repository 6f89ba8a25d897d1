// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ImportReport.h"

#include <algorithm>

namespace continuo {

namespace {

/// Adds "3 notes" to the list, or nothing.
void name(std::string& list, std::size_t count, const char* one, const char* several)
{
    if (count == 0)
        return;
    list += (list.empty() ? "" : ", ") + std::to_string(count) + " " + (count == 1 ? one : several);
}

} // namespace

std::string keptSentence(const Song& song)
{
    std::size_t controllers = 0, lyrics = 0, markers = 0, others = 0;
    const auto count = [&](const TrackEvent& event) {
        if (event.isChannelMessage())
            ++controllers;
        else if (event.isMeta(meta::kLyric))
            ++lyrics;
        else if (event.isMeta(meta::kMarker))
            ++markers;
        else
            ++others;
    };
    std::for_each(song.conductor.begin(), song.conductor.end(), count);
    for (const auto& track : song.tracks)
        std::for_each(track->events.begin(), track->events.end(), count);
    std::string list;
    name(list, song.tracks.size(), "track", "tracks");
    name(list, song.noteCount(), "note", "notes");
    name(list, song.tempo.changes().size(), "tempo", "tempi");
    name(list, song.meters.changes().size(), "meter", "meters");
    name(list, song.keys.size(), "key", "keys");
    name(list, markers, "marker", "markers");
    name(list, lyrics, "syllable", "syllables");
    name(list, controllers, "controller or bend", "controllers and bends");
    name(list, others, "other event", "other events");
    return "Kept: " + (list.empty() ? "nothing, for there is nothing" : list) + ".";
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SuggestionPart.h"

#include <algorithm>

namespace continuo {

namespace {

bool hasNotes(const Suggestion& suggestion, const SuggestionPart& part)
{
    return std::ranges::any_of(suggestion.notes, [&](const SuggestedNote& note) { return part.has(note); });
}

} // namespace

std::vector<SuggestionPart> partsOf(const Song& song, const Suggestion& suggestion)
{
    std::vector<SuggestionPart> parts;
    const auto addIfNotes = [&](const SuggestionPart& part) {
        if (hasNotes(suggestion, part))
            parts.push_back(part);
    };
    for (int bar = song.meters.barAt(suggestion.target.begin); song.meters.bar(bar).begin < suggestion.target.end; ++bar)
        addIfNotes({song.meters.bar(bar), std::nullopt});
    const auto bars = parts.size();
    for (const auto& track : song.tracks)
        addIfNotes({suggestion.target, track->id});
    for (const SuggestedTrack& added : suggestion.newTracks)
        if (song.findTrack(added.id) == nullptr)
            addIfNotes({suggestion.target, added.id});
    if (parts.size() == bars + 1)
        parts.pop_back(); // the only track is the whole
    return parts;
}

Suggestion onlyPart(const Suggestion& suggestion, const SuggestionPart& part)
{
    Suggestion only = suggestion;
    only.target = part.time;
    std::erase_if(only.notes, [&](const SuggestedNote& note) { return !part.has(note); });
    if (part.track)
        std::erase_if(only.writtenTracks, [&](TrackId track) { return track != *part.track; });
    std::erase_if(only.newTracks, [&](const SuggestedTrack& added) {
        return std::ranges::none_of(only.notes, [&](const SuggestedNote& note) { return note.track == added.id; });
    });
    return only;
}

Suggestion withoutPart(const Suggestion& suggestion, const SuggestionPart& part, const std::vector<NoteId>& accepted)
{
    Suggestion rest = suggestion;
    std::erase_if(rest.notes, [&](const SuggestedNote& note) { return part.has(note); });
    rest.lockedNotes.insert(rest.lockedNotes.end(), accepted.begin(), accepted.end());
    if (part.track && part.time == suggestion.target)
        std::erase_if(rest.writtenTracks, [&](TrackId track) { return track == *part.track; });
    return rest;
}

Song withRoomFor(const Song& song, const Suggestion& suggestion)
{
    Song roomy = song;
    for (const SuggestedTrack& added : suggestion.newTracks)
        roomy.lastId = std::max(roomy.lastId, added.id.value);
    return roomy;
}

} // namespace continuo

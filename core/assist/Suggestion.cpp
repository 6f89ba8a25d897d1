// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Suggestion.h"

#include "core/song/TrackNotes.h"

#include <algorithm>
#include <map>

namespace continuo {

const char* taskName(Task task)
{
    switch (task) {
    case Task::Continue: return "continue";
    case Task::Harmonize: return "harmonize";
    case Task::Vary: return "vary";
    case Task::Infill: return "infill";
    }
    return "";
}

Song withSuggestion(const Song& song, const Suggestion& suggestion)
{
    const auto isLocked = [&](NoteId id) {
        return std::find(suggestion.lockedNotes.begin(), suggestion.lockedNotes.end(), id) != suggestion.lockedNotes.end();
    };
    Song changed = song;
    for (const TrackId id : suggestion.writtenTracks) {
        const Track* track = changed.findTrack(id);
        if (!track)
            continue;
        changed = withTrack(changed, withChangedNotes(*track, [&](const Note& note) -> std::optional<Note> {
            if (suggestion.target.contains(note.start) && !isLocked(note.id))
                return std::nullopt;
            return note;
        }));
    }
    for (const SuggestedTrack& added : suggestion.newTracks) {
        if (changed.findTrack(added.id))
            continue;
        Track track;
        track.id = added.id;
        track.name = added.name;
        track.channel = added.channel;
        track.program = added.program;
        track.colour = static_cast<int>(changed.tracks.size());
        changed = withNewTrack(changed, std::move(track));
    }

    std::uint64_t lastId = changed.lastId;
    std::map<TrackId, std::vector<Note>> byTrack;
    for (const SuggestedNote& suggested : suggestion.notes) {
        if (!changed.findTrack(suggested.track))
            continue;
        Note note = suggested.note;
        note.id = NoteId(++lastId);
        note.origin = Origin::Suggestion;
        byTrack[suggested.track].push_back(note);
    }
    for (const auto& [id, notes] : byTrack) {
        const Track& track = *changed.findTrack(id);
        const ClipId newClip(track.clips.empty() ? ++lastId : 0);
        changed = withTrack(changed, withAddedNotes(track, notes, newClip));
    }
    changed.lastId = lastId;
    return changed;
}

} // namespace continuo

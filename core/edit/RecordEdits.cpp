// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RecordEdits.h"

#include "core/edit/NoteChanges.h"

#include <algorithm>

namespace continuo {

namespace {

Song withoutWhatIsIn(const Song& song, TrackId track, Range<Tick> range)
{
    const Track* const found = song.findTrack(track);
    std::vector<NoteRef> gone;
    for (const auto& clip : found->clips)
        for (const Note& note : clip->notes.startingIn({range.begin - clip->start, range.end - clip->start}))
            gone.push_back({track, note.id});
    const Song cleared = withNotesChanged(song, gone, [](const Note&) { return std::nullopt; });
    Track quiet = *cleared.findTrack(track);
    std::erase_if(quiet.events, [range](const TrackEvent& event) { return event.isChannelMessage() && range.contains(event.at); });
    return withTrack(cleared, std::move(quiet));
}

Song withEventsAdded(const Song& song, TrackId id, const std::vector<TrackEvent>& events)
{
    Track track = *song.findTrack(id);
    track.events.insert(track.events.end(), events.begin(), events.end());
    std::stable_sort(track.events.begin(), track.events.end(),
                     [](const TrackEvent& a, const TrackEvent& b) { return a.at < b.at; });
    return withTrack(song, std::move(track));
}

} // namespace

Edit recordOnto(TrackId track, std::vector<Note> notes, std::vector<TrackEvent> events, std::optional<Range<Tick>> replaced)
{
    return {"Record",
            [track, notes = std::move(notes), events = std::move(events), replaced](const Song& song) {
                if (song.findTrack(track) == nullptr)
                    return song;
                Song recorded = replaced ? withoutWhatIsIn(song, track, *replaced) : song;
                std::vector<TrackNote> placed;
                for (const Note& note : notes)
                    placed.push_back({track, note});
                recorded = withNotesAdded(recorded, placed);
                return events.empty() ? recorded : withEventsAdded(recorded, track, events);
            },
            {}};
}

} // namespace continuo

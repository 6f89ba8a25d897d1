// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/TrackEdits.h"

#include "core/song/Instrument.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr std::uint8_t kController = 0xB0, kBankMsb = 0, kBankLsb = 32;

bool selectsBank(const TrackEvent& event)
{
    return event.isChannelMessage() && (event.status & 0xF0) == kController
        && (event.data1 == kBankMsb || event.data1 == kBankLsb);
}

std::optional<int> sevenBits(std::optional<int> value)
{
    return value ? std::optional(std::clamp(*value, 0, 127)) : std::nullopt;
}

} // namespace

Edit moveTrack(TrackId track, int by)
{
    return {by < 0 ? "Move track up" : "Move track down",
            [track, by](const Song& song) {
                const int from = song.trackIndex(track);
                if (from < 0)
                    return song;
                const int to = std::clamp(from + by, 0, static_cast<int>(song.tracks.size()) - 1);
                Song changed = song;
                const auto begin = changed.tracks.begin();
                if (from < to)
                    std::rotate(begin + from, begin + from + 1, begin + to + 1);
                else
                    std::rotate(begin + to, begin + from, begin + from + 1);
                return changed;
            },
            {}};
}

Edit setTrackColour(TrackId track, int colour)
{
    return {"Set track colour",
            [track, colour = std::max(colour, 0)](const Song& song) {
                const Track* found = song.findTrack(track);
                if (!found)
                    return song;
                Track changed = *found;
                changed.colour = colour;
                return withTrack(song, std::move(changed));
            },
            {}};
}

Edit setBank(TrackId track, std::optional<int> msb, std::optional<int> lsb)
{
    return {"Set bank",
            [track, msb = sevenBits(msb), lsb = sevenBits(lsb)](const Song& song) {
                const Track* found = song.findTrack(track);
                if (!found)
                    return song;
                Track changed = *found;
                changed.bankMsb = msb;
                changed.bankLsb = lsb;
                std::erase_if(changed.events, selectsBank);
                return withTrack(song, std::move(changed));
            },
            {}};
}

Edit setInstrument(TrackId track, std::string output)
{
    return {"Choose instrument",
            [track, output = std::move(output)](const Song& song) {
                const Track* found = song.findTrack(track);
                if (!found || instrumentOf(*found) == output)
                    return song;
                Track changed = *found;
                std::erase_if(changed.events, [](const TrackEvent& event) { return event.isMeta(kDeviceMeta); });
                if (!output.empty()) {
                    constexpr std::uint8_t kMeta = 0xFF;
                    changed.events.insert(changed.events.begin(), {Tick(0), kMeta, kDeviceMeta, 0, output});
                }
                return withTrack(song, std::move(changed));
            },
            {}};
}

Edit duplicateTrack(TrackId track, std::vector<std::uint64_t> ids)
{
    return {"Duplicate track",
            [track, ids = std::move(ids)](const Song& song) {
                const int index = song.trackIndex(track);
                if (index < 0)
                    return song;
                const Track& original = *song.tracks[static_cast<std::size_t>(index)];
                if (ids.size() < idsForDuplicate(original) || song.findTrack(TrackId(ids.front())))
                    return song;
                std::size_t used = 0;
                Track copy = original;
                copy.id = TrackId(ids[used++]);
                copy.fileTrack = -1;
                for (auto& clip : copy.clips) {
                    const ClipId id(ids[used++]);
                    std::vector<Note> notes(clip->notes.begin(), clip->notes.end());
                    for (Note& note : notes)
                        note.id = NoteId(ids[used++]);
                    clip = std::make_shared<const Clip>(Clip{id, clip->start, clip->length, std::move(notes)});
                }
                Song changed = withNewTrack(song, std::move(copy));
                std::rotate(changed.tracks.begin() + index + 1, changed.tracks.end() - 1, changed.tracks.end());
                return changed;
            },
            {}};
}

std::size_t idsForDuplicate(const Track& track)
{
    return 1 + track.clips.size() + track.noteCount();
}

} // namespace continuo

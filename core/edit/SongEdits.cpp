// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/SongEdits.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr int kProgramChange = 0xC0;

/// An edit of the fields of one track.
Edit changeTrack(std::string name, TrackId id, std::function<void(Track&)> change)
{
    return {std::move(name),
            [id, change = std::move(change)](const Song& song) {
                const Track* track = song.findTrack(id);
                if (!track)
                    return song;
                Track changed = *track;
                change(changed);
                return withTrack(song, std::move(changed));
            },
            {}};
}

Edit merging(Edit edit, const std::string& what, std::int64_t which)
{
    edit.mergeKey = what + " " + std::to_string(which);
    return edit;
}

std::int64_t numberOf(TrackId track)
{
    return static_cast<std::int64_t>(track.value);
}

/// The changes without those at the tick, and with `added` in their place.
template <typename Change>
std::vector<Change> withChangeAt(std::span<const Change> changes, Tick at, std::optional<Change> added)
{
    std::vector<Change> made;
    for (const Change& change : changes)
        if (change.at != at)
            made.push_back(change);
    if (added)
        made.insert(std::upper_bound(made.begin(), made.end(), at,
                                     [](Tick tick, const Change& change) { return tick < change.at; }),
                    *added);
    return made;
}

} // namespace

Edit addTrack(Track track)
{
    return {"Add track",
            [track = std::move(track)](const Song& song) {
                return song.findTrack(track.id) ? song : withNewTrack(song, track);
            },
            {}};
}

Edit removeTrack(TrackId track)
{
    return {"Remove track",
            [track](const Song& song) {
                Song changed = song;
                std::erase_if(changed.tracks, [track](const auto& each) { return each->id == track; });
                return changed;
            },
            {}};
}

Edit renameTrack(TrackId track, std::string name)
{
    return changeTrack("Rename track", track, [name = std::move(name)](Track& changed) { changed.name = name; });
}

Edit setProgram(TrackId track, std::optional<int> program)
{
    if (program)
        program = std::clamp(*program, 0, 127);
    return changeTrack("Set instrument", track, [program](Track& changed) {
        changed.program = program;
        std::erase_if(changed.events, [&changed](const TrackEvent& event) {
            return event.status == (kProgramChange | changed.channel);
        });
    });
}

Edit setChannel(TrackId track, int channel)
{
    return changeTrack("Set channel", track, [channel = std::clamp(channel, 0, 15)](Track& changed) {
        for (TrackEvent& event : changed.events)
            if (event.isChannelMessage() && (event.status & 0x0F) == changed.channel)
                event.status = static_cast<std::uint8_t>((event.status & 0xF0) | channel);
        changed.channel = channel;
    });
}

Edit muteTrack(TrackId track)
{
    return changeTrack("Mute track", track, [](Track& changed) { changed.muted = true; });
}

Edit unmuteTrack(TrackId track)
{
    return changeTrack("Unmute track", track, [](Track& changed) { changed.muted = false; });
}

Edit soloTrack(TrackId track)
{
    return changeTrack("Solo track", track, [](Track& changed) { changed.solo = true; });
}

Edit unsoloTrack(TrackId track)
{
    return changeTrack("Unsolo track", track, [](Track& changed) { changed.solo = false; });
}

Edit setVolume(TrackId track, double volume)
{
    return merging(changeTrack("Set volume", track,
                               [volume = std::clamp(volume, 0.0, 1.0)](Track& changed) { changed.volume = volume; }),
                   "volume", numberOf(track));
}

Edit setPan(TrackId track, double pan)
{
    return merging(changeTrack("Set pan", track, [pan = std::clamp(pan, -1.0, 1.0)](Track& changed) { changed.pan = pan; }),
                   "pan", numberOf(track));
}

Edit setTempo(Tick at, double bpm)
{
    constexpr double kSlowest = 60e6 / 0xFFFFFF, kFastest = 60e6; // three bytes of microseconds in a MIDI file
    at = std::max(at, Tick(0));
    const auto microseconds = static_cast<std::uint32_t>(std::lround(60e6 / std::clamp(bpm, kSlowest, kFastest)));
    const TempoChange change{at, microseconds};
    return merging({"Set tempo",
                    [change](const Song& song) {
                        Song changed = song;
                        changed.tempo = TempoMap(withChangeAt<TempoChange>(song.tempo.changes(), change.at, change));
                        return changed;
                    },
                    {}},
                   "tempo", at.value);
}

Edit setMeter(Tick at, Meter meter)
{
    return {"Set meter",
            [at, meter](const Song& song) {
                const MeterChange change{song.meters.bar(song.meters.barAt(at)).begin, meter};
                Song changed = song;
                changed.meters = MeterMap(withChangeAt<MeterChange>(song.meters.changes(), change.at, change));
                return changed;
            },
            {}};
}

Edit setKey(Tick at, std::optional<KeySignature> key)
{
    at = std::max(at, Tick(0));
    return {"Set key",
            [at, key](const Song& song) {
                std::optional<KeyChange> change;
                if (key)
                    change = KeyChange{at, *key};
                Song changed = song;
                changed.keys = withChangeAt<KeyChange>(song.keys, at, change);
                return changed;
            },
            {}};
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Id.h"
#include "core/song/Clip.h"
#include "core/song/TrackEvent.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace continuo {

/// MIDI channel of General MIDI percussion, counted from 0 (musicians call it channel 10).
inline constexpr int kDrumChannel = 9;

/// One part: one instrument on one channel. A value: change a copy.
struct Track {
    TrackId id;
    std::string name;
    int channel = 0;                  ///< 0..15
    std::optional<int> program;       ///< General MIDI program 0..127, the first of the track; none when the file has none
    std::optional<int> bankMsb, bankLsb; ///< controllers 0 and 32 before that program
    double volume = 1.0;              ///< 0..1, the mixer's, on top of what controllers say
    double pan = 0.0;                 ///< -1 left .. 1 right
    bool muted = false;
    bool solo = false;
    int colour = 0;                   ///< index into the theme's track colours
    std::vector<std::shared_ptr<const Clip>> clips; ///< sorted by start
    std::vector<TrackEvent> events;   ///< sorted by time, file order within a time; holds no program, bank or name that the fields above hold
    int fileTrack = -1;               ///< which track chunk of the file it came from, so that saving puts it back there; -1 for none
    Tick end;                         ///< end-of-track mark of the file; 0 when it has none

    bool isDrums() const { return channel == kDrumChannel; }
    /// The clip with that id, or null.
    const Clip* findClip(ClipId wanted) const;
    std::size_t noteCount() const;
    /// Where the last note ends, in the song; 0 without notes.
    Tick lastNoteEnd() const;
};

/// The note in song time: its clip's start added.
inline Note inSongTime(const Note& note, const Clip& clip)
{
    Note placed = note;
    placed.start += clip.start;
    return placed;
}

/// Calls visit(note, clip) for each note of the track that sounds within the range of song time; the note is in clip time.
template <typename Visit>
void eachSounding(const Track& track, Range<Tick> range, Visit visit)
{
    for (const auto& clip : track.clips)
        clip->notes.eachSounding({range.begin - clip->start, range.end - clip->start},
                                 [&](const Note& note) { visit(note, *clip); });
}

/// Every note of the track in song time, in order.
std::vector<Note> notesInSongTime(const Track& track);

/// Whether both hold the same: fields, clips, notes, events. Shared clips are not looked into.
bool sameContent(const Track& a, const Track& b);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/MeterMap.h"
#include "core/song/TempoMap.h"
#include "core/song/Track.h"
#include "core/theory/KeySignature.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace continuo {

/// From `at` on, this key.
struct KeyChange {
    Tick at;
    KeySignature key;
    bool operator==(const KeyChange&) const = default;
};

/// How the MIDI file that a song came from was laid out, so that saving it untouched gives the same file time.
struct MidiLayout {
    int format = 1;                   ///< 0, 1 or 2 as read
    std::uint16_t division = 480;     ///< the header's division word: ticks per quarter, or SMPTE when bit 15 is set
    bool operator==(const MidiLayout&) const = default;
};

/// The whole content of a document. A value: copying shares the tracks, changing means changing a copy.
struct Song {
    std::vector<std::shared_ptr<const Track>> tracks;
    TempoMap tempo;
    MeterMap meters;
    std::vector<KeyChange> keys;          ///< sorted by time, file order within a time; the last at a time counts
    std::vector<TrackEvent> conductor;    ///< what belongs to no part: title, markers, text; sorted by time
    MidiLayout layout;
    std::uint64_t lastId = 0;             ///< the highest id in use; new ids are above it

    const Track* findTrack(TrackId id) const;
    /// Position of the track in `tracks`, or -1.
    int trackIndex(TrackId id) const;
    /// Where the last note ends; 0 without notes.
    Tick end() const;
    /// Number of the last bar that holds a note or part of one, from 1; 0 without notes.
    int lastBar() const;
    std::size_t noteCount() const;
    /// The key in force at the tick; none before the first.
    std::optional<KeySignature> keyAt(Tick at) const;
};

/// A copy with that track replaced (found by its id), sharing all others; unchanged when there is none.
Song withTrack(const Song& song, Track track);
/// A copy with the track added at the end.
Song withNewTrack(const Song& song, Track track);
/// Whether both hold the same music and layout; `lastId` is not compared. Shared tracks are not looked into.
bool sameContent(const Song& a, const Song& b);

} // namespace continuo

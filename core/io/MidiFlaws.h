// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace continuo {

/// What can be wrong with a MIDI file that is read all the same, or has to change on the way in.
enum class MidiFlaw : std::uint8_t {
    RiffWrapper, LongHeader, UnknownFormat, ManyTracksInFormat0, Format2, TrackCount, TooManyTracks, OddFrameRate,
    UnknownChunk, BytesBetweenChunks, TrackLength, TruncatedTrack, NoEndMark, EventsAfterEndMark, BeyondLongestTime,
    OverlongNumber, RunningStatusKept, StrayData, BrokenEvent, SystemMessage, BadTempoMeterOrKey, LaterSequenceTempo,
    TempoInSmpte, NoteNeverEnded, NoteOffWithoutNote,
    Count
};

/// Counts flaws, so that a damaged file gives a few sentences and not a million.
class MidiFlaws {
public:
    void add(MidiFlaw flaw, std::uint64_t times = 1) { counts_[static_cast<std::size_t>(flaw)] += times; }
    /// One sentence for each kind of flaw that was met.
    std::vector<std::string> sentences() const;

private:
    std::array<std::uint64_t, static_cast<std::size_t>(MidiFlaw::Count)> counts_{};
};

} // namespace continuo

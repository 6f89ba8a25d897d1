// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/playback/PlayedMessage.h"
#include "core/song/Note.h"
#include "core/song/TempoMap.h"
#include "core/song/TrackEvent.h"

#include <chrono>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace continuo {

/// What was played on a keyboard, as music: in song time, without ids.
struct Take {
    std::vector<Note> notes;         ///< by start, then pitch
    std::vector<TrackEvent> events;  ///< controllers, bends, programs and pressures, by time
    bool isEmpty() const { return notes.empty() && events.empty(); }
};

/// Where the song was while it was recorded.
struct RecordedStretch {
    Range<Tick> range;               ///< what was played through; with a loop, the loop
    bool isLoop = false;
    int channel = 0;                 ///< of the track that is recorded on, 0..15
};

/// One take for each time the loop was gone round, in order, or a single one; takes may be empty.
///
/// A key counts from where it went down to where it came up, at least a tick; one that was still down when the round or
/// the recording ended counts to there. What was played in the count-in up to `kEarly` before the begin moves to the
/// begin; what came earlier is left out, apart from pedals and the like, which count from the begin.
std::vector<Take> takesFrom(std::span<const PlayedMessage> played, const RecordedStretch& stretch, const TempoMap& tempo);

/// How far ahead of the begin a note may be and still be meant, in seconds.
inline constexpr double kEarly = 0.15;

/// What was played while the song stood still, its first note at `at`, at the tempo of the song there.
Take takeFrom(std::span<const PlayedMessage> played, Tick at, int channel, const TempoMap& tempo);

/// Remembers what was played last, whether anything was recording or not.
class PlayedMemory {
public:
    static constexpr std::chrono::seconds kLength{120};

    void remember(const PlayedMessage& played);
    /// In order; nothing that came more than kLength before the newest.
    std::vector<PlayedMessage> messages() const { return {messages_.begin(), messages_.end()}; }
    bool isEmpty() const { return messages_.empty(); }
    void forget() { messages_.clear(); }

private:
    std::deque<PlayedMessage> messages_;
};

} // namespace continuo

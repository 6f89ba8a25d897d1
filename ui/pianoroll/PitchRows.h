// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <array>
#include <bitset>

namespace continuo::ui {

/// Which pitches have a row of the roll, the highest on top: all of them, or, folded, only some. A value.
class PitchRows {
public:
    static constexpr int kPitches = 128;
    using Pitches = std::bitset<kPitches>;

    /// All of them.
    PitchRows();
    /// Those; all of them when there are none.
    explicit PitchRows(const Pitches& shown);

    int count() const { return count_; }
    bool isFolded() const { return count_ < kPitches; }
    bool shows(Pitch pitch) const { return shown_[pitch.number]; }
    /// Its row, 0 on top; of a pitch without one, the row that would come after it.
    int row(Pitch pitch) const { return rowOf_[pitch.number]; }
    /// The pitch of a row; rows above the first and below the last are those.
    Pitch pitch(int row) const;
    /// The pitch so many rows higher, or lower; the last one there is.
    Pitch stepped(Pitch from, int rowsUp) const;

    bool operator==(const PitchRows&) const = default;

private:
    Pitches shown_;
    int count_ = 0;
    std::array<std::uint8_t, kPitches> rowOf_{}, pitchOf_{};
};

/// The pitches that the track's notes have.
PitchRows::Pitches usedPitches(const Track& track);
/// The pitches of the scales of the song's keys; of C major where it names none.
PitchRows::Pitches scalePitches(const Song& song);

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Rows.h"
#include "core/assist/StepGrid.h"
#include "core/song/Song.h"

#include <algorithm>
#include <string>
#include <vector>

namespace continuo {

/// What a track does in the music.
enum class Role : std::uint8_t { Melody, Inner, Bass, Accompaniment, Chords, Counter, Drums, Other };

/// What the network is told of a track.
struct Part {
    TrackId track;
    Role role = Role::Melody;
    int family = 0;            ///< General MIDI program / 8, 16 for drums
    bool mono = true;          ///< one note at a time
    double meanPitch = 60;

    bool isDrums() const { return role == Role::Drums; }
};

/// A song as the network sees it: notes snapped to the grid, in cells of one span of one part. Pitches are the song's
/// own here; drum sounds are kDrumPitchBase + sound. Muted notes and notes that the snap made equal are left out.
struct Score {
    StepGrid grid;
    std::vector<Part> parts;
    std::vector<std::vector<std::vector<RowNote>>> cells; ///< [part][span], notes in order

    const std::vector<RowNote>& cell(int part, int span) const
    {
        return cells[static_cast<std::size_t>(part)][static_cast<std::size_t>(span)];
    }
};

/// How many spans before and after those to be written are heard, and so what is written can go by, at most.
inline constexpr int kSpansHeardBefore = 16, kSpansHeardAfter = 8;

/// These spans of the score, and the target between them.
Range<int> heardAround(const Score& score, Range<int> target);

/// Calls visit(note, steps) for each note of the part that starts in the spans, with the steps during which it sounds,
/// counted from the start of the first span and at most to the end of the last.
template <typename Visit>
void eachSounding(const Score& score, int part, Range<int> spans, Visit visit)
{
    const int begin = score.grid[spans.begin].firstStep, end = score.grid.stepsOf(spans);
    for (int span = spans.begin; span < spans.end; ++span)
        for (const RowNote& note : score.cell(part, span)) {
            const int start = score.grid[span].firstStep - begin + note.onset;
            visit(note, Range<int>{start, std::min(end, start + kDurationSteps[note.duration])});
        }
}

/// Snaps bars firstBar..lastBar of the song. Parts are the song's tracks that have notes anywhere in the song or are
/// named in `alsoEmpty`, in the song's order. A note that starts before the first bar is left out.
Score makeScore(const Song& song, int firstBar, int lastBar, const std::vector<TrackId>& alsoEmpty = {});

/// The order in which parts take their slots, and thus are written inside a bar: chords, melody, counter-melody, bass,
/// inner parts from high to low, accompaniment, drums. Returns part indices.
std::vector<int> slotOrder(const std::vector<Part>& parts);

} // namespace continuo

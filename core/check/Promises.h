// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <optional>
#include <utility>
#include <vector>

namespace continuo {

/// What was promised of a change to a song. Promises about pitches (scale, range, chords, harmony, contour, span, voice
/// leading) do not bind drums. They bind every note in the target bars of tracks that may change or were added, but for
/// the locked ones.
struct Promises {
    Song before;
    int firstBar = 1, lastBar = 1;          ///< the target, bars counted from 1, both included
    std::vector<TrackId> tracks;            ///< those that may change
    bool mayAddTracks = false;
    bool addedAreLines = false;             ///< no two notes of an added track sound together
    bool isVariation = false;               ///< notes may stay from before, also where they break what only new ones must keep

    std::vector<NoteId> lockedNotes;        ///< are there as they were
    bool keepsRhythm = false;               ///< each track's notes start and end where its old ones did, cut at the target's end
    bool keepsPitch = false;                ///< each bar of a track has the old bar's chords in order; together is what lies at the same nearest twelfth of a quarter from the bar line
    bool keepsContour = false;              ///< each bar of a track has as many such times, and their highest notes move up, down or not as the old ones
    bool keepsHarmony = false;              ///< a note has a pitch class that sounded in the beat in which it starts, if anything did

    std::optional<unsigned> scale;          ///< pitch classes, bit 0 is C
    std::optional<std::pair<int, int>> range; ///< MIDI numbers, both included
    struct ChordStretch {
        Tick from;                          ///< to the next one
        unsigned pitchClasses = 0;
    };
    std::vector<ChordStretch> chords;       ///< by time
    bool onStrongBeatsOnly = false;         ///< of the chords; else always
    std::optional<std::pair<double, double>> density; ///< notes per quarter in each bar of each track; a note counts where its nearest twelfth lies
    std::optional<int> polyphony;
    std::optional<int> span;                ///< semitones
    std::optional<Tick> grid;               ///< of starts, from the bar line, and lengths
    bool leadsVoices = false;
    std::optional<TrackId> melody;          ///< the line above those added; none: lines are ordered by their mean pitch
};

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/PromisesOf.h"

namespace continuo {

Promises promisesOf(const SuggestionRequest& request)
{
    Promises promises;
    promises.before = request.song;
    promises.firstBar = request.firstBar;
    promises.lastBar = request.lastBar;
    if (request.task == Task::Harmonize && request.tracks.empty()) {
        promises.mayAddTracks = true;
        promises.addedAreLines = request.harmonizeAs == HarmonizeAs::Satb || request.harmonizeAs == HarmonizeAs::Bass;
        promises.melody = request.melody;
    } else {
        promises.tracks = request.tracks;
        if (promises.tracks.empty())
            for (const auto& track : request.song.tracks)
                if (track->noteCount() > 0)
                    promises.tracks.push_back(track->id);
    }
    if (request.task == Task::Vary) {
        promises.isVariation = true;
        promises.keepsRhythm = request.keep.rhythm;
        promises.keepsPitch = request.keep.pitch;
        promises.keepsContour = request.keep.contour;
        promises.keepsHarmony = request.keep.harmony;
    }
    promises.lockedNotes = request.lockedNotes;
    if (request.lockScale && request.key)
        promises.scale = request.key->scaleMask();
    if (request.range)
        promises.range = {request.range->lowest.number, request.range->highest.number};
    for (const PlacedChord& chord : request.chords)
        promises.chords.push_back({chord.at, chord.chord.pitchClasses});
    promises.onStrongBeatsOnly = request.chordTones == ChordTones::StrongBeats;
    if (request.density)
        promises.density = {request.density->lowest, request.density->highest};
    promises.polyphony = request.polyphony;
    promises.span = request.span;
    promises.grid = request.grid;
    promises.leadsVoices = request.voiceLeading;
    return promises;
}

} // namespace continuo

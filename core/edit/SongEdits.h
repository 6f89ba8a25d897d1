// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Edit.h"

#include <optional>
#include <string>

namespace continuo {

// What one does to tracks, tempo, meter and key. Numbers outside their range are brought into it. Edits that come from
// a slider merge: a run of them on the same thing makes one undo step.

/// Adds the track at the end; nothing when its id is in use.
Edit addTrack(Track track);
Edit removeTrack(TrackId track);
Edit renameTrack(TrackId track, std::string name);
/// General MIDI program 0..127; none leaves the choice to the synth. Programs that come later in the track go.
Edit setProgram(TrackId track, std::optional<int> program);
/// MIDI channel 0..15. Controllers and other events of the track's channel go along.
Edit setChannel(TrackId track, int channel);
Edit muteTrack(TrackId track);
Edit unmuteTrack(TrackId track);
/// Solo tracks are heard alone.
Edit soloTrack(TrackId track);
Edit unsoloTrack(TrackId track);
/// 0..1; merges.
Edit setVolume(TrackId track, double volume);
/// -1 left .. 1 right; merges.
Edit setPan(TrackId track, double pan);

/// Quarter notes per minute from the tick on, up to the next change; merges. 4..60,000,000.
Edit setTempo(Tick at, double bpm);
/// The meter from the bar that holds the tick on, up to the next change.
Edit setMeter(Tick at, Meter meter);
/// The key from the tick on, up to the next change; none removes the change at that tick.
Edit setKey(Tick at, std::optional<KeySignature> key);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/NoteRef.h"

#include <functional>
#include <span>
#include <vector>

namespace continuo {

/// Chosen notes and a chosen stretch of time. A value that holds ids, so it survives edits and undo.
class Selection {
public:
    Selection() = default;
    /// Notes named twice count once.
    explicit Selection(std::vector<NoteRef> notes);

    bool isEmpty() const { return notes_.empty(); }
    std::size_t count() const { return notes_.size(); }
    bool contains(NoteRef note) const;
    /// Sorted by track and note id.
    const std::vector<NoteRef>& notes() const { return notes_; }

    void add(NoteRef note);
    void remove(NoteRef note);
    /// Adds it when it is not chosen, removes it when it is.
    void toggle(NoteRef note);
    /// Forgets the notes; the stretch of time stays.
    void clear() { notes_.clear(); }
    /// Forgets notes that the song does not have.
    void keepExisting(const Song& song);

    bool operator==(const Selection&) const = default;

    Range<Tick> range; ///< the chosen stretch of the song; empty when none is chosen

private:
    std::vector<NoteRef> notes_;
};

/// All notes of these tracks whose start lies in the time range and whose pitch in lowest..highest.
Selection notesWithin(const Song& song, std::span<const TrackId> tracks, Range<Tick> range, Pitch lowest = Pitch(0),
                      Pitch highest = Pitch(127));

/// All notes of these tracks, given in song time, of which the question says yes.
Selection notesWhere(const Song& song, std::span<const TrackId> tracks, const std::function<bool(const Note&)>& question);

/// The notes of these tracks whose pitch is that of a chosen note.
Selection notesOfSamePitch(const Song& song, std::span<const TrackId> tracks, const Selection& chosen);
/// The notes of these tracks that the key in force where they start, or `otherwise` where the song names none, does not
/// hold.
Selection notesOutsideKey(const Song& song, std::span<const TrackId> tracks, KeySignature otherwise = {});
/// The notes of these tracks that are not chosen.
Selection notesNotIn(const Song& song, std::span<const TrackId> tracks, const Selection& chosen);

/// From the start of the first chosen note to the end of the last one; empty without notes.
Range<Tick> extentOf(const Song& song, std::span<const NoteRef> notes);

} // namespace continuo

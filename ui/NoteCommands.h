// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/edit/NoteEdits.h"
#include "ui/EditSentence.h"
#include "ui/EditorState.h"

#include <functional>

namespace continuo::ui {

/// What the Edit and Notes menus and the keys do to the selected notes. Each call is one undo step at most; repeated
/// moves with the arrow keys make one together. Where notes of a pitch come to overlap, the newer one wins.
class NoteCommands {
public:
    /// `audition` lets a moved note be heard; `say` tells what was refused, and what happened to other notes.
    NoteCommands(Document& document, EditorState& state, std::function<void(Pitch, int velocity)> audition, Say say = [](const QString&) {})
        : document_(document), state_(state), audition_(std::move(audition)), say_(std::move(say))
    {
    }

    bool hasCopy() const { return !copied_.empty(); }

    /// Commits an edit of the notes; edits in a row with the same key, not empty, are one undo step. False when it
    /// changes nothing.
    bool commit(Edit edit, std::string mergeKey = {});

    void erase();
    void transpose(int semitones);
    /// By tones of the key, C major where the song names none.
    void transposeInScale(int steps);
    /// By a grid step, later (1) or earlier (-1); onto the next line when moves go onto lines.
    void nudge(int steps);
    /// By 1/96 of a quarter, whatever the grid.
    void nudgeFinely(int steps);
    void lengthen(int steps);
    /// Gives the selected notes this length, and the notes drawn from now on.
    void setLength(Tick length);
    void toggleDots();
    void changeVelocity(int by);
    void quantize();
    void legato();
    void glue();
    void reverse();
    void invert();
    void mirrorPitches();
    /// Cuts the notes that sound at the tick; all pieces are selected.
    void split(Tick at);
    /// Mutes them, or lets them sound again when all are muted.
    void toggleMuted();
    /// Pins them, or lets them go again when all are pinned.
    void togglePinned();
    void selectAll();
    void selectNone();
    void invertSelection();
    void selectSamePitch();
    void selectOutsideKey();
    void cut();
    void copy();
    /// The first copied note comes to lie at the tick; the pasted notes are selected.
    void paste(Tick at);
    /// Copies that begin where the selection ends, rounded up to the grid; they are selected.
    void duplicate();

private:
    std::vector<NoteRef> selected() const { return state_.selection().notes(); }
    void auditionSelection();
    /// Commits what moves pitches, lets it be heard, and says why when the range does not allow it.
    void commitPitches(Edit edit, std::string mergeKey = {});
    /// The same for what moves notes in time.
    void commitTimes(Edit edit, std::string mergeKey);
    void addAndSelect(std::vector<TrackNote> notes, std::string name);

    Document& document_;
    EditorState& state_;
    std::function<void(Pitch, int)> audition_;
    Say say_;
    std::vector<TrackNote> copied_;
};

} // namespace continuo::ui

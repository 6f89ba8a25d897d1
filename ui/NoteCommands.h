// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/edit/NoteEdits.h"
#include "ui/EditorState.h"

#include <functional>

namespace continuo::ui {

/// What the Edit menu and the keys do to the selected notes. Each call is one undo step at most; repeated moves with
/// the arrow keys make one together.
class NoteCommands {
public:
    /// `audition` lets a moved note be heard.
    NoteCommands(Document& document, EditorState& state, std::function<void(Pitch, int velocity)> audition)
        : document_(document), state_(state), audition_(std::move(audition))
    {
    }

    bool hasCopy() const { return !copied_.empty(); }

    void erase();
    void transpose(int semitones);
    /// By grid steps, later or earlier.
    void nudge(int steps);
    void lengthen(int steps);
    void changeVelocity(int by);
    void quantize();
    void legato();
    void selectAll();
    void selectNone();
    void invertSelection();
    void cut();
    void copy();
    /// The first copied note comes to lie at the tick; the pasted notes are selected.
    void paste(Tick at);
    /// Copies that begin where the selection ends, rounded up to the grid; they are selected.
    void duplicate();

private:
    void commit(Edit edit, std::string mergeKey = {});
    void addAndSelect(std::vector<TrackNote> notes, std::string name);

    Document& document_;
    EditorState& state_;
    std::function<void(Pitch, int)> audition_;
    std::vector<TrackNote> copied_;
};

} // namespace continuo::ui

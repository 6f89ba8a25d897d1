// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/NoteEdits.h"
#include "ui/pianoroll/Tool.h"

namespace continuo::ui {

/// The gesture that begins on a note: it and the notes selected with it move, are copied, change their length or are
/// stretched together. Alt leaves the grid; Shift, pressed once the drag has begun, locks a move to one axis.
class NoteDrag {
public:
    /// `grabbed` is the note under the pointer; it is selected already. Ctrl or Shift on the body of a note makes a copy;
    /// Shift on its edge stretches all selected notes.
    NoteDrag(ToolContext& context, const RollPoint& begin, const Note& grabbed);
    /// A handle of the box around the selected notes was taken hold of: they are stretched.
    NoteDrag(ToolContext& context, const RollPoint& begin, NoteEdge handle);

    /// The edit so far; nothing while the pointer has not really moved.
    std::optional<Edit> to(const RollPoint& point);
    /// Whether the pointer moved far enough for a drag.
    bool hasMoved() const { return moved_; }
    /// What to select when the drag is done: the copies, or what was selected before.
    Selection result() const;

private:
    enum class Kind : std::uint8_t { Move, Copy, ResizeStart, ResizeEnd, StretchStart, StretchEnd };

    Edit moveTo(const RollPoint& point);
    Edit copyTo(NoteMove move);
    Edit stretchTo(const RollPoint& point);
    Edit resizeTo(const RollPoint& point);
    void auditionAt(int semitones);

    ToolContext& context_;
    RollPoint begin_;
    Note grabbed_;                     ///< in song time
    Kind kind_;
    std::vector<NoteRef> notes_;
    Range<Tick> extent_;               ///< what they fill where the drag begins
    std::vector<TrackNote> copies_;    ///< with their new ids, where their originals are
    bool moved_ = false;
    int auditioned_ = 0;               ///< semitones from grabbed_ heard last
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/Tool.h"

namespace continuo::ui {

/// Cuts the note under the pointer in two at the grid line that is nearest, or where the pointer is with Alt; a selected
/// note with all others that are selected. Dragging moves the cut until the button is released.
class SplitTool : public Tool {
public:
    explicit SplitTool(ToolContext& context) : context_(context) {}

    std::optional<Edit> press(const RollPoint& point) override;
    std::optional<Edit> drag(const RollPoint& point) override;
    std::optional<Edit> release(const RollPoint& point) override;
    void cancel() override { notes_.clear(); }
    Qt::CursorShape cursor(const RollPoint& hover) const override;

private:
    ToolContext& context_;
    std::vector<NoteRef> notes_;         ///< what is cut; empty when the gesture began beside the notes
    std::vector<NoteId> laterPieces_;
};

} // namespace continuo::ui

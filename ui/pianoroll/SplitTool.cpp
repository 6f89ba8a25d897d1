// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/SplitTool.h"

#include "core/edit/PieceEdits.h"

#include <algorithm>

namespace continuo::ui {

std::optional<Edit> SplitTool::press(const RollPoint& point)
{
    notes_.clear();
    if (!point.hit)
        return std::nullopt;
    const Selection& selection = context_.state.selection();
    notes_ = selection.contains(point.hit->ref) ? selection.notes() : std::vector{point.hit->ref};
    laterPieces_.resize(notes_.size());
    std::ranges::generate(laterPieces_, [this] { return context_.document.newNoteId(); });
    return drag(point);
}

std::optional<Edit> SplitTool::drag(const RollPoint& point)
{
    if (notes_.empty())
        return std::nullopt;
    return splitNotes(notes_, snappedTick(context_, point.at, point.modifiers), laterPieces_);
}

std::optional<Edit> SplitTool::release(const RollPoint& point)
{
    std::optional<Edit> edit = drag(point);
    notes_.clear();
    return edit;
}

Qt::CursorShape SplitTool::cursor(const RollPoint& hover) const
{
    return hover.hit ? Qt::SplitHCursor : Qt::ArrowCursor;
}

} // namespace continuo::ui

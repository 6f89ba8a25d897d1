// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/SelectTool.h"

namespace continuo::ui {

/// Draws notes on the active track: a click adds one of the length used last, a drag to the right sets its length.
/// On a note, and with Ctrl held, it works as the select tool.
class PencilTool : public Tool {
public:
    explicit PencilTool(ToolContext& context) : context_(context), select_(context) {}

    std::optional<Edit> press(const RollPoint& point) override;
    std::optional<Edit> drag(const RollPoint& point) override;
    std::optional<Edit> release(const RollPoint& point) override;
    void cancel() override;
    Qt::CursorShape cursor(const RollPoint& hover) const override;
    std::optional<QRectF> rubberBand() const override { return select_.rubberBand(); }
    QPolygonF lasso() const override { return select_.lasso(); }

private:
    bool isOnOwnNote(const RollPoint& point) const;

    ToolContext& context_;
    SelectTool select_;
    std::optional<Note> drawn_;    ///< the note being drawn; none while the select tool has the gesture
    QPointF begin_;
};

} // namespace continuo::ui

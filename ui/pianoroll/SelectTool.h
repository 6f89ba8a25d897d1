// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/NoteDrag.h"

namespace continuo::ui {

/// Selects, moves, copies and resizes. On a note: click selects it, Shift or Ctrl with a click adds or removes it, and
/// a drag is a NoteDrag; so it is on a handle of the box around the selected notes. On empty ground: a rubber band, with
/// Shift adding to the selection, Alt taking from it and Ctrl doing whichever changes something; with Shift and Ctrl
/// together a lasso that adds. A double click adds a note, or deletes the one under the pointer, unless the options say
/// that it does not.
class SelectTool : public Tool {
public:
    explicit SelectTool(ToolContext& context) : context_(context) {}

    std::optional<Edit> press(const RollPoint& point) override;
    std::optional<Edit> drag(const RollPoint& point) override;
    std::optional<Edit> release(const RollPoint& point) override;
    std::optional<Edit> doubleClick(const RollPoint& point) override;
    void cancel() override;
    Qt::CursorShape cursor(const RollPoint& hover) const override;
    std::optional<QRectF> rubberBand() const override { return band_; }
    QPolygonF lasso() const override { return lasso_; }

private:
    void pressNote(const RollPoint& point);
    void updateBand(const RollPoint& point);
    void updateLasso(const RollPoint& point);

    ToolContext& context_;
    std::optional<NoteDrag> drag_;
    std::optional<NoteRef> toggledByClick_;  ///< a click with Ctrl on a selected note removes it, a drag copies it
    std::optional<QRectF> band_;
    QPointF bandBegin_;
    QPolygonF lasso_;                        ///< empty while there is none
    Selection before_;                       ///< what was selected when the gesture began
};

/// The note as the document shows it, in song time.
std::optional<Note> findNote(const Song& song, NoteRef ref);

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/CurveEdits.h"
#include "ui/pianoroll/DrawnLane.h"

#include <map>

namespace continuo::ui {

/// A controller, or pitch bend, drawn on the lines of the grid.
class CurveLane : public DrawnLane {
    Q_OBJECT

public:
    CurveLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    void setCurve(Curve curve);
    Curve curve() const { return curve_; }

protected:
    int lowest() const override { return curve_.lowest(); }
    int highest() const override { return curve_.highest(); }
    void paintValues(QPainter& painter, const Track& track) override;
    void forgetDrawn() override { drawn_.clear(); }
    void drawLine(QPointF from, QPointF to) override;
    Edit edit() const override;

private:
    /// How far drawn points are apart: the grid's step, or some pixels when it is off.
    Tick pointDistance() const;

    Curve curve_;
    std::map<Tick, int> drawn_;            ///< what the gesture set so far, by the steps that it touched
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/CurveEdits.h"
#include "ui/Theme.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QWidget>

#include <map>

namespace continuo::ui {

/// A controller, or pitch bend, of the active track below the roll. A drag draws it on the lines of the grid; with Shift
/// a straight line from where the drag began. One drag is one undo step.
class CurveLane : public QWidget {
    Q_OBJECT

public:
    CurveLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setCurve(Curve curve);
    Curve curve() const { return curve_; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double yOf(int value) const;
    int valueAtY(double y) const;
    /// How far drawn points are apart: the grid's step, or some pixels when it is off.
    Tick pointDistance() const;
    void drawTo(QPointF position, Qt::KeyboardModifiers modifiers);
    void drawLine(QPointF from, QPointF to);
    Edit edit() const;

    const PianoRoll& roll_;
    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    Curve curve_;
    std::map<Tick, int> drawn_;            ///< what the gesture set so far, by the steps that it touched
    std::optional<QPointF> began_, last_;  ///< where the gesture began, and was last
};

} // namespace continuo::ui

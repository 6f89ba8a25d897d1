// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QWidget>

#include <optional>

namespace continuo::ui {

/// A lane below the roll, of the active track, in which values are drawn over time: bottom to top is lowest() to
/// highest(). A drag draws along the pointer's way, with Shift a straight line from where it began; it is previewed and
/// is one undo step. What there is to draw and to paint, the lanes know.
class DrawnLane : public QWidget {
    Q_OBJECT

public:
    DrawnLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);

protected:
    virtual int lowest() const = 0;
    virtual int highest() const = 0;
    /// Paints the track's values over the grid that is there already.
    virtual void paintValues(QPainter& painter, const Track& track) = 0;
    /// Forgets what the gesture drew so far.
    virtual void forgetDrawn() = 0;
    /// Draws a straight line; `from` is not to the right of `to`.
    virtual void drawLine(QPointF from, QPointF to) = 0;
    /// What was drawn so far.
    virtual Edit edit() const = 0;

    double yOf(int value) const;
    /// The nearest value within the range.
    int valueAtY(double y) const;

    const PianoRoll& roll() const { return roll_; }
    const EditorState& state() const { return state_; }
    const Document& document() const { return bridge_.document(); }
    const Theme& theme() const { return *theme_; }

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct Stroke {
        QPointF began, last;
    };
    void drawTo(QPointF position, Qt::KeyboardModifiers modifiers);

    const PianoRoll& roll_;
    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    std::optional<Stroke> stroke_;     ///< the gesture under way
};

/// The y on the straight line from one place to the other at x, between them.
double onLine(QPointF from, QPointF to, double x);

} // namespace continuo::ui

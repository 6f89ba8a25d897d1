// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QWidget>

#include <map>

namespace continuo::ui {

/// Velocities of the active track below the roll, one stem a note. A drag sets them, with Shift along a straight line; where selected notes stand, only
/// theirs. One drag is one undo step.
class VelocityLane : public QWidget {
    Q_OBJECT

public:
    VelocityLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double stemTop(int velocity) const;
    int velocityAt(double y) const;
    void drawTo(QPointF position, Qt::KeyboardModifiers modifiers);
    /// Sets the notes between the two places to what the line between them says.
    void drawLine(QPointF from, QPointF to);
    Edit edit() const;

    const PianoRoll& roll_;
    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    std::map<NoteRef, int> drawn_;         ///< what the gesture set so far
    QPointF began_;                        ///< where the gesture began
    std::optional<QPointF> last_;          ///< where the gesture was last
};

} // namespace continuo::ui

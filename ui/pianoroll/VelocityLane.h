// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/DrawnLane.h"

#include <map>

namespace continuo::ui {

/// Velocities, one stem a note. Drawing sets those that it comes by; where selected notes stand, only theirs.
class VelocityLane : public DrawnLane {
    Q_OBJECT

public:
    VelocityLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

protected:
    int lowest() const override { return 0; }
    int highest() const override { return 127; }
    void paintValues(QPainter& painter, const Track& track) override;
    void forgetDrawn() override { drawn_.clear(); }
    void drawLine(QPointF from, QPointF to) override;
    Edit edit() const override;

private:
    std::map<NoteRef, int> drawn_;         ///< what the gesture set so far
};

} // namespace continuo::ui

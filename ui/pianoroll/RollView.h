// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/KeyboardStrip.h"
#include "ui/pianoroll/PianoRoll.h"
#include "ui/pianoroll/RulerStrip.h"
#include "ui/pianoroll/VelocityLane.h"

#include <QScrollBar>

namespace continuo::ui {

/// The roll with what stands around it: ruler, keys, velocities and scroll bars, all following one geometry.
class RollView : public QWidget {
    Q_OBJECT

public:
    RollView(DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    PianoRoll& roll() { return *roll_; }
    KeyboardStrip& keyboard() { return *keyboard_; }
    RulerStrip& ruler() { return *ruler_; }
    void setTheme(const Theme& theme);
    void setPlayhead(Tick at, PianoRoll::Follow follow);
    /// Shows the whole song when it has notes, else the middle of the keyboard and four bars.
    void showAll();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void followGeometry();
    void selectPitch(Pitch pitch);

    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    PianoRoll* roll_;
    KeyboardStrip* keyboard_;
    RulerStrip* ruler_;
    VelocityLane* velocities_;
    QScrollBar* timeBar_;
    QScrollBar* pitchBar_;
};

} // namespace continuo::ui

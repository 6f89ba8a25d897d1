// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/CurveLane.h"
#include "ui/pianoroll/InfoLine.h"
#include "ui/pianoroll/KeyHint.h"
#include "ui/pianoroll/KeyboardStrip.h"
#include "ui/pianoroll/MiniMap.h"
#include "ui/pianoroll/PianoRoll.h"
#include "ui/pianoroll/RulerStrip.h"
#include "ui/pianoroll/SlimScrollBar.h"
#include "ui/pianoroll/VelocityLane.h"

class QComboBox;

namespace continuo::ui {

/// The roll with what stands around it: ruler, keys, velocities or a controller, the whole song, the selected notes in
/// numbers, and scroll bars, all following one geometry.
class RollView : public QWidget {
    Q_OBJECT

public:
    RollView(DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    PianoRoll& roll() { return *roll_; }
    KeyboardStrip& keyboard() { return *keyboard_; }
    RulerStrip& ruler() { return *ruler_; }
    KeyHint& keyHint() { return *keyHint_; }
    const KeyHint& keyHint() const { return *keyHint_; }
    void setTheme(const Theme& theme);
    void setPlayhead(Tick at, PianoRoll::Follow follow);
    /// Shows the whole song and the suggestion on show; nothing happens without notes.
    void showAll();
    /// Shows the first bars, sixteen at most, at a size that can be worked with; without notes the middle octaves.
    void showBeginning();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showUntil(Tick end);
    void showLane(int index);
    void followGeometry();
    void selectPitches(Pitch first, Pitch last);

    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    PianoRoll* roll_;
    KeyboardStrip* keyboard_;
    RulerStrip* ruler_;
    VelocityLane* velocities_;
    CurveLane* curves_;
    MiniMap* map_;
    KeyHint* keyHint_;
    InfoLine* info_;
    QComboBox* lanes_;             ///< which lane is shown
    SlimScrollBar* timeBar_;
    SlimScrollBar* pitchBar_;
};

} // namespace continuo::ui

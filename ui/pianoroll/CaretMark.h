// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/CaretMode.h"

namespace continuo::ui {

/// Shows where the caret is: a frame over the roll as wide as the note that Return would put there.
class CaretMark : public QWidget {
    Q_OBJECT

public:
    CaretMark(const CaretMode& caret, const EditorState& state, PianoRoll& roll);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    const CaretMode& caret_;
    const EditorState& state_;
    PianoRoll& roll_;
};

} // namespace continuo::ui

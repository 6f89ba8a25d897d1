// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QImage>
#include <QWidget>

namespace continuo::ui {

/// The whole song as a strip, with a frame around what the roll shows. A click or drag goes there. The notes are painted
/// once for each song and kept.
class MiniMap : public QWidget {
    Q_OBJECT

public:
    MiniMap(PianoRoll& roll, DocumentBridge& bridge, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPlayhead(Tick at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    /// The stretch that the strip's width stands for.
    Tick end() const;
    double xOf(Tick at) const;
    void paintNotes();
    void forgetNotes();
    void goTo(double x);

    PianoRoll& roll_;
    DocumentBridge& bridge_;
    const Theme* theme_;
    QImage notes_;                 ///< null until painted
    Tick playhead_;
};

} // namespace continuo::ui

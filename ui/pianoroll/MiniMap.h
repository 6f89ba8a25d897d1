// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QImage>
#include <QWidget>

namespace continuo::ui {

/// The whole song as a strip, with the notes that are suggested and a frame around what the roll shows. A click or drag
/// goes there. The song's notes are painted once and kept.
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
    double yOf(Pitch pitch) const;
    void paintNotes();
    void paintGhosts(QPainter& painter) const;
    void forgetNotes();
    void goTo(double x);

    PianoRoll& roll_;
    DocumentBridge& bridge_;
    const Theme* theme_;
    QImage notes_;                 ///< null until painted
    Tick notesEnd_;                ///< the end() that they were painted for
    Tick playhead_;
};

} // namespace continuo::ui

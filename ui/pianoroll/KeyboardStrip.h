// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QWidget>

#include <optional>

namespace continuo::ui {

/// The piano keys at the left of the roll, or the names of the drums, or of the pitches where the view is folded; a triangle at the edge says that notes of the track
/// lie above or below the view. A click sounds a key, a drag plays a glissando, and with Ctrl it selects the notes of the
/// pitches instead.
class KeyboardStrip : public QWidget {
    Q_OBJECT

public:
    explicit KeyboardStrip(const PianoRoll& roll, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    QSize sizeHint() const override;

Q_SIGNALS:
    void keyPressed(continuo::Pitch pitch);
    void keyReleased(continuo::Pitch pitch);
    /// Both included; the first is where the drag with Ctrl began.
    void pitchesChosen(continuo::Pitch first, continuo::Pitch last);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void press(std::optional<Pitch> pitch);
    void paintKey(QPainter& painter, Pitch pitch);
    /// A row with the name of its drum or, in a folded view, of its pitch.
    void paintNamedKey(QPainter& painter, Pitch pitch);
    void paintHiddenNotes(QPainter& painter);
    /// Whether keys carry the names of drums: the track is one of drums and its rows are high enough.
    bool showsDrums() const;

    const PianoRoll& roll_;
    const Theme* theme_;
    std::optional<Pitch> pressed_;
    std::optional<Pitch> choosingFrom_;    ///< where a drag with Ctrl began
};

} // namespace continuo::ui

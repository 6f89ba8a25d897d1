// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/ChordNames.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QWidget>

#include <optional>

namespace continuo::ui {

/// Bars above the roll, with markers, meter, tempo and key where they change, and the chords that sound, or would sound with
/// what is suggested; a triangle at the end says that notes of the track lie before or after the view. A click sets the playhead, a drag draws the loop, a
/// double click removes it; the wheel scrolls and, with Ctrl, zooms.
class RulerStrip : public QWidget {
    Q_OBJECT

public:
    RulerStrip(PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPlayhead(Tick at);
    /// The song as it would be with what is suggested, to name the chords of `bars` by; an empty range for no suggestion.
    void setSuggested(Song song, Range<Tick> bars);

Q_SIGNALS:
    void seekRequested(continuo::Tick at);
    /// The menu of what can change there, at the place on the screen.
    void menuRequested(continuo::Tick at, QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void paintBars(QPainter& painter);
    void paintLoop(QPainter& painter);
    void paintChanges(QPainter& painter);
    void paintChords(QPainter& painter);
    void paintHiddenNotes(QPainter& painter);
    Tick snapped(double x) const;

    PianoRoll& roll_;
    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    ChordNames chords_, suggestedChords_;
    Song suggested_;
    Range<Tick> suggestedBars_;
    Tick playhead_;
    std::optional<double> pressX_;
    bool drawsLoop_ = false;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QObject>

#include <functional>

class QKeyEvent;

namespace continuo::ui {

/// Writing and editing with the keyboard alone: while it is on, a caret stands at a time and a pitch of the active track
/// and the roll's keys move it.
///
///   Left, Right              the grid line or the start of a note that comes first
///   Up, Down                 a row: a semitone, or the next row of a folded view
///   Ctrl+Left, Ctrl+Right    from note to note; behind the last one to its end
///   Alt+Up, Alt+Down         through the notes that sound there
///   Shift with any of these  selects what lies between: whole chords over time, or the pitches between
///   Return                   puts a note of the length used last, or removes the one that is there
///
/// The note at the caret is selected, so that every command for notes works on it. Every move is said in a sentence.
class CaretMode : public QObject {
    Q_OBJECT

public:
    struct Caret {
        Tick at;
        Pitch pitch;
        bool operator==(const Caret&) const = default;
    };

    /// `audition` lets a note be heard.
    CaretMode(DocumentBridge& bridge, EditorState& state, PianoRoll& roll, std::function<void(Pitch, int velocity)> audition);

    /// None while the mode is off.
    std::optional<Caret> caret() const { return caret_; }
    /// At the first selected note; else at the tick, on the grid, at the pitch that the caret had last.
    void start(Tick at);
    void stop();

Q_SIGNALS:
    void changed();
    /// What is at the caret, or what became of it.
    void said(const QString& sentence);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Where a key leads; none when it is not a key of the caret.
    std::optional<Caret> moved(const QKeyEvent& key) const;
    Tick stepped(int direction) const;
    Caret jumped(int direction) const;
    Pitch climbed(int direction) const;
    bool isPlacing(const QKeyEvent& key) const;
    void press(const QKeyEvent& key);
    void placeOrRemove();
    void moveTo(Caret caret);
    void extendTo(Caret caret);
    void sayPlace();

    DocumentBridge& bridge_;
    EditorState& state_;
    PianoRoll& roll_;
    std::function<void(Pitch, int)> audition_;
    std::optional<Caret> caret_;
    std::optional<Caret> anchor_;   ///< where extending began
    Pitch lastPitch_;
};

} // namespace continuo::ui

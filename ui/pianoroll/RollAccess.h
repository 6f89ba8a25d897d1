// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/CaretMode.h"

#include <QAccessible>

#include <map>
#include <vector>

namespace continuo::ui {

/// What assistive technology sees of the roll: a list of the active track's notes, each with a sentence as its name, its
/// velocity as its value, its place on the screen, and things to do with it. Says what is selected and where the caret
/// is. Notes get an interface when one asks for them, and lose it when they are gone.
class RollAccess : public QObject {
    Q_OBJECT

public:
    /// Becomes a child of the roll, which is how the roll's interface finds it.
    RollAccess(DocumentBridge& bridge, EditorState& state, const CaretMode& caret, PianoRoll& roll);
    ~RollAccess() override;

    /// Lets Qt make interfaces for rolls; calling it again does nothing.
    static void install();

    PianoRoll& roll() const { return roll_; }
    DocumentBridge& bridge() const { return bridge_; }
    EditorState& state() const { return state_; }
    /// The active track's notes in song time, in order.
    const std::vector<Note>& notes() const;
    QAccessibleInterface* interfaceOf(NoteRef note);
    /// The note at the caret, when there is one.
    std::optional<NoteRef> focused() const;
    /// "Piano roll, Melody, 12 notes", and what is said of the caret's place.
    QString name() const;
    const QString& description() const { return description_; }
    void audition(const Note& note) const { Q_EMIT roll_.auditioned(note.pitch, note.velocity); }

private:
    void forgetGoneNotes();
    void announceFocus();

    DocumentBridge& bridge_;
    EditorState& state_;
    const CaretMode& caret_;
    PianoRoll& roll_;
    QString description_;
    mutable std::shared_ptr<const Track> listed_;   ///< whose notes `notes_` are
    mutable std::vector<Note> notes_;
    std::map<NoteRef, QAccessible::Id> interfaces_;
};

} // namespace continuo::ui

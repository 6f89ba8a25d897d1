// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/KeyEstimate.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QTimer>
#include <QToolButton>

namespace continuo::ui {

/// Says which key the music sounds in where the song names another one or none, and writes it into the song when it is
/// clicked. Looks at the stretch of the key in force where the view begins; a while after the last change, so that
/// writing is not held up.
class KeyHint : public QToolButton {
    Q_OBJECT

public:
    KeyHint(const PianoRoll& roll, DocumentBridge& bridge, QWidget* parent = nullptr);

    /// The key that would be written; none while the song names the one it sounds in, or when that is not clear.
    std::optional<KeySignature> hint() const { return hint_; }
    /// Writes the key where the stretch that it is heard in begins; nothing without a hint.
    void adopt();
    /// Listens at once.
    void listen();

Q_SIGNALS:
    void hintChanged();

private:
    /// From the key change in force where the view begins to the next one; the whole song without changes.
    Range<Tick> stretch() const;

    const PianoRoll& roll_;
    DocumentBridge& bridge_;
    QTimer soon_;
    std::optional<KeySignature> hint_;
};

} // namespace continuo::ui

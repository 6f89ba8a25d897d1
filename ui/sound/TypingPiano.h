// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transport/Playback.h"

#include <map>

namespace continuo::ui {

/// The computer's keyboard as a piano: while it is on, the row of A is the white keys from C, the row above the black
/// ones, Z and X change the octave. Installed on the application; fields that take text keep their keys.
class TypingPiano : public QObject {
    Q_OBJECT

public:
    explicit TypingPiano(Playback& playback, QObject* parent = nullptr) : QObject(parent), playback_(playback) {}

    bool isOn() const { return on_; }
    void setOn(bool on);
    /// The pitch of the key A.
    Pitch lowest() const { return Pitch(lowest_); }
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void changed();
    /// A sentence for the status bar.
    void said(const QString& sentence);

private:
    void press(int key);
    void release(int key);
    void shift(int by);

    Playback& playback_;
    std::map<int, Pitch> down_; ///< by Qt's number of the key
    int lowest_ = 60;
    bool on_ = false;
};

} // namespace continuo::ui

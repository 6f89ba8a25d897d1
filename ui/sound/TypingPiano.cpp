// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/TypingPiano.h"

#include "ui/FieldKeys.h"
#include "ui/PitchText.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <algorithm>
#include <array>

namespace continuo::ui {

namespace {

/// In the order of their pitches, semitone by semitone from C.
constexpr std::array kPianoKeys{Qt::Key_A, Qt::Key_W, Qt::Key_S, Qt::Key_E, Qt::Key_D, Qt::Key_F, Qt::Key_T, Qt::Key_G, Qt::Key_Y,
                                Qt::Key_H, Qt::Key_U, Qt::Key_J, Qt::Key_K, Qt::Key_O, Qt::Key_L, Qt::Key_P};
constexpr int kOctaveDown = Qt::Key_Z, kOctaveUp = Qt::Key_X;
constexpr int kLeast = 24, kMost = 96; ///< for the key A
constexpr int kVelocity = 90;

int semitones(int key)
{
    const auto found = std::find(kPianoKeys.begin(), kPianoKeys.end(), key);
    return found == kPianoKeys.end() ? -1 : static_cast<int>(found - kPianoKeys.begin());
}

bool isOurs(int key)
{
    return semitones(key) >= 0 || key == kOctaveDown || key == kOctaveUp;
}

} // namespace

void TypingPiano::setOn(bool on)
{
    if (on == on_)
        return;
    on_ = on;
    while (!down_.empty())
        release(down_.begin()->first);
    Q_EMIT said(on ? tr("The keys A to P play notes, Z and X change the octave.") : tr("The keys are commands again."));
    Q_EMIT changed();
}

bool TypingPiano::eventFilter(QObject*, QEvent* event)
{
    const QEvent::Type type = event->type();
    const bool isKey = type == QEvent::ShortcutOverride || type == QEvent::KeyPress || type == QEvent::KeyRelease;
    if (!on_ || !isKey || takesText(QApplication::focusWidget()))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(*event);
    // A key that was struck comes up whatever is held with it by then.
    const bool isHeld = type == QEvent::KeyRelease && down_.contains(key.key());
    if (!isHeld && (!isOurs(key.key()) || (key.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier))
        return false;
    if (type == QEvent::ShortcutOverride)
        event->accept();
    else if (type == QEvent::KeyPress && !key.isAutoRepeat())
        press(key.key());
    else if (type == QEvent::KeyRelease && !key.isAutoRepeat())
        release(key.key());
    return true;
}

void TypingPiano::press(int key)
{
    if (key == kOctaveDown || key == kOctaveUp)
        return shift(key == kOctaveUp ? 12 : -12);
    release(key);
    const Pitch pitch(lowest_ + semitones(key));
    down_.emplace(key, pitch);
    playback_.strike(pitch, kVelocity);
}

void TypingPiano::release(int key)
{
    if (const auto found = down_.find(key); found != down_.end()) {
        playback_.lift(found->second);
        down_.erase(found);
    }
}

void TypingPiano::shift(int by)
{
    lowest_ = std::clamp(lowest_ + by, kLeast, kMost);
    Q_EMIT said(tr("The key A is %1.").arg(pitchText(Pitch(lowest_))));
}

} // namespace continuo::ui

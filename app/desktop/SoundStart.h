// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/AudioEngine.h"

#include <QObject>

#include <thread>

namespace continuo::app {

/// Opens the sound device and loads the SoundFont on a thread of its own, so that the window does not wait for them,
/// and hands both to the engine.
class SoundStart : public QObject {
    Q_OBJECT

public:
    explicit SoundStart(AudioEngine& engine) : engine_(engine) {}

    /// Once. `said` comes when it is done.
    void begin();

Q_SIGNALS:
    /// What will be heard and where, or why nothing, in a sentence.
    void said(const QString& sentence);

private:
    struct Opened;
    void take(Opened& opened);

    AudioEngine& engine_;
    std::jthread loader_;
};

} // namespace continuo::app

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/AudioEngine.h"
#include "ui/EditorState.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>

namespace continuo::ui {

/// What is heard, as the window sees it: play and stop, the moving playhead, single notes. UI thread.
class Playback : public QObject {
    Q_OBJECT

public:
    /// `song` says what is to be heard now: the document's song, with a suggestion on show in it.
    Playback(AudioEngine& engine, EditorState& state, std::function<Song()> song, QObject* parent = nullptr);

    bool isPlaying() const { return playing_; }
    Tick position() const { return engine_.position(); }
    /// From the playhead.
    void play(const PlayOptions& options = {});
    void playOrStop();
    /// From the start of the loop, or of the song without one.
    void playFromLoop();
    void stop();
    void seek(Tick at);
    bool hasMetronome() const { return metronome_; }
    void setMetronome(bool on);
    /// 1 is as written; between a quarter and twice.
    double speed() const { return speed_; }
    void setSpeed(double speed);
    /// The song is compiled anew soon; calls in a row make one compilation.
    void songChanged();

    /// Sounds a pitch on the active track for a moment.
    void audition(Pitch pitch, int velocity);
    /// Sounds a pitch on the active track until it is released.
    void pressKey(Pitch pitch);
    void releaseKey(Pitch pitch);
    /// As a key of a MIDI keyboard: on the active track, any number at a time, recorded when one records.
    void strike(Pitch pitch, int velocity);
    void lift(Pitch pitch);

Q_SIGNALS:
    void moved(continuo::Tick at);
    void playingChanged(bool playing);
    /// The engine was looked at, as happens many times a second.
    void looked();
    void settingsChanged();

private:
    void compile();
    void look();
    void startNote(Pitch pitch, int velocity);
    void stopSounding();

    AudioEngine& engine_;
    EditorState& state_;
    std::function<Song()> song_;
    QTimer compileSoon_, lookOften_, auditionEnd_;
    bool playing_ = false, metronome_ = false;
    double speed_ = 1.0;
    Tick shown_;
    std::optional<Pitch> sounding_;
    std::shared_ptr<const Track> soundingOn_;
    std::map<Pitch, std::shared_ptr<const Track>> struck_; ///< keys that are down, with the track each sounds on
};

} // namespace continuo::ui

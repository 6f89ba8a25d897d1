// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/playback/AudioEngine.h"
#include "core/playback/Take.h"
#include "ui/EditorState.h"
#include "ui/transport/Playback.h"

#include <QObject>

#include <bitset>
#include <vector>

namespace continuo::ui {

/// From a MIDI keyboard into the song: recording in time, note by note, and what was played before anyone thought of
/// recording. UI thread.
class Recorder : public QObject {
    Q_OBJECT

public:
    enum class Mode : std::uint8_t { Overdub, Replace };

    Recorder(AudioEngine& engine, Document& document, EditorState& state, Playback& playback, QObject* parent = nullptr);

    bool isRecording() const { return recording_; }
    bool isStepping() const { return stepping_; }
    Mode mode() const { return mode_; }
    bool countsIn() const { return countsIn_; }
    /// Whether something was played in the last two minutes.
    bool hasPlayed() const { return !memory_.isEmpty(); }

    /// Records onto the active track from the playhead on, with the metronome and after a bar of count-in; when
    /// recording already, stops. Playing's end ends it too, and what was played becomes one undoable step, or one for
    /// each round of a loop that was played in.
    void recordOrStop();
    void setMode(Mode mode) { mode_ = mode; }
    void setCountsIn(bool on) { countsIn_ = on; }
    /// Whether the starts of what was recorded are drawn to the grid afterwards, as a step of its own to undo.
    bool quantizes() const { return quantizes_; }
    void setQuantizes(bool on) { quantizes_ = on; }
    /// While stepping, each key or chord becomes a note of the length used last at the playhead, which moves on when
    /// the keys come up.
    void setStepping(bool on);
    /// Puts what was played in the last two minutes onto the active track: where the song was when it was playing, else
    /// from the playhead on.
    void keepPlayed();

Q_SIGNALS:
    void changed();
    /// A sentence for the status bar.
    void said(const QString& sentence);

private:
    void start();
    void finish();
    void takePlayed();
    void step(MidiMessage message);
    /// The track that is recorded on; null when the song has none.
    const Track* track() const;
    /// Returns the notes that it became.
    std::vector<NoteRef> commit(const Take& take, std::optional<Range<Tick>> replaced);
    void quantize(std::vector<NoteRef> notes);

    AudioEngine& engine_;
    Document& document_;
    EditorState& state_;
    Playback& playback_;
    PlayedMemory memory_;
    std::vector<PlayedMessage> played_;   ///< since recording began
    std::bitset<128> stepKeys_;           ///< that are down
    Tick begin_;                          ///< where recording began
    TrackId target_;
    std::optional<Range<Tick>> loop_;     ///< that recording goes round
    Mode mode_ = Mode::Overdub;
    bool recording_ = false, stepping_ = false, countsIn_ = true, quantizes_ = false;
    bool metronomeBefore_ = false;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/record/Recorder.h"

#include "core/edit/NoteEdits.h"
#include "core/edit/RecordEdits.h"
#include "core/edit/TimingEdits.h"

#include <algorithm>

namespace continuo::ui {

Recorder::Recorder(AudioEngine& engine, Document& document, EditorState& state, Playback& playback, QObject* parent)
    : QObject(parent), engine_(engine), document_(document), state_(state), playback_(playback)
{
    connect(&playback_, &Playback::looked, this, &Recorder::takePlayed);
    connect(&playback_, &Playback::playingChanged, this, [this](bool playing) {
        if (!playing && recording_)
            finish();
    });
}

const Track* Recorder::track() const
{
    return document_.committedSong().findTrack(state_.activeTrack());
}

void Recorder::recordOrStop()
{
    if (recording_)
        playback_.stop();
    else if (track() != nullptr)
        start();
}

void Recorder::start()
{
    playback_.stop();
    takePlayed();
    played_.clear();
    setStepping(false);
    target_ = track()->id;
    loop_ = state_.isLooping() ? state_.loop() : std::nullopt;
    if (loop_ && !loop_->contains(engine_.position()))
        playback_.seek(loop_->begin);
    begin_ = engine_.position();
    recording_ = true;
    metronomeBefore_ = playback_.hasMetronome();
    playback_.setMetronome(true);
    playback_.play({.countInBars = countsIn_ ? 1 : 0, .atEnd = TransportCommand::AtEnd::GoOn});
    Q_EMIT said(tr("Recording. Stop with the space bar."));
    Q_EMIT changed();
}

void Recorder::finish()
{
    takePlayed();
    recording_ = false;
    playback_.setMetronome(metronomeBefore_);
    const Song& song = document_.committedSong();
    const Track* const onto = song.findTrack(target_);
    if (onto != nullptr) {
        const Tick end = std::max(engine_.position(), begin_);
        const RecordedStretch stretch{.range = loop_.value_or(Range<Tick>{begin_, end}),
                                      .isLoop = loop_.has_value(),
                                      .channel = onto->channel};
        std::vector<NoteRef> notes;
        for (const Take& take : takesFrom(played_, stretch, song.tempo)) {
            if (take.isEmpty())
                continue;
            const auto made = commit(take, mode_ == Mode::Replace ? std::optional(stretch.range) : std::nullopt);
            notes.insert(notes.end(), made.begin(), made.end());
        }
        Q_EMIT said(tr("Recorded %n note(s).", nullptr, static_cast<int>(notes.size())));
        quantize(std::move(notes));
    }
    played_.clear();
    Q_EMIT changed();
}

std::vector<NoteRef> Recorder::commit(const Take& take, std::optional<Range<Tick>> replaced)
{
    std::vector<Note> notes = take.notes;
    std::vector<NoteRef> made;
    for (Note& note : notes) {
        note.id = document_.newNoteId();
        made.push_back({target_, note.id});
    }
    document_.commit(recordOnto(target_, std::move(notes), take.events, replaced));
    return made;
}

void Recorder::quantize(std::vector<NoteRef> notes)
{
    if (quantizes_ && !state_.snapGrid().isOff() && !notes.empty())
        document_.commit(quantizeNotes(std::move(notes), {.grid = state_.snapGrid()}));
}

void Recorder::keepPlayed()
{
    const Track* const onto = track();
    if (onto == nullptr || memory_.isEmpty())
        return;
    target_ = onto->id;
    const std::vector<PlayedMessage> played = memory_.messages();
    const bool wasPlaying = std::all_of(played.begin(), played.end(), [](const PlayedMessage& each) { return each.isPlaying; });
    const Song& song = document_.committedSong();
    Take take;
    if (wasPlaying) {
        // What was heard in several rounds lies on top of one another, as it was heard.
        const Range<Tick> whole{Tick(0), std::max(song.end(), song.tempo.tick(played.back().seconds))};
        RecordedStretch stretch{.range = whole, .isLoop = false, .channel = onto->channel};
        take = takesFrom(played, stretch, song.tempo).front();
    } else {
        take = takeFrom(played, engine_.position(), onto->channel, song.tempo);
    }
    if (!take.isEmpty())
        quantize(commit(take, std::nullopt));
    Q_EMIT said(tr("Kept %n note(s) that were played.", nullptr, static_cast<int>(take.notes.size())));
    memory_.forget();
    Q_EMIT changed();
}

void Recorder::setStepping(bool on)
{
    if (on == stepping_)
        return;
    stepping_ = on;
    stepKeys_.reset();
    Q_EMIT changed();
}

void Recorder::takePlayed()
{
    const bool hadPlayed = hasPlayed();
    while (const auto played = engine_.takePlayed()) {
        memory_.remember(*played);
        if (recording_)
            played_.push_back(*played);
        else if (stepping_ && !played->isPlaying)
            step(played->message);
    }
    if (hasPlayed() != hadPlayed)
        Q_EMIT changed();
}

void Recorder::step(MidiMessage message)
{
    const bool begins = message.kind() == MidiMessage::NoteOn && message.data2 > 0;
    const bool ends = message.kind() == MidiMessage::NoteOff || (message.kind() == MidiMessage::NoteOn && message.data2 == 0);
    const Track* const onto = track();
    if (begins && onto != nullptr) {
        stepKeys_.set(message.data1);
        Note note;
        note.id = document_.newNoteId();
        note.start = engine_.position();
        note.length = state_.lastLength();
        note.pitch = Pitch(message.data1);
        note.velocity = message.data2;
        document_.commit(addNotes(onto->id, {note}));
    } else if (ends && stepKeys_[message.data1]) {
        stepKeys_.reset(message.data1);
        if (stepKeys_.none())
            playback_.seek(engine_.position() + state_.lastLength());
    }
}

} // namespace continuo::ui

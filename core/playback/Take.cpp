// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Take.h"

#include <algorithm>
#include <array>
#include <utility>

namespace continuo {

namespace {

/// Gathers what is played, in order, and pairs the begins of notes with their ends.
class TakeBuilder {
public:
    explicit TakeBuilder(int channel) : channel_(channel) {}

    void add(Tick at, MidiMessage message)
    {
        const bool begins = message.kind() == MidiMessage::NoteOn && message.data2 > 0;
        if (begins) {
            release(at, message.data1, kPlainRelease);
            Note note;
            note.start = at;
            note.pitch = Pitch(message.data1);
            note.velocity = message.data2;
            down_[message.data1] = note;
        } else if (message.kind() == MidiMessage::NoteOn || message.kind() == MidiMessage::NoteOff) {
            release(at, message.data1, message.kind() == MidiMessage::NoteOff ? message.data2 : kPlainRelease);
        } else if (message.kind() != MidiMessage::System) {
            const auto status = static_cast<std::uint8_t>(message.kind() | channel_);
            take_.events.push_back({at, status, message.data1, message.data2, {}});
        }
    }

    /// The take so far; keys that are down end here.
    Take finish(Tick end)
    {
        for (std::size_t key = 0; key < down_.size(); ++key)
            release(end, static_cast<std::uint8_t>(key), kPlainRelease);
        std::sort(take_.notes.begin(), take_.notes.end(), comesBefore);
        std::stable_sort(take_.events.begin(), take_.events.end(),
                         [](const TrackEvent& a, const TrackEvent& b) { return a.at < b.at; });
        return std::exchange(take_, {});
    }

private:
    static constexpr std::uint8_t kPlainRelease = 64;

    void release(Tick at, std::uint8_t key, std::uint8_t velocity)
    {
        std::optional<Note>& note = down_[key];
        if (!note)
            return;
        note->length = std::max(at - note->start, Tick(1));
        note->releaseVelocity = velocity;
        take_.notes.push_back(*note);
        note.reset();
    }

    int channel_;
    std::array<std::optional<Note>, 128> down_;
    Take take_;
};

} // namespace

std::vector<Take> takesFrom(std::span<const PlayedMessage> played, const RecordedStretch& stretch, const TempoMap& tempo)
{
    const double begin = tempo.seconds(stretch.range.begin), end = tempo.seconds(stretch.range.end);
    std::vector<Take> takes;
    TakeBuilder builder(stretch.channel);
    int round = 0;
    for (const PlayedMessage& each : played) {
        if (!each.isPlaying)
            continue;
        // With its latency taken off, what came just behind the wrap belongs to the end of the round before.
        const bool isBefore = stretch.isLoop && each.round > 0 && each.seconds < begin;
        const double seconds = isBefore ? each.seconds + (end - begin) : each.seconds;
        const int itsRound = stretch.isLoop ? std::max(each.round - (isBefore ? 1 : 0), round) : 0;
        for (; round < itsRound; ++round)
            takes.push_back(builder.finish(stretch.range.end));
        const bool begins = each.message.kind() == MidiMessage::NoteOn && each.message.data2 > 0;
        if (begins && seconds < begin - kEarly)
            continue;
        builder.add(std::max(tempo.tick(seconds), stretch.range.begin), each.message);
    }
    takes.push_back(builder.finish(stretch.range.end));
    return takes;
}

Take takeFrom(std::span<const PlayedMessage> played, Tick at, int channel, const TempoMap& tempo)
{
    const auto first = std::find_if(played.begin(), played.end(), [](const PlayedMessage& each) {
        return each.message.kind() == MidiMessage::NoteOn && each.message.data2 > 0;
    });
    if (first == played.end())
        return {};
    const auto tickOf = [&](const PlayedMessage& each) {
        const double since = std::chrono::duration<double>(each.arrived - first->arrived).count();
        return std::max(tempo.tick(tempo.seconds(at) + since), at);
    };
    TakeBuilder builder(channel);
    for (const PlayedMessage& each : played)
        builder.add(tickOf(each), each.message);
    return builder.finish(tickOf(played.back()));
}

void PlayedMemory::remember(const PlayedMessage& played)
{
    messages_.push_back(played);
    while (played.arrived - messages_.front().arrived > kLength)
        messages_.pop_front();
}

} // namespace continuo

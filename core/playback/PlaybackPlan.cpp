// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/PlaybackPlan.h"

#include "core/song/Instrument.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace continuo {

namespace {

constexpr std::uint8_t kSystemBegin = 0xF0; ///< the status of a system exclusive message
constexpr char kSystemEnd = '\xF7';

/// Order of events at one time.
int rank(MidiMessage message)
{
    switch (message.kind()) {
    case MidiMessage::NoteOff: return 0;
    case MidiMessage::System: return 1;
    case MidiMessage::NoteOn: return 3;
    default: return 2;
    }
}

/// Gathers the events of a song's tracks.
class PlanBuilder {
public:
    explicit PlanBuilder(const Song& song) : song_(song)
    {
        for (const TrackEvent& event : song.conductor)
            add(event);
    }

    void add(const Track& track, bool isHeard)
    {
        addStart(track);
        for (const TrackEvent& event : track.events)
            add(event, &track);
        if (!isHeard)
            return;
        for (const auto& clip : track.clips)
            for (const Note& note : clip->notes)
                if (!note.muted)
                    addNote(inSongTime(note, *clip), track.channel);
    }

    void route(const Track& track, const PlanOptions& options)
    {
        std::int8_t& route = routes_[static_cast<std::size_t>(track.channel)];
        if (const std::string name = instrumentOf(track); route == kSynth && options.instrument && !name.empty())
            route = static_cast<std::int8_t>(options.instrument(name));
    }

    std::unique_ptr<const PlaybackPlan> finish()
    {
        std::stable_sort(events_.begin(), events_.end(), [](const PlaybackEvent& a, const PlaybackEvent& b) {
            return a.at != b.at ? a.at < b.at : rank(a.message) < rank(b.message);
        });
        dropEarlyEnds();
        for (PlaybackEvent& event : events_)
            event.seconds = song_.tempo.seconds(event.at);
        events_.shrink_to_fit();
        const Tick end = std::max(song_.end(), lastPedal());
        return std::make_unique<const PlaybackPlan>(std::move(events_), song_.tempo, end, song_.meters, std::move(system_), routes_);
    }

private:
    void add(Tick at, MidiMessage message) { events_.push_back({std::max(at, Tick(0)), 0.0, message}); }

    /// What is heard of an event; null: it belongs to no track.
    void add(const TrackEvent& event, const Track* track = nullptr)
    {
        if (event.isChannelMessage() && event.status >= MidiMessage::KeyPressure) {
            const MidiMessage message = channelMessage(event);
            add(event.at, track != nullptr ? mixed(message, *track) : message);
        } else if (event.status == kSystemBegin) {
            addSystem(event);
        }
    }

    /// Only whole ones: those that a file cuts into pieces cannot be told from other bytes.
    void addSystem(const TrackEvent& event)
    {
        constexpr std::size_t kMost = 1 << 14; // a message's two data bytes number them
        if (!event.payload.ends_with(kSystemEnd) || system_.size() == kMost)
            return;
        const std::size_t number = system_.size();
        add(event.at, {kSystemBegin, static_cast<std::uint8_t>(number & 0x7F), static_cast<std::uint8_t>(number >> 7)});
        system_.push_back(event.payload.substr(0, event.payload.size() - 1));
    }

    void addStart(const Track& track)
    {
        const auto say = [&](MidiMessage::Kind kind, int data1, int data2) {
            add(Tick(0), midiMessage(kind, track.channel, data1, data2));
        };
        if (track.bankMsb)
            say(MidiMessage::Controller, controller::kBankMsb, *track.bankMsb);
        if (track.bankLsb)
            say(MidiMessage::Controller, controller::kBankLsb, *track.bankLsb);
        if (track.program)
            say(MidiMessage::Program, *track.program, 0);
        if (track.volume != 1.0)
            say(MidiMessage::Controller, controller::kVolume,
                mixedVolume(ChannelState::defaultValue(controller::kVolume), track));
        if (track.pan != 0.0)
            say(MidiMessage::Controller, controller::kPan,
                mixedPan(ChannelState::defaultValue(controller::kPan), track));
    }

    void addNote(const Note& note, int channel)
    {
        add(note.start, midiMessage(MidiMessage::NoteOn, channel, note.pitch.number, note.velocity));
        add(note.end(), midiMessage(MidiMessage::NoteOff, channel, note.pitch.number, note.releaseVelocity));
    }

    static MidiMessage channelMessage(const TrackEvent& event)
    {
        return midiMessage(static_cast<MidiMessage::Kind>(event.status & 0xF0), event.status & 0x0F, event.data1, event.data2);
    }
    static MidiMessage mixed(MidiMessage message, const Track& track)
    {
        if (message.kind() == MidiMessage::Controller && message.data1 == controller::kVolume)
            message.data2 = static_cast<std::uint8_t>(mixedVolume(message.data2, track));
        else if (message.kind() == MidiMessage::Controller && message.data1 == controller::kPan)
            message.data2 = static_cast<std::uint8_t>(mixedPan(message.data2, track));
        return message;
    }
    static int mixedVolume(int value, const Track& track)
    {
        return std::clamp(static_cast<int>(std::lround(value * track.volume)), 0, 127);
    }
    static int mixedPan(int value, const Track& track)
    {
        return std::clamp(value + static_cast<int>(std::lround(track.pan * 64)), 0, 127);
    }

    /// Keeps, of the ends of notes that overlap on one key, the last.
    void dropEarlyEnds()
    {
        std::array<std::array<int, 128>, kChannels> sounding{};
        std::erase_if(events_, [&](const PlaybackEvent& event) {
            int& count = sounding[static_cast<std::size_t>(event.message.channel())][event.message.data1 & 0x7F];
            if (event.message.kind() == MidiMessage::NoteOn)
                ++count;
            else if (event.message.kind() == MidiMessage::NoteOff)
                return --count > 0;
            return false;
        });
    }

    /// Where the sustain pedal moves last; 0 when it never does.
    Tick lastPedal() const
    {
        const auto last = std::find_if(events_.rbegin(), events_.rend(), [](const PlaybackEvent& event) {
            return event.message.kind() == MidiMessage::Controller && event.message.data1 == controller::kSustain;
        });
        return last == events_.rend() ? Tick(0) : last->at;
    }

    const Song& song_;
    std::vector<PlaybackEvent> events_;
    std::vector<std::string> system_;
    ChannelRoutes routes_ = everythingToSynth();
};

} // namespace

bool resetsSynth(std::string_view bytes)
{
    using namespace std::string_view_literals;
    constexpr std::size_t kDevice = 1; // where the number of the device stands, which may be any
    const auto isOf = [bytes](std::string_view maker, std::string_view rest) {
        return bytes.size() >= kDevice + 1 + rest.size() && bytes.substr(0, kDevice) == maker
               && bytes.substr(kDevice + 1).starts_with(rest);
    };
    return isOf("\x7E"sv, "\x09\x01"sv) || isOf("\x7E"sv, "\x09\x03"sv) || isOf("\x41"sv, "\x42\x12\x40\x00\x7F"sv)
           || isOf("\x43"sv, "\x4C\x00\x00\x7E"sv);
}

PlaybackPlan::PlaybackPlan(std::vector<PlaybackEvent> events, TempoMap tempo, Tick end, MeterMap meters,
                           std::vector<std::string> system, const ChannelRoutes& routes)
    : events_(std::move(events)), system_(std::move(system)), tempo_(std::move(tempo)), meters_(std::move(meters)), routes_(routes), end_(end),
      endSeconds_(tempo_.seconds(end))
{
    PlaybackState state;
    states_.reserve(events_.size() / kStride + 1);
    for (std::size_t i = 0; i < events_.size(); ++i) {
        if (i % kStride == 0)
            states_.push_back(state);
        apply(state, events_[i]);
    }
    if (events_.size() % kStride == 0)
        states_.push_back(state);
}

PlaybackPlan PlaybackPlan::withEvents(std::vector<PlaybackEvent> events) const
{
    PlaybackPlan changed(std::move(events), tempo_, end_, meters_, system_, routes_);
    if (!changed.events_.empty())
        changed.endSeconds_ = changed.events_.back().seconds;
    return changed;
}

std::size_t PlaybackPlan::countBefore(double seconds) const noexcept
{
    const auto next = std::partition_point(events_.begin(), events_.end(),
                                           [seconds](const PlaybackEvent& event) { return event.seconds < seconds; });
    return static_cast<std::size_t>(next - events_.begin());
}

PlaybackState PlaybackPlan::stateAfter(std::size_t count) const noexcept
{
    if (states_.empty())
        return {};
    PlaybackState state = states_[count / kStride];
    for (std::size_t i = count / kStride * kStride; i < count; ++i)
        apply(state, events_[i]);
    return state;
}

std::span<const char> PlaybackPlan::system(std::size_t number) const noexcept
{
    return number < system_.size() ? std::span<const char>(system_[number]) : std::span<const char>();
}

void PlaybackPlan::apply(PlaybackState& state, const PlaybackEvent& event) const noexcept
{
    if (event.message.kind() != MidiMessage::System)
        state.apply(event.message);
    else if (resetsSynth({system(event.systemNumber()).data(), system(event.systemNumber()).size()}))
        state = {};
}

/// Whether some track is to be heard alone.
static bool hasSolo(const Song& song)
{
    return std::any_of(song.tracks.begin(), song.tracks.end(), [](const auto& track) { return track->solo; });
}

bool isHeard(const Song& song, const Track& track)
{
    return hasSolo(song) ? track.solo : !track.muted;
}

std::unique_ptr<const PlaybackPlan> compilePlan(const Song& song, const PlanOptions& options)
{
    const bool onlySolo = hasSolo(song);
    PlanBuilder builder(song);
    for (const auto& track : song.tracks) {
        builder.route(*track, options);
        builder.add(*track, options.onlyTrack ? track->id == *options.onlyTrack : onlySolo ? track->solo : !track->muted);
    }
    return builder.finish();
}

} // namespace continuo

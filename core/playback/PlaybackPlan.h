// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/ChannelState.h"
#include "core/playback/MidiMessage.h"
#include "core/song/Song.h"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// One message at one time. A message of kind System stands for the plan's system exclusive message of number
/// systemNumber().
struct PlaybackEvent {
    Tick at;
    double seconds = 0;  ///< the same time from the start of the song, at the song's tempi
    MidiMessage message;

    std::size_t systemNumber() const { return static_cast<std::size_t>(message.data2) << 7 | message.data1; }
    bool operator==(const PlaybackEvent&) const = default;
};

/// Whether a system exclusive message, without its F0 and F7, sets a synth back to its start: General MIDI on, GS reset
/// or XG on.
bool resetsSynth(std::string_view bytes);

/// Who plays each channel: the number of an instrument outside, or kSynth.
using ChannelRoutes = std::array<std::int8_t, kChannels>;
inline constexpr std::int8_t kSynth = -1;
constexpr ChannelRoutes everythingToSynth()
{
    ChannelRoutes routes{};
    routes.fill(kSynth);
    return routes;
}

/// A song as a synth hears it: finished, flat, immutable. Safe to read on any thread; nothing
/// but making one allocates.
class PlaybackPlan {
public:
    PlaybackPlan() = default;
    /// Events sorted by time; none before 0. The song ends at `end`.
    PlaybackPlan(std::vector<PlaybackEvent> events, TempoMap tempo, Tick end, MeterMap meters = {},
                 std::vector<std::string> system = {}, const ChannelRoutes& routes = everythingToSynth());

    /// The same plan with these events instead, none before the one that it follows in seconds. Ends with the last.
    PlaybackPlan withEvents(std::vector<PlaybackEvent> events) const;

    std::span<const PlaybackEvent> events() const noexcept { return events_; }
    const TempoMap& tempo() const noexcept { return tempo_; }
    const MeterMap& meters() const noexcept { return meters_; }
    const ChannelRoutes& routes() const noexcept { return routes_; }
    /// A system exclusive message without its F0 and F7; numbers that there are not have none.
    std::span<const char> system(std::size_t number) const noexcept;
    /// Where the last note ends, or the pedal that holds it.
    Tick end() const noexcept { return end_; }
    double endSeconds() const noexcept { return endSeconds_; }

    /// Number of events earlier than that many seconds.
    std::size_t countBefore(double seconds) const noexcept;
    /// What the first `count` events leave behind. Costs at most kStride events' work, wherever it is.
    PlaybackState stateAfter(std::size_t count) const noexcept;

private:
    static constexpr std::size_t kStride = 1024;

    std::vector<PlaybackEvent> events_;
    std::vector<PlaybackState> states_; ///< before events 0, kStride, 2 kStride, ...
    void apply(PlaybackState& state, const PlaybackEvent& event) const noexcept;

    std::vector<std::string> system_;
    TempoMap tempo_;
    MeterMap meters_;
    ChannelRoutes routes_ = everythingToSynth();
    Tick end_;
    double endSeconds_ = 0;
};

/// Whether mute and solo let the track through.
bool isHeard(const Song& song, const Track& track);

struct PlanOptions {
    /// Only this track's notes; mute and solo do not matter then. None: every track that mute and solo let through.
    std::optional<TrackId> onlyTrack{};
    /// The number of the instrument of that name, or kSynth when there is none; null: the synth plays everything.
    std::function<int(const std::string& name)> instrument{};
};

/// Compiles what is to be heard of a song.
///
/// Messages of the conductor count for their channel, and system exclusive messages come before all else at their time.
/// Muted notes and the notes of silent tracks are left out; programs and controllers of every track stay, so that a
/// note that is tried out sounds right. At one time notes end first, then programs and controllers come in the song's
/// order, then notes begin. When notes of one pitch overlap on a channel, the pitch ends with the last of them.
/// A track's volume scales its controller 7 and its pan shifts its controller 10; a track with a mixer setting that
/// never says 7 or 10 says them at the start. Text is not heard. A channel is played by the instrument that the first of
/// its tracks that has one names.
std::unique_ptr<const PlaybackPlan> compilePlan(const Song& song, const PlanOptions& options = {});

} // namespace continuo

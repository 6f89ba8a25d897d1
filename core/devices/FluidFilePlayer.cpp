// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidFilePlayer.h"

#include "core/playback/Devices.h"

#include <fluidsynth.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace continuo {

namespace {

constexpr std::int64_t kBlock = 64; ///< frames
static_assert(std::is_same_v<fluid_seq_id_t, std::int16_t>);

struct DeleteEvent {
    void operator()(fluid_event_t* event) const { delete_fluid_event(event); }
};

} // namespace

FluidFilePlayer::FluidFilePlayer(fluid_synth_t* synth, Synth& told, std::unique_ptr<const PlaybackPlan> plan, int sampleRate)
    : told_(told), plan_(std::move(plan)), sampleRate_(sampleRate), sequencer_(new_fluid_sequencer2(0))
{
    // With this the synth's blocks are the sequencer's clock.
    fluid_sequencer_register_fluidsynth(sequencer_, synth);
    self_ = fluid_sequencer_register_client(
        sequencer_, "plan",
        [](unsigned int now, fluid_event_t* event, fluid_sequencer_t*, void* self) {
            if (fluid_event_get_type(event) == FLUID_SEQ_TIMER)
                static_cast<FluidFilePlayer*>(self)->tellDue(now);
        },
        this);
    callForNext();
}

FluidFilePlayer::~FluidFilePlayer()
{
    delete_fluid_sequencer(sequencer_);
}

/// The library's time, in the numbers that it counts in, at the block before the one in which the event is heard.
std::int64_t FluidFilePlayer::milliseconds(const PlaybackEvent& event) const
{
    const std::int64_t heard = std::llround(event.seconds * sampleRate_) / kBlock;
    return static_cast<std::int64_t>(1000.0 * static_cast<double>(std::max<std::int64_t>(heard - 1, 0) * kBlock) / sampleRate_);
}

void FluidFilePlayer::tellDue(std::int64_t now)
{
    const auto events = plan_->events();
    for (; next_ < events.size() && milliseconds(events[next_]) <= now; ++next_) {
        const PlaybackEvent& event = events[next_];
        if (event.message.kind() == MidiMessage::System)
            told_.systemExclusive(plan_->system(event.systemNumber()));
        else
            told_.tell(event.message);
    }
    callForNext();
}

void FluidFilePlayer::callForNext()
{
    if (next_ == plan_->events().size())
        return;
    constexpr int kAbsolute = 1;
    const std::unique_ptr<fluid_event_t, DeleteEvent> call(new_fluid_event());
    fluid_event_set_source(call.get(), -1);
    fluid_event_set_dest(call.get(), self_);
    fluid_event_timer(call.get(), nullptr);
    fluid_sequencer_send_at(sequencer_, call.get(), static_cast<unsigned>(milliseconds(plan_->events()[next_])), kAbsolute);
}

} // namespace continuo

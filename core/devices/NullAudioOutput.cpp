// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/NullAudioOutput.h"

#include <algorithm>
#include <chrono>
#include <system_error>

namespace continuo {

NullAudioOutput::NullAudioOutput(std::string reason, int sampleRate, int framesPerBlock)
    : reason_(std::move(reason)), sampleRate_(std::max(sampleRate, 1)), framesPerBlock_(std::max(framesPerBlock, 1)),
      left_(static_cast<std::size_t>(framesPerBlock_)), right_(left_.size())
{
}

NullAudioOutput::~NullAudioOutput()
{
    stop();
}

Result<void> NullAudioOutput::start(AudioSource& source)
{
    stop();
    try {
        clock_ = std::jthread([this, &source](const std::stop_token& stopped) { run(stopped, source); });
    } catch (const std::system_error&) {
        return Error{ErrorCode::Unavailable, "Playback does not start: the system allows no more threads."};
    }
    return {};
}

void NullAudioOutput::stop()
{
    clock_ = {};
}

void NullAudioOutput::run(const std::stop_token& stopped, AudioSource& source) noexcept
{
    using Clock = std::chrono::steady_clock;
    /// After a longer pause, such as the machine's sleep, it goes on from now instead of catching up.
    constexpr auto kLongPause = std::chrono::seconds(1);

    const auto period = std::chrono::duration_cast<Clock::duration>(
        std::chrono::duration<double>(static_cast<double>(framesPerBlock_) / sampleRate_));
    auto next = Clock::now();
    while (!stopped.stop_requested()) {
        source.render(left_.data(), right_.data(), framesPerBlock_);
        next += period;
        if (Clock::now() - next > kLongPause)
            next = Clock::now();
        std::this_thread::sleep_until(next);
    }
}

} // namespace continuo

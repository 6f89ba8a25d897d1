// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/MidiMessage.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>

namespace continuo {

inline constexpr std::size_t kChannels = 16;

/// What the messages so far have set on one channel. Two of them tell what has to be said to get from one place of a
/// song to another.
struct ChannelState {
    /// The registered parameters that are followed: pitch bend range, fine and coarse tuning.
    static constexpr std::size_t kParameters = 3;
    static constexpr std::int8_t kUnset = -1;

    /// A registered parameter's value in two halves; kUnset where never set.
    struct Parameter {
        std::int8_t msb = kUnset, lsb = kUnset;
        bool operator==(const Parameter&) const = default;
    };

    std::array<std::int8_t, 128> controllers; ///< kUnset where never set; those of isStored() only
    std::array<Parameter, kParameters> parameters{};
    std::int16_t bend = 8192;
    std::int8_t program = kUnset;
    std::int8_t pressure = 0;
    std::int8_t rpnMsb = 127, rpnLsb = 127;   ///< which parameter data entry goes to; 127, 127 is none

    ChannelState() { controllers.fill(kUnset); }
    /// Takes a message of this channel in. Notes and key pressure change nothing.
    void apply(MidiMessage message) noexcept;
    bool operator==(const ChannelState&) const = default;

    /// Whether the controller has a value that stays. Data entry, parameter numbers, mode messages and
    /// the key to glide from have none.
    static bool isStored(int controller) noexcept;
    /// The value that a synth begins with.
    static int defaultValue(int controller) noexcept;
    /// The value that a parameter begins with.
    static Parameter defaultParameter(std::size_t parameter) noexcept;
};

/// Which keys sound on each channel.
using SoundingKeys = std::array<std::bitset<128>, kChannels>;

/// Everything that the messages of a song up to some place leave behind.
struct PlaybackState {
    std::array<ChannelState, kChannels> channels;
    SoundingKeys keys;

    void apply(MidiMessage message) noexcept;
};

} // namespace continuo

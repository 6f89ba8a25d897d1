// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <memory>
#include <string>
#include <vector>

namespace continuo {

/// Every way to sound that leads to a device now, the best first. Takes up to a second, ten for each that does
/// not answer; any thread but the audio thread.
std::vector<AudioSystem> listAudioSystems();

/// One sentence for each system that was asked and does not answer; none when all did.
std::vector<std::string> hangingAudioSystems();

/// The output wished for. Fails with ErrorCode::Unavailable, naming what is not there or does not open;
/// a system that does not answer comes before other reasons.
Result<std::unique_ptr<AudioOutput>> openAudioDevice(const AudioOutputWish& wish = {});

} // namespace continuo

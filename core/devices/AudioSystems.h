// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <memory>
#include <vector>

namespace continuo {

/// Every way to sound that leads to a device now, the best first. Takes up to a second; any thread but the audio thread.
std::vector<AudioSystem> listAudioSystems();

/// The output wished for. Fails with ErrorCode::Unavailable, naming what is not there or does not open.
Result<std::unique_ptr<AudioOutput>> openAudioDevice(const AudioOutputWish& wish = {});

/// The output wished for; when it cannot be had, a silent one whose description says so and why.
std::unique_ptr<AudioOutput> openAudioOutput(const AudioOutputWish& wish = {});

} // namespace continuo

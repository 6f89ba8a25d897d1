// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/MidiMessage.h"

struct _fluid_synth_t;

namespace continuo {

/// Tells the library's synth a message of a channel, from the thread that renders it. System messages are ignored.
void tell(_fluid_synth_t* synth, MidiMessage message) noexcept;

} // namespace continuo

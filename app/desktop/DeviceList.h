// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace continuo::app {

/// Prints sound outputs, MIDI inputs and the SoundFont, a line each, to standard output.
void printDevices();

} // namespace continuo::app

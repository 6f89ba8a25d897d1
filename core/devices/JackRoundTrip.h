// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>

namespace continuo {

/// Between which ports of JACK a click travels; empty: the first input and output of hardware.
struct RoundTripPorts {
    std::string out{}; ///< to which it is sent
    std::string in{};  ///< from which it is expected back
};

/// Frames from a click to when it is heard again, through whatever leads from the one port to the other, such as a cable.
/// Sends up to five clicks and takes two seconds at most; any thread but the audio thread. Fails with
/// ErrorCode::Unavailable when there is no server, it does not answer or has no such port, or nothing comes back.
Result<int> jackRoundTrip(const RoundTripPorts& ports = {});

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace continuo {

/// Text of a MIDI file as UTF-8 on one line, for showing. MIDI files do not say how their text is written: what is
/// valid UTF-8 is taken as that and anything else as Windows-1252. Line ends and tabs become spaces, other control
/// characters go.
std::string readableText(std::string_view raw);

} // namespace continuo

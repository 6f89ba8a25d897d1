// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/PlaybackPlan.h"

#include <bitset>
#include <filesystem>

namespace continuo {

/// A number for each program, 0..127.
using ProgramSet = std::bitset<128>;

/// The programs that a SoundFont (SF2, SF3) sends to the chorus by itself, in any bank, by a generator or a modulator of
/// theirs. All of them when the file cannot be understood, so that nobody leaves out a chorus that is heard.
/// Source: SoundFont Technical Specification 2.04, sections 7 and 8.1 (chorusEffectsSend).
ProgramSet programsWithChorus(const std::filesystem::path& soundFont);

/// Whether something of the plan may reach the chorus of a synth whose SoundFont sends these programs there. Where nothing
/// does, the chorus gives silence, to the last bit, and need not be computed.
bool reachesChorus(const PlaybackPlan& plan, const ProgramSet& programs);

} // namespace continuo

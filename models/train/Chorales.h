// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/song/Song.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

/// What sounds during one sixteenth: soprano, alto, tenor, bass as MIDI note numbers; kRest where a voice is silent.
using ChoraleStep = std::array<int, 4>;
inline constexpr int kRest = -1;
inline constexpr int kChoraleStepsPerQuarter = 4;

/// A four-part chorale, one step a sixteenth. A held note cannot be told from a repeated one.
using Chorale = std::vector<ChoraleStep>;

struct ChoraleSplits {
    std::vector<Chorale> train, valid, test;   ///< empty where the file has no such split

    /// The split with that name; empty for a name that is none of the three.
    const std::vector<Chorale>& named(const std::string& split) const;
};

/// Reads `{"train": [chorale, ...], "valid": [...], "test": [...]}`, a chorale being a list of steps of four numbers.
/// Fails with code Input, naming the file, when it is not that or holds no chorale.
Result<ChoraleSplits> readChorales(const std::filesystem::path& path);

/// The chorale in 4/4 at 120 quarter notes a minute: tracks Soprano, Alto, Tenor, Bass on channels 0 to 3, repeats of
/// a pitch merged into one note.
Song choraleSong(const Chorale& chorale);

} // namespace continuo

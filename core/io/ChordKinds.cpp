// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ChordKinds.h"

#include <array>

namespace continuo {

std::span<const ChordKind> chordKinds()
{
    static constexpr std::array<ChordKind, 24> kKinds{{{"", "major"},
                                                       {"maj", "major"},
                                                       {"m", "minor"},
                                                       {"min", "minor"},
                                                       {"7", "dominant"},
                                                       {"maj7", "major-seventh"},
                                                       {"M7", "major-seventh"},
                                                       {"m7", "minor-seventh"},
                                                       {"min7", "minor-seventh"},
                                                       {"6", "major-sixth"},
                                                       {"m6", "minor-sixth"},
                                                       {"9", "dominant-ninth"},
                                                       {"maj9", "major-ninth"},
                                                       {"m9", "minor-ninth"},
                                                       {"dim", "diminished"},
                                                       {"dim7", "diminished-seventh"},
                                                       {"m7b5", "half-diminished"},
                                                       {"aug", "augmented"},
                                                       {"+", "augmented"},
                                                       {"sus2", "suspended-second"},
                                                       {"sus4", "suspended-fourth"},
                                                       {"5", "power"},
                                                       {"add9", "major", 9, 0},
                                                       {"7sus4", "suspended-fourth", 7, -1}}};
    return kKinds;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Locks.h"

#include <array>
#include <vector>

namespace continuo {

std::string namesOf(LockSet locks)
{
    static constexpr std::array<const char*, kLockCount> kNames{
        "the locked scale", "the range",     "the chords",        "the kept harmony", "the kept rhythm", "the kept pitches", "the kept contour",
        "the locked notes", "the density",   "the polyphony",     "the hand span",    "the grid",        "the voice leading"};
    std::vector<const char*> named;
    for (int i = 0; i < kLockCount; ++i)
        if (locks.has(static_cast<Lock>(i)))
            named.push_back(kNames[static_cast<std::size_t>(i)]);
    if (named.empty())
        return "the other limits";
    std::string text;
    for (std::size_t i = 0; i < named.size(); ++i)
        text += (i == 0 ? "" : i + 1 == named.size() ? " and " : ", ") + std::string(named[i]);
    return text;
}

} // namespace continuo

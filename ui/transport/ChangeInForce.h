// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"

namespace continuo::ui {

/// Where the change in force at the tick stands, of changes in the order of their time; 0 when none does.
template <typename Changes>
Tick changeInForce(const Changes& changes, Tick at)
{
    Tick found(0);
    for (const auto& change : changes)
        if (change.at <= at)
            found = change.at;
    return found;
}

} // namespace continuo::ui

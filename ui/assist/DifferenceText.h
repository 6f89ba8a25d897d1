// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Differences.h"

#include <QString>

#include <vector>

namespace continuo::ui {

/// "bar 2 beat 1: C4 becomes E4".
QString differenceSentence(const Song& song, const NoteDifference& difference);

/// "5 as they were, 3 of another pitch, 2 added, 1 taken away".
QString differencesSummary(const std::vector<NoteDifference>& differences);

} // namespace continuo::ui

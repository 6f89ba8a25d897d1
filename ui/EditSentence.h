// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Overlaps.h"

#include <QString>

#include <functional>

namespace continuo::ui {

/// Shows a sentence to the user for a while.
using Say = std::function<void(const QString& sentence)>;

/// What a commit did to notes that were not meant; empty when it did nothing to them.
QString settledSentence(const Settled& settled);

/// How many of the pasted notes were there already, with the same pitch, start and length; empty when none were.
QString duplicateSentence(std::size_t already, std::size_t pasted);

} // namespace continuo::ui

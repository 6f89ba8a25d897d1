// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/operations/Operation.h"

namespace continuo::ui {

/// What is asked about the active track.
std::vector<Operation> trackOperations();

} // namespace continuo::ui

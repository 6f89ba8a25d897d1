// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/operations/Operation.h"

namespace continuo::ui {

/// What changes the form of the song: inserting, removing and repeating bars of all tracks. Rows of operationTable.
std::vector<Operation> barOperations();

} // namespace continuo::ui

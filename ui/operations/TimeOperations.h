// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/operations/Operation.h"

namespace continuo::ui {

/// What can be set at a place of the song: tempo, meter, key, marker, pick-up bar. Rows of operationTable.
std::vector<Operation> timeOperations();

/// Opens the menu of what can change at the place, at that point of the screen. The place's parts outlive `parent`.
void openTimeMenu(const OperationPlace& place, QPoint globalPosition, QWidget& parent);

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/operations/Operation.h"

#include <functional>

namespace continuo::ui {

/// What can be set at a place of the song: tempo, meter, key, marker, pick-up bar. Rows of operationTable.
std::vector<Operation> timeOperations();

/// Opens the menu of what can change at the place, at that point of the screen. `beforeBars` is called before bars are
/// inserted, removed or repeated. The place's parts outlive `parent`.
void openTimeMenu(const OperationPlace& place, QPoint globalPosition, QWidget& parent, std::function<void()> beforeBars);

} // namespace continuo::ui

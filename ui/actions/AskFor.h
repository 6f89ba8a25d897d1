// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/Command.h"

namespace continuo::ui {

struct Desk;

/// Opens the dialog of a command that asks for something first.
void openDialogOf(Command command, Desk& desk);

/// The same as a row of the table has it.
template <Command command>
void askFor(Desk& desk)
{
    openDialogOf(command, desk);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/Command.h"

namespace continuo::ui {

struct Desk;

/// Opens the dialog of a command that asks for something first.
void openDialogOf(Command command, Desk& desk);

/// The same of a command that changes what a suggestion was asked for, which goes first.
void openDialogForNewSong(Command command, Desk& desk);

/// The same as rows of the table have it.
template <Command command>
void askFor(Desk& desk)
{
    openDialogOf(command, desk);
}

template <Command command>
void askForNewSong(Desk& desk)
{
    openDialogForNewSong(command, desk);
}

} // namespace continuo::ui

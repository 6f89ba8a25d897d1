// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/AskFor.h"

#include "ui/Desk.h"
#include "ui/operations/OperationDialog.h"

namespace continuo::ui {

void openDialogOf(Command command, Desk& desk)
{
    const Tick at = desk.caret.caret() ? desk.caret.caret()->at : desk.playback.position();
    auto* dialog = new OperationDialog(operationOf(command), {desk.document, desk.state, at}, &desk.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void openDialogForNewSong(Command command, Desk& desk)
{
    desk.suggestions.leave();
    openDialogOf(command, desk);
}

} // namespace continuo::ui

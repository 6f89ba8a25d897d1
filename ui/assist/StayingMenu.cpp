// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/StayingMenu.h"

#include <QKeyEvent>

namespace continuo::ui {

bool StayingMenu::toggle()
{
    QAction* const action = activeAction();
    if (action == nullptr || !action->isCheckable() || !action->isEnabled())
        return false;
    action->trigger();
    return true;
}

void StayingMenu::mouseReleaseEvent(QMouseEvent* event)
{
    if (!toggle())
        QMenu::mouseReleaseEvent(event);
}

void StayingMenu::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Space || !toggle())
        QMenu::keyPressEvent(event);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace continuo::ui {

/// A menu of switches that stays open while they are switched, with the pointer or with the space bar.
class StayingMenu : public QMenu {
    Q_OBJECT

public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Switches the action that is pointed at; false when it is no switch.
    bool toggle();
};

} // namespace continuo::ui

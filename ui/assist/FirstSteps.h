// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;

namespace continuo::ui {

/// What a newcomer can do: how to write, the five keys that ask for suggestions, a song to try them on. Can be put away.
class FirstSteps : public QWidget {
    Q_OBJECT

public:
    /// What the steps name and the buttons do; the actions belong to the window.
    struct Offers {
        QAction* write;                     ///< writing with the keyboard
        std::vector<QAction*> asks;         ///< continue, harmonize, vary, infill, accompany
        QAction* demoSong;
        QAction* keys;
        QAction* hide;
    };
    FirstSteps(const Offers& offers, QWidget* parent);

    /// Whether the steps are wanted: until they were put away.
    static bool areWanted();
    static void setWanted(bool wanted);
};

} // namespace continuo::ui

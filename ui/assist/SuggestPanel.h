// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/SuggestionController.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QSpinBox;
class QToolButton;

namespace continuo::ui {

/// Asks for suggestions and chooses among them: the settings, the four tasks, and the shelf of candidates.
class SuggestPanel : public QWidget {
    Q_OBJECT

public:
    /// What the panel's buttons do; the actions belong to the window.
    struct Buttons {
        std::vector<QAction*> tasks;
        QAction* accept;
        QAction* reject;
        QAction* again;
    };
    SuggestPanel(SuggestionController& controller, const Buttons& buttons, QWidget* parent = nullptr);

    /// The list of candidates, where keys 1..8, Up and Down choose.
    QWidget& shelf();

private:
    void buildSettings(QFormLayout& form);
    void readSettings();
    void refresh();
    void refreshShelf();

    SuggestionController& controller_;
    QSpinBox* bars_;
    QSpinBox* candidates_;
    QDoubleSpinBox* temperature_;
    QSpinBox* seed_;
    QComboBox* style_;
    QComboBox* harmonizeAs_;
    QCheckBox* lockScale_;
    QListWidget* shelf_;
    QLabel* status_;
    bool refreshing_ = false;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/SuggestionController.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace continuo::ui {

/// The candidate on show, looked at closely: what it changes, and why its notes came out as they did. Each part is there
/// when it was asked for. The note that is chosen in the list of reasons is marked on the roll.
class CloserLook : public QWidget {
    Q_OBJECT

public:
    CloserLook(SuggestionController& controller, QWidget* parent);

    /// Shows the reasons, and asks for them when they are not known; or puts them away.
    void setShowsReasons(bool shown);
    bool showsReasons() const { return showsReasons_; }

private:
    void refresh();
    void refreshDifferences(const Suggestion& shown);
    void refreshReasons(const Suggestion& shown);

    SuggestionController& controller_;
    QLabel* summary_;
    QListWidget* differences_;
    QLabel* reasonsHeading_;
    QListWidget* notes_;
    QLabel* reasons_;
    bool showsReasons_ = false;
    bool refreshing_ = false;
};

} // namespace continuo::ui

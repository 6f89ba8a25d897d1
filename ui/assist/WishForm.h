// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/SuggestionController.h"
#include "ui/assist/WishField.h"

#include <QWidget>

class QGridLayout;
class QScrollArea;
class QToolButton;

namespace continuo::ui {

class TrackChoice;

/// The wishes: the few that matter, and behind a button all others. What is set is kept for the next start.
class WishForm : public QWidget {
    Q_OBJECT

public:
    WishForm(SuggestionController& controller, DocumentBridge& bridge, QWidget* parent);

    /// Whether the other wishes are seen.
    bool isOpen() const;

Q_SIGNALS:
    void opened(bool open);

private:
    void addField(const Wish& wish, QWidget& panel, QGridLayout& grid);
    void open(bool more);
    void take(const WishField& field);
    void refresh();

    SuggestionController& controller_;
    std::vector<WishField*> fields_;
    TrackChoice* tracks_;
    QToolButton* more_;
    QScrollArea* others_;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/assist/FirstSteps.h"
#include "ui/assist/SuggestionController.h"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QScrollArea;
class QVBoxLayout;

namespace continuo::ui {

class CloserLook;
class WishForm;

/// Asks for suggestions and chooses among them: the tasks, the wishes, the shelf of candidates, and a closer look at the
/// one on show. Says what would be asked about, and why it cannot be had before it is asked for.
class SuggestPanel : public QWidget {
    Q_OBJECT

public:
    /// What the panel's buttons do; the actions belong to the window.
    struct Buttons {
        std::vector<QAction*> asks;
        QAction* accept;
        QAction* acceptPart;
        QAction* reject;
        QAction* again;
        FirstSteps::Offers steps;
    };
    SuggestPanel(SuggestionController& controller, DocumentBridge& bridge, EditorState& state, const Buttons& buttons,
                 QWidget* parent = nullptr);

    /// The list of candidates, where keys 1..8 and the arrow keys choose.
    QWidget& shelf();
    /// Shows why the notes of the candidate came, and asks for that when it is not known.
    void showReasons();
    /// Shows the first steps while there is no suggestion, or does not.
    void setShowsSteps(bool shown);

private:
    /// What a row of the shelf says is told of this: telling it takes the whole song, and notes come by the hundred.
    struct Described {
        std::uint64_t request = 0;
        int candidate = -1;
        std::size_t notes = 0;
        bool isComplete = false;
        bool operator==(const Described&) const = default;
    };

    void build(QVBoxLayout& column, const Buttons& buttons);
    QWidget* buildTrouble();
    void refresh();
    void refreshShelf();
    void refreshStatus();
    void revealCloserLook();
    /// Says what would be asked about now, or why it cannot be.
    void look();

    SuggestionController& controller_;
    QLabel* about_;
    WishForm* wishes_;
    QWidget* trouble_ = nullptr;
    QLabel* troubleText_ = nullptr;
    QLabel* shelfHeading_;
    QListWidget* shelf_;
    FirstSteps* steps_;
    CloserLook* closerLook_;
    QLabel* status_;
    QScrollArea* scroll_;
    QWidget* decide_;               ///< the buttons that accept and reject
    QAction* acceptPart_;
    QTimer lookSoon_;
    std::vector<Described> described_; ///< by row; none when the song or how it is told has changed
    bool showsSteps_ = true;
    bool compared_ = false;         ///< differences were shown a moment ago
    bool refreshing_ = false;
};

} // namespace continuo::ui

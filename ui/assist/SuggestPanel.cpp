// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/SuggestPanel.h"

#include "core/assist/RequestCheck.h"
#include "ui/assist/Asking.h"
#include "ui/assist/CandidateFacts.h"
#include "ui/assist/CloserLook.h"
#include "ui/assist/WishForm.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QToolButton>

#include <utility>

namespace continuo::ui {

namespace {

constexpr int kRowHeight = 28, kTwoLines = 44; ///< of the shelf
constexpr int kLookAfter = 200;                 ///< milliseconds of quiet before a request is checked
constexpr std::size_t kLookedAtNotes = 50'000;  ///< songs with more are checked by the engine alone

QToolButton* buttonFor(QAction& action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(&action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({18, 18});
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumHeight(30);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

/// Asks for the height that it cannot do without: what would like more scrolls by itself.
class Column : public QWidget {
public:
    using QWidget::QWidget;
    int heightForWidth(int width) const override { return layout() ? layout()->minimumHeightForWidth(width) : -1; }
};

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

} // namespace

SuggestPanel::SuggestPanel(SuggestionController& controller, DocumentBridge& bridge, EditorState& state,
                           const Buttons& buttons, QWidget* parent)
    : QWidget(parent), controller_(controller), about_(new QLabel(this)), wishes_(new WishForm(controller, bridge, this)),
      shelfHeading_(heading(tr("Candidates"), this)), shelf_(new QListWidget(this)), steps_(new FirstSteps(buttons.steps, this)),
      closerLook_(new CloserLook(controller, this)), status_(new QLabel(this)), scroll_(new QScrollArea(this)),
      decide_(new QWidget(this)), acceptPart_(buttons.acceptPart),
      showsSteps_(FirstSteps::areWanted())
{
    setObjectName(QStringLiteral("suggestPanel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto* content = new Column(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    build(*column, buttons);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(scroll_, 1);
    whole->addWidget(decide_);
    constexpr int kScrollBar = 16;
    setMinimumWidth(content->minimumSizeHint().width() + kScrollBar);

    lookSoon_.setSingleShot(true);
    lookSoon_.setInterval(kLookAfter);
    connect(&lookSoon_, &QTimer::timeout, this, &SuggestPanel::look);
    const auto lookLater = [this] { lookSoon_.start(); };
    connect(&controller_, &SuggestionController::settingsChanged, this, lookLater);
    connect(&bridge, &DocumentBridge::historyChanged, this, lookLater);
    connect(&state, &EditorState::selectionChanged, this, lookLater);
    connect(&state, &EditorState::loopChanged, this, lookLater);
    connect(&state, &EditorState::activeTrackChanged, this, lookLater);
    connect(shelf_, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!refreshing_ && row >= 0)
            controller_.show(row);
    });
    connect(&controller_, &SuggestionController::changed, this, &SuggestPanel::refresh);
    connect(&bridge, &DocumentBridge::changed, this, [this] { described_.clear(); });
    connect(&state, &EditorState::optionsChanged, this, [this] {
        described_.clear();
        refresh();
    });
    look();
    refresh();
}

void SuggestPanel::build(QVBoxLayout& column, const Buttons& buttons)
{
    column.addWidget(heading(tr("Suggest"), this));
    auto* tasks = new QGridLayout;
    tasks->setSpacing(6);
    int cell = 0;
    for (QAction* ask : buttons.asks) {
        tasks->addWidget(buttonFor(*ask, this), cell / 2, cell % 2);
        ++cell;
    }
    column.addLayout(tasks);
    about_->setObjectName(QStringLiteral("about"));
    about_->setWordWrap(true);
    about_->setForegroundRole(QPalette::PlaceholderText);
    column.addWidget(about_);
    column.addWidget(wishes_, 2);

    trouble_ = buildTrouble();
    column.addWidget(trouble_);
    column.addWidget(steps_);
    column.addWidget(shelfHeading_);
    shelf_->setObjectName(QStringLiteral("shelf"));
    shelf_->setAccessibleName(tr("Candidates"));
    shelf_->setFrameShape(QFrame::NoFrame);
    shelf_->setMinimumHeight(3 * kRowHeight);
    shelf_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column.addWidget(shelf_, 1);
    column.addWidget(closerLook_, 2);
    status_->setObjectName(QStringLiteral("suggestStatus"));
    status_->setWordWrap(true);
    status_->setForegroundRole(QPalette::PlaceholderText);
    column.addWidget(status_);
    column.addStretch(0);
    auto* rows = new QVBoxLayout(decide_);
    rows->setContentsMargins(12, 4, 12, 12);
    rows->setSpacing(6);
    auto* whole = new QHBoxLayout;
    whole->setSpacing(6);
    for (QAction* action : {buttons.accept, buttons.reject, buttons.again})
        whole->addWidget(buttonFor(*action, this));
    rows->addLayout(whole);
    rows->addWidget(buttonFor(*acceptPart_, this));
}

QWidget* SuggestPanel::buildTrouble()
{
    auto* box = new QFrame(this);
    box->setObjectName(QStringLiteral("trouble"));
    box->setFrameShape(QFrame::StyledPanel);
    troubleText_ = new QLabel(box);
    troubleText_->setObjectName(QStringLiteral("troubleText"));
    troubleText_->setWordWrap(true);
    troubleText_->setTextFormat(Qt::PlainText);
    auto* retry = new QPushButton(tr("Try again"), box);
    retry->setObjectName(QStringLiteral("retry"));
    connect(retry, &QPushButton::clicked, &controller_, &SuggestionController::retry);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(troubleText_);
    column->addWidget(retry);
    return box;
}

QWidget& SuggestPanel::shelf()
{
    return *shelf_;
}

void SuggestPanel::showReasons()
{
    closerLook_->setShowsReasons(true);
    revealCloserLook();
}

/// Once it has its place.
void SuggestPanel::revealCloserLook()
{
    QTimer::singleShot(0, this, [this] { scroll_->ensureWidgetVisible(closerLook_, 0, 0); });
}

void SuggestPanel::setShowsSteps(bool shown)
{
    showsSteps_ = shown;
    refresh();
}

void SuggestPanel::refresh()
{
    const QScopedValueRollback guard(refreshing_, true);
    const bool idle = controller_.state() == SuggestionController::State::Idle;
    trouble_->setVisible(!controller_.trouble().isEmpty());
    troubleText_->setText(controller_.trouble());
    steps_->setVisible(idle && showsSteps_ && controller_.trouble().isEmpty());
    shelfHeading_->setVisible(!steps_->isVisibleTo(this));
    shelf_->setVisible(!steps_->isVisibleTo(this));
    decide_->setVisible(!idle);
    if (std::exchange(compared_, controller_.showsDifferences()) != controller_.showsDifferences() && !idle)
        revealCloserLook();
    refreshShelf();
    refreshStatus();
}

void SuggestPanel::refreshShelf()
{
    while (shelf_->count() > controller_.candidateCount())
        delete shelf_->takeItem(shelf_->count() - 1);
    while (shelf_->count() < controller_.candidateCount())
        shelf_->addItem(QString());
    described_.resize(static_cast<std::size_t>(controller_.candidateCount()));
    for (int i = 0; i < controller_.candidateCount(); ++i) {
        const Suggestion& candidate = controller_.candidate(i);
        QListWidgetItem& row = *shelf_->item(i);
        const Described now{controller_.request().id, controller_.numberOf(i), candidate.notes.size(), controller_.isComplete(i)};
        if (now == std::exchange(described_[static_cast<std::size_t>(i)], now))
            continue;
        if (!controller_.isComplete(i)) {
            row.setText(tr("%1   %2 notes …").arg(i + 1).arg(candidate.notes.size()));
            row.setSizeHint({0, kRowHeight});
            continue;
        }
        const QString chords = chordsText(controller_.askedSong(), candidate);
        const QString text = tr("%1   %2").arg(i + 1).arg(candidateText(controller_.askedSong(), candidate));
        row.setText(chords.isEmpty() ? text : text + QStringLiteral("\n      ") + chords);
        row.setToolTip(chords);
        row.setSizeHint({0, chords.isEmpty() ? kRowHeight : kTwoLines});
    }
    if (controller_.candidateCount() > 0)
        shelf_->setCurrentRow(controller_.shownIndex());
}

void SuggestPanel::refreshStatus()
{
    using State = SuggestionController::State;
    const std::vector<SuggestionPart> parts = controller_.parts();
    const auto part = static_cast<std::size_t>(std::clamp(controller_.partIndex(), 0, std::max(static_cast<int>(parts.size()) - 1, 0)));
    acceptPart_->setIconText(parts.empty() ? tr("Accept this bar or voice") : tr("Keep only %1").arg(controller_.partName(parts[part])));
    switch (controller_.state()) {
    case State::Idle: status_->setText(QString()); break;
    case State::Working: status_->setText(tr("Writing …")); break;
    case State::Ready:
        status_->setText(tr("Enter keeps it, Delete drops it, Esc drops all. Space plays it in the song. "
                            "Left and Right choose a bar or a voice; Shift+Enter keeps only that."));
        break;
    }
    status_->setVisible(!status_->text().isEmpty());
}

void SuggestPanel::look()
{
    const Ask ask = controller_.asked();
    about_->setVisible(controller_.askedSong().noteCount() > 0);
    const auto request = controller_.requestFor(ask);
    QString sentence = request ? aboutSentence(ask, *request) : QString::fromStdString(request.error().message);
    bool isPossible = request.ok();
    if (request && request->song.noteCount() <= kLookedAtNotes) {
        if (const Result<void> possible = checkRequest(*request); !possible) {
            isPossible = false;
            sentence = QString::fromStdString(possible.error().message);
        }
    }
    about_->setForegroundRole(isPossible ? QPalette::PlaceholderText : QPalette::BrightText);
    about_->setText(isPossible ? sentence : tr("%1 cannot be done now: %2").arg(askName(ask), sentence));
    about_->setAccessibleName(about_->text());
}

} // namespace continuo::ui

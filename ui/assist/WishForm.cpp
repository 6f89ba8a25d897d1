// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/WishForm.h"

#include "ui/Settings.h"
#include "ui/assist/CandidateFacts.h"
#include "ui/assist/TrackChoice.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace continuo::ui {

namespace {

const QString kOpen = QStringLiteral("suggest/allWishes");

QGridLayout* wishGrid(QWidget* panel)
{
    auto* grid = new QGridLayout(panel);
    grid->setContentsMargins(0, 2, 0, 2);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

WishForm::WishForm(SuggestionController& controller, DocumentBridge& bridge, QWidget* parent)
    : QWidget(parent), controller_(controller), tracks_(new TrackChoice(bridge, this)), more_(new QToolButton(this)),
      others_(new QScrollArea(this))
{
    auto* first = new QWidget(this);
    QGridLayout* firstGrid = wishGrid(first);
    auto* rest = new QWidget(others_);
    QGridLayout* restGrid = wishGrid(rest);
    auto group = Wish::Group::First;
    for (const Wish& wish : wishTable()) {
        if (wish.group == Wish::Group::First) {
            addField(wish, *first, *firstGrid);
            continue;
        }
        if (wish.group != group) {
            group = wish.group;
            auto* heading = new QLabel(groupName(group), rest);
            QFont font = heading->font();
            font.setBold(true);
            heading->setFont(font);
            heading->setContentsMargins(0, 6, 0, 0);
            restGrid->addWidget(heading, restGrid->rowCount(), 0, 1, 2);
        }
        addField(wish, *rest, *restGrid);
    }
    auto* into = new QLabel(tr("Tracks"), first);
    into->setBuddy(tracks_);
    const int row = firstGrid->rowCount();
    firstGrid->addWidget(into, row, 0);
    firstGrid->addWidget(tracks_, row, 1);

    more_->setObjectName(QStringLiteral("allWishes"));
    more_->setText(tr("All wishes"));
    more_->setToolTip(tr("Range, density, chords, what a variation keeps, and more"));
    more_->setCheckable(true);
    more_->setAutoRaise(true);
    more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    more_->setFocusPolicy(Qt::TabFocus);
    more_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    others_->setObjectName(QStringLiteral("otherWishes"));
    others_->setAccessibleName(more_->text());
    others_->setWidget(rest);
    others_->setWidgetResizable(true);
    others_->setFrameShape(QFrame::NoFrame);
    others_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    others_->setMinimumHeight(120);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(first);
    column->addWidget(more_);
    column->addWidget(others_, 1);

    connect(more_, &QToolButton::toggled, this, &WishForm::open);
    connect(tracks_, &TrackChoice::changed, this, [this] {
        SuggestionSettings settings = controller_.settings();
        settings.tracks = tracks_->tracks();
        controller_.setSettings(std::move(settings));
    });
    connect(&controller_, &SuggestionController::changed, this, &WishForm::refresh);
    controller_.setSettings(keptWishes());
    refresh();
    open(keptSettings().value(kOpen, false).toBool());
}

bool WishForm::isOpen() const
{
    return more_->isChecked();
}

void WishForm::addField(const Wish& wish, QWidget& panel, QGridLayout& grid)
{
    auto* field = new WishField(wish, panel, grid);
    fields_.push_back(field);
    connect(field, &WishField::changed, this, [this, field] { take(*field); });
}

void WishForm::open(bool more)
{
    more_->setChecked(more);
    more_->setArrowType(more ? Qt::DownArrow : Qt::RightArrow);
    others_->setVisible(more);
    setSizePolicy(QSizePolicy::Preferred, more ? QSizePolicy::Expanding : QSizePolicy::Maximum);
    keptSettings().setValue(kOpen, more);
    Q_EMIT opened(more);
}

void WishForm::take(const WishField& field)
{
    SuggestionSettings settings = controller_.settings();
    field.wish().write(settings, field.value());
    keepWish(field.wish(), settings);
    controller_.setSettings(std::move(settings));
}

void WishForm::refresh()
{
    const Suggestion* shown = controller_.canAccept() ? controller_.shown() : nullptr;
    const CandidateFacts facts = shown ? factsOf(controller_.askedSong(), *shown) : CandidateFacts();
    for (WishField* field : fields_) {
        if (field->objection().isEmpty())
            field->setValue(field->wish().read(controller_.settings()));
        field->setMeasured(shown ? measuredText(field->wish().id, facts, *shown) : QString());
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/CloserLook.h"

#include "ui/assist/DifferenceText.h"
#include "ui/assist/WhyText.h"

#include <QLabel>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace continuo::ui {

namespace {

QListWidget* list(const char* name, const QString& accessibleName, QWidget* parent)
{
    auto* made = new QListWidget(parent);
    made->setObjectName(QLatin1String(name));
    made->setAccessibleName(accessibleName);
    made->setFrameShape(QFrame::NoFrame);
    made->setMinimumHeight(70);
    made->setWordWrap(true);
    return made;
}

/// Makes the list say these lines; those that it says already stay, and so does what is chosen.
void setLines(QListWidget& list, const QStringList& lines)
{
    while (list.count() > lines.size())
        delete list.takeItem(list.count() - 1);
    for (int i = 0; i < lines.size(); ++i) {
        if (i == list.count())
            list.addItem(lines[i]);
        else if (list.item(i)->text() != lines[i])
            list.item(i)->setText(lines[i]);
    }
}

} // namespace

CloserLook::CloserLook(SuggestionController& controller, QWidget* parent)
    : QWidget(parent), controller_(controller), summary_(new QLabel(this)),
      differences_(list("differences", tr("Differences to what was there"), this)), reasonsHeading_(new QLabel(this)),
      notes_(list("suggestedNotes", tr("Suggested notes"), this)), reasons_(new QLabel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    reasons_->setObjectName(QStringLiteral("reasons"));
    reasons_->setTextFormat(Qt::PlainText);
    summary_->setObjectName(QStringLiteral("differencesSummary"));
    for (QLabel* label : {summary_, reasonsHeading_, reasons_})
        label->setWordWrap(true);
    column->addWidget(summary_);
    column->addWidget(differences_, 1);
    column->addWidget(reasonsHeading_);
    column->addWidget(notes_, 1);
    column->addWidget(reasons_);
    connect(notes_, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!refreshing_)
            controller_.watchNote(row);
    });
    connect(&controller_, &SuggestionController::changed, this, &CloserLook::refresh);
    refresh();
}

void CloserLook::setShowsReasons(bool shown)
{
    showsReasons_ = shown;
    if (shown) {
        controller_.explain();
        controller_.watchNote(std::max(controller_.watchedNote(), 0));
    }
    refresh();
    if (shown)
        notes_->setFocus();
}

void CloserLook::refresh()
{
    const QScopedValueRollback guard(refreshing_, true);
    if (controller_.state() == SuggestionController::State::Working)
        showsReasons_ = false;
    const Suggestion* shown = controller_.canAccept() ? controller_.shown() : nullptr;
    const bool compares = shown != nullptr && controller_.showsDifferences();
    const bool explains = shown != nullptr && showsReasons_;
    for (QWidget* each : {static_cast<QWidget*>(summary_), static_cast<QWidget*>(differences_)})
        each->setVisible(compares);
    for (QWidget* each : {static_cast<QWidget*>(reasonsHeading_), static_cast<QWidget*>(notes_), static_cast<QWidget*>(reasons_)})
        each->setVisible(explains);
    setVisible(compares || explains);
    if (compares)
        refreshDifferences(*shown);
    if (explains)
        refreshReasons(*shown);
}

void CloserLook::refreshDifferences(const Suggestion& shown)
{
    const Song& song = controller_.askedSong();
    const std::vector<NoteDifference> differences = differencesOf(song, shown);
    summary_->setText(tr("Beside what was there: %1.").arg(differencesSummary(differences)));
    QStringList lines;
    for (const NoteDifference& each : differences)
        if (each.change != NoteChange::Same)
            lines << differenceSentence(song, each);
    setLines(*differences_, lines);
}

void CloserLook::refreshReasons(const Suggestion& shown)
{
    const Song& song = controller_.askedSong();
    reasonsHeading_->setText(controller_.isExplaining() ? tr("Asking the model why …") : tr("How likely each note was, and why:"));
    QStringList lines;
    for (const SuggestedNote& note : shown.notes)
        lines << likelihoodSentence(song, note);
    setLines(*notes_, lines);
    const int watched = controller_.watchedNote();
    notes_->setCurrentRow(watched);
    const bool isThere = watched >= 0 && watched < static_cast<int>(shown.notes.size());
    reasons_->setText(isThere ? reasonsText(song, shown, shown.notes[static_cast<std::size_t>(watched)]) : QString());
    if (isThere && notes_->item(watched) != nullptr)
        notes_->item(watched)->setData(Qt::AccessibleDescriptionRole, reasons_->text());
}

} // namespace continuo::ui

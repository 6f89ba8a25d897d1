// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/SuggestPanel.h"

#include "core/assist/Styles.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QToolButton>

#include <array>

namespace continuo::ui {

namespace {

struct HarmonizeChoice {
    const char* text;
    HarmonizeAs value;
};
constexpr std::array<HarmonizeChoice, 4> kHarmonizeChoices{{
    {QT_TRANSLATE_NOOP("SuggestPanel", "Four voices"), HarmonizeAs::Satb},
    {QT_TRANSLATE_NOOP("SuggestPanel", "Chords"), HarmonizeAs::Chords},
    {QT_TRANSLATE_NOOP("SuggestPanel", "Bass"), HarmonizeAs::Bass},
    {QT_TRANSLATE_NOOP("SuggestPanel", "Piano"), HarmonizeAs::Piano},
}};

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

QLabel* heading(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    QFont font = label->font();
    font.setBold(true);
    label->setFont(font);
    return label;
}

QString capitalized(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    text.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

SuggestPanel::SuggestPanel(SuggestionController& controller, const Buttons& buttons, QWidget* parent)
    : QWidget(parent), controller_(controller), bars_(new QSpinBox(this)), candidates_(new QSpinBox(this)),
      temperature_(new QDoubleSpinBox(this)), seed_(new QSpinBox(this)), style_(new QComboBox(this)),
      harmonizeAs_(new QComboBox(this)), lockScale_(new QCheckBox(tr("Only notes of the key"), this)),
      shelf_(new QListWidget(this)), status_(new QLabel(this))
{
    setObjectName(QStringLiteral("suggestPanel"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(10);
    column->addWidget(heading(tr("Suggest"), this));

    auto* tasks = new QGridLayout;
    tasks->setSpacing(6);
    int cell = 0;
    for (QAction* task : buttons.tasks) {
        tasks->addWidget(buttonFor(*task, this), cell / 2, cell % 2);
        ++cell;
    }
    column->addLayout(tasks);

    auto* form = new QFormLayout;
    form->setContentsMargins(0, 2, 0, 2);
    form->setHorizontalSpacing(10);
    form->setVerticalSpacing(6);
    buildSettings(*form);
    column->addLayout(form);
    column->addWidget(lockScale_);

    column->addSpacing(4);
    column->addWidget(heading(tr("Candidates"), this));
    shelf_->setObjectName(QStringLiteral("shelf"));
    shelf_->setAccessibleName(tr("Candidates"));
    shelf_->setFrameShape(QFrame::NoFrame);
    shelf_->setMinimumHeight(80);
    column->addWidget(shelf_, 1);
    status_->setWordWrap(true);
    status_->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(status_);

    auto* decide = new QHBoxLayout;
    decide->setSpacing(6);
    for (QAction* action : {buttons.accept, buttons.reject, buttons.again})
        decide->addWidget(buttonFor(*action, this));
    column->addLayout(decide);

    connect(shelf_, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!refreshing_ && row >= 0)
            controller_.show(row);
    });
    connect(&controller_, &SuggestionController::changed, this, &SuggestPanel::refresh);
    readSettings();
    refresh();
}

QWidget& SuggestPanel::shelf()
{
    return *shelf_;
}

void SuggestPanel::buildSettings(QFormLayout& form)
{
    bars_->setRange(1, 64);
    bars_->setValue(4);
    candidates_->setRange(1, 8);
    candidates_->setValue(3);
    temperature_->setRange(0.1, 2.0);
    temperature_->setSingleStep(0.05);
    temperature_->setValue(1.0);
    temperature_->setToolTip(tr("Low: likely notes only. High: more surprising."));
    seed_->setRange(1, 999'999);
    seed_->setToolTip(tr("The same seed gives the same suggestion again."));
    for (const std::string_view name : styleNames())
        style_->addItem(capitalized(name), QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    for (const HarmonizeChoice& choice : kHarmonizeChoices)
        harmonizeAs_->addItem(tr(choice.text), static_cast<int>(choice.value));
    form.addRow(tr("Bars"), bars_);
    form.addRow(tr("Candidates"), candidates_);
    form.addRow(tr("Temperature"), temperature_);
    form.addRow(tr("Seed"), seed_);
    form.addRow(tr("Style"), style_);
    form.addRow(tr("Harmonize as"), harmonizeAs_);
    for (QSpinBox* box : {bars_, candidates_, seed_})
        connect(box, &QSpinBox::valueChanged, this, &SuggestPanel::readSettings);
    connect(temperature_, &QDoubleSpinBox::valueChanged, this, &SuggestPanel::readSettings);
    for (QComboBox* box : {style_, harmonizeAs_})
        connect(box, &QComboBox::currentIndexChanged, this, &SuggestPanel::readSettings);
    connect(lockScale_, &QCheckBox::toggled, this, &SuggestPanel::readSettings);
}

void SuggestPanel::readSettings()
{
    if (refreshing_)
        return;
    SuggestionSettings settings = controller_.settings();
    settings.bars = bars_->value();
    settings.candidates = candidates_->value();
    settings.temperature = temperature_->value();
    settings.seed = static_cast<std::uint64_t>(seed_->value());
    settings.style = style_->currentIndex() > 0 ? style_->currentData().toString().toStdString() : std::string();
    settings.harmonizeAs = static_cast<HarmonizeAs>(harmonizeAs_->currentData().toInt());
    settings.lockScale = lockScale_->isChecked();
    controller_.setSettings(std::move(settings));
}

void SuggestPanel::refresh()
{
    const QScopedValueRollback guard(refreshing_, true);
    seed_->setValue(static_cast<int>(controller_.settings().seed));
    refreshShelf();
    switch (controller_.state()) {
    case SuggestionController::State::Idle:
        status_->setText(tr("Ghost notes appear on the roll. Enter keeps them, Esc drops them."));
        break;
    case SuggestionController::State::Working:
        status_->setText(tr("Writing …"));
        break;
    case SuggestionController::State::Ready:
        status_->setText(tr("Enter keeps it, Esc drops it. Space plays it in the song."));
        break;
    }
}

void SuggestPanel::refreshShelf()
{
    while (shelf_->count() > controller_.candidateCount())
        delete shelf_->takeItem(shelf_->count() - 1);
    while (shelf_->count() < controller_.candidateCount())
        shelf_->addItem(QString());
    constexpr int kRowHeight = 28;
    for (int i = 0; i < controller_.candidateCount(); ++i) {
        const auto notes = static_cast<int>(controller_.candidate(i).notes.size());
        const QString text = controller_.isComplete(i) ? tr("%1   %2 notes") : tr("%1   %2 notes …");
        shelf_->item(i)->setText(text.arg(i + 1).arg(notes));
        shelf_->item(i)->setSizeHint({0, kRowHeight});
    }
    if (controller_.candidateCount() > 0)
        shelf_->setCurrentRow(controller_.shownIndex());
}

} // namespace continuo::ui

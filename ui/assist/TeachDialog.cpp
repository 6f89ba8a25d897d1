// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/TeachDialog.h"

#include "ui/assist/ModelChoice.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kWholeProgress = 1000;

bool isName(const QString& name)
{
    return !name.isEmpty() && !name.startsWith(QLatin1Char('.')) && !name.contains(QLatin1Char('/'));
}

/// By how much less the songs surprise it that were kept aside, in per cent of its nats.
QString sentenceOf(const Teaching::Worth& worth)
{
    const int less = static_cast<int>(std::lround(100 * (1 - worth.after / worth.before)));
    if (less > 0)
        return TeachDialog::tr("Those of them that were kept aside to try it surprise it by %1 % less than before.").arg(less);
    return TeachDialog::tr("Those of them that were kept aside to try it surprise it no less than before, so they may be too few or too unlike.");
}

} // namespace

TeachDialog::TeachDialog(EngineProcess& engine, QStringList trainer, QWidget* parent)
    : QDialog(parent), engine_(engine), teaching_(std::move(trainer)), songs_(new QLineEdit(this)), name_(new QLineEdit(this)),
      from_(new QLabel(this)), state_(new QLabel(this)), progress_(new QProgressBar(this))
{
    setObjectName(QStringLiteral("teachDialog"));
    setWindowTitle(tr("Teach songs"));
    build();
    connect(songs_, &QLineEdit::textChanged, this, &TeachDialog::refresh);
    connect(name_, &QLineEdit::textChanged, this, &TeachDialog::refresh);
    connect(start_, &QPushButton::clicked, this, &TeachDialog::start);
    connect(stop_, &QPushButton::clicked, this, [this] {
        teaching_.stop();
        state_->setText(tr("Stopped; nothing was kept."));
        refresh();
    });
    connect(use_, &QPushButton::clicked, this, [this] {
        useModel(engine_, learnedFolder_);
        accept();
    });
    connect(&teaching_, &Teaching::progressed, this, [this](double share, int minutes) {
        progress_->setValue(static_cast<int>(share * kWholeProgress));
        state_->setText(minutes < 1 ? tr("Less than a minute left.") : tr("About %n minute(s) left.", nullptr, minutes));
    });
    connect(&teaching_, &Teaching::said, state_, &QLabel::setText);
    connect(&teaching_, &Teaching::learned, this, &TeachDialog::showLearned);
    connect(&teaching_, &Teaching::failed, this, &TeachDialog::showEnd);
    connect(&engine_, &EngineProcess::stateChanged, this, &TeachDialog::refresh);
    engine_.prewarm();
    refresh();
}

void TeachDialog::build()
{
    from_->setObjectName(QStringLiteral("from"));
    songs_->setObjectName(QStringLiteral("songs"));
    songs_->setPlaceholderText(tr("A folder of MIDI, MusicXML or Continuo songs"));
    name_->setObjectName(QStringLiteral("name"));
    name_->setPlaceholderText(tr("What the new model is called"));
    state_->setObjectName(QStringLiteral("state"));
    state_->setWordWrap(true);
    progress_->setObjectName(QStringLiteral("progress"));
    progress_->setRange(0, kWholeProgress);
    auto* choose = new QPushButton(tr("&Folder …"), this);
    connect(choose, &QPushButton::clicked, this, [this] {
        if (const QString folder = QFileDialog::getExistingDirectory(this, tr("The folder of the songs")); !folder.isEmpty())
            songs_->setText(folder);
    });
    auto* folder = new QHBoxLayout;
    folder->addWidget(songs_, 1);
    folder->addWidget(choose);
    auto* form = new QFormLayout;
    form->addRow(tr("&Songs"), folder);
    qobject_cast<QLabel*>(form->labelForField(folder))->setBuddy(songs_);
    form->addRow(tr("&Name"), name_);
    form->addRow(tr("Begins with"), from_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    start_ = buttons->addButton(tr("&Teach"), QDialogButtonBox::ActionRole);
    stop_ = buttons->addButton(tr("S&top"), QDialogButtonBox::ActionRole);
    use_ = buttons->addButton(tr("&Use it"), QDialogButtonBox::ActionRole);
    start_->setObjectName(QStringLiteral("teach"));
    stop_->setObjectName(QStringLiteral("stop"));
    use_->setObjectName(QStringLiteral("use"));
    connect(buttons, &QDialogButtonBox::rejected, this, &TeachDialog::reject);
    auto* rows = new QVBoxLayout(this);
    auto* what = new QLabel(tr("The new model writes more like the songs, and knows what the model knew that it begins with. "
                               "It takes some minutes; you can close this and go on."), this);
    what->setWordWrap(true);
    rows->addWidget(what);
    rows->addLayout(form);
    rows->addWidget(progress_);
    rows->addWidget(state_, 1);
    rows->addWidget(buttons);
    setTabOrder(songs_, choose);
    setTabOrder(choose, name_);
    songs_->setFocus();
    resize(480, 260);
}

void TeachDialog::start()
{
    learnedFolder_.clear();
    progress_->setValue(0);
    state_->setText(tr("Reading the songs …"));
    if (!QDir().mkpath(ownModelsFolder())) {
        state_->setText(tr("The folder \"%1\" cannot be made.").arg(ownModelsFolder()));
        return;
    }
    teaching_.start({songs_->text(), engine_.modelFolder(), ownModelsFolder() + QLatin1Char('/') + name_->text().trimmed()});
    refresh();
}

void TeachDialog::showLearned(const QString& folder, std::optional<Teaching::Worth> worth)
{
    learnedFolder_ = folder;
    progress_->setValue(kWholeProgress);
    showEnd(tr("%1 has learned the songs.").arg(QFileInfo(folder).fileName()) + (worth ? QLatin1Char(' ') + sentenceOf(*worth) : QString()));
    engine_.lookForModels();
}

void TeachDialog::showEnd(const QString& sentence)
{
    state_->setText(sentence);
    refresh();
    Q_EMIT ended(sentence);
}

void TeachDialog::refresh()
{
    const bool runs = teaching_.isRunning();
    const QString from = engine_.modelFolder();
    from_->setText(from.isEmpty() ? tr("(the model is being loaded)") : QFileInfo(from).fileName());
    for (QLineEdit* field : {songs_, name_})
        field->setEnabled(!runs);
    start_->setEnabled(!runs && !from.isEmpty() && !songs_->text().isEmpty() && isName(name_->text().trimmed()));
    stop_->setEnabled(runs);
    use_->setEnabled(!runs && !learnedFolder_.isEmpty());
}

} // namespace continuo::ui

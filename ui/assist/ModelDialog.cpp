// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/ModelDialog.h"

#include "ui/assist/ModelChoice.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr double kMillion = 1e6;

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// Models of one name may lie in several folders.
QString labelOf(const QString& name, const QString& folder)
{
    return QStringLiteral("%1 (%2)").arg(name, folder);
}

bool isOwn(const QString& folder)
{
    return QFileInfo(folder).path() == ownModelsFolder();
}

QString aboutModel(const protocol::ModelCard& card)
{
    QStringList lines{ModelDialog::tr("%1 million weights").arg(static_cast<double>(card.weights) / kMillion, 0, 'f', 1)};
    if (!card.from.empty())
        lines.front() += ModelDialog::tr("; it began with %1").arg(text(card.from));
    if (!card.corpora.empty())
        lines << ModelDialog::tr("Learned from:");
    for (const protocol::ModelCard::Corpus& corpus : card.corpora)
        lines << ModelDialog::tr("%1, %n piece(s): %2", nullptr, corpus.pieces)
                     .arg(text(corpus.name), corpus.licences.empty() ? ModelDialog::tr("licence not said") : text(corpus.licences));
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ModelDialog::ModelDialog(EngineProcess& engine, QWidget* parent)
    : QDialog(parent), engine_(engine), models_(new QListWidget(this)), about_(new QLabel(this))
{
    setObjectName(QStringLiteral("modelDialog"));
    setWindowTitle(tr("Model"));
    models_->setObjectName(QStringLiteral("models"));
    models_->setAccessibleName(tr("Models"));
    about_->setObjectName(QStringLiteral("about"));
    about_->setWordWrap(true);
    about_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    about_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto* other = buttons->addButton(tr("Other &folder …"), QDialogButtonBox::ActionRole);
    remove_ = buttons->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    remove_->setObjectName(QStringLiteral("remove"));
    remove_->setToolTip(tr("To the trash; only models of your own"));
    auto* rows = new QVBoxLayout(this);
    rows->addWidget(new QLabel(tr("What makes the suggestions"), this));
    rows->addWidget(models_);
    rows->addWidget(about_, 1);
    rows->addWidget(buttons);
    connect(models_, &QListWidget::currentItemChanged, this, &ModelDialog::describe);
    connect(models_, &QListWidget::itemActivated, this, &ModelDialog::accept);
    connect(other, &QPushButton::clicked, this, &ModelDialog::askForFolder);
    connect(remove_, &QPushButton::clicked, this, &ModelDialog::removePicked);
    connect(buttons, &QDialogButtonBox::accepted, this, &ModelDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ModelDialog::reject);
    connect(&engine_, &EngineProcess::modelsTold, this, &ModelDialog::refresh);
    if (const QString chosen = engine_.chosenModel(); !chosen.isEmpty())
        others_ << chosen;
    resize(520, 460);
    refresh();
    engine_.lookForModels();
}

void ModelDialog::accept()
{
    useModel(engine_, picked());
    QDialog::accept();
}

void ModelDialog::addFolder(const QString& folder)
{
    if (!QFileInfo::exists(folder + QStringLiteral("/model.json"))) {
        about_->setText(tr("\"%1\" holds no model: there is no model.json in it.").arg(folder));
        return;
    }
    if (!others_.contains(folder))
        others_ << folder;
    refresh();
    for (int row = 0; row < models_->count(); ++row)
        if (models_->item(row)->data(Qt::UserRole).toString() == folder)
            models_->setCurrentRow(row);
}

void ModelDialog::removePicked()
{
    const QString folder = picked();
    if (!isOwn(folder))
        return;
    if (!QFile::moveToTrash(folder)) {
        about_->setText(tr("The folder \"%1\" cannot be moved to the trash.").arg(folder));
        return;
    }
    others_.removeAll(folder);
    models_->setCurrentRow(0);
    if (engine_.chosenModel() == folder)
        useModel(engine_, QString());
    refresh();
    engine_.lookForModels();
}

void ModelDialog::askForFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("The folder of a model"));
    if (!folder.isEmpty())
        addFolder(folder);
}

QString ModelDialog::picked() const
{
    const QListWidgetItem* item = models_->currentItem();
    return item != nullptr ? item->data(Qt::UserRole).toString() : engine_.chosenModel();
}

void ModelDialog::refresh()
{
    const QString current = picked();
    const QSignalBlocker quiet(models_);
    models_->clear();
    const auto add = [this, &current](const QString& label, const QString& folder) {
        auto* item = new QListWidgetItem(label, models_);
        item->setData(Qt::UserRole, folder);
        if (folder == current)
            models_->setCurrentItem(item);
    };
    add(tr("The one that comes with Continuo"), QString());
    QStringList listed;
    for (const protocol::ModelCard& card : engine_.models()) {
        listed << text(card.folder);
        add(labelOf(text(card.name), listed.back()), listed.back());
    }
    for (const QString& folder : others_)
        if (!listed.contains(folder))
            add(labelOf(QFileInfo(folder).fileName(), folder), folder);
    describe();
}

void ModelDialog::describe()
{
    const std::string folder = picked().toStdString();
    remove_->setEnabled(isOwn(picked()));
    const std::vector<protocol::ModelCard>& cards = engine_.models();
    const auto card = std::find_if(cards.begin(), cards.end(), [&](const protocol::ModelCard& one) { return one.folder == folder; });
    if (card != cards.end())
        about_->setText(aboutModel(*card));
    else if (folder.empty())
        about_->setText(tr("The largest of those that came with it, unless CONTINUO_MODEL names another."));
    else
        about_->setText(tr("The folder %1").arg(text(folder)));
}

} // namespace continuo::ui

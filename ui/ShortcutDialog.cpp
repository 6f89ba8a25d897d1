// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ShortcutDialog.h"

#include "ui/CommandPalette.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

namespace continuo::ui {

ShortcutDialog::ShortcutDialog(Shortcuts& shortcuts, std::function<void()> changed, QWidget* parent)
    : QDialog(parent), shortcuts_(shortcuts), changed_(std::move(changed)), words_(new QLineEdit(this)),
      commands_(new QTreeWidget(this)), keys_(new QKeySequenceEdit(this)), objection_(new QLabel(this)),
      assign_(new QPushButton(tr("&Assign"), this)), remove_(new QPushButton(tr("&No shortcut"), this)),
      restore_(new QPushButton(tr("As at &first"), this))
{
    setWindowTitle(tr("Shortcuts"));
    setObjectName(QStringLiteral("shortcutDialog"));
    resize(560, 520);
    words_->setPlaceholderText(tr("Find a command"));
    words_->setAccessibleName(words_->placeholderText());
    words_->setClearButtonEnabled(true);
    commands_->setHeaderLabels({tr("Command"), tr("Keys")});
    commands_->setRootIsDecorated(false);
    commands_->setAccessibleName(tr("Commands"));
    keys_->setObjectName(QStringLiteral("keys"));
    objection_->setObjectName(QStringLiteral("objection"));
    objection_->setWordWrap(true);
    for (const ActionRow& row : actionTable()) {
        auto* item = new QTreeWidgetItem(commands_, {plainText(row)});
        item->setData(0, Qt::UserRole, static_cast<int>(row.command));
    }
    fillKeys();
    commands_->setColumnWidth(0, 330);

    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {assign_, remove_, restore_}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    auto* form = new QFormLayout;
    form->addRow(tr("New &keys:"), keys_);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* rows = new QVBoxLayout(this);
    rows->addWidget(words_);
    rows->addWidget(commands_, 1);
    rows->addLayout(form);
    rows->addWidget(objection_);
    rows->addLayout(buttons);
    rows->addWidget(close);

    connect(words_, &QLineEdit::textChanged, this, &ShortcutDialog::filter);
    connect(commands_, &QTreeWidget::currentItemChanged, this, &ShortcutDialog::showCurrent);
    connect(keys_, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutDialog::judge);
    connect(assign_, &QPushButton::clicked, this, [this] { take(keys_->keySequence()); });
    connect(remove_, &QPushButton::clicked, this, [this] { take({}); });
    connect(restore_, &QPushButton::clicked, this, &ShortcutDialog::restore);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    commands_->setCurrentItem(commands_->topLevelItem(0));
}

std::optional<Command> ShortcutDialog::current() const
{
    const QTreeWidgetItem* item = commands_->currentItem();
    return item == nullptr ? std::nullopt : std::optional(static_cast<Command>(item->data(0, Qt::UserRole).toInt()));
}

void ShortcutDialog::filter(const QString& words)
{
    for (int i = 0; i < commands_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = commands_->topLevelItem(i);
        item->setHidden(!hasWords(item->text(0) + QLatin1Char(' ') + item->text(1), words));
    }
}

void ShortcutDialog::showCurrent()
{
    keys_->clear();
    judge();
}

void ShortcutDialog::judge()
{
    const std::optional<Command> command = current();
    const QKeySequence keys = keys_->keySequence();
    objection_->setText(command && !keys.isEmpty() ? shortcuts_.objection(*command, keys) : QString());
    keys_->setAccessibleDescription(objection_->text());
    assign_->setEnabled(command && !keys.isEmpty() && objection_->text().isEmpty());
    remove_->setEnabled(command && !shortcuts_.of(*command).isEmpty());
    restore_->setEnabled(command && shortcuts_.isChosen(*command));
}

void ShortcutDialog::take(const QKeySequence& keys)
{
    if (const std::optional<Command> command = current())
        shortcuts_.choose(*command, keys);
    fillKeys();
    showCurrent();
    changed_();
}

void ShortcutDialog::restore()
{
    const std::optional<Command> command = current();
    if (!command)
        return;
    shortcuts_.restore(*command);
    fillKeys();
    showCurrent();
    changed_();
    if (shortcuts_.isChosen(*command))
        objection_->setText(tr("Another command has got these keys meanwhile."));
}

void ShortcutDialog::fillKeys()
{
    for (int i = 0; i < commands_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = commands_->topLevelItem(i);
        const auto command = static_cast<Command>(item->data(0, Qt::UserRole).toInt());
        item->setText(1, QKeySequence::listToString(shortcuts_.of(command), QKeySequence::NativeText));
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/CommandPalette.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace continuo::ui {

bool hasWords(const QString& text, const QString& typed)
{
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(words, [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

CommandPalette::CommandPalette(Actions& actions, QWidget* parent)
    : QDialog(parent), actions_(actions), words_(new QLineEdit(this)), commands_(new QTreeWidget(this)),
      objection_(new QLabel(this))
{
    setWindowTitle(tr("Commands"));
    setObjectName(QStringLiteral("commandPalette"));
    resize(520, 420);
    words_->setPlaceholderText(tr("What to do?"));
    words_->setAccessibleName(words_->placeholderText());
    words_->installEventFilter(this);
    commands_->setHeaderLabels({tr("Command"), tr("Keys")});
    commands_->setRootIsDecorated(false);
    commands_->setAccessibleName(tr("Commands"));
    for (const Command command : menuCommands()) {
        const QAction& action = actions_[command];
        auto* item = new QTreeWidgetItem(commands_, {action.iconText(), action.shortcut().toString(QKeySequence::NativeText)});
        item->setIcon(0, action.icon());
        item->setData(0, Qt::UserRole, static_cast<int>(command));
        item->setDisabled(!action.isEnabled());
    }
    commands_->setColumnWidth(0, 360);
    objection_->setObjectName(QStringLiteral("objection"));
    objection_->setTextFormat(Qt::PlainText);
    objection_->setWordWrap(true);
    auto* rows = new QVBoxLayout(this);
    rows->addWidget(words_);
    rows->addWidget(commands_);
    rows->addWidget(objection_);
    connect(words_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(commands_, &QTreeWidget::itemActivated, this, &CommandPalette::run);
    filter({});
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != words_ || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(commands_, event);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::filter(const QString& words)
{
    QTreeWidgetItem* first = nullptr;
    bool isAnyShown = false;
    for (int i = 0; i < commands_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = commands_->topLevelItem(i);
        item->setHidden(!hasWords(item->text(0), words));
        isAnyShown = isAnyShown || !item->isHidden();
        if (first == nullptr && !item->isHidden() && !item->isDisabled())
            first = item;
    }
    commands_->setCurrentItem(first);
    objection_->setText(tr("No command is called \"%1\".").arg(words.trimmed()));
    objection_->setVisible(!isAnyShown);
}

void CommandPalette::run()
{
    const QTreeWidgetItem* item = commands_->currentItem();
    if (item == nullptr || item->isDisabled() || item->isHidden())
        return;
    QAction& action = actions_[static_cast<Command>(item->data(0, Qt::UserRole).toInt())];
    accept();
    action.trigger();
}

} // namespace continuo::ui

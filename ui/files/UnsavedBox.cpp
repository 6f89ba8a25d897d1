// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/UnsavedBox.h"

#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>

#include <memory>
#include <utility>

namespace continuo::ui {

namespace {

QString sentenceOf(const UnsavedFolder& folder)
{
    const QString path = folder.songPath();
    return path.isEmpty() ? QMessageBox::tr("Continuo ended before a song was saved for the first time.")
                          : QMessageBox::tr("Continuo ended before changes to %1 were saved.").arg(QFileInfo(path).fileName());
}

} // namespace

void offerUnsaved(QWidget* window, std::vector<UnsavedFolder> folders, std::function<void(UnsavedFolder)> bringBack)
{
    if (folders.empty())
        return;
    auto* box = new QMessageBox(QMessageBox::Question, QStringLiteral("Continuo"), sentenceOf(folders.front()), QMessageBox::NoButton, window);
    box->setObjectName(QStringLiteral("unsavedOffer"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(QMessageBox::tr("They are there as of %1.").arg(QLocale().toString(folders.front().written(), QLocale::ShortFormat)));
    auto* back = box->addButton(QMessageBox::tr("&Bring back"), QMessageBox::AcceptRole);
    auto* remove = box->addButton(QMessageBox::tr("&Delete"), QMessageBox::DestructiveRole);
    auto* later = box->addButton(QMessageBox::tr("Ask &later"), QMessageBox::RejectRole);
    box->setDefaultButton(back);
    box->setEscapeButton(later);
    const auto waiting = std::make_shared<std::vector<UnsavedFolder>>(std::move(folders));
    QObject::connect(box, &QMessageBox::buttonClicked, window, [=, bringBack = std::move(bringBack)](QAbstractButton* button) {
        UnsavedFolder folder = std::move(waiting->front());
        waiting->erase(waiting->begin());
        if (button == back)
            return bringBack(std::move(folder));
        if (button == remove)
            folder.remove();
        offerUnsaved(window, std::move(*waiting), bringBack);
    });
    box->open();
}

} // namespace continuo::ui

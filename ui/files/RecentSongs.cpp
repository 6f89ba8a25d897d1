// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/RecentSongs.h"

#include "ui/Settings.h"
#include "ui/files/SongFiles.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>

namespace continuo::ui {

namespace {

constexpr qsizetype kMost = 10;
const QString kKey = QStringLiteral("files/recent");

/// "&1 song.mid (/home/ann/music)"; only the first nine have a key of their own.
QString labelOf(const QString& path, qsizetype number)
{
    const QFileInfo file(path);
    QString text = QStringLiteral("%1 (%2)").arg(file.fileName(), QDir::toNativeSeparators(file.path()));
    text.replace(QLatin1Char('&'), QStringLiteral("&&"));
    return (number <= 9 ? QStringLiteral("&%1 ") : QStringLiteral("%1 ")).arg(number) + text;
}

void fill(QMenu& menu, SongFiles& files)
{
    menu.clear();
    const QStringList songs = recentSongs();
    for (qsizetype i = 0; i < songs.size(); ++i)
        QObject::connect(menu.addAction(labelOf(songs[i], i + 1)), &QAction::triggered, &files, [&files, path = songs[i]] { files.open(path); });
    if (songs.isEmpty()) {
        menu.addAction(QMenu::tr("No song was opened or saved yet"))->setEnabled(false);
        return;
    }
    menu.addSeparator();
    QObject::connect(menu.addAction(QMenu::tr("&Forget these")), &QAction::triggered, &menu, [] { keptSettings().remove(kKey); });
}

} // namespace

QStringList recentSongs()
{
    return keptSettings().value(kKey).toStringList();
}

void rememberSong(const QString& path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList songs = recentSongs();
    songs.removeAll(absolute);
    songs.prepend(absolute);
    keptSettings().setValue(kKey, songs.mid(0, kMost));
}

QMenu* makeRecentMenu(SongFiles& files, QWidget* parent)
{
    auto* menu = new QMenu(QMenu::tr("Open &recent"), parent);
    menu->setObjectName(QStringLiteral("recentSongs"));
    fill(*menu, files);
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, &files] { fill(*menu, files); });
    return menu;
}

} // namespace continuo::ui

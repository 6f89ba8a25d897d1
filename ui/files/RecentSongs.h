// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QMenu;
class QWidget;

namespace continuo::ui {

class SongFiles;

/// Paths of the songs that were opened or saved last, the latest first; kept between starts.
QStringList recentSongs();
/// The path becomes the first; the oldest beyond ten go.
void rememberSong(const QString& path);

/// File, Open recent: lists them whenever it is opened.
QMenu* makeRecentMenu(SongFiles& files, QWidget* parent);

} // namespace continuo::ui

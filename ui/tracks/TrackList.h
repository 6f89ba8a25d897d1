// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"
#include "ui/tracks/TrackRow.h"

class QAction;
class QMenu;
class QVBoxLayout;

namespace continuo::ui {

/// The song's tracks. A click makes one active, a double click renames it, the context menu chooses its program.
class TrackList : public QWidget {
    Q_OBJECT

public:
    /// `addTrack` is shown as the button below the list.
    TrackList(DocumentBridge& bridge, EditorState& state, QAction& addTrack, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);

private:
    void refresh();
    TrackRow* addRow();
    void rename(TrackId track);
    void addBanks(QMenu& menu, const Track& track);
    void addChannels(QMenu& menu, const Track& track);
    void addColours(QMenu& menu, const Track& track);
    void addPrograms(QMenu& menu, const Track& track);
    void showPrograms(TrackId track, QPoint globalPosition);
    void showMenu(TrackId track, QPoint globalPosition);

    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    QVBoxLayout* rowLayout_;
    std::vector<TrackRow*> rows_;
};

} // namespace continuo::ui

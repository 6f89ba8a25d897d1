// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DocumentBridge.h"

#include <QToolButton>

#include <vector>

namespace continuo::ui {

/// Chooses the tracks that suggestions are written into: a button whose menu has a switch for each track of the song.
class TrackChoice : public QToolButton {
    Q_OBJECT

public:
    TrackChoice(DocumentBridge& bridge, QWidget* parent);

    /// Those that were chosen and are in the song; empty: as the task has it.
    const std::vector<TrackId>& tracks() const { return tracks_; }

Q_SIGNALS:
    void changed();

private:
    void fillMenu();
    void choose(TrackId track, bool chosen);
    /// Forgets tracks that are gone.
    void followSong();
    void refreshText();

    DocumentBridge& bridge_;
    std::vector<TrackId> tracks_;
};

} // namespace continuo::ui

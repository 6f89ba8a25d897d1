// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Track.h"
#include "ui/Theme.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace continuo::ui {

/// One track in the list: colour, name, program, mute and solo. Shows what it is given and says what was clicked.
class TrackRow : public QWidget {
    Q_OBJECT

public:
    explicit TrackRow(QWidget* parent = nullptr);

    enum class Activity : std::uint8_t { Passive, Active };
    void show(const Track& track, Activity activity, const Theme& theme);
    TrackId track() const { return track_; }

Q_SIGNALS:
    void chosen(continuo::TrackId track);
    void renameRequested(continuo::TrackId track);
    void menuRequested(continuo::TrackId track, QPoint globalPosition);
    void muteToggled(continuo::TrackId track, bool on);
    void soloToggled(continuo::TrackId track, bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    TrackId track_;
    QColor colour_, background_;
    QLabel* name_;
    QLabel* program_;
    QToolButton* mute_;
    QToolButton* solo_;
};

} // namespace continuo::ui

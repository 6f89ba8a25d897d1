// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Track.h"
#include "ui/Theme.h"

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace continuo::ui {

/// One track in the list: colour, name, program, mute and solo, volume and pan with their numbers. Shows what it is given
/// and says what was clicked; a double click on a slider asks for what it rests at.
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
    void programsRequested(continuo::TrackId track, QPoint globalPosition);
    /// 0..1.
    void volumeChanged(continuo::TrackId track, double volume);
    /// -1 left .. 1 right.
    void panChanged(continuo::TrackId track, double pan);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QSlider* addSlider(int least, int most);
    void showNumbers(const QString& nameOfTrack);

    TrackId track_;
    QColor colour_, background_;
    QLabel* name_;
    QToolButton* program_;
    QToolButton* mute_;
    QToolButton* solo_;
    QSlider* volume_;              ///< percent
    QSlider* pan_;                 ///< -100 .. 100
    QLabel* volumeNumber_;
    QLabel* panNumber_;
};

/// "L20", "C", "R100" for -20, 0, 100.
QString panText(int percent);

} // namespace continuo::ui

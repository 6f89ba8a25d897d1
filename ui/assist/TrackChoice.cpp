// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/TrackChoice.h"

#include "ui/assist/StayingMenu.h"

#include <algorithm>

namespace continuo::ui {

namespace {

QString nameOf(const Track& track)
{
    return track.name.empty() ? QObject::tr("Track without a name") : QString::fromStdString(track.name);
}

} // namespace

TrackChoice::TrackChoice(DocumentBridge& bridge, QWidget* parent) : QToolButton(parent), bridge_(bridge)
{
    setObjectName(QStringLiteral("tracksToWrite"));
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setToolTip(tr("Which tracks are written; without a choice those with notes, and Harmonize adds new ones"));
    setMenu(new StayingMenu(this));
    connect(menu(), &QMenu::aboutToShow, this, &TrackChoice::fillMenu);
    connect(&bridge_, &DocumentBridge::changed, this, &TrackChoice::followSong);
    refreshText();
}

void TrackChoice::fillMenu()
{
    menu()->clear();
    QAction* any = menu()->addAction(tr("No choice"));
    connect(any, &QAction::triggered, this, [this] {
        tracks_.clear();
        refreshText();
        Q_EMIT changed();
    });
    menu()->addSeparator();
    for (const auto& track : bridge_.document().committedSong().tracks) {
        QAction* each = menu()->addAction(nameOf(*track));
        each->setCheckable(true);
        each->setChecked(std::ranges::find(tracks_, track->id) != tracks_.end());
        connect(each, &QAction::toggled, this, [this, id = track->id](bool chosen) { choose(id, chosen); });
    }
}

void TrackChoice::choose(TrackId track, bool chosen)
{
    std::erase(tracks_, track);
    if (chosen)
        tracks_.push_back(track);
    refreshText();
    Q_EMIT changed();
}

void TrackChoice::followSong()
{
    const Song& song = bridge_.document().committedSong();
    const auto gone = std::erase_if(tracks_, [&song](TrackId track) { return song.findTrack(track) == nullptr; });
    refreshText();
    if (gone > 0)
        Q_EMIT changed();
}

void TrackChoice::refreshText()
{
    QStringList names;
    for (const TrackId id : tracks_)
        if (const Track* track = bridge_.document().committedSong().findTrack(id))
            names << nameOf(*track);
    setText(names.isEmpty() ? tr("Automatic") : names.join(QStringLiteral(", ")));
    setAccessibleName(tr("Tracks to write: %1").arg(text()));
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tracks/TrackList.h"

#include "core/edit/SongEdits.h"
#include "ui/tracks/ProgramNames.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace continuo::ui {

TrackList::TrackList(DocumentBridge& bridge, EditorState& state, QAction& addTrack, QWidget* parent)
    : QWidget(parent), bridge_(bridge), state_(state), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("trackList"));
    setAccessibleName(tr("Tracks"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 8, 6);
    auto* title = new QLabel(tr("Tracks"), this);
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    auto* add = new QToolButton(this);
    add->setDefaultAction(&addTrack);
    add->setAutoRaise(true);
    add->setFocusPolicy(Qt::TabFocus);
    head->addWidget(title, 1);
    head->addWidget(add);
    column->addLayout(head);

    auto* area = new QScrollArea(this);
    area->setFocusPolicy(Qt::NoFocus);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setBackgroundRole(QPalette::AlternateBase);
    auto* rows = new QWidget(area);
    rows->setBackgroundRole(QPalette::AlternateBase);
    rowLayout_ = new QVBoxLayout(rows);
    rowLayout_->setContentsMargins(0, 0, 0, 0);
    rowLayout_->setSpacing(1);
    rowLayout_->addStretch(1);
    area->setWidget(rows);
    column->addWidget(area, 1);

    connect(&bridge_, &DocumentBridge::changed, this, [this](const Change& change) {
        if (change.before.tracks != change.after.tracks)
            refresh();
    });
    connect(&state_, &EditorState::activeTrackChanged, this, &TrackList::refresh);
    refresh();
}

void TrackList::setTheme(const Theme& theme)
{
    theme_ = &theme;
    refresh();
}

TrackRow* TrackList::addRow()
{
    auto* row = new TrackRow(this);
    rowLayout_->insertWidget(static_cast<int>(rows_.size()), row);
    connect(row, &TrackRow::chosen, &state_, &EditorState::setActiveTrack);
    connect(row, &TrackRow::renameRequested, this, &TrackList::rename);
    connect(row, &TrackRow::menuRequested, this, &TrackList::showMenu);
    connect(row, &TrackRow::muteToggled, this, [this](TrackId track, bool on) {
        bridge_.document().commit(on ? muteTrack(track) : unmuteTrack(track));
    });
    connect(row, &TrackRow::soloToggled, this, [this](TrackId track, bool on) {
        bridge_.document().commit(on ? soloTrack(track) : unsoloTrack(track));
    });
    rows_.push_back(row);
    return row;
}

void TrackList::refresh()
{
    const auto& tracks = bridge_.document().song().tracks;
    while (rows_.size() > tracks.size()) {
        rows_.back()->deleteLater();
        rows_.back()->hide();
        rows_.pop_back();
    }
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        TrackRow* row = i < rows_.size() ? rows_[i] : addRow();
        const bool active = tracks[i]->id == state_.activeTrack();
        row->show(*tracks[i], active ? TrackRow::Activity::Active : TrackRow::Activity::Passive, *theme_);
    }
}

void TrackList::rename(TrackId id)
{
    const Track* track = bridge_.document().song().findTrack(id);
    if (track == nullptr)
        return;
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename track"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(QString::fromStdString(track->name));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id](const QString& name) {
        bridge_.document().commit(renameTrack(id, name.toStdString()));
    });
    dialog->open();
}

void TrackList::showMenu(TrackId id, QPoint globalPosition)
{
    const Track* track = bridge_.document().song().findTrack(id);
    if (track == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename …"), this, [this, id] { rename(id); });
    QMenu* programs = menu->addMenu(tr("Program"));
    QMenu* family = nullptr;
    for (int program = 0; program < 128; ++program) {
        if (program % 8 == 0)
            family = programs->addMenu(programFamily(program));
        QAction* action = family->addAction(programName(program), this, [this, id, program] {
            bridge_.document().commit(setProgram(id, program));
        });
        action->setCheckable(true);
        action->setChecked(track->program == program);
    }
    menu->addSeparator();
    menu->addAction(tr("Remove track"), this, [this, id] { bridge_.document().commit(removeTrack(id)); });
    menu->popup(globalPosition);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tracks/TrackList.h"

#include "core/edit/SongEdits.h"
#include "core/edit/TrackEdits.h"
#include "ui/tracks/ProgramNames.h"

#include <QAction>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

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
    connect(row, &TrackRow::programsRequested, this, &TrackList::showPrograms);
    connect(row, &TrackRow::volumeChanged, this, [this](TrackId track, double volume) {
        bridge_.document().commit(setVolume(track, volume));
    });
    connect(row, &TrackRow::panChanged, this, [this](TrackId track, double pan) {
        bridge_.document().commit(setPan(track, pan));
    });
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

void TrackList::addBanks(QMenu& menu, const Track& track)
{
    struct Bank {
        const char* name;
        std::optional<int> msb, lsb;
    };
    static const std::array<Bank, 4> kBanks{{{"As the synth chooses", std::nullopt, std::nullopt}, {"General MIDI", 0, 0},
                                             {"Variation 1 (GS)", 1, 0}, {"Variation 8 (GS)", 8, 0}}};
    for (const Bank& bank : kBanks) {
        QAction* action = menu.addAction(tr(bank.name), this, [this, id = track.id, &bank] {
            bridge_.document().commit(setBank(id, bank.msb, bank.lsb));
        });
        action->setCheckable(true);
        action->setChecked(track.bankMsb == bank.msb && track.bankLsb == bank.lsb);
    }
}

void TrackList::addChannels(QMenu& menu, const Track& track)
{
    for (int channel = 0; channel < 16; ++channel) {
        const QString name = QString::number(channel + 1);
        QAction* action = menu.addAction(channel == kDrumChannel ? tr("%1 (drums)").arg(name) : name, this,
                                         [this, id = track.id, channel] { bridge_.document().commit(setChannel(id, channel)); });
        action->setCheckable(true);
        action->setChecked(track.channel == channel);
    }
}

void TrackList::addColours(QMenu& menu, const Track& track)
{
    for (int colour = 0; colour < static_cast<int>(theme_->tracks.size()); ++colour) {
        QPixmap patch(16, 16);
        patch.fill(theme_->track(colour));
        QAction* action = menu.addAction(patch, tr("Colour %1").arg(colour + 1), this, [this, id = track.id, colour] {
            bridge_.document().commit(setTrackColour(id, colour));
        });
        action->setCheckable(true);
        action->setChecked(theme_->track(colour) == theme_->track(track.colour));
    }
}

void TrackList::addPrograms(QMenu& menu, const Track& track)
{
    QMenu* family = nullptr;
    for (int program = 0; program < 128; ++program) {
        if (program % 8 == 0)
            family = menu.addMenu(programFamily(program));
        QAction* action = family->addAction(programName(program), this, [this, id = track.id, program] {
            bridge_.document().commit(setProgram(id, program));
        });
        action->setCheckable(true);
        action->setChecked(track.program == program);
    }
}

void TrackList::showPrograms(TrackId id, QPoint globalPosition)
{
    const Track* track = bridge_.document().song().findTrack(id);
    if (track == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addPrograms(*menu, *track);
    menu->popup(globalPosition);
}

void TrackList::showMenu(TrackId id, QPoint globalPosition)
{
    const Track* track = bridge_.document().song().findTrack(id);
    if (track == nullptr)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename …"), this, [this, id] { rename(id); });
    addPrograms(*menu->addMenu(tr("Program")), *track);
    addBanks(*menu->addMenu(tr("Bank")), *track);
    addChannels(*menu->addMenu(tr("Channel")), *track);
    addColours(*menu->addMenu(tr("Colour")), *track);
    menu->addSeparator();
    menu->addAction(tr("Move up"), this, [this, id] { bridge_.document().commit(moveTrack(id, -1)); });
    menu->addAction(tr("Move down"), this, [this, id] { bridge_.document().commit(moveTrack(id, 1)); });
    menu->addAction(tr("Remove track"), this, [this, id] { bridge_.document().commit(removeTrack(id)); });
    menu->popup(globalPosition);
}

} // namespace continuo::ui

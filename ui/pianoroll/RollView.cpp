// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/RollView.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPainter>
#include <QSignalBlocker>

#include <array>

namespace continuo::ui {

namespace {

/// What the lane can show; without a controller the velocities.
struct LaneRow {
    const char* name;
    std::optional<int> controller;
};

constexpr std::array<LaneRow, 7> kLanes{{{"Velocity", std::nullopt}, {"Sustain", 64}, {"Modulation", 1}, {"Volume", 7},
                                         {"Pan", 10}, {"Expression", 11}, {"Bend", Curve::kPitchBend}}};

} // namespace

RollView::RollView(DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), bridge_(bridge), state_(state), theme_(&lightTheme()),
      roll_(new PianoRoll(bridge, state, this)), keyboard_(new KeyboardStrip(*roll_, this)),
      ruler_(new RulerStrip(*roll_, bridge, state, this)), velocities_(new VelocityLane(*roll_, bridge, state, this)),
      curves_(new CurveLane(*roll_, bridge, state, this)), map_(new MiniMap(*roll_, bridge, this)),
      keyHint_(new KeyHint(*roll_, bridge, this)),
      info_(new InfoLine(bridge, state, this)), lanes_(new QComboBox(this)),
      timeBar_(new SlimScrollBar(Qt::Horizontal, this)), pitchBar_(new SlimScrollBar(Qt::Vertical, this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(ruler_, 0, 1);
    grid->addWidget(keyHint_, 0, 0, Qt::AlignCenter);
    grid->addWidget(keyboard_, 1, 0);
    grid->addWidget(roll_, 1, 1);
    grid->addWidget(pitchBar_, 1, 2);
    grid->addWidget(velocities_, 2, 1);
    grid->addWidget(curves_, 2, 1);
    grid->addWidget(lanes_, 2, 0, Qt::AlignTop);
    grid->addWidget(map_, 3, 1);
    grid->addWidget(timeBar_, 4, 1);
    grid->addWidget(info_, 5, 0, 1, 3);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
    setFocusProxy(roll_);
    lanes_->setObjectName(QStringLiteral("lane"));
    lanes_->setAccessibleName(tr("What the lane below the roll shows"));
    lanes_->setToolTip(lanes_->accessibleName());
    lanes_->setFixedWidth(keyboard_->sizeHint().width());
    lanes_->setFocusPolicy(Qt::TabFocus);
    QFont small = lanes_->font();
    small.setPixelSize(10);
    lanes_->setFont(small);
    for (const LaneRow& row : kLanes)
        lanes_->addItem(tr(row.name));
    connect(lanes_, &QComboBox::currentIndexChanged, this, &RollView::showLane);
    showLane(0);

    connect(roll_, &PianoRoll::geometryChanged, this, &RollView::followGeometry);
    connect(timeBar_, &QScrollBar::valueChanged, this, [this](int x) { roll_->scrollByHand(x, roll_->geometry().scrollY()); });
    connect(pitchBar_, &QScrollBar::valueChanged, this, [this](int y) { roll_->scrollByHand(roll_->geometry().scrollX(), y); });
    connect(keyboard_, &KeyboardStrip::pitchesChosen, this, &RollView::selectPitches);
    followGeometry();
}

void RollView::setTheme(const Theme& theme)
{
    theme_ = &theme;
    roll_->setTheme(theme);
    keyboard_->setTheme(theme);
    ruler_->setTheme(theme);
    velocities_->setTheme(theme);
    curves_->setTheme(theme);
    map_->setTheme(theme);
    timeBar_->setTheme(theme);
    pitchBar_->setTheme(theme);
    update();
}

void RollView::setPlayhead(Tick at, PianoRoll::Follow follow)
{
    roll_->setPlayhead(at, follow);
    ruler_->setPlayhead(at);
    map_->setPlayhead(at);
}

void RollView::showAll()
{
    showUntil(bridge_.document().song().end());
}

void RollView::showBeginning()
{
    constexpr int kBars = 16;
    const Song& song = bridge_.document().song();
    if (song.noteCount() == 0)
        roll_->showMiddle();
    else
        showUntil(song.meters.bar(kBars).end);
}

void RollView::showUntil(Tick end)
{
    std::vector<Note> notes;
    for (const auto& track : bridge_.document().song().tracks)
        for (const Note& note : notesInSongTime(*track))
            if (note.start < end)
                notes.push_back(note);
    if (const Suggestion* const ghosts = roll_->ghosts())
        for (const SuggestedNote& ghost : ghosts->notes)
            notes.push_back(ghost.note);
    roll_->showNotes(notes);
    roll_->scrollTo(0.0, roll_->geometry().scrollY());
}

void RollView::showLane(int index)
{
    const std::optional<int>& controller = kLanes[static_cast<std::size_t>(index)].controller;
    velocities_->setVisible(!controller);
    curves_->setVisible(controller.has_value());
    if (controller)
        curves_->setCurve({*controller});
}

void RollView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_->panel);
    painter.fillRect(QRect(0, lanes_->y(), keyboard_->width(), 1), theme_->outline);
    painter.fillRect(QRect(0, ruler_->height() - 1, keyboard_->width(), 1), theme_->outline);
}

void RollView::followGeometry()
{
    const RollGeometry& geometry = roll_->geometry();
    const QSignalBlocker quietTime(timeBar_), quietPitch(pitchBar_);
    timeBar_->setRange(0, static_cast<int>(std::min(geometry.maxScrollX(), 1e9)));
    timeBar_->setPageStep(static_cast<int>(geometry.size().width()));
    timeBar_->setSingleStep(40);
    timeBar_->setValue(static_cast<int>(std::min(geometry.scrollX(), 1e9)));
    pitchBar_->setRange(0, static_cast<int>(geometry.maxScrollY()));
    pitchBar_->setPageStep(static_cast<int>(geometry.size().height()));
    pitchBar_->setSingleStep(20);
    pitchBar_->setValue(static_cast<int>(geometry.scrollY()));
}

void RollView::selectPitches(Pitch first, Pitch last)
{
    const TrackId active = state_.activeTrack();
    Selection chosen = notesWithin(bridge_.document().song(), std::span(&active, 1),
                                   {Tick(0), bridge_.document().song().end() + Tick(1)},
                                   std::min(first, last), std::max(first, last));
    state_.setSelection(std::move(chosen));
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tracks/TrackRow.h"

#include "ui/tracks/ProgramNames.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace continuo::ui {

namespace {

constexpr int kHeight = 46;

QToolButton* letterButton(const QString& letter, const QString& tip, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(letter);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setCheckable(true);
    button->setFixedSize(24, 22);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QString shownName(const Track& track)
{
    return track.name.empty() ? QObject::tr("Untitled") : QString::fromStdString(track.name);
}

QString shownProgram(const Track& track)
{
    if (track.isDrums())
        return QObject::tr("Drums");
    return track.program ? programName(*track.program) : QObject::tr("No program");
}

} // namespace

TrackRow::TrackRow(QWidget* parent)
    : QWidget(parent), name_(new QLabel(this)), program_(new QLabel(this)),
      mute_(letterButton(QStringLiteral("M"), tr("Mute"), this)),
      solo_(letterButton(QStringLiteral("S"), tr("Solo"), this))
{
    setFixedHeight(kHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 8, 4);
    row->setSpacing(4);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    for (QLabel* label : {name_, program_}) {
        label->setTextFormat(Qt::PlainText);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        texts->addWidget(label);
    }
    QFont small = program_->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    program_->setFont(small);
    program_->setForegroundRole(QPalette::PlaceholderText);
    row->addLayout(texts, 1);
    row->addWidget(mute_);
    row->addWidget(solo_);
    connect(mute_, &QToolButton::toggled, this, [this](bool on) { Q_EMIT muteToggled(track_, on); });
    connect(solo_, &QToolButton::toggled, this, [this](bool on) { Q_EMIT soloToggled(track_, on); });
}

void TrackRow::show(const Track& track, Activity activity, const Theme& theme)
{
    track_ = track.id;
    colour_ = theme.track(track.colour);
    background_ = activity == Activity::Active ? mixed(theme.panel, colour_, 0.16) : theme.panel;
    name_->setText(shownName(track));
    program_->setText(shownProgram(track));
    QFont font = name_->font();
    font.setBold(activity == Activity::Active);
    name_->setFont(font);
    setAccessibleName(shownName(track));
    setToolTip(tr("%1, %2, channel %3, %n note(s)", nullptr, static_cast<int>(track.noteCount()))
                   .arg(shownName(track), shownProgram(track)).arg(track.channel + 1));
    const QSignalBlocker quietMute(mute_), quietSolo(solo_);
    mute_->setChecked(track.muted);
    solo_->setChecked(track.solo);
    update();
}

void TrackRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), background_);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour_);
    painter.drawRoundedRect(QRectF(6, 7, 4, height() - 14), 2, 2);
}

void TrackRow::mousePressEvent(QMouseEvent*)
{
    Q_EMIT chosen(track_);
}

void TrackRow::mouseDoubleClickEvent(QMouseEvent*)
{
    Q_EMIT renameRequested(track_);
}

void TrackRow::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT chosen(track_);
    Q_EMIT menuRequested(track_, event->globalPos());
}

} // namespace continuo::ui

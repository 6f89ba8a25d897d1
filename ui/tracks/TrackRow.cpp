// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tracks/TrackRow.h"

#include "ui/tracks/ProgramNames.h"

#include <QContextMenuEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace continuo::ui {

namespace {

constexpr int kHeight = 68;
constexpr int kFullVolume = 100, kMiddle = 0;

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

QString panText(int percent)
{
    if (percent == 0)
        return QObject::tr("C");
    return percent < 0 ? QObject::tr("L%1").arg(-percent) : QObject::tr("R%1").arg(percent);
}

TrackRow::TrackRow(QWidget* parent)
    : QWidget(parent), name_(new QLabel(this)), program_(new QToolButton(this)),
      mute_(letterButton(QStringLiteral("M"), tr("Mute"), this)),
      solo_(letterButton(QStringLiteral("S"), tr("Solo"), this)), volume_(addSlider(0, kFullVolume)),
      pan_(addSlider(-100, 100)), volumeNumber_(new QLabel(this)), panNumber_(new QLabel(this))
{
    setFixedHeight(kHeight);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(16, 4, 8, 2);
    grid->setHorizontalSpacing(4);
    grid->setVerticalSpacing(0);
    name_->setTextFormat(Qt::PlainText);
    name_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    program_->setObjectName(QStringLiteral("program"));
    program_->setAutoRaise(true);
    program_->setArrowType(Qt::DownArrow);
    program_->setIconSize({8, 8});
    program_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    program_->setFocusPolicy(Qt::TabFocus);
    program_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    program_->setFixedHeight(20);
    QFont small = program_->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    for (QWidget* each : {static_cast<QWidget*>(program_), static_cast<QWidget*>(volumeNumber_), static_cast<QWidget*>(panNumber_)}) {
        each->setFont(small);
        each->setForegroundRole(QPalette::PlaceholderText);
    }
    const int widest = QFontMetrics(small).horizontalAdvance(QStringLiteral("R100"));
    for (QLabel* number : {volumeNumber_, panNumber_})
        number->setFixedWidth(widest + 2);
    volume_->setObjectName(QStringLiteral("volume"));
    pan_->setObjectName(QStringLiteral("pan"));
    auto* mix = new QHBoxLayout;
    mix->setSpacing(3);
    mix->addWidget(volume_, 3);
    mix->addWidget(volumeNumber_);
    mix->addWidget(pan_, 2);
    mix->addWidget(panNumber_);
    grid->addWidget(name_, 0, 0);
    grid->addWidget(program_, 1, 0);
    grid->addWidget(mute_, 0, 1, 2, 1);
    grid->addWidget(solo_, 0, 2, 2, 1);
    grid->addLayout(mix, 2, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    connect(mute_, &QToolButton::toggled, this, [this](bool on) { Q_EMIT muteToggled(track_, on); });
    connect(solo_, &QToolButton::toggled, this, [this](bool on) { Q_EMIT soloToggled(track_, on); });
    connect(program_, &QToolButton::clicked, this, [this] {
        Q_EMIT programsRequested(track_, program_->mapToGlobal(program_->rect().bottomLeft()));
    });
    connect(volume_, &QSlider::valueChanged, this, [this](int percent) { Q_EMIT volumeChanged(track_, percent / 100.0); });
    connect(pan_, &QSlider::valueChanged, this, [this](int percent) { Q_EMIT panChanged(track_, percent / 100.0); });
}

QSlider* TrackRow::addSlider(int least, int most)
{
    auto* slider = new QSlider(Qt::Horizontal, this);
    slider->setRange(least, most);
    slider->setPageStep(10);
    slider->setFocusPolicy(Qt::TabFocus);
    slider->setMinimumWidth(30);
    slider->setFixedHeight(18);
    slider->installEventFilter(this);
    return slider;
}

bool TrackRow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonDblClick) {
        static_cast<QSlider*>(watched)->setValue(watched == volume_ ? kFullVolume : kMiddle);
        return true;
    }
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // scrolls the list
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void TrackRow::showNumbers(const QString& nameOfTrack)
{
    volumeNumber_->setText(QString::number(volume_->value()));
    panNumber_->setText(panText(pan_->value()));
    volume_->setAccessibleName(tr("Volume of %1").arg(nameOfTrack));
    volume_->setToolTip(tr("Volume %1").arg(volume_->value()));
    pan_->setAccessibleName(tr("Pan of %1, %2").arg(nameOfTrack, panNumber_->text()));
    pan_->setToolTip(tr("Pan %1").arg(panNumber_->text()));
}

void TrackRow::show(const Track& track, Activity activity, const Theme& theme)
{
    track_ = track.id;
    colour_ = theme.track(track.colour);
    background_ = activity == Activity::Active ? mixed(theme.panel, colour_, 0.16) : theme.panel;
    name_->setText(shownName(track));
    program_->setText(shownProgram(track));
    program_->setAccessibleName(tr("Program: %1").arg(shownProgram(track)));
    program_->setEnabled(!track.isDrums());
    QFont font = name_->font();
    font.setBold(activity == Activity::Active);
    name_->setFont(font);
    setAccessibleName(shownName(track));
    setToolTip(tr("%1, %2, channel %3, %n note(s)", nullptr, static_cast<int>(track.noteCount()))
                   .arg(shownName(track), shownProgram(track)).arg(track.channel + 1));
    const QSignalBlocker quietMute(mute_), quietSolo(solo_), quietVolume(volume_), quietPan(pan_);
    mute_->setChecked(track.muted);
    solo_->setChecked(track.solo);
    volume_->setValue(qRound(track.volume * 100.0));
    pan_->setValue(qRound(track.pan * 100.0));
    showNumbers(shownName(track));
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

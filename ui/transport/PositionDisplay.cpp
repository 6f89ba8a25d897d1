// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/PositionDisplay.h"

#include <QPainter>

#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kBarsWidth = 82; ///< pixels that bar and beat need

} // namespace

PositionDisplay::PositionDisplay(QWidget* parent) : QWidget(parent), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("positionDisplay"));
    setToolTip(tr("Bar and beat, minutes and seconds of the playhead"));
    setFixedHeight(sizeHint().height());
    setMinimumWidth(kBarsWidth);
    setMaximumWidth(sizeHint().width());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PositionDisplay::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

void PositionDisplay::setPosition(const Song& song, Tick at)
{
    const BarPosition position = song.meters.position(at);
    const auto tenths = static_cast<int>(std::floor(song.tempo.seconds(at) * 10.0));
    const QString bars = QStringLiteral("%1 : %2").arg(position.bar).arg(position.beat);
    const QString time = QStringLiteral("%1:%2.%3").arg(tenths / 600).arg(tenths / 10 % 60, 2, 10, QLatin1Char('0')).arg(tenths % 10);
    if (bars == bars_ && time == time_)
        return;
    bars_ = bars;
    time_ = time;
    setAccessibleName(tr("Bar %1, beat %2").arg(position.bar).arg(position.beat));
    update();
}

QSize PositionDisplay::sizeHint() const
{
    return {148, 32};
}

void PositionDisplay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme_->outline);
    painter.setBrush(theme_->raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    QFont font = painter.font();
    font.setPixelSize(17);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme_->text);
    painter.drawText(rect().adjusted(10, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, bars_);
    if (width() < sizeHint().width())
        return; // there is no room for the time
    font.setPixelSize(12);
    font.setWeight(QFont::Normal);
    painter.setFont(font);
    painter.setPen(theme_->mutedText);
    painter.drawText(rect().adjusted(80, 0, -10, 0), Qt::AlignVCenter | Qt::AlignRight, time_);
}

} // namespace continuo::ui

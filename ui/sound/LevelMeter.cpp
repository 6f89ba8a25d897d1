// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/LevelMeter.h"

#include <QAccessible>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr double kFallPerSecond = 24;              ///< dB that a bar falls when it is quiet
constexpr std::chrono::seconds kHold{2};
constexpr double kTopDb = 6, kYellowDb = -12, kRedDb = -0.3; ///< the right end; where colours begin
constexpr int kLamp = 12;                          ///< pixels

double inDb(float peak)
{
    return peak > 0 ? std::clamp(20 * std::log10(static_cast<double>(peak)), LevelMeter::kFloorDb, kTopDb) : LevelMeter::kFloorDb;
}

} // namespace

LevelMeter::LevelMeter(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("levelMeter"));
    setAccessibleName(tr("Level"));
    setToolTip(tr("How loud it is. The lamp stays lit once something was too loud; a click puts it out."));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void LevelMeter::take(const MasterBus::Peaks& peaks, Clock::time_point now)
{
    const double fallen = kFallPerSecond * std::chrono::duration<double>(now - before_).count();
    before_ = now;
    const float loudest[2]{peaks.left, peaks.right};
    bool moved = false;
    for (int i = 0; i < 2; ++i) {
        Side& side = sides_[i];
        const Side was = side;
        const double db = inDb(loudest[i]);
        side.bar = std::max({db, side.bar - fallen, kFloorDb});
        if (db >= side.held || now - side.heldSince > kHold) {
            side.held = side.bar;
            side.heldSince = now;
        }
        moved = moved || side.bar != was.bar || side.held != was.held;
    }
    const bool clipped = clipped_ || peaks.reduction < 1;
    if (clipped != std::exchange(clipped_, clipped)) {
        setAccessibleDescription(tr("It was too loud: the limiter turned it down."));
        moved = true;
    }
    if (moved)
        update();
}

void LevelMeter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect bars = rect().adjusted(0, 2, -kLamp - 4, -2);
    const auto x = [&](double db) { return bars.left() + qRound((db - kFloorDb) / (kTopDb - kFloorDb) * bars.width()); };
    const int height = (bars.height() - 1) / 2;
    const QColor green(0x3a, 0xa8, 0x5a), yellow(0xd9, 0xa9, 0x1f), red(0xd9, 0x44, 0x3a);
    struct Zone {
        double begin, end;
        QColor colour;
    };
    const Zone zones[]{{kFloorDb, kYellowDb, green}, {kYellowDb, kRedDb, yellow}, {kRedDb, kTopDb, red}};
    for (int i = 0; i < 2; ++i) {
        const int top = bars.top() + i * (height + 1);
        painter.fillRect(QRect(bars.left(), top, bars.width(), height), palette().color(QPalette::Midlight));
        for (const Zone& zone : zones) {
            if (sides_[i].bar > zone.begin)
                painter.fillRect(QRect(QPoint(x(zone.begin), top), QPoint(x(std::min(sides_[i].bar, zone.end)), top + height - 1)), zone.colour);
            if (sides_[i].held > zone.begin && sides_[i].held <= zone.end)
                painter.fillRect(QRect(x(sides_[i].held), top, 2, height), zone.colour);
        }
    }
    const QRect lamp(rect().right() - kLamp + 1, rect().top() + (rect().height() - kLamp) / 2, kLamp, kLamp);
    painter.fillRect(lamp, clipped_ ? red : palette().color(QPalette::Midlight));
}

void LevelMeter::mousePressEvent(QMouseEvent*)
{
    clipped_ = false;
    setAccessibleDescription({});
    update();
}

void LevelMeter::mouseDoubleClickEvent(QMouseEvent*)
{
    Q_EMIT doubleClicked();
}

} // namespace continuo::ui

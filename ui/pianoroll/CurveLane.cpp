// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/CurveLane.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr double kFreePixels = 6.0;   ///< distance of points while the grid is off
constexpr double kMinPixels = 3.0;    ///< points are not drawn closer than this

} // namespace

CurveLane::CurveLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : DrawnLane(roll, bridge, state, parent)
{
    setObjectName(QStringLiteral("curveLane"));
    setAccessibleName(tr("Controller"));
    setToolTip(tr("Drag to draw; with Shift a straight line"));
}

void CurveLane::setCurve(Curve curve)
{
    curve_ = curve;
    update();
}

void CurveLane::paintValues(QPainter& painter, const Track& track)
{
    const RollGeometry& geometry = roll().geometry();
    painter.fillRect(QRectF(0, std::round(yOf(curve_.resting())), width(), 1), theme().octaveLine);
    QColor faint = theme().track(track.colour);
    faint.setAlphaF(0.3F);
    const double ground = yOf(std::clamp(0, curve_.lowest(), curve_.highest()));
    double left = 0.0;
    int value = valueAt(track, curve_, geometry.tick(0.0));
    const auto paintStep = [&](double right) {
        const double y = std::round(yOf(value));
        painter.fillRect(QRectF(QPointF(left, y), QPointF(right, ground)).normalized(), faint);
        painter.fillRect(QRectF(left, y - 1.0, right - left, 2.0), theme().track(track.colour));
    };
    for (const CurvePoint& point : pointsOf(track, curve_)) {
        const double x = wholePixel(geometry.x(point.at));
        if (x >= width())
            break;
        if (x > left) {
            paintStep(x);
            left = x;
        }
        if (x >= 0.0)
            value = point.value;
    }
    paintStep(width());
}

Tick CurveLane::pointDistance() const
{
    const RollGeometry& geometry = roll().geometry();
    const auto ticksOf = [&geometry](double pixels) { return geometry.tick(pixels) - geometry.tick(0.0); };
    const Tick free = std::max(ticksOf(kFreePixels), Tick(1));
    if (state().snapGrid().isOff())
        return free;
    Tick distance = state().snapGrid().step();
    while (geometry.width(distance) < kMinPixels)
        distance = distance * 2;
    return distance;
}

void CurveLane::drawLine(QPointF from, QPointF to)
{
    const RollGeometry& geometry = roll().geometry();
    const Tick distance = pointDistance();
    const Tick first = std::max(Tick(0), geometry.tick(from.x())), last = std::max(Tick(0), geometry.tick(to.x()));
    for (std::int64_t step = first / distance; step <= last / distance; ++step)
        drawn_[distance * step] = valueAtY(onLine(from, to, geometry.x(distance * step)));
}

Edit CurveLane::edit() const
{
    std::vector<CurvePoint> points;
    for (const auto& [at, value] : drawn_)
        points.push_back({at, value});
    const Range<Tick> range{drawn_.begin()->first, drawn_.rbegin()->first + pointDistance()};
    return drawCurve(state().activeTrack(), curve_, range, std::move(points));
}

} // namespace continuo::ui

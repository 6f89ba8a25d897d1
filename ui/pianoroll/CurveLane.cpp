// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/CurveLane.h"

#include "ui/pianoroll/GridPainter.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kHeight = 76;
constexpr double kMargin = 6.0;
constexpr double kFreePixels = 6.0;   ///< distance of points while the grid is off
constexpr double kMinPixels = 3.0;    ///< points are not drawn closer than this

} // namespace

CurveLane::CurveLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), roll_(roll), bridge_(bridge), state_(state), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("curveLane"));
    setAccessibleName(tr("Controller"));
    setToolTip(tr("Drag to draw; with Shift a straight line"));
    setFixedHeight(kHeight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&roll_, &PianoRoll::geometryChanged, this, repaint);
    connect(&bridge_, &DocumentBridge::changed, this, repaint);
    connect(&state_, &EditorState::activeTrackChanged, this, repaint);
}

void CurveLane::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

void CurveLane::setCurve(Curve curve)
{
    curve_ = curve;
    update();
}

double CurveLane::yOf(int value) const
{
    const double share = static_cast<double>(value - curve_.lowest()) / (curve_.highest() - curve_.lowest());
    return height() - kMargin - share * (height() - 2 * kMargin);
}

int CurveLane::valueAtY(double y) const
{
    const double share = std::clamp((height() - kMargin - y) / (height() - 2 * kMargin), 0.0, 1.0);
    return curve_.lowest() + static_cast<int>(std::lround(share * (curve_.highest() - curve_.lowest())));
}

void CurveLane::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), theme_->blackRow);
    const RollGeometry& geometry = roll_.geometry();
    paintTimeLines(painter, geometry, *theme_, bridge_.document().song().meters, Tick(0), event->rect());
    painter.fillRect(QRectF(0, std::round(yOf(curve_.resting())), width(), 1), theme_->octaveLine);
    painter.fillRect(QRect(0, 0, width(), 1), theme_->outline);
    const Track* track = roll_.activeTrack();
    if (track == nullptr)
        return;
    QColor faint = theme_->track(track->colour);
    faint.setAlphaF(0.3F);
    const double ground = yOf(std::clamp(0, curve_.lowest(), curve_.highest()));
    double left = 0.0;
    int value = valueAt(*track, curve_, geometry.tick(0.0));
    const auto paintStep = [&](double right) {
        const double y = std::round(yOf(value));
        painter.fillRect(QRectF(QPointF(left, y), QPointF(right, ground)).normalized(), faint);
        painter.fillRect(QRectF(left, y - 1.0, right - left, 2.0), theme_->track(track->colour));
    };
    for (const CurvePoint& point : pointsOf(*track, curve_)) {
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

void CurveLane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || roll_.activeTrack() == nullptr)
        return;
    drawn_.clear();
    began_ = last_ = event->position();
    drawTo(event->position(), event->modifiers());
}

void CurveLane::mouseMoveEvent(QMouseEvent* event)
{
    if (began_)
        drawTo(event->position(), event->modifiers());
}

void CurveLane::mouseReleaseEvent(QMouseEvent* event)
{
    if (!began_ || event->button() != Qt::LeftButton)
        return;
    began_.reset();
    last_.reset();
    bridge_.document().commit(edit());
}

Tick CurveLane::pointDistance() const
{
    const RollGeometry& geometry = roll_.geometry();
    const auto ticksOf = [&geometry](double pixels) { return geometry.tick(pixels) - geometry.tick(0.0); };
    const Tick free = std::max(ticksOf(kFreePixels), Tick(1));
    if (state_.snapGrid().isOff())
        return free;
    Tick distance = state_.snapGrid().step();
    while (geometry.width(distance) < kMinPixels)
        distance = distance * 2;
    return distance;
}

void CurveLane::drawTo(QPointF position, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        drawn_.clear();
        drawLine(*began_, position);
    } else {
        drawLine(*last_, position);
    }
    last_ = position;
    bridge_.document().preview(edit());
}

void CurveLane::drawLine(QPointF from, QPointF to)
{
    if (from.x() > to.x())
        std::swap(from, to);
    const Tick distance = pointDistance();
    const Tick first = std::max(Tick(0), roll_.geometry().tick(from.x())), last = std::max(Tick(0), roll_.geometry().tick(to.x()));
    for (std::int64_t step = first / distance; step <= last / distance; ++step) {
        const double x = std::clamp(roll_.geometry().x(distance * step), from.x(), to.x());
        const double share = to.x() > from.x() ? (x - from.x()) / (to.x() - from.x()) : 1.0;
        drawn_[distance * step] = valueAtY(from.y() + (to.y() - from.y()) * share);
    }
}

Edit CurveLane::edit() const
{
    std::vector<CurvePoint> points;
    for (const auto& [at, value] : drawn_)
        points.push_back({at, value});
    const Range<Tick> range{drawn_.begin()->first, drawn_.rbegin()->first + pointDistance()};
    return drawCurve(state_.activeTrack(), curve_, range, std::move(points));
}

} // namespace continuo::ui

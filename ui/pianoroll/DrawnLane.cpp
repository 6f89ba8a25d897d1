// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/DrawnLane.h"

#include "ui/pianoroll/GridPainter.h"
#include "ui/pianoroll/PixelFill.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kHeight = 76;
constexpr double kMargin = 6.0;    ///< pixels above the highest value and below the lowest

} // namespace

double onLine(QPointF from, QPointF to, double x)
{
    const double share = to.x() > from.x() ? std::clamp((x - from.x()) / (to.x() - from.x()), 0.0, 1.0) : 1.0;
    return from.y() + (to.y() - from.y()) * share;
}

DrawnLane::DrawnLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), roll_(roll), bridge_(bridge), state_(state), theme_(&lightTheme())
{
    setFixedHeight(kHeight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&roll_, &PianoRoll::geometryChanged, this, repaint);
    connect(&bridge_, &DocumentBridge::changed, this, repaint);
    connect(&state_, &EditorState::selectionChanged, this, repaint);
    connect(&state_, &EditorState::activeTrackChanged, this, repaint);
}

void DrawnLane::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

double DrawnLane::yOf(int value) const
{
    const double share = static_cast<double>(value - lowest()) / (highest() - lowest());
    return height() - kMargin - share * (height() - 2 * kMargin);
}

int DrawnLane::valueAtY(double y) const
{
    const double share = std::clamp((height() - kMargin - y) / (height() - 2 * kMargin), 0.0, 1.0);
    return lowest() + static_cast<int>(std::lround(share * (highest() - lowest())));
}

void DrawnLane::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    {
        PixelFill fill(painter, event->rect());
        fill.fill(event->rect(), theme_->blackRow);
        paintTimeLines(fill, roll_.geometry(), *theme_, document().song().meters, Tick(0));
    }
    painter.fillRect(QRect(0, 0, width(), 1), theme_->outline);
    if (const Track* track = roll_.activeTrack())
        paintValues(painter, *track);
}

void DrawnLane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || roll_.activeTrack() == nullptr)
        return;
    forgetDrawn();
    stroke_ = Stroke{event->position(), event->position()};
    drawTo(event->position(), event->modifiers());
}

void DrawnLane::mouseMoveEvent(QMouseEvent* event)
{
    if (stroke_)
        drawTo(event->position(), event->modifiers());
}

void DrawnLane::mouseReleaseEvent(QMouseEvent* event)
{
    if (!stroke_ || event->button() != Qt::LeftButton)
        return;
    stroke_.reset();
    bridge_.document().commit(edit());
}

void DrawnLane::drawTo(QPointF position, Qt::KeyboardModifiers modifiers)
{
    const bool isStraight = modifiers.testFlag(Qt::ShiftModifier);
    if (isStraight)
        forgetDrawn();
    const QPointF from = isStraight ? stroke_->began : stroke_->last;
    if (from.x() <= position.x())
        drawLine(from, position);
    else
        drawLine(position, from);
    stroke_->last = position;
    bridge_.document().preview(edit());
}

} // namespace continuo::ui

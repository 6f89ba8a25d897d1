// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/SlimScrollBar.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kThickness = 12;
constexpr double kShortestHandle = 28.0;

} // namespace

SlimScrollBar::SlimScrollBar(Qt::Orientation orientation, QWidget* parent)
    : QScrollBar(orientation, parent), theme_(&lightTheme())
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void SlimScrollBar::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

QSize SlimScrollBar::sizeHint() const
{
    return orientation() == Qt::Horizontal ? QSize(80, kThickness) : QSize(kThickness, 80);
}

double SlimScrollBar::along(QPointF position) const
{
    return orientation() == Qt::Horizontal ? position.x() : position.y();
}

std::pair<double, double> SlimScrollBar::handle() const
{
    const double length = orientation() == Qt::Horizontal ? width() : height();
    const double range = maximum() - minimum();
    const double size = std::clamp(length * pageStep() / (range + pageStep()), kShortestHandle, length);
    return {range > 0 ? (value() - minimum()) / range * (length - size) : 0.0, size};
}

void SlimScrollBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_->panel);
    if (maximum() <= minimum())
        return;
    const auto [begin, length] = handle();
    QRectF area = orientation() == Qt::Horizontal ? QRectF(begin, 0, length, height()) : QRectF(0, begin, width(), length);
    area.adjust(2, 3, -2, -3);
    if (orientation() == Qt::Vertical)
        area.adjust(1, -1, -1, 1);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(theme_->outline, theme_->mutedText, grabbedAt_ >= 0.0 ? 0.7 : 0.3));
    painter.drawRoundedRect(area, 3, 3);
}

void SlimScrollBar::mousePressEvent(QMouseEvent* event)
{
    const auto [begin, length] = handle();
    const double at = along(event->position());
    grabbedAt_ = at >= begin && at <= begin + length ? at - begin : length / 2.0;
    mouseMoveEvent(event);
}

void SlimScrollBar::mouseMoveEvent(QMouseEvent* event)
{
    if (grabbedAt_ < 0.0)
        return;
    const double room = (orientation() == Qt::Horizontal ? width() : height()) - handle().second;
    if (room > 0.0)
        setValue(minimum() + static_cast<int>(std::lround((along(event->position()) - grabbedAt_) / room * (maximum() - minimum()))));
    update();
}

void SlimScrollBar::mouseReleaseEvent(QMouseEvent*)
{
    grabbedAt_ = -1.0;
    update();
}

} // namespace continuo::ui

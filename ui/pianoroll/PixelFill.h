// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QRect>

#include <cstdint>
#include <span>

namespace continuo::ui {

/// Fills many small rectangles with opaque colours. Where the painter writes to a 32-bit picture in memory the pixels are
/// set directly, at a fraction of what a QPainter call costs; elsewhere they are painted.
class PixelFill {
public:
    /// Nothing outside `area` is touched; rectangles and area are in the painter's logical pixels, which its scale makes
    /// whole ones. The painter outlives the fill and is not used by others while it lives.
    PixelFill(QPainter& painter, const QRect& area);

    void fill(const QRect& rect, const QColor& colour);
    /// Fills the whole height of the area, a logical pixel wide at each x: many columns at once, line by line of the
    /// picture, as its memory lies.
    void fillColumns(std::span<const int> xs, const QColor& colour);

private:
    /// Begin and end in pixels of the picture.
    Range<int> across(int x, int width) const;
    Range<int> down(int y, int height) const;

    QPainter& painter_;
    QImage* image_ = nullptr;      ///< where the painter writes; null: paint with it
    std::uint8_t* bits_ = nullptr;
    qsizetype bytesPerLine_ = 0;
    double scale_ = 1.0;
    double dx_ = 0.0, dy_ = 0.0;
    Range<int> areaAcross_, areaDown_; ///< in pixels of the picture
    QRect area_;                   ///< in logical pixels
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"

#include <QColor>
#include <QImage>
#include <QPainter>
#include <QRect>

#include <cstdint>
#include <span>
#include <vector>

namespace continuo::ui {

/// Fills many small rectangles. Where the painter writes to a 32-bit picture in memory the pixels are set directly, at a
/// fraction of what a QPainter call costs; elsewhere they are painted. Where lines of the picture are known to be alike,
/// one of them is painted and the others are copied from it.
class PixelFill {
public:
    /// A part of a row: begin and end in logical pixels.
    struct Piece {
        int left = 0, right = 0;
        QRgb colour = 0; ///< opaque
    };

    /// Nothing outside `area` is touched; rectangles and area are in the painter's logical pixels, which its scale makes
    /// whole ones. The painter outlives the fill and is not used by others while it lives. With `edges`, the area is
    /// painted over completely, and every rectangle begins and ends at one of these y (or beyond the area).
    PixelFill(QPainter& painter, const QRect& area, std::span<const int> edges = {});
    PixelFill(const PixelFill&) = delete;
    PixelFill& operator=(const PixelFill&) = delete;
    /// Copies the lines that are alike.
    ~PixelFill();

    /// The part of the logical pixels that is touched.
    const QRect& area() const { return area_; }
    /// Opaque or translucent.
    void fill(const QRect& rect, const QColor& colour);
    /// Fills rectangles of the same height side by side, or one over the other: many for little more than one costs.
    void fillRow(int y, int height, std::span<const Piece> pieces);
    /// Fills the whole height of the area, a logical pixel wide at each x, in an opaque colour.
    void fillColumns(std::span<const int> xs, const QColor& colour);

private:
    /// Begin and end in pixels of the picture.
    Range<int> across(int x, int width) const;
    Range<int> down(int y, int height) const;
    QRgb* line(int y) const;
    /// The line, or the next one that is painted and not copied; areaDown_.end when there is none.
    int paintedFrom(int y) const { return painted_[static_cast<std::size_t>(y - areaDown_.begin)]; }

    QPainter& painter_;
    QImage* image_ = nullptr;      ///< where the painter writes; null: paint with it
    std::uint8_t* bits_ = nullptr;
    qsizetype bytesPerLine_ = 0;
    double scale_ = 1.0;
    double dx_ = 0.0, dy_ = 0.0;
    Range<int> areaAcross_, areaDown_; ///< in pixels of the picture
    QRect area_;                   ///< in logical pixels
    std::vector<int> painted_;     ///< for each line from areaDown_.begin to areaDown_.end: it or the next that is painted
};

} // namespace continuo::ui

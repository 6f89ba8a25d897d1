// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/RollGeometry.h"

#include <algorithm>
#include <cmath>

namespace continuo::ui {

double RollGeometry::width(Tick length) const
{
    return static_cast<double>(length.value) * pixelsPerQuarter_ / static_cast<double>(kTicksPerQuarter.value);
}

double RollGeometry::x(Tick at) const
{
    return width(at) - scrollX_;
}

Tick RollGeometry::tick(double x) const
{
    return Tick(std::llround((x + scrollX_) * static_cast<double>(kTicksPerQuarter.value) / pixelsPerQuarter_));
}

double RollGeometry::y(Pitch pitch) const
{
    const double top = rows_.row(pitch) * rowHeight_ - scrollY_;
    return rows_.shows(pitch) ? top : top - kHiddenRowHeight / 2.0;
}

Range<int> RollGeometry::rowPixels(Pitch pitch) const
{
    const double top = y(pitch);
    return {static_cast<int>(wholePixel(top)), static_cast<int>(wholePixel(top + rowHeight(pitch)))};
}

Pitch RollGeometry::pitch(double y) const
{
    return rows_.pitch(static_cast<int>(std::floor((y + scrollY_) / rowHeight_)));
}

QRectF RollGeometry::rect(const Note& inSongTime) const
{
    return {x(inSongTime.start), y(inSongTime.pitch), width(inSongTime.length), rowHeight(inSongTime.pitch)};
}

Range<Tick> RollGeometry::visibleTicks() const
{
    return {tick(0.0) - Tick(1), tick(size_.width()) + Tick(1)};
}

double RollGeometry::maxScrollX() const
{
    return std::max(0.0, width(contentEnd_) - size_.width());
}

double RollGeometry::maxScrollY() const
{
    return std::max(0.0, rows_.count() * rowHeight_ - size_.height());
}

void RollGeometry::setSize(QSizeF size)
{
    size_ = size;
    fitRows();
}

void RollGeometry::setRows(const PitchRows& rows)
{
    const Pitch middle = pitch(size_.height() / 2.0);
    rows_ = rows;
    fitRows();
    centreOn(middle);
}

void RollGeometry::setContentEnd(Tick end)
{
    contentEnd_ = end;
    scrollBy(0.0, 0.0);
}

void RollGeometry::scrollTo(double x, double y)
{
    scrollX_ = std::clamp(x, 0.0, maxScrollX());
    scrollY_ = std::clamp(y, 0.0, maxScrollY());
}

void RollGeometry::zoomTime(double factor, double anchorX)
{
    const double before = pixelsPerQuarter_;
    pixelsPerQuarter_ = std::clamp(before * factor, kMinPixelsPerQuarter, kMaxPixelsPerQuarter);
    scrollTo((scrollX_ + anchorX) * pixelsPerQuarter_ / before - anchorX, scrollY_);
}

void RollGeometry::zoomPitch(double factor, double anchorY)
{
    const double before = rowHeight_;
    const double pitchAtAnchor = (scrollY_ + anchorY) / before;
    setRowHeight(before * factor);
    scrollTo(scrollX_, pitchAtAnchor * rowHeight_ - anchorY);
}

void RollGeometry::setPixelsPerQuarter(double pixels)
{
    zoomTime(pixels / pixelsPerQuarter_, 0.0);
}

void RollGeometry::setRowHeight(double pixels)
{
    wantedRowHeight_ = std::clamp(pixels, kMinRowHeight, kMaxRowHeight);
    fitRows();
}

void RollGeometry::fitRows()
{
    const double fillsTheView = size_.height() / rows_.count();
    const double least = rows_.isFolded() ? std::min(fillsTheView, kTallestByItself) : fillsTheView;
    rowHeight_ = std::min(std::max(wantedRowHeight_, least), kMaxRowHeight);
    scrollBy(0.0, 0.0);
}

void RollGeometry::centreOn(Pitch pitch)
{
    scrollTo(scrollX_, (rows_.row(pitch) + 0.5) * rowHeight_ - size_.height() / 2.0);
}

} // namespace continuo::ui

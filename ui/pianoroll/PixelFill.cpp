// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/PixelFill.h"

#include <QPaintEngine>

#include <algorithm>
#include <vector>

namespace continuo::ui {

namespace {

int nearest(double value)
{
    return static_cast<int>(value + 65536.5) - 65536; // rounds down what lies between, also below 0
}

} // namespace

PixelFill::PixelFill(QPainter& painter, const QRect& area) : painter_(painter), area_(area)
{
    auto* image = dynamic_cast<QImage*>(painter.paintEngine()->paintDevice());
    const QTransform transform = painter.deviceTransform();
    const bool isPlain = transform.type() <= QTransform::TxScale && transform.m11() == transform.m22();
    const bool isOpaque = painter.opacity() == 1.0 && painter.compositionMode() == QPainter::CompositionMode_SourceOver;
    if (image == nullptr || !isPlain || !isOpaque
        || (image->format() != QImage::Format_RGB32 && image->format() != QImage::Format_ARGB32_Premultiplied))
        return;
    image_ = image;
    bits_ = image->bits();
    bytesPerLine_ = image->bytesPerLine();
    scale_ = transform.m11();
    dx_ = transform.dx();
    dy_ = transform.dy();
    areaAcross_ = {0, image->width()};
    areaDown_ = {0, image->height()};
    areaAcross_ = across(area.x(), area.width());
    areaDown_ = down(area.y(), area.height());
}

Range<int> PixelFill::across(int x, int width) const
{
    return areaAcross_.intersect({nearest(x * scale_ + dx_), nearest((x + width) * scale_ + dx_)});
}

Range<int> PixelFill::down(int y, int height) const
{
    return areaDown_.intersect({nearest(y * scale_ + dy_), nearest((y + height) * scale_ + dy_)});
}

void PixelFill::fill(const QRect& rect, const QColor& colour)
{
    if (image_ == nullptr) {
        painter_.fillRect(rect, colour);
        return;
    }
    const Range<int> columns = across(rect.x(), rect.width()), lines = down(rect.y(), rect.height());
    if (columns.isEmpty())
        return;
    const QRgb value = colour.rgb();
    for (int y = lines.begin; y < lines.end; ++y) {
        auto* line = reinterpret_cast<QRgb*>(bits_ + y * bytesPerLine_);
        std::fill(line + columns.begin, line + columns.end, value);
    }
}

void PixelFill::fillColumns(std::span<const int> xs, const QColor& colour)
{
    if (image_ == nullptr) {
        for (const int x : xs)
            painter_.fillRect(QRect(x, area_.y(), 1, area_.height()), colour);
        return;
    }
    std::vector<Range<int>> columns;
    for (const int x : xs)
        if (const Range<int> column = across(x, 1); !column.isEmpty())
            columns.push_back(column);
    const QRgb value = colour.rgb();
    for (int y = areaDown_.begin; y < areaDown_.end; ++y) {
        auto* line = reinterpret_cast<QRgb*>(bits_ + y * bytesPerLine_);
        for (const Range<int>& column : columns)
            for (int x = column.begin; x < column.end; ++x)
                line[x] = value;
    }
}

} // namespace continuo::ui

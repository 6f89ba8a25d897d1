// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/PixelFill.h"

#include <QPaintEngine>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

PixelFill::PixelFill(QPainter& painter, const QRect& area) : painter_(painter)
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
    area_ = transform.mapRect(QRectF(area)).toRect().intersected(image->rect());
}

void PixelFill::fill(const QRect& rect, const QColor& colour)
{
    if (image_ == nullptr) {
        painter_.fillRect(rect, colour);
        return;
    }
    const auto place = [](double logical, double scale, double offset) {
        return static_cast<int>(std::floor(logical * scale + offset + 0.5));
    };
    const int left = std::max(place(rect.x(), scale_, dx_), area_.left());
    const int right = std::min(place(rect.x() + rect.width(), scale_, dx_), area_.left() + area_.width());
    const int top = std::max(place(rect.y(), scale_, dy_), area_.top());
    const int bottom = std::min(place(rect.y() + rect.height(), scale_, dy_), area_.top() + area_.height());
    if (left >= right)
        return;
    const QRgb value = colour.rgb();
    for (int y = top; y < bottom; ++y) {
        auto* line = reinterpret_cast<QRgb*>(bits_ + y * bytesPerLine_);
        std::fill(line + left, line + right, value);
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/PixelFill.h"

#include <QPaintEngine>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <vector>

namespace continuo::ui {

namespace {

int nearest(double value)
{
    return static_cast<int>(value + 65536.5) - 65536; // rounds down what lies between, also below 0
}

/// Sets [begin, end) of a line, four at a time; the last four may meet the ones before.
void setPixels(QRgb* begin, QRgb* end, QRgb value)
{
    constexpr std::ptrdiff_t kTogether = 4;
    const std::array<QRgb, kTogether> values{value, value, value, value};
    if (end - begin < kTogether) {
        for (; begin < end; ++begin)
            *begin = value;
        return;
    }
    for (; end - begin > kTogether; begin += kTogether)
        std::memcpy(begin, values.data(), sizeof values);
    std::memcpy(end - kTogether, values.data(), sizeof values);
}

/// The pixel `under` something of which `over` is the colour times its alpha, and `share` of 255 lets through.
QRgb blended(QRgb under, QRgb over, unsigned share)
{
    const auto scaled = [share](unsigned two) { // two channels of eight bits, sixteen apart
        const unsigned product = two * share;
        return (product + (product >> 8 & 0xFF00FFu) + 0x800080u) >> 8 & 0xFF00FFu;
    };
    return over + (scaled(under >> 8 & 0xFF00FFu) << 8 | scaled(under & 0xFF00FFu));
}

} // namespace

PixelFill::PixelFill(QPainter& painter, const QRect& area, std::span<const int> edges) : painter_(painter), area_(area)
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
    areaDown_.end = std::max(areaDown_.begin, areaDown_.end);
    painted_.resize(static_cast<std::size_t>(areaDown_.end - areaDown_.begin) + 1);
    std::iota(painted_.begin(), painted_.end(), areaDown_.begin);
    if (edges.empty())
        return;
    std::fill(painted_.begin() + 1, painted_.end(), areaDown_.end);
    for (const int y : edges)
        if (const int first = nearest(y * scale_ + dy_); areaDown_.contains(first))
            painted_[static_cast<std::size_t>(first - areaDown_.begin)] = first;
    for (std::size_t i = painted_.size() - 1; i-- > 0;)
        painted_[i] = std::min(painted_[i], painted_[i + 1]);
}

PixelFill::~PixelFill()
{
    if (image_ == nullptr)
        return;
    for (int painted = areaDown_.begin, next = painted; painted < areaDown_.end; painted = next) {
        next = paintedFrom(painted + 1);
        for (int y = painted + 1; y < next; ++y)
            std::copy(line(painted) + areaAcross_.begin, line(painted) + areaAcross_.end, line(y) + areaAcross_.begin);
    }
}

QRgb* PixelFill::line(int y) const
{
    return reinterpret_cast<QRgb*>(bits_ + y * bytesPerLine_);
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
    if (colour.alpha() == 255) {
        const Piece piece{rect.left(), rect.left() + rect.width(), colour.rgb()};
        fillRow(rect.top(), rect.height(), {&piece, 1});
        return;
    }
    const Range<int> columns = across(rect.x(), rect.width()), lines = down(rect.y(), rect.height());
    if (lines.isEmpty())
        return;
    const QRgb over = qPremultiply(colour.rgba());
    const unsigned share = 255u - static_cast<unsigned>(qAlpha(over));
    for (int y = paintedFrom(lines.begin); y < lines.end; y = paintedFrom(y + 1)) {
        QRgb* const pixels = line(y);
        for (int x = columns.begin; x < columns.end; ++x)
            pixels[x] = blended(pixels[x], over, share);
    }
}

void PixelFill::fillRow(int y, int height, std::span<const Piece> pieces)
{
    if (image_ == nullptr) {
        for (const Piece& piece : pieces)
            painter_.fillRect(QRect(piece.left, y, piece.right - piece.left, height), QColor::fromRgb(piece.colour));
        return;
    }
    const Range<int> lines = down(y, height);
    if (lines.isEmpty())
        return;
    for (int at = paintedFrom(lines.begin); at < lines.end; at = paintedFrom(at + 1)) {
        QRgb* const pixels = line(at);
        for (const Piece& piece : pieces)
            if (const Range<int> columns = across(piece.left, piece.right - piece.left); !columns.isEmpty())
                setPixels(pixels + columns.begin, pixels + columns.end, piece.colour);
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
    for (int y = areaDown_.begin; y < areaDown_.end; y = paintedFrom(y + 1)) {
        QRgb* const pixels = line(y);
        for (const Range<int>& column : columns)
            setPixels(pixels + column.begin, pixels + column.end, value);
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/BarePainters.h"

#include <QPainter>

#include <array>

namespace continuo::ui {

namespace {

void paintBackground(QPainter& painter, const QImage& image, const RollGeometry& geometry)
{
    painter.fillRect(image.rect(), QColor(30, 32, 36));
    for (int number = 0; number < PitchRows::kPitches; ++number)
        if (Pitch(number).isBlackKey())
            painter.fillRect(QRectF(0, geometry.y(Pitch(number)), image.width(), geometry.rowHeight()), QColor(26, 28, 31));
    const Range<Tick> visible = geometry.visibleTicks();
    for (Tick at = visible.begin / kTicksPerQuarter.value * kTicksPerQuarter.value; at < visible.end; at += kTicksPerQuarter)
        painter.fillRect(QRectF(geometry.x(at), 0, 1, image.height()), QColor(50, 52, 58));
}

QColor shade(const Note& note)
{
    return QColor(90 + note.velocity, 150, 220);
}

template <typename Visit>
void forEachNote(const RollGeometry& geometry, const Song& song, Visit visit)
{
    const Range<Tick> visible = geometry.visibleTicks();
    for (const auto& track : song.tracks)
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes.startingIn({visible.begin - clip->start, visible.end - clip->start}))
                visit(geometry.rect(inSongTime(note, *clip)), note);
}

} // namespace

void paintRounded(QImage& image, const RollGeometry& geometry, const Song& song)
{
    QPainter painter(&image);
    paintBackground(painter, image, geometry);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QColor(10, 10, 10));
    forEachNote(geometry, song, [&](const QRectF& rect, const Note& note) {
        painter.setBrush(shade(note));
        painter.drawRoundedRect(rect, 3.0, 3.0);
    });
}

void paintPlain(QImage& image, const RollGeometry& geometry, const Song& song)
{
    QPainter painter(&image);
    paintBackground(painter, image, geometry);
    forEachNote(geometry, song, [&](const QRectF& rect, const Note& note) { painter.fillRect(rect, shade(note)); });
}

void paintMerged(QImage& image, const RollGeometry& geometry, const Song& song)
{
    QPainter painter(&image);
    paintBackground(painter, image, geometry);
    std::array<QRectF, 128> open{};
    const auto paint = [&painter](const QRectF& rect) {
        if (!rect.isEmpty())
            painter.fillRect(rect, QColor(90, 150, 220));
    };
    forEachNote(geometry, song, [&](const QRectF& rect, const Note& note) {
        QRectF& span = open[note.pitch.number];
        if (!span.isEmpty() && rect.left() >= span.left() && rect.left() <= span.right() + 1.0) {
            span.setRight(std::max(span.right(), rect.right()));
            return;
        }
        paint(span);
        span = rect;
    });
    for (const QRectF& span : open)
        paint(span);
}

} // namespace continuo::ui

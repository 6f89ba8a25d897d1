// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/GridPainter.h"

#include "ui/pianoroll/PixelFill.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace continuo::ui {

namespace {

constexpr double kMinGridPixels = 7.0, kMinBeatPixels = 9.0, kMinBarPixels = 12.0;

/// The x of lines of one strength, on whole pixels.
using Lines = std::vector<int>;

void addLine(Lines& lines, double x, const QRectF& exposed)
{
    if (x >= exposed.left() && x < exposed.right() + 1.0)
        lines.push_back(static_cast<int>(wholePixel(x)));
}

/// Lines inside one bar, every `step`; those on a beat are left to the beat lines.
void addInsideBar(Lines& lines, const RollGeometry& geometry, Range<Tick> bar, Tick step, double minPixels,
                  const QRectF& exposed)
{
    if (step <= Tick(0) || geometry.width(step) < minPixels)
        return;
    const Tick first = geometry.tick(exposed.left()) - bar.begin;
    const std::int64_t skipped = std::max<std::int64_t>(1, first / step);
    for (Tick at = bar.begin + step * skipped; at < bar.end; at += step) {
        const double x = geometry.x(at);
        if (x > exposed.right())
            break;
        addLine(lines, x, exposed);
    }
}

/// Calls visit(ticks, key) for each stretch of the visible time in which one key is in force.
template <typename Visit>
void forEachKeyStretch(const Song& song, Range<Tick> visible, Visit visit)
{
    for (std::size_t i = 0; i < song.keys.size(); ++i) {
        const Tick end = i + 1 < song.keys.size() ? song.keys[i + 1].at : visible.end;
        const Range<Tick> stretch = Range<Tick>{song.keys[i].at, end}.intersect(visible);
        if (!stretch.isEmpty())
            visit(stretch, song.keys[i].key);
    }
}

} // namespace

int barStride(const RollGeometry& geometry, const MeterMap& meters, Tick at, double minPixels)
{
    const double barPixels = geometry.width(meters.meterAt(at).barLength());
    int stride = 1;
    while (stride * barPixels < minPixels && stride < (1 << 20))
        stride *= 2;
    return stride;
}

std::vector<int> rowEdges(const RollGeometry& geometry, const QRect& area)
{
    const PitchRows& rows = geometry.rows();
    std::vector<int> edges;
    if (rows.isFolded())
        return edges;
    const int last = rows.row(geometry.pitch(area.bottom() + 1));
    for (int row = rows.row(geometry.pitch(area.top())); row <= last; ++row) {
        const Range<int> pixels = geometry.rowPixels(rows.pitch(row));
        edges.insert(edges.end(), {pixels.begin, pixels.end - 1, pixels.end});
    }
    return edges;
}

void paintRows(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const Song& song)
{
    const QRect& exposed = fill.area();
    const PitchRows& rows = geometry.rows();
    const int first = rows.row(geometry.pitch(exposed.top())), last = rows.row(geometry.pitch(exposed.bottom() + 1));
    const bool rowLines = rows.isFolded() || geometry.rowHeight() >= 7.0;
    const auto areaOf = [&](Pitch pitch) {
        const Range<int> pixels = geometry.rowPixels(pitch);
        return QRect(exposed.left(), pixels.begin, exposed.width(), pixels.end - pixels.begin);
    };
    for (int row = first; row <= last; ++row)
        fill.fill(areaOf(rows.pitch(row)), rows.pitch(row).isBlackKey() ? theme.blackRow : theme.whiteRow);
    forEachKeyStretch(song, geometry.visibleTicks(), [&](Range<Tick> ticks, KeySignature key) {
        const int left = static_cast<int>(wholePixel(geometry.x(ticks.begin)));
        const int width = static_cast<int>(wholePixel(geometry.x(ticks.end))) - left;
        for (int row = first; row <= last; ++row) {
            const int pitchClass = rows.pitch(row).pitchClass();
            const QRect whole = areaOf(rows.pitch(row));
            const QRect area(left, whole.top(), width, whole.height());
            if (pitchClass == key.tonic())
                fill.fill(area, theme.tonicTint);
            else if ((key.scaleMask() >> pitchClass & 1u) != 0)
                fill.fill(area, theme.scaleTint);
        }
    });
    for (int row = first; row <= last; ++row) {
        const Pitch pitch = rows.pitch(row);
        const bool octave = row + 1 == rows.count() || rows.pitch(row + 1).octave() != pitch.octave();
        const bool betweenWhiteKeys = pitch.pitchClass() == 5;
        if (octave || (rowLines && (betweenWhiteKeys || rows.isFolded())))
            fill.fill(QRect(exposed.left(), areaOf(pitch).bottom(), exposed.width(), 1),
                      octave ? theme.octaveLine : theme.rowLine);
    }
    const int end = areaOf(rows.pitch(rows.count() - 1)).bottom() + 1;
    fill.fill(QRect(exposed.left(), end, exposed.width(), exposed.bottom() + 1 - end), theme.panel);
}

void paintTimeLines(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const MeterMap& meters,
                    Tick gridStep)
{
    const QRectF exposed = fill.area();
    const Tick from = std::max(Tick(0), geometry.tick(exposed.left() - 1.0));
    const Tick until = geometry.tick(exposed.right() + 1.0);
    Lines grid, beats, bars;
    for (int number = meters.barAt(from);;) {
        const Range<Tick> bar = meters.bar(number);
        if (bar.begin > until)
            break;
        const int stride = barStride(geometry, meters, bar.begin, kMinBarPixels);
        const Tick beat = meters.meterAt(bar.begin).beatLength();
        if (stride == 1) {
            if (gridStep < beat)
                addInsideBar(grid, geometry, bar, gridStep, kMinGridPixels, exposed);
            addInsideBar(beats, geometry, bar, beat, kMinBeatPixels, exposed);
        }
        if ((number - 1) % stride == 0)
            addLine(bars, geometry.x(bar.begin), exposed);
        number += stride - (number - 1) % stride;
    }
    fill.fillColumns(grid, theme.gridLine);
    fill.fillColumns(beats, theme.beatLine);
    fill.fillColumns(bars, theme.barLine);
}

} // namespace continuo::ui

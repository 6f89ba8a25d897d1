// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteSpans.h"

#include "ui/pianoroll/PixelFill.h"

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kNarrowPixels = 4;    ///< notes below this width keep no pixel free at their end
constexpr int kShortestPixels = 2;  ///< shorter notes are still seen
constexpr double kRowWithGap = 4.0; ///< rows from this height on keep a pixel free

/// wholePixel as a number, no further off than any screen is wide; without a call, as it is asked for every note.
int floorOf(double value)
{
    value = std::clamp(value + 1e-6, -1e6, 1e6);
    const int towardsZero = static_cast<int>(value);
    return towardsZero - (value < towardsZero);
}

} // namespace

void NoteSpans::begin(const RollGeometry& geometry)
{
    open_.fill({});
    pixelsPerTick_ = geometry.pixelsPerQuarter() / static_cast<double>(kTicksPerQuarter.value);
    scrollX_ = geometry.scrollX();
    for (auto& rects : closed_)
        rects.clear();
    const int gap = geometry.rowHeight() >= kRowWithGap ? 1 : 0;
    for (int number = 0; number < PitchRows::kPitches; ++number) {
        const double top = geometry.y(Pitch(number));
        const int first = static_cast<int>(wholePixel(top));
        const int next = static_cast<int>(wholePixel(top + geometry.rowHeight(Pitch(number))));
        rows_[static_cast<std::size_t>(number)] = {first, std::max(1, next - first - gap)};
    }
}

void NoteSpans::add(Tick start, Tick length, Pitch pitch, int look)
{
    const int left = floorOf(static_cast<double>(start.value) * pixelsPerTick_ - scrollX_);
    const int whole = floorOf(static_cast<double>((start + length).value) * pixelsPerTick_ - scrollX_) - left;
    const int right = left + std::max(kShortestPixels, whole < kNarrowPixels ? whole : whole - 1);
    Open& open = open_[pitch.number];
    if (open.right > open.left && open.look == look && left <= open.right) {
        open.right = std::max(open.right, right); // covers what both would
        return;
    }
    close(pitch.number);
    open = {left, right, static_cast<std::uint8_t>(look)};
}

void NoteSpans::close(int pitch)
{
    Open& open = open_[static_cast<std::size_t>(pitch)];
    if (open.right <= open.left)
        return;
    const Row& row = rows_[static_cast<std::size_t>(pitch)];
    closed_[open.look].emplace_back(open.left, row.top, open.right - open.left, row.height);
    open = {};
}

void NoteSpans::paint(PixelFill& fill, int look, const QColor& colour)
{
    for (int pitch = 0; pitch < PitchRows::kPitches; ++pitch)
        if (open_[static_cast<std::size_t>(pitch)].look == look)
            close(pitch);
    for (const QRect& rect : closed_[static_cast<std::size_t>(look)])
        fill.fill(rect, colour);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteSpans.h"

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
    pixelsPerTick_ = geometry.pixelsPerQuarter() / static_cast<double>(kTicksPerQuarter.value);
    scrollX_ = geometry.scrollX();
    const int gap = geometry.rowHeight() >= kRowWithGap ? 1 : 0;
    for (int number = 0; number < PitchRows::kPitches; ++number) {
        const Range<int> pixels = geometry.rowPixels(Pitch(number));
        Row& row = rows_[static_cast<std::size_t>(number)];
        row.top = pixels.begin;
        row.height = std::max(1, pixels.end - pixels.begin - gap);
        row.pieces.clear();
    }
}

void NoteSpans::add(Tick start, Tick length, Pitch pitch, QRgb colour)
{
    const int left = floorOf(static_cast<double>(start.value) * pixelsPerTick_ - scrollX_);
    const int whole = floorOf(static_cast<double>((start + length).value) * pixelsPerTick_ - scrollX_) - left;
    const int right = left + std::max(kShortestPixels, whole < kNarrowPixels ? whole : whole - 1);
    std::vector<PixelFill::Piece>& pieces = rows_[pitch.number].pieces;
    if (!pieces.empty() && pieces.back().colour == colour && left <= pieces.back().right)
        pieces.back().right = std::max(pieces.back().right, right); // covers what both would
    else
        pieces.push_back({left, right, colour});
}

void NoteSpans::paint(PixelFill& fill, QRgb onTop)
{
    for (Row& row : rows_) {
        std::ranges::stable_partition(row.pieces, [onTop](const PixelFill::Piece& piece) { return piece.colour != onTop; });
        fill.fillRow(row.top, row.height, row.pieces);
    }
}

} // namespace continuo::ui

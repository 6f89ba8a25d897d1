// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/PixelFill.h"
#include "ui/pianoroll/RollGeometry.h"

#include <array>
#include <vector>

namespace continuo::ui {

/// Gathers the notes of a crowded track as plain rectangles on whole pixels, row by row. Those of a pitch that touch and
/// look alike become one; wide notes keep a pixel free at their end, so that one sees where they end.
class NoteSpans {
public:
    static constexpr std::size_t kLooks = 16;

    /// Forgets what was gathered; rows are those of the geometry.
    void begin(const RollGeometry& geometry);
    /// Notes come in the order of their starts, in song time; look below kLooks.
    void add(Tick start, Tick length, Pitch pitch, int look);
    /// Paints what was gathered, each look in its opaque colour, and `onTop` over the others.
    void paint(PixelFill& fill, const std::array<QRgb, kLooks>& colours, int onTop);

private:
    /// [left, right) in pixels.
    struct Piece {
        int left = 0, right = 0, look = 0;
    };
    struct Row {
        int top = 0, height = 0;
        std::vector<Piece> pieces; ///< the next note may still grow the last one
    };

    double pixelsPerTick_ = 1.0, scrollX_ = 0.0;
    std::array<Row, PitchRows::kPitches> rows_;
    std::vector<PixelFill::Piece> coloured_; ///< of the row being painted; kept to keep its memory
};

} // namespace continuo::ui

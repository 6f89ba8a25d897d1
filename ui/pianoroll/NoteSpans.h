// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/PixelFill.h"
#include "ui/pianoroll/RollGeometry.h"

#include <array>
#include <vector>

namespace continuo::ui {

/// Gathers the notes of a crowded track as plain rectangles on whole pixels, row by row. Those of a pitch that touch and
/// are of one colour become one; wide notes keep a pixel free at their end, so that one sees where they end.
class NoteSpans {
public:
    /// Forgets what was gathered; rows are those of the geometry.
    void begin(const RollGeometry& geometry);
    /// Notes come in the order of their starts, in song time; colours are opaque.
    void add(Tick start, Tick length, Pitch pitch, QRgb colour);
    /// Paints what was gathered, in that order, but what has the colour `onTop` over all else. Once for each begin().
    void paint(PixelFill& fill, QRgb onTop);

private:
    struct Row {
        int top = 0, height = 0;
        std::vector<PixelFill::Piece> pieces; ///< the next note may still grow the last one
    };

    double pixelsPerTick_ = 1.0, scrollX_ = 0.0;
    std::array<Row, PitchRows::kPitches> rows_;
};

} // namespace continuo::ui

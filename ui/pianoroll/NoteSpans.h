// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pianoroll/RollGeometry.h"

#include <QRect>

#include <array>
#include <vector>

class QColor;

namespace continuo::ui {

class PixelFill;

/// Gathers the notes of a crowded track as plain rectangles on whole pixels, one list for each look. Those of a pitch
/// that touch and look alike become one; wide notes keep a pixel free at their end, so that one sees where they end.
class NoteSpans {
public:
    static constexpr std::size_t kLooks = 16;

    /// Forgets what was gathered; rows are those of the geometry.
    void begin(const RollGeometry& geometry);
    /// Notes come in the order of their starts, in song time; look below kLooks.
    void add(Tick start, Tick length, Pitch pitch, int look);
    /// Paints what was gathered with that look.
    void paint(PixelFill& fill, int look, const QColor& colour);

private:
    /// The rectangle of a pitch that the next note may still grow; [left, right), empty when there is none.
    struct Open {
        int left = 0, right = 0;
        std::uint8_t look = 0;
    };
    struct Row {
        int top = 0, height = 0;
    };
    void close(int pitch);

    double pixelsPerTick_ = 1.0, scrollX_ = 0.0;
    std::array<Open, PitchRows::kPitches> open_;
    std::array<Row, PitchRows::kPitches> rows_;
    std::array<std::vector<QRect>, kLooks> closed_;
};

} // namespace continuo::ui

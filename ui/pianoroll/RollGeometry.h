// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/song/Note.h"

#include "ui/pianoroll/PitchRows.h"

#include <QRectF>
#include <QSizeF>

#include <cmath>

namespace continuo::ui {

/// The whole pixel in which a line at this place is painted. A hair above what lies just below one counts as in it, so
/// that a line stays in its pixel when the view is scrolled by whole ones.
inline double wholePixel(double place) { return std::floor(place + 1e-6); }

/// Where ticks and pitches meet pixels: zoom and scroll of the roll, and nothing else. A value, in logical pixels of
/// the roll's own area; x grows with time, y grows downwards with pitch 127 at the top. Everything that changes it
/// keeps the view inside the content.
class RollGeometry {
public:
    static constexpr double kMinPixelsPerQuarter = 2.0, kMaxPixelsPerQuarter = 2000.0;
    static constexpr double kMinRowHeight = 3.0, kMaxRowHeight = 48.0;
    static constexpr double kTallestByItself = 28.0; ///< up to which folded rows grow to fill the view
    static constexpr double kHiddenRowHeight = 3.0; ///< pixels of the line that a note without a row is seen as

    double x(Tick at) const;
    double width(Tick length) const;
    /// The tick under x, rounded to the nearest; negative left of the song's start.
    Tick tick(double x) const;
    /// Top of the pitch's row; of a pitch without one, of a narrow line where it would be.
    double y(Pitch pitch) const;
    /// Height of the pitch's row, or of that line.
    double rowHeight(Pitch pitch) const { return rows_.shows(pitch) ? rowHeight_ : kHiddenRowHeight; }
    /// The whole pixels of that height: from the first one to the one that follows the last.
    Range<int> rowPixels(Pitch pitch) const;
    /// The pitch of the row under y; above the top the highest, below the bottom the lowest.
    Pitch pitch(double y) const;
    QRectF rect(const Note& inSongTime) const;

    /// Ticks that are at least partly in view.
    Range<Tick> visibleTicks() const;
    /// Lowest and highest pitch in view.
    Pitch lowestVisible() const { return pitch(size_.height() - 0.01); }
    Pitch highestVisible() const { return pitch(0.0); }

    QSizeF size() const { return size_; }
    double pixelsPerQuarter() const { return pixelsPerQuarter_; }
    double rowHeight() const { return rowHeight_; }
    const PitchRows& rows() const { return rows_; }
    /// How far the view is scrolled from the start of the song and from pitch 127, and how far it can be, in pixels.
    double scrollX() const { return scrollX_; }
    double scrollY() const { return scrollY_; }
    double maxScrollX() const;
    double maxScrollY() const;

    void setSize(QSizeF size);
    /// The pitch in the middle of the view stays there, as far as its rows allow.
    void setRows(const PitchRows& rows);
    /// The last tick that scrolling can bring to the right edge.
    void setContentEnd(Tick end);
    void scrollTo(double x, double y);
    void scrollBy(double dx, double dy) { scrollTo(scrollX_ + dx, scrollY_ + dy); }
    /// The tick under anchorX stays there, as far as the start of the song allows.
    void zoomTime(double factor, double anchorX);
    /// The pitch under anchorY stays there, as far as the range of pitches allows.
    void zoomPitch(double factor, double anchorY);
    void setPixelsPerQuarter(double pixels);
    /// Rows that would leave room in the view are taller: all pitches fill it, folded rows do up to kTallestByItself.
    void setRowHeight(double pixels);
    /// Puts the middle of the pitch's row into the middle of the view.
    void centreOn(Pitch pitch);

private:
    void fitRows();

    QSizeF size_{800.0, 480.0};
    double pixelsPerQuarter_ = 80.0;
    double wantedRowHeight_ = 14.0, rowHeight_ = 14.0;
    double scrollX_ = 0.0, scrollY_ = 0.0;
    Tick contentEnd_;
    PitchRows rows_;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"
#include "ui/Theme.h"
#include "ui/pianoroll/RollGeometry.h"

#include <QRect>

#include <vector>

namespace continuo::ui {

class PixelFill;

/// Every n-th bar gets a line and a number, n a power of two, so that two of them are at least `minPixels` apart at
/// the meter of `at`.
int barStride(const RollGeometry& geometry, const MeterMap& meters, Tick at, double minPixels);

/// The y at which rows begin and at which the line along their lower end does, for the rows of the area: what makes up
/// the roll but for its rounded notes begins and ends at these. None when rows are folded: notes without a row lie between.
std::vector<int> rowEdges(const RollGeometry& geometry, const QRect& area);

/// Rows of the roll: black keys darker, octaves apart, the scale of the key in force tinted and its tonic more so.
void paintRows(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const Song& song);

/// Bar, beat and grid lines, each clearly stronger than the next; those that would crowd are left out.
void paintTimeLines(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const MeterMap& meters,
                    Tick gridStep);

} // namespace continuo::ui

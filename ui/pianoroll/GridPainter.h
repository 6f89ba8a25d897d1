// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"
#include "ui/Theme.h"
#include "ui/pianoroll/RollGeometry.h"

class QPainter;

namespace continuo::ui {

/// Every n-th bar gets a line and a number, n a power of two, so that two of them are at least `minPixels` apart at
/// the meter of `at`.
int barStride(const RollGeometry& geometry, const MeterMap& meters, Tick at, double minPixels);

/// Rows of the roll: black keys darker, octaves apart, the scale of the key in force tinted and its tonic more so.
void paintRows(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const Song& song,
               const QRectF& exposed);

/// Bar, beat and grid lines, each clearly stronger than the next; those that would crowd are left out.
void paintTimeLines(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const MeterMap& meters,
                    Tick gridStep, const QRectF& exposed);

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"
#include "ui/pianoroll/RollGeometry.h"

#include <QRegion>

#include <optional>

namespace continuo::ui {

/// What of the roll looks different after the change, in its pixels: where notes came, went or changed. Nothing when
/// more than notes changed, or so much that painting everything is as cheap.
std::optional<QRegion> changedArea(const Song& before, const Song& after, const RollGeometry& geometry);

} // namespace continuo::ui

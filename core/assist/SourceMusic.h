// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Closeness.h"
#include "core/assist/Prompt.h"
#include "core/assist/RequestPlan.h"

#include <map>
#include <utility>
#include <vector>

namespace continuo {

/// A note of the music to vary, in the song and on the grid.
struct SourceMusicNote {
    Note note;              ///< in song time
    RowNote row;            ///< in the song's key
    int place = 0;          ///< in the structural order of its part
};

/// What the parts to write hold in the target's spans: the music that a variation starts from. Muted notes are left out.
class SourceMusic {
public:
    explicit SourceMusic(const RequestPlan& plan);

    /// In cell order.
    const std::vector<SourceMusicNote>& notes(int part, int span) const;
    /// Notes of a part in all spans.
    int count(int part) const;
    /// All notes of the written parts, steps from the start of the grid.
    const std::vector<PlacedNote>& placed() const { return placed_; }
    /// How much some other phrase would resemble it (Closeness.h).
    double resemblanceByChance() const { return resemblanceByChance_; }
    /// What the network is told of the cell.
    SourceCell cell(CellRef cell, int part) const;

private:
    std::map<std::pair<int, int>, std::vector<SourceMusicNote>> cells_; ///< by part and span
    std::map<int, int> counts_;
    std::vector<PlacedNote> placed_;
    double resemblanceByChance_ = 0;
};

} // namespace continuo

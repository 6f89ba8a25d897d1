// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SourceMusic.h"

#include "core/assist/Variation.h"
#include "core/assist/WrittenLengths.h"

#include <algorithm>

namespace continuo {

SourceMusic::SourceMusic(const RequestPlan& plan)
{
    const StepGrid& grid = plan.score.grid;
    for (const int index : plan.written) {
        const Part& part = plan.score.parts[static_cast<std::size_t>(index)];
        std::vector<std::pair<int, SourceMusicNote>> found; // by span
        std::vector<Structural> structure;
        std::vector<Note> notes = notesInSongTime(*plan.song.findTrack(part.track));
        std::erase_if(notes, [](const Note& note) { return note.muted; });
        // Starts are as they are played: notes that are kept keep their order.
        const std::vector<Tick> lengths = writtenLengths(notes, part.isDrums());
        for (std::size_t i = 0; i < notes.size(); ++i) {
            const Note& note = notes[i];
            if (!plan.target.contains(note.start))
                continue;
            const StepGrid::Place place = grid.nearest(note.start);
            const int span = std::min(place.span, plan.targetSpans.end - 1);
            const int step = place.span > span ? grid[span].steps - 1 : place.step;
            const int steps = static_cast<int>((lengths[i] + kTicksPerStep / 2) / kTicksPerStep);
            const RowNote row{static_cast<std::uint8_t>(step),
                              static_cast<std::uint8_t>(note.pitch.number + (part.isDrums() ? kDrumPitchBase : 0)),
                              static_cast<std::uint8_t>(durationClass(steps))};
            found.push_back({span, {note, row, 0}});
            structure.push_back({metricValue(grid[span], step), steps});
            placed_.push_back({index, grid[span].firstStep + step, row.pitch});
        }
        const std::vector<int> order = structuralOrder(structure);
        for (std::size_t i = 0; i < found.size(); ++i) {
            found[i].second.place = order[i];
            cells_[{index, found[i].first}].push_back(found[i].second);
        }
        counts_[index] = static_cast<int>(found.size());
    }
    for (auto& [where, notes] : cells_)
        std::stable_sort(notes.begin(), notes.end(), [](const SourceMusicNote& a, const SourceMusicNote& b) {
            return comesBefore(a.row, b.row);
        });
    std::vector<int> barStarts;
    for (int span = plan.targetSpans.begin; span < plan.targetSpans.end; ++span)
        if (grid[span].stepInBar == 0)
            barStarts.push_back(grid[span].firstStep);
    resemblanceByChance_ = continuo::resemblanceByChance(placed_, barStarts);
}

const std::vector<SourceMusicNote>& SourceMusic::notes(int part, int span) const
{
    static const std::vector<SourceMusicNote> kNone;
    const auto found = cells_.find({part, span});
    return found == cells_.end() ? kNone : found->second;
}

int SourceMusic::count(int part) const
{
    const auto found = counts_.find(part);
    return found == counts_.end() ? 0 : found->second;
}

SourceCell SourceMusic::cell(CellRef cell, int part) const
{
    SourceCell source{cell, {}};
    for (const SourceMusicNote& note : notes(part, cell.span))
        source.notes.push_back({note.row});
    return source;
}

} // namespace continuo

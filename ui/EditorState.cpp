// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditorState.h"

#include <algorithm>

namespace continuo::ui {

void EditorState::setSelection(Selection selection)
{
    if (selection == selection_)
        return;
    selection_ = std::move(selection);
    Q_EMIT selectionChanged();
}

void EditorState::setActiveTrack(TrackId track)
{
    if (track == activeTrack_)
        return;
    activeTrack_ = track;
    Q_EMIT activeTrackChanged(track);
}

void EditorState::setTool(ToolKind tool)
{
    if (tool == tool_)
        return;
    tool_ = tool;
    Q_EMIT toolChanged(tool);
}

void EditorState::setSnapGrid(SnapGrid grid)
{
    if (grid == snapGrid_)
        return;
    snapGrid_ = grid;
    Q_EMIT snapGridChanged();
}

void EditorState::refineGrid()
{
    setSnapGrid({1, std::min(snapGrid_.denominator * 2, 64), SnapGrid::Kind::Straight});
}

void EditorState::coarsenGrid()
{
    setSnapGrid({1, std::max(snapGrid_.denominator / 2, 1), SnapGrid::Kind::Straight});
}

void EditorState::toggleTriplets()
{
    SnapGrid grid = snapGrid_;
    grid.kind = grid.kind == SnapGrid::Kind::Triplet ? SnapGrid::Kind::Straight : SnapGrid::Kind::Triplet;
    setSnapGrid(grid);
}

void EditorState::setLoop(Range<Tick> loop)
{
    loop_ = loop.isEmpty() ? std::nullopt : std::optional(loop);
    looping_ = loop_.has_value();
    Q_EMIT loopChanged();
}

void EditorState::setLooping(bool looping)
{
    looping_ = looping;
    Q_EMIT loopChanged();
}

void EditorState::rememberNote(const Note& note)
{
    lastLength_ = note.length;
    lastVelocity_ = note.velocity;
}

void EditorState::followSong(const Song& song)
{
    Selection existing = selection_;
    existing.keepExisting(song);
    setSelection(std::move(existing));
    if (song.findTrack(activeTrack_) == nullptr) {
        const auto withNotes = std::ranges::find_if(song.tracks, [](const auto& track) { return track->noteCount() > 0; });
        if (withNotes != song.tracks.end())
            setActiveTrack((*withNotes)->id);
        else
            setActiveTrack(song.tracks.empty() ? TrackId() : song.tracks.front()->id);
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EditorState.h"

#include "ui/PitchText.h"

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

void EditorState::setOptions(const RollOptions& options)
{
    if (options == options_)
        return;
    options_ = options;
    setMiddleC(options.middleC);
    Q_EMIT optionsChanged();
}

void EditorState::setSnapGrid(SnapGrid grid)
{
    const SnapGrid before = snapGrid();
    const bool wasAdaptive = adaptive_;
    snaps_ = !grid.isOff();
    if (snaps_) {
        adaptive_ = false;
        grid_ = grid;
    }
    if (snapGrid() != before || adaptive_ != wasAdaptive)
        Q_EMIT snapGridChanged();
}

void EditorState::toggleSnapping()
{
    snaps_ = !snaps_;
    Q_EMIT snapGridChanged();
}

void EditorState::refineGrid()
{
    setSnapGrid(finer(grid_));
}

void EditorState::coarsenGrid()
{
    setSnapGrid(coarser(grid_));
}

void EditorState::toggleGridKind(SnapGrid::Kind kind)
{
    const bool wasAdaptive = adaptive_;
    setSnapGrid(asKind(grid_, grid_.kind == kind ? SnapGrid::Kind::Straight : kind));
    if (wasAdaptive)
        setGridAdaptive(true);
}

void EditorState::setGridAdaptive(bool adaptive)
{
    adaptive_ = adaptive;
    snaps_ = snaps_ || adaptive;
    adaptGrid();
    Q_EMIT snapGridChanged();
}

void EditorState::followZoom(double pixelsPerQuarter)
{
    pixelsPerQuarter_ = pixelsPerQuarter;
    const SnapGrid before = grid_;
    adaptGrid();
    if (grid_ != before)
        Q_EMIT snapGridChanged();
}

void EditorState::adaptGrid()
{
    constexpr double kLeastPixels = 14.0; ///< of a step
    if (!adaptive_)
        return;
    const double quarters = kLeastPixels / pixelsPerQuarter_;
    grid_ = finestGrid(grid_.kind, Tick(static_cast<std::int64_t>(quarters * static_cast<double>(kTicksPerQuarter.value))));
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Selection.h"
#include "core/edit/SnapGrid.h"
#include "ui/RollOptions.h"

#include <QObject>

#include <optional>

namespace continuo::ui {

enum class ToolKind : std::uint8_t { Select, Pencil, Erase, Split };

/// How the song is being worked on, beside the song itself: what is selected, the active track, the tool, the grid,
/// the loop. Not part of the document and not undone with it. UI thread.
class EditorState : public QObject {
    Q_OBJECT

public:
    explicit EditorState(QObject* parent = nullptr) : QObject(parent) {}

    const Selection& selection() const { return selection_; }
    TrackId activeTrack() const { return activeTrack_; }
    ToolKind tool() const { return tool_; }
    /// The grid that notes snap to; off while snapping is.
    SnapGrid snapGrid() const { return snaps_ ? grid_ : SnapGrid{grid_.numerator, grid_.denominator, SnapGrid::Kind::Off}; }
    /// The grid even while snapping is off: what keys move notes by.
    const SnapGrid& grid() const { return grid_; }
    /// Whether the grid becomes finer as one zooms in.
    bool isGridAdaptive() const { return adaptive_; }
    /// The stretch that plays again and again while isLooping; none until one is drawn.
    std::optional<Range<Tick>> loop() const { return loop_; }
    bool isLooping() const { return looping_ && loop_; }
    /// Length and velocity of the note drawn or chosen last: what the pencil uses next.
    Tick lastLength() const { return lastLength_; }
    std::uint8_t lastVelocity() const { return lastVelocity_; }

    const RollOptions& options() const { return options_; }

    /// Pitches are written as they say from now on.
    void setOptions(const RollOptions& options);
    void setSelection(Selection selection);
    void setActiveTrack(TrackId track);
    void setTool(ToolKind tool);
    /// One that is off stops the snapping and leaves the grid as it was. The grid is adaptive no longer.
    void setSnapGrid(SnapGrid grid);
    void toggleSnapping();
    /// The next finer or coarser grid of its kind.
    void refineGrid();
    void coarsenGrid();
    /// Triplets, dotted values or quintuplets of the grid's fraction, or straight again.
    void toggleGridKind(SnapGrid::Kind kind);
    void setGridAdaptive(bool adaptive);
    /// The roll shows a quarter that wide: an adaptive grid follows.
    void followZoom(double pixelsPerQuarter);
    /// An empty range removes the loop.
    void setLoop(Range<Tick> loop);
    void setLooping(bool looping);
    void rememberNote(const Note& note);
    void setLastLength(Tick length) { lastLength_ = length; }
    /// Forgets selected notes and an active track that the song does not have; another track becomes active.
    void followSong(const Song& song);

Q_SIGNALS:
    void selectionChanged();
    void activeTrackChanged(continuo::TrackId track);
    void toolChanged(continuo::ui::ToolKind tool);
    void snapGridChanged();
    void optionsChanged();
    void loopChanged();

private:
    void adaptGrid();

    Selection selection_;
    TrackId activeTrack_;
    ToolKind tool_ = ToolKind::Select;
    SnapGrid grid_;
    bool snaps_ = true, adaptive_ = false;
    double pixelsPerQuarter_ = 80.0;
    RollOptions options_;
    std::optional<Range<Tick>> loop_;
    bool looping_ = false;
    Tick lastLength_ = kTicksPerQuarter;
    std::uint8_t lastVelocity_ = 80;
};

} // namespace continuo::ui

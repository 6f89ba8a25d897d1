// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Selection.h"
#include "core/edit/SnapGrid.h"

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
    const SnapGrid& snapGrid() const { return snapGrid_; }
    /// The stretch that plays again and again while isLooping; none until one is drawn.
    std::optional<Range<Tick>> loop() const { return loop_; }
    bool isLooping() const { return looping_ && loop_; }
    /// Length and velocity of the note drawn or chosen last: what the pencil uses next.
    Tick lastLength() const { return lastLength_; }
    std::uint8_t lastVelocity() const { return lastVelocity_; }

    /// Whether a double click with the select tool adds and deletes notes.
    bool doubleClickEdits() const { return doubleClickEdits_; }

    void setDoubleClickEdits(bool edits) { doubleClickEdits_ = edits; }
    void setSelection(Selection selection);
    void setActiveTrack(TrackId track);
    void setTool(ToolKind tool);
    void setSnapGrid(SnapGrid grid);
    /// The next finer or coarser straight grid, from whole notes to 1/64.
    void refineGrid();
    void coarsenGrid();
    /// Triplets of the grid's step, or straight again.
    void toggleTriplets();
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
    void loopChanged();

private:
    Selection selection_;
    TrackId activeTrack_;
    ToolKind tool_ = ToolKind::Select;
    SnapGrid snapGrid_;
    std::optional<Range<Tick>> loop_;
    bool looping_ = false;
    Tick lastLength_ = kTicksPerQuarter;
    std::uint8_t lastVelocity_ = 80;
    bool doubleClickEdits_ = true;
};

} // namespace continuo::ui

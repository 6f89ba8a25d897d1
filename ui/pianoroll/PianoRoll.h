// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"
#include "ui/PitchText.h"
#include "ui/pianoroll/EraseTool.h"
#include "ui/pianoroll/PencilTool.h"
#include "ui/pianoroll/RollGeometry.h"
#include "ui/pianoroll/RollPainter.h"
#include "ui/pianoroll/SelectTool.h"
#include "ui/pianoroll/SelectionBox.h"
#include "ui/pianoroll/SplitTool.h"

#include <QWidget>

namespace continuo::ui {

/// The area of the notes. Turns mouse events into RollPoints for the tool in hand, its edits into previews and
/// commits, and changes into repaints. Decides nothing about music.
class PianoRoll : public QWidget {
    Q_OBJECT

public:
    PianoRoll(DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

    const RollGeometry& geometry() const { return geometry_; }
    void setTheme(const Theme& theme);
    /// Shows the suggestion as ghost notes; null for none. The pointer is used until the next call.
    void setGhosts(const Suggestion* ghosts, Range<Tick> replaced, std::vector<TrackId> replacedTracks);
    bool hasGhosts() const { return ghosts_ != nullptr; }
    /// The suggestion whose notes are the ghosts; null without any.
    const Suggestion* ghosts() const { return ghosts_; }
    /// Where it would replace what there is.
    Range<Tick> replaced() const { return replaced_; }
    /// Whether notes of tracks beside the active one are seen, dimmed, and can be taken hold of.
    bool showsOtherTracks() const { return showsOtherTracks_; }
    void setShowsOtherTracks(bool shown);
    /// The track that is written on; null when there is none.
    const Track* activeTrack() const { return bridge_.document().song().findTrack(state_.activeTrack()); }
    /// How the key in force where the view begins is spelt.
    Accidentals accidentals() const;
    /// Moves the playhead; while the song plays the view goes along as the options say, until it is scrolled by hand.
    enum class Follow : std::uint8_t { No, Yes };
    void setPlayhead(Tick at, Follow follow);
    /// The view goes along again although it was scrolled by hand.
    void resumeFollowing() { scrolledByHand_ = false; }

    void scrollTo(double x, double y);
    /// The same, by the user: the view stops going along with the playhead.
    void scrollByHand(double x, double y);
    /// The tick under x (the pitch under y) stays where it is.
    void zoomTime(double factor, double anchorX);
    void zoomPitch(double factor, double anchorY);
    /// Chooses zoom and scroll so that these notes fill the view; nothing happens without notes.
    void showNotes(const std::vector<Note>& inSongTime);
    /// The first sixteen quarters and the middle octaves: the place to draw in.
    void showMiddle();
    /// Scrolls as little as brings the tick into view.
    void reveal(Tick at);
    /// Scrolls so that the whole range is seen, or its begin when it is longer than the view.
    void reveal(Range<Tick> range);
    /// Scrolls as little as brings all of these pitches into view; rows that leave no room for them get lower.
    void reveal(Pitch lowest, Pitch highest);
    /// Puts back a height of rows and a place that geometry() had.
    void showRows(double rowHeight, double scrollY);
    /// Ends the gesture under way as if it had not begun. False when there is none.
    bool cancelGesture();

Q_SIGNALS:
    void geometryChanged();
    /// A pitch to be heard on the active track.
    void auditioned(continuo::Pitch pitch, int velocity);
    /// A note was clicked with the right button; it is selected. The place is of the screen.
    void menuRequested(QPoint at);
    void pointerMoved(continuo::Tick at, continuo::Pitch pitch);
    /// What a gesture did to notes that were not meant.
    void said(const QString& sentence);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    RollPoint pointAt(QPointF position, Qt::KeyboardModifiers modifiers) const;
    /// Those of the active track; a rectangle or a closed shape.
    template <typename Area>
    Selection notesInArea(const Area& area) const;
    Tool& chosenTool();
    bool rightButtonErases() const;
    void preview(const std::optional<Edit>& edit);
    void commit(const std::optional<Edit>& edit);
    RollPicture picture() const;
    void showChange(const Change& change);
    /// Has the rubber band or lasso painted as it is now, and what it left behind.
    void showGestureShape();
    /// Selects the note there for its menu, unless it is selected already. False when there is none.
    bool chooseForMenu(const RollPoint& point);
    void turnVelocity(const RollPoint& point, double notches, QPoint onScreen);
    void updateContent();
    /// The rows that the options ask for, unless a gesture is under way.
    void updateRows();
    void updateBox();
    void follow();
    void updateCursor(const RollPoint& hover);
    /// Moves what is painted along with a scroll from there to here, and has the rest painted.
    void moveContents(const RollGeometry& before);
    void geometryMoved();

    DocumentBridge& bridge_;
    EditorState& state_;
    const Theme* theme_;
    RollGeometry geometry_;
    RollPainter painter_;
    ToolContext context_;
    SelectTool select_;
    PencilTool pencil_;
    EraseTool erase_;
    SplitTool split_;
    Tool* gesture_ = nullptr;              ///< the tool whose gesture is under way
    std::optional<QPointF> panFrom_;       ///< where a middle-button drag was last
    QRect shownShape_;                     ///< where the rubber band or lasso was painted; empty for none
    NoteDetail paintedDetail_ = NoteDetail::Rounded;
    std::optional<SelectionBox> box_;      ///< as it is painted
    bool showsOtherTracks_ = true;
    bool scrolledByHand_ = false;          ///< since the song began to play
    Tick playhead_;
    Tick songEnd_;                         ///< where the last bar with notes ends
    const Suggestion* ghosts_ = nullptr;
    Range<Tick> replaced_;
    std::vector<TrackId> replacedTracks_;
};

} // namespace continuo::ui

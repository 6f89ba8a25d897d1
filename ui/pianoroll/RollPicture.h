// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/edit/Selection.h"
#include "ui/RollOptions.h"
#include "ui/pianoroll/SelectionBox.h"

#include <QPolygonF>
#include <QRectF>

#include <optional>
#include <span>

namespace continuo::ui {

/// Everything the roll shows, as values: what RollPainter needs beside geometry and theme. Pointers look at things
/// that live at least as long as the painting.
struct RollPicture {
    const Song* song = nullptr;                       ///< never null while painting
    Tick end;                                         ///< where the last bar with notes ends; 0 without notes
    TrackId activeTrack;
    const Selection* selected = nullptr;              ///< null: nothing is selected
    bool showsOtherTracks = true;                     ///< tracks beside the active one, dimmed
    const Suggestion* ghosts = nullptr;               ///< the suggestion on show; null: none
    Range<Tick> replaced;                             ///< what `ghosts` would replace, in `replacedTracks`
    std::span<const TrackId> replacedTracks;
    Tick gridStep;                                    ///< distance of the finest lines; 0 for none
    std::optional<Tick> playhead;
    std::optional<Range<Tick>> loop;
    std::optional<SelectionBox> box;                  ///< around the selected notes, with its handles
    std::optional<QRectF> rubberBand;                 ///< in pixels of the roll
    RollOptions options;                              ///< labels and colours of notes
    QPolygonF lasso;                                  ///< in pixels of the roll; empty for none
};

} // namespace continuo::ui

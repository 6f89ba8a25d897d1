// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/NoteNames.h"
#include "ui/pianoroll/NoteSpans.h"
#include "ui/pianoroll/RollGeometry.h"
#include "ui/pianoroll/RollPicture.h"

#include <vector>

class QPainter;

namespace continuo::ui {

class PixelFill;

/// How notes are painted: few are rounded and antialiased with their names; many are plain, touching ones merged,
/// because antialiasing and outlines are the whole cost of a crowded roll.
enum class NoteDetail : std::uint8_t { Rounded, Merged };

/// Paints notes and ghost notes.
class NotePainter {
public:
    /// More notes than this in view are merged.
    static constexpr int kRoundedNotes = 800;

    /// What the whole view calls for, so that a part of it is painted like the rest.
    NoteDetail detailOf(const RollGeometry& geometry, const RollPicture& picture);
    /// Tracks that are not active first and dimmed, then the active one; so does paintMerged().
    void paintRounded(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
                      const QRectF& exposed);
    void paintMerged(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture);
    /// The suggestion: dashed outlines in the colour of their tracks.
    void paintGhosts(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
                     const QRectF& exposed);

private:
    struct Shown {
        QRectF rect;
        Pitch pitch;
        std::optional<KeySignature> key;
        std::uint8_t velocity;
        bool selected, muted, suggested, replaced, pinned;
    };
    /// Calls visit(note, clip, selected, replaced) for the notes of the track that lie in the area.
    template <typename Visit>
    void eachShown(const Track& track, const RollGeometry& geometry, const RollPicture& picture, const QRectF& exposed,
                   Visit visit);
    void collect(const Track& track, const RollGeometry& geometry, const RollPicture& picture, const QRectF& exposed);
    void chooseNames(const RollPicture& picture);
    static bool isColouredByDegree(const Track& track, const RollPicture& picture);
    /// Without a colour of the track each note has that of its degree.
    void paintCollected(QPainter& painter, const Theme& theme, const std::optional<QColor>& ofTrack, bool active);
    void mergeTrack(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
                    const Track& track, bool active);
    void paintName(QPainter& painter, const QRectF& rect, QStaticText& name, const QColor& colour);

    std::vector<Shown> shown_; ///< of the track being painted; kept to keep its memory
    NoteSpans spans_;
    NoteNames names_;
};

} // namespace continuo::ui

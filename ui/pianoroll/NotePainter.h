// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/Theme.h"
#include "ui/pianoroll/LongestNotes.h"
#include "ui/pianoroll/RollGeometry.h"
#include "ui/pianoroll/RollPicture.h"

#include <QStaticText>

#include <array>
#include <vector>

class QPainter;

namespace continuo::ui {

/// Paints notes and ghost notes. Few notes are rounded and antialiased with their names; many are painted as spans,
/// touching ones merged, because antialiasing and outlines are the whole cost of a crowded roll.
class NotePainter {
public:
    /// More notes than this in view are painted as spans.
    static constexpr std::size_t kDetailedNotes = 1500;

    /// Tracks that are not active first and dimmed, then the active one.
    void paintTracks(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
                     const QRectF& exposed);
    /// The suggestion: dashed outlines in the colour of their tracks.
    void paintGhosts(QPainter& painter, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
                     const QRectF& exposed);

private:
    enum class Spelling : std::uint8_t { Sharps, Flats };
    struct Shown {
        QRectF rect;
        Pitch pitch;
        std::uint8_t velocity;
        bool selected, muted, suggested, replaced;
    };
    void collect(const Track& track, const RollGeometry& geometry, const RollPicture& picture, const QRectF& exposed);
    void paintDetailed(QPainter& painter, const Theme& theme, const QColor& colour, bool active);
    void paintSpans(QPainter& painter, const Theme& theme, const QColor& colour, bool active);
    void paintName(QPainter& painter, const QRectF& rect, Pitch pitch, const QColor& colour);
    void chooseSpelling(const RollGeometry& geometry, const RollPicture& picture);

    LongestNotes longest_;
    std::vector<Shown> shown_; ///< of the track being painted; kept to keep its memory
    Spelling spelling_ = Spelling::Sharps;
    std::array<QStaticText, 128> names_; ///< in that spelling
};

} // namespace continuo::ui

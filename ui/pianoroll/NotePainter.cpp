// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NotePainter.h"

#include "core/theory/ScaleDegree.h"
#include "ui/pianoroll/PixelFill.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>

namespace continuo::ui {

namespace {

constexpr double kMinNotePixels = 2.0;     ///< shorter notes are still seen
constexpr double kNameHeight = 11.0;       ///< rows lower than this carry no names
constexpr double kDimmed = 0.34;           ///< share of its colour that a track keeps while it is not active
constexpr double kReach = 3.0;             ///< pixels that a note's outline or the span it belongs to reach beyond it
constexpr int kShades = 8;                 ///< velocity steps of merged notes; the other looks follow
constexpr int kFadedLook = kShades, kSelectedLook = kShades + 1, kLooks = kShades + 2;
constexpr int kAlteredLook = 7;            ///< of degrees: seven looks for the tones of the key, one for all others
static_assert(kAlteredLook < kShades);

/// The colour of a note: the louder, the fuller.
QColor shade(const Theme& theme, const QColor& colour, std::uint8_t velocity, bool active)
{
    const double loudness = velocity / 127.0;
    return mixed(theme.whiteRow, colour, active ? 0.38 + 0.62 * loudness : kDimmed * (0.6 + 0.4 * loudness));
}

/// The place of the pitch in the key as a look: its degree from 0, or kAlteredLook.
int degreeLook(Pitch pitch, std::optional<KeySignature> key)
{
    const ScaleDegree degree = degreeOf(pitch, key.value_or(KeySignature{}));
    return degree.alteration == 0 ? degree.number - 1 : kAlteredLook;
}

double cornerRadius(const QRectF& rect)
{
    return std::min({3.0, rect.height() * 0.3, rect.width() * 0.3});
}

/// The triangle in the top left corner of notes that a suggestion wrote.
void paintSuggestionMark(QPainter& painter, const QRectF& rect, const QColor& colour)
{
    const double side = std::min(7.0, rect.height() * 0.55);
    if (rect.width() < side + 3.0 || side < 4.0)
        return;
    QPainterPath corner;
    corner.moveTo(rect.topLeft());
    corner.lineTo(rect.left() + side, rect.top());
    corner.lineTo(rect.left(), rect.top() + side);
    corner.closeSubpath();
    painter.fillPath(corner, colour);
}

/// The pin in the top right corner of notes that suggestions leave alone.
void paintPin(QPainter& painter, const QRectF& rect, const QColor& colour)
{
    const double side = std::min(6.0, rect.height() * 0.5);
    if (rect.width() < side + 4.0 || side < 3.0)
        return;
    const QRectF head(rect.right() - side - 2.0, rect.top() + 2.0, side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(head);
    painter.setPen(QPen(colour, 1.5));
    painter.drawLine(head.center(), QPointF(head.center().x(), rect.bottom() - 1.0));
}

QRectF withMinimumWidth(QRectF rect)
{
    rect.setWidth(std::max(rect.width() - 1.0, kMinNotePixels));
    return rect;
}

/// Calls visit(track, isActive) in the order of painting: the active track last.
template <typename Visit>
void eachTrackShown(const RollPicture& picture, Visit visit)
{
    const Track* active = nullptr;
    for (const auto& track : picture.song->tracks) {
        if (track->id == picture.activeTrack)
            active = track.get();
        else if (picture.showsOtherTracks)
            visit(*track, false);
    }
    if (active != nullptr)
        visit(*active, true);
}

} // namespace

NoteDetail NotePainter::detailOf(const RollGeometry& geometry, const RollPicture& picture)
{
    const Pitch low = geometry.lowestVisible(), high = geometry.highestVisible();
    int count = 0;
    for (const auto& track : picture.song->tracks) {
        if (!picture.showsOtherTracks && track->id != picture.activeTrack)
            continue;
        eachSounding(*track, geometry.visibleTicks(), [&](const Note& note, const Clip&) {
            count += low <= note.pitch && note.pitch <= high;
        });
        if (count > kRoundedNotes)
            return NoteDetail::Merged;
    }
    return NoteDetail::Rounded;
}

template <typename Visit>
void NotePainter::eachShown(const Track& track, const RollGeometry& geometry, const RollPicture& picture,
                            const QRectF& exposed, Visit visit)
{
    const Range<Tick> visible{geometry.tick(exposed.left() - kReach), geometry.tick(exposed.right() + kReach)};
    const Pitch low = geometry.pitch(exposed.bottom() + kReach), high = geometry.pitch(exposed.top() - kReach);
    const bool mayBeReplaced = std::ranges::find(picture.replacedTracks, track.id) != picture.replacedTracks.end();
    const auto isLocked = [&picture](NoteId id) {
        return picture.ghosts != nullptr && std::ranges::find(picture.ghosts->lockedNotes, id) != picture.ghosts->lockedNotes.end();
    };
    const bool mayBeSelected = picture.selected != nullptr && !picture.selected->isEmpty();
    eachSounding(track, visible, [&](const Note& note, const Clip& clip) {
        if (note.pitch < low || high < note.pitch)
            return;
        visit(note, clip, mayBeSelected && picture.selected->contains({track.id, note.id}),
              mayBeReplaced && picture.replaced.contains(clip.start + note.start) && !isLocked(note.id));
    });
}

void NotePainter::collect(const Track& track, const RollGeometry& geometry, const RollPicture& picture,
                          const QRectF& exposed)
{
    shown_.clear();
    eachShown(track, geometry, picture, exposed, [&](const Note& note, const Clip& clip, bool selected, bool replaced) {
        shown_.push_back({withMinimumWidth(geometry.rect(inSongTime(note, clip))), note.pitch,
                          picture.song->keyAt(clip.start + note.start), note.velocity, selected, note.muted,
                          note.origin == Origin::Suggestion, replaced, note.pinned});
    });
}

void NotePainter::paintRounded(QPainter& painter, const RollGeometry& geometry, const Theme& theme,
                               const RollPicture& picture, const QRectF& exposed)
{
    chooseNames(picture);
    painter.setRenderHint(QPainter::Antialiasing, true);
    eachTrackShown(picture, [&](const Track& track, bool active) {
        collect(track, geometry, picture, exposed);
        const bool byDegree = active && isColouredByDegree(track, picture);
        paintCollected(painter, theme, byDegree ? std::nullopt : std::optional(theme.track(track.colour)), active);
    });
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void NotePainter::paintMerged(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture)
{
    eachTrackShown(picture, [&](const Track& track, bool active) { mergeTrack(fill, geometry, theme, picture, track, active); });
}

void NotePainter::chooseNames(const RollPicture& picture)
{
    const Track* active = picture.song->findTrack(picture.activeTrack);
    names_.choose(picture.options.labels, active != nullptr && active->isDrums());
}

bool NotePainter::isColouredByDegree(const Track& track, const RollPicture& picture)
{
    return picture.options.colours == RollOptions::Colours::Degrees && !track.isDrums();
}

void NotePainter::paintCollected(QPainter& painter, const Theme& theme, const std::optional<QColor>& ofTrack, bool active)
{
    const QPen outline(active ? theme.noteOutline : QColor(Qt::transparent), 1.0);
    const QPen selectedOutline(theme.selectedOutline, 2.0);
    for (const Shown& note : shown_) {
        const QColor colour = ofTrack ? *ofTrack : theme.degree(degreeLook(note.pitch, note.key));
        const double inset = note.selected ? 1.0 : 0.5;
        const QRectF rect = note.rect.adjusted(inset, inset, -inset, -inset - 0.5);
        QColor fill = shade(theme, colour, note.velocity, active);
        if (note.replaced || note.muted)
            fill = mixed(theme.whiteRow, fill, 0.3);
        painter.setPen(note.selected ? selectedOutline : outline);
        painter.setBrush(note.selected ? mixed(fill, theme.selectedOutline, 0.12) : fill);
        painter.drawRoundedRect(rect, cornerRadius(rect), cornerRadius(rect));
        if (note.muted) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(QBrush(colour, Qt::BDiagPattern));
            painter.drawRoundedRect(rect, cornerRadius(rect), cornerRadius(rect));
        }
        if (note.suggested)
            paintSuggestionMark(painter, rect, active ? theme.suggestion : mixed(theme.whiteRow, theme.suggestion, 0.5));
        if (note.pinned)
            paintPin(painter, rect, active ? theme.selectedOutline : mixed(theme.whiteRow, theme.selectedOutline, 0.4));
        if (active && !note.muted)
            paintName(painter, rect, names_.of(note.pitch, note.key), note.velocity > 40 && !note.replaced ? theme.noteText : theme.text);
    }
}

void NotePainter::mergeTrack(PixelFill& fill, const RollGeometry& geometry, const Theme& theme, const RollPicture& picture,
                             const Track& track, bool active)
{
    const QColor colour = theme.track(track.colour);
    const bool byDegree = active && isColouredByDegree(track, picture);
    std::array<QRgb, kLooks> inks{};
    for (int look = 0; look < kLooks; ++look) {
        const auto velocity = static_cast<std::uint8_t>((look * 2 + 1) * 64 / kShades);
        const QColor ink = look == kSelectedLook ? theme.selectedOutline
            : look == kFadedLook ? mixed(theme.whiteRow, shade(theme, colour, 80, active), 0.3)
            : byDegree           ? theme.degree(look)
                                 : shade(theme, colour, velocity, active);
        inks[static_cast<std::size_t>(look)] = ink.rgb();
    }
    spans_.begin(geometry);
    eachShown(track, geometry, picture, fill.area(), [&](const Note& note, const Clip& clip, bool selected, bool replaced) {
        const int sound = byDegree ? degreeLook(note.pitch, picture.song->keyAt(clip.start + note.start))
                                   : note.velocity * kShades / 128;
        const int look = selected ? kSelectedLook : note.muted || replaced ? kFadedLook : sound;
        spans_.add(clip.start + note.start, note.length, note.pitch, inks[static_cast<std::size_t>(look)]);
    });
    spans_.paint(fill, inks[kSelectedLook]);
}

void NotePainter::paintName(QPainter& painter, const QRectF& rect, QStaticText& name, const QColor& colour)
{
    if (rect.height() < kNameHeight)
        return;
    QFont font = painter.font();
    font.setPixelSize(static_cast<int>(std::min(rect.height() - 2.0, 11.0)));
    painter.setFont(font);
    name.prepare({}, font);
    constexpr double kMargin = 4.0;
    if (name.size().width() + 2 * kMargin > rect.width())
        return;
    painter.setPen(colour);
    painter.drawStaticText(QPointF(wholePixel(rect.left() + kMargin), wholePixel(rect.center().y() - name.size().height() / 2)),
                           name);
}

void NotePainter::paintGhosts(QPainter& painter, const RollGeometry& geometry, const Theme& theme,
                              const RollPicture& picture, const QRectF& exposed)
{
    if (picture.ghosts == nullptr)
        return;
    chooseNames(picture);
    const auto colourOf = [&](TrackId id) {
        if (const Track* track = picture.song->findTrack(id))
            return theme.track(track->colour);
        const auto& added = picture.ghosts->newTracks;
        const auto found = std::ranges::find(added, id, &SuggestedTrack::id);
        return theme.track(static_cast<int>(picture.song->tracks.size()) + static_cast<int>(found - added.begin()));
    };
    painter.setRenderHint(QPainter::Antialiasing, true);
    for (const SuggestedNote& suggested : picture.ghosts->notes) {
        const QRectF rect = withMinimumWidth(geometry.rect(suggested.note)).adjusted(0.5, 0.5, -0.5, -1.0);
        if (!rect.intersects(exposed))
            continue;
        const QColor colour = colourOf(suggested.track);
        QPen pen(mixed(colour, theme.text, 0.25), 1.25);
        pen.setDashPattern({3.0, 2.0});
        painter.setPen(pen);
        QColor fill = colour;
        fill.setAlphaF(0.28f);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect, cornerRadius(rect), cornerRadius(rect));
        paintName(painter, rect, names_.of(suggested.note.pitch, picture.song->keyAt(suggested.note.start)), theme.text);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/VelocityLane.h"

#include "core/edit/VelocityEdits.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr double kFoot = 6.0;              ///< pixels of the lane below the stems
constexpr std::size_t kPixelsOfHead = 6;   ///< stems closer than this on average have no round heads
constexpr double kReach = 5.0;             ///< pixels beside a stem that still take hold of it

} // namespace

VelocityLane::VelocityLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : DrawnLane(roll, bridge, state, parent)
{
    setObjectName(QStringLiteral("velocityLane"));
    setAccessibleName(tr("Velocities"));
    setToolTip(tr("Drag to set how loud the notes are; with Shift a straight line"));
}

void VelocityLane::paintValues(QPainter& painter, const Track& track)
{
    struct Stem {
        double x;
        int velocity;
        bool isSelected;
    };
    std::vector<Stem> stems;
    const Range<Tick> visible = roll().geometry().visibleTicks();
    for (const auto& clip : track.clips) {
        for (const Note& note : clip->notes.startingIn({visible.begin - clip->start, visible.end - clip->start})) {
            const double x = wholePixel(roll().geometry().x(note.start + clip->start)) + 1.0;
            const bool selected = state().selection().contains({track.id, note.id});
            const bool isHidden = !stems.empty() && stems.back().x == x && stems.back().isSelected == selected
                && stems.back().velocity >= note.velocity;
            if (!isHidden)
                stems.push_back({x, note.velocity, selected});
        }
    }
    const bool headed = stems.size() * kPixelsOfHead <= static_cast<std::size_t>(width());
    painter.setRenderHint(QPainter::Antialiasing, headed);
    painter.setPen(Qt::NoPen);
    for (const Stem& stem : stems) {
        const QColor colour = stem.isSelected ? theme().selectedOutline : theme().track(track.colour);
        const double top = std::round(yOf(stem.velocity));
        painter.fillRect(QRectF(stem.x - 1.0, top, 2.0, height() - kFoot - top), colour);
        if (headed) {
            painter.setBrush(colour);
            painter.drawEllipse(QPointF(stem.x, top), 3.5, 3.5);
        }
    }
}

void VelocityLane::drawLine(QPointF from, QPointF to)
{
    const Track* track = document().committedSong().findTrack(state().activeTrack());
    if (track == nullptr)
        return;
    const RollGeometry& geometry = roll().geometry();
    std::map<NoteRef, int> reached, selected;
    for (const auto& clip : track->clips) {
        const Range<Tick> ticks{geometry.tick(from.x() - kReach) - clip->start, geometry.tick(to.x() + kReach) - clip->start};
        for (const Note& note : clip->notes.startingIn(ticks)) {
            const NoteRef ref{track->id, note.id};
            const double y = onLine(from, to, geometry.x(clip->start + note.start));
            reached[ref] = std::max(1, valueAtY(y));
            if (state().selection().contains(ref))
                selected[ref] = reached[ref];
        }
    }
    for (const auto& [ref, velocity] : selected.empty() ? reached : selected)
        drawn_[ref] = velocity;
}

Edit VelocityLane::edit() const
{
    return {"Set velocity",
            [drawn = drawn_](const Song& song) {
                std::map<int, std::vector<NoteRef>> byVelocity;
                for (const auto& [ref, loudness] : drawn)
                    byVelocity[loudness].push_back(ref);
                Song changed = song;
                for (const auto& [loudness, refs] : byVelocity)
                    changed = setVelocity(refs, loudness).apply(changed);
                return changed;
            },
            {}};
}

} // namespace continuo::ui

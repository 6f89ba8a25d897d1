// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/VelocityLane.h"

#include "core/edit/VelocityEdits.h"
#include "ui/pianoroll/GridPainter.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kHeight = 76;
constexpr double kMargin = 6.0;
constexpr std::size_t kPixelsOfHead = 6; ///< stems closer than this on average have no round heads
constexpr double kReach = 5.0;   ///< pixels beside a stem that still take hold of it

} // namespace

VelocityLane::VelocityLane(const PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), roll_(roll), bridge_(bridge), state_(state), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("velocityLane"));
    setAccessibleName(tr("Velocities"));
    setToolTip(tr("Drag to set how loud the notes are; with Shift a straight line"));
    setFixedHeight(kHeight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    const auto repaint = qOverload<>(&QWidget::update);
    connect(&roll_, &PianoRoll::geometryChanged, this, repaint);
    connect(&bridge_, &DocumentBridge::changed, this, repaint);
    connect(&state_, &EditorState::selectionChanged, this, repaint);
    connect(&state_, &EditorState::activeTrackChanged, this, repaint);
    connect(&state_, &EditorState::snapGridChanged, this, repaint);
}

void VelocityLane::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

double VelocityLane::stemTop(int velocity) const
{
    return height() - kMargin - velocity / 127.0 * (height() - 2 * kMargin);
}

int VelocityLane::velocityAt(double y) const
{
    return std::clamp(static_cast<int>(std::lround((height() - kMargin - y) / (height() - 2 * kMargin) * 127.0)), 1, 127);
}

void VelocityLane::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), theme_->blackRow);
    const Song& song = bridge_.document().song();
    paintTimeLines(painter, roll_.geometry(), *theme_, song.meters, Tick(0), event->rect());
    painter.fillRect(QRect(0, 0, width(), 1), theme_->outline);
    const Track* track = song.findTrack(state_.activeTrack());
    if (track == nullptr)
        return;
    struct Stem {
        double x;
        int velocity;
        bool isSelected;
    };
    std::vector<Stem> stems;
    const Range<Tick> visible = roll_.geometry().visibleTicks();
    for (const auto& clip : track->clips) {
        for (const Note& note : clip->notesStartingIn({visible.begin - clip->start, visible.end - clip->start})) {
            const double x = wholePixel(roll_.geometry().x(note.start + clip->start)) + 1.0;
            const bool selected = state_.selection().contains({track->id, note.id});
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
        const QColor colour = stem.isSelected ? theme_->selectedOutline : theme_->track(track->colour);
        const double top = std::round(stemTop(stem.velocity));
        painter.fillRect(QRectF(stem.x - 1.0, top, 2.0, height() - kMargin - top), colour);
        if (headed) {
            painter.setBrush(colour);
            painter.drawEllipse(QPointF(stem.x, top), 3.5, 3.5);
        }
    }
}

void VelocityLane::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    drawn_.clear();
    began_ = event->position();
    last_ = began_;
    drawTo(event->position(), event->modifiers());
}

void VelocityLane::mouseMoveEvent(QMouseEvent* event)
{
    if (last_)
        drawTo(event->position(), event->modifiers());
}

void VelocityLane::mouseReleaseEvent(QMouseEvent*)
{
    if (!last_)
        return;
    last_.reset();
    bridge_.document().commit(edit());
}

void VelocityLane::drawTo(QPointF position, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        drawn_.clear();
        drawLine(began_, position);
    } else {
        drawLine(*last_, position);
    }
    last_ = position;
    bridge_.document().preview(edit());
}

void VelocityLane::drawLine(QPointF from, QPointF to)
{
    const Track* track = bridge_.document().committedSong().findTrack(state_.activeTrack());
    if (track == nullptr)
        return;
    if (from.x() > to.x())
        std::swap(from, to);
    const double left = from.x() - kReach, right = to.x() + kReach;
    const auto velocityOnLine = [&](double x) {
        const double share = to.x() > from.x() ? std::clamp((x - from.x()) / (to.x() - from.x()), 0.0, 1.0) : 1.0;
        return velocityAt(from.y() + (to.y() - from.y()) * share);
    };
    std::map<NoteRef, int> reached, selected;
    for (const auto& clip : track->clips) {
        const Range<Tick> ticks{roll_.geometry().tick(left) - clip->start, roll_.geometry().tick(right) - clip->start};
        for (const Note& note : clip->notesStartingIn(ticks)) {
            const NoteRef ref{track->id, note.id};
            const int velocity = velocityOnLine(roll_.geometry().x(clip->start + note.start));
            reached[ref] = velocity;
            if (state_.selection().contains(ref))
                selected[ref] = velocity;
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

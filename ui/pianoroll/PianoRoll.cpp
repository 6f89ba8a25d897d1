// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/PianoRoll.h"

#include "core/edit/Overlaps.h"
#include "core/edit/VelocityEdits.h"
#include "ui/EditSentence.h"
#include "ui/pianoroll/ChangedArea.h"
#include "ui/pianoroll/NotesAt.h"

#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr double kWheelZoom = 1.15;        ///< zoom factor of one wheel notch
constexpr double kWheelVelocity = 5.0;     ///< velocity of one wheel notch
constexpr double kWheelScroll = 60.0;      ///< pixels of one wheel notch
constexpr int kRoomAfterEnd = 16;          ///< bars that can be scrolled to behind the last note
constexpr int kMaxParts = 8;               ///< more changed parts than this are painted as one

/// The smallest number of logical pixels that are whole pixels of a screen with this scale: what is moved by them looks
/// the same.
double wholePixels(double scale)
{
    for (int pixels = 1; pixels <= 8; ++pixels)
        if (std::remainder(pixels * scale, 1.0) == 0.0)
            return pixels;
    return 1.0;
}

/// Notches of a wheel; a fraction for fine wheels. The larger axis counts, as Alt and Shift may swap them.
double notches(const QWheelEvent& event)
{
    const QPoint angle = event.angleDelta();
    return (std::abs(angle.x()) > std::abs(angle.y()) ? angle.x() : angle.y()) / 120.0;
}

} // namespace

PianoRoll::PianoRoll(DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), bridge_(bridge), state_(state), theme_(&lightTheme()),
      context_{bridge.document(), state,
               [this](QPointF position, Qt::KeyboardModifiers modifiers) { return pointAt(position, modifiers); },
               [this](QRectF area) { return notesInArea(area); },
               [this](const QPolygonF& shape) { return notesInArea(shape); },
               [this](Pitch pitch, std::uint8_t velocity) { Q_EMIT auditioned(pitch, velocity); }},
      select_(context_), pencil_(context_), erase_(context_), split_(context_)
{
    setObjectName(QStringLiteral("pianoRoll"));
    setAccessibleName(tr("Piano roll"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    connect(&bridge_, &DocumentBridge::changed, this, &PianoRoll::showChange);
    connect(&state_, &EditorState::selectionChanged, this, [this] {
        updateBox();
        update();
    });
    connect(&state_, &EditorState::activeTrackChanged, this, [this] {
        updateRows();
        geometryMoved();
    });
    connect(&state_, &EditorState::optionsChanged, this, [this] {
        updateRows();
        geometryMoved();
    });
    connect(&state_, &EditorState::snapGridChanged, this, qOverload<>(&QWidget::update));
    connect(&state_, &EditorState::loopChanged, this, qOverload<>(&QWidget::update));
    connect(&state_, &EditorState::toolChanged, this, [this] {
        cancelGesture();
        updateBox();
    });
    updateContent();
    updateRows();
}

void PianoRoll::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

void PianoRoll::setGhosts(const Suggestion* ghosts, Range<Tick> replaced, std::vector<TrackId> replacedTracks)
{
    ghosts_ = ghosts;
    replaced_ = replaced;
    replacedTracks_ = std::move(replacedTracks);
    updateContent();
    updateRows();
    update();
}

void PianoRoll::setShowsOtherTracks(bool shown)
{
    showsOtherTracks_ = shown;
    update();
}

Accidentals PianoRoll::accidentals() const
{
    return accidentalsIn(bridge_.document().song().keyAt(std::max(Tick(0), geometry_.visibleTicks().begin)));
}

void PianoRoll::setPlayhead(Tick at, Follow follows)
{
    update(playheadArea(geometry_, playhead_).toAlignedRect());
    playhead_ = at;
    if (follows == Follow::Yes && !scrolledByHand_ && gesture_ == nullptr)
        follow();
    update(playheadArea(geometry_, playhead_).toAlignedRect());
}

void PianoRoll::follow()
{
    constexpr double kPageMargin = 0.05, kSmoothPlace = 0.4; // shares of the width, from the left
    const double x = geometry_.x(playhead_), width = geometry_.size().width();
    switch (state_.options().autoScroll) {
    case RollOptions::AutoScroll::Page:
        if (x < 0.0 || x >= width)
            scrollTo(geometry_.scrollX() + x - width * kPageMargin, geometry_.scrollY());
        break;
    case RollOptions::AutoScroll::Smooth: scrollTo(geometry_.scrollX() + x - width * kSmoothPlace, geometry_.scrollY()); break;
    case RollOptions::AutoScroll::Off: break;
    }
}

void PianoRoll::scrollByHand(double x, double y)
{
    scrolledByHand_ = true;
    scrollTo(x, y);
}

void PianoRoll::scrollTo(double x, double y)
{
    const RollGeometry before = geometry_;
    const double step = wholePixels(devicePixelRatioF());
    const auto stepped = [step](double from, double to) { return from + std::round((to - from) / step) * step; };
    geometry_.scrollTo(stepped(before.scrollX(), x), stepped(before.scrollY(), y));
    moveContents(before);
    Q_EMIT geometryChanged();
}

void PianoRoll::zoomTime(double factor, double anchorX)
{
    geometry_.zoomTime(factor, anchorX);
    geometryMoved();
}

void PianoRoll::zoomPitch(double factor, double anchorY)
{
    geometry_.zoomPitch(factor, anchorY);
    geometryMoved();
}

void PianoRoll::showNotes(const std::vector<Note>& inSongTime)
{
    if (inSongTime.empty())
        return;
    Tick begin = inSongTime.front().start, end = begin;
    int lowest = 127, highest = 0;
    for (const Note& note : inSongTime) {
        begin = std::min(begin, note.start);
        end = std::max(end, note.end());
        lowest = std::min<int>(lowest, note.pitch.number);
        highest = std::max<int>(highest, note.pitch.number);
    }
    constexpr double kMargin = 1.08;
    const int rowsBetween = geometry_.rows().row(Pitch(lowest)) - geometry_.rows().row(Pitch(highest));
    const double quarters = static_cast<double>((end - begin).value) / static_cast<double>(kTicksPerQuarter.value);
    geometry_.setPixelsPerQuarter(geometry_.size().width() / std::max(quarters * kMargin, 1.0));
    geometry_.setRowHeight(std::clamp(geometry_.size().height() / (rowsBetween + 5), 8.0, 22.0));
    geometry_.centreOn(Pitch((highest + lowest) / 2));
    const double room = (kMargin - 1.0) / 2 * geometry_.size().width();
    geometry_.scrollBy(geometry_.x(begin) - room, 0.0);
    geometryMoved();
}

void PianoRoll::showMiddle()
{
    geometry_.setPixelsPerQuarter(geometry_.size().width() / 16.2);
    geometry_.setRowHeight(16.0);
    geometry_.centreOn(Pitch(66));
    geometry_.scrollTo(0.0, geometry_.scrollY());
    geometryMoved();
}

void PianoRoll::reveal(Tick at)
{
    const double x = geometry_.x(at), width = geometry_.size().width();
    if (x < 0.0 || x > width)
        scrollTo(geometry_.scrollX() + x - (x < 0.0 ? 0.1 : 0.9) * width, geometry_.scrollY());
}

void PianoRoll::reveal(Range<Tick> range)
{
    const double width = geometry_.size().width();
    const double begin = geometry_.x(range.begin), end = geometry_.x(range.end);
    if (begin >= 0.0 && end <= width)
        return;
    const double room = std::max(0.0, width - (end - begin)) * 0.9; // what was there before is seen too
    scrollTo(geometry_.scrollX() + begin - room, geometry_.scrollY());
}

void PianoRoll::reveal(Pitch lowest, Pitch highest)
{
    constexpr double kSpare = 1.0; // rows above and below
    const double height = geometry_.size().height();
    const auto top = [&] { return geometry_.y(highest) - kSpare * geometry_.rowHeight(); };
    const auto bottom = [&] { return geometry_.y(lowest) + (1.0 + kSpare) * geometry_.rowHeight(); };
    if (geometry_.y(highest) >= 0.0 && geometry_.y(lowest) + geometry_.rowHeight(lowest) <= height)
        return;
    if (bottom() - top() > height)
        showRows(geometry_.rowHeight() * height / (bottom() - top()), geometry_.scrollY());
    const double away = top() < 0.0 ? top() : std::max(0.0, bottom() - height);
    scrollTo(geometry_.scrollX(), geometry_.scrollY() + away);
}

void PianoRoll::showRows(double rowHeight, double scrollY)
{
    geometry_.setRowHeight(rowHeight);
    geometry_.scrollTo(geometry_.scrollX(), scrollY);
    geometryMoved();
}

bool PianoRoll::cancelGesture()
{
    if (gesture_ == nullptr)
        return false;
    gesture_->cancel();
    gesture_ = nullptr;
    bridge_.document().cancelPreview();
    showGestureShape();
    updateRows();
    return true;
}

RollPicture PianoRoll::picture() const
{
    RollPicture picture;
    picture.song = &bridge_.document().song();
    picture.end = songEnd_;
    picture.activeTrack = state_.activeTrack();
    picture.selected = &state_.selection();
    picture.showsOtherTracks = showsOtherTracks_;
    picture.ghosts = ghosts_;
    picture.replaced = replaced_;
    picture.replacedTracks = replacedTracks_;
    picture.options = state_.options();
    picture.box = box_;
    picture.gridStep = state_.snapGrid().isOff() ? Tick(0) : state_.snapGrid().step();
    picture.playhead = playhead_;
    if (state_.isLooping())
        picture.loop = state_.loop();
    if (gesture_ != nullptr) {
        picture.rubberBand = gesture_->rubberBand();
        picture.lasso = gesture_->lasso();
    }
    return picture;
}

bool PianoRoll::event(QEvent* event)
{
    if (event->type() != QEvent::NativeGesture)
        return QWidget::event(event);
    const auto& pinch = static_cast<const QNativeGestureEvent&>(*event);
    if (pinch.gestureType() != Qt::ZoomNativeGesture)
        return QWidget::event(event);
    zoomTime(1.0 + pinch.value(), pinch.position().x());
    return true;
}

void PianoRoll::paintEvent(QPaintEvent* event)
{
    const RollPicture shown = picture();
    paintedDetail_ = painter_.detailOf(geometry_, shown);
    QPainter painter(this);
    for (const QRect& area : event->region()) {
        painter.setClipRect(area);
        painter_.paint(painter, geometry_, *theme_, shown, area);
    }
}

void PianoRoll::resizeEvent(QResizeEvent*)
{
    geometry_.setSize(size());
    updateContent();
    geometryMoved();
}

void PianoRoll::mousePressEvent(QMouseEvent* event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::MiddleButton) {
        panFrom_ = event->position();
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (gesture_ != nullptr)
        return;
    if (event->button() == Qt::LeftButton)
        gesture_ = &chosenTool();
    else if (event->button() != Qt::RightButton)
        return;
    else if (rightButtonErases())
        gesture_ = &erase_;
    else if (chooseForMenu(pointAt(event->position(), event->modifiers())))
        return Q_EMIT menuRequested(event->globalPosition().toPoint());
    else
        return;
    preview(gesture_->press(pointAt(event->position(), event->modifiers())));
}

void PianoRoll::mouseMoveEvent(QMouseEvent* event)
{
    if (panFrom_) {
        const QPointF way = event->position() - *panFrom_;
        panFrom_ = event->position();
        scrollByHand(geometry_.scrollX() - way.x(), geometry_.scrollY() - way.y());
        return;
    }
    const RollPoint point = pointAt(event->position(), event->modifiers());
    Q_EMIT pointerMoved(point.at, point.pitch);
    if (gesture_ != nullptr)
        preview(gesture_->drag(point));
    else
        updateCursor(point);
}

void PianoRoll::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton)
        panFrom_.reset();
    const RollPoint point = pointAt(event->position(), event->modifiers());
    const bool ended = event->button() == Qt::LeftButton || event->button() == Qt::RightButton;
    if (Tool* tool = gesture_; tool != nullptr && ended) {
        gesture_ = nullptr;
        commit(tool->release(point));
        updateRows();
    }
    updateCursor(point);
}

void PianoRoll::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        mousePressEvent(event);
        return;
    }
    if (const auto edit = chosenTool().doubleClick(pointAt(event->position(), event->modifiers())))
        commit(edit);
    else
        mousePressEvent(event);
}

void PianoRoll::wheelEvent(QWheelEvent* event)
{
    const double turned = notches(*event);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const QPoint pixels = event->pixelDelta();
    if (event->modifiers().testFlag(Qt::AltModifier))
        turnVelocity(pointAt(event->position(), event->modifiers()), turned, event->globalPosition().toPoint());
    else if (control && shift)
        zoomPitch(std::pow(kWheelZoom, turned), event->position().y());
    else if (control)
        zoomTime(std::pow(kWheelZoom, turned), event->position().x());
    else if (shift)
        scrollByHand(geometry_.scrollX() - turned * kWheelScroll, geometry_.scrollY());
    else if (!pixels.isNull())
        scrollByHand(geometry_.scrollX() - pixels.x(), geometry_.scrollY() - pixels.y());
    else if (event->angleDelta().y() == 0)
        scrollByHand(geometry_.scrollX() - turned * kWheelScroll, geometry_.scrollY());
    else
        scrollByHand(geometry_.scrollX(), geometry_.scrollY() - turned * kWheelScroll);
    event->accept();
}

bool PianoRoll::rightButtonErases() const
{
    const bool isPencil = state_.tool() == ToolKind::Pencil;
    return isPencil == (state_.options().rightButton == RollOptions::RightButton::Menu);
}

bool PianoRoll::chooseForMenu(const RollPoint& point)
{
    if (!point.hit)
        return false;
    if (!state_.selection().contains(point.hit->ref)) {
        state_.setActiveTrack(point.hit->ref.track);
        state_.setSelection(Selection({point.hit->ref}));
    }
    return true;
}

void PianoRoll::turnVelocity(const RollPoint& point, double notches, QPoint onScreen)
{
    if (!point.hit)
        return;
    const NoteRef ref = point.hit->ref;
    const bool isSelected = state_.selection().contains(ref);
    Edit edit = changeVelocity(isSelected ? state_.selection().notes() : std::vector{ref}, static_cast<int>(std::lround(notches * kWheelVelocity)));
    edit.mergeKey = "velocity wheel " + std::to_string(ref.note.value);
    bridge_.document().commit(edit);
    if (const std::optional<Note> note = findNote(bridge_.document().song(), ref))
        QToolTip::showText(onScreen, tr("Velocity %1").arg(note->velocity), this);
}

RollPoint PianoRoll::pointAt(QPointF position, Qt::KeyboardModifiers modifiers) const
{
    RollPoint point{position, std::max(geometry_.tick(position.x()), Tick(0)), geometry_.pitch(position.y()), modifiers, {}};
    const Song& song = bridge_.document().song();
    if (box_)
        point.handle = handleAt(*box_, position, geometry_);
    if (const Track* active = song.findTrack(state_.activeTrack()))
        point.hit = hitAt(position, *active, geometry_);
    for (const auto& track : song.tracks)
        if (!point.hit && showsOtherTracks_)
            point.hit = hitAt(position, *track, geometry_);
    return point;
}

template <typename Area>
Selection PianoRoll::notesInArea(const Area& area) const
{
    const Track* track = activeTrack();
    return track ? notesIn(area, *track, geometry_) : Selection();
}

Tool& PianoRoll::chosenTool()
{
    switch (state_.tool()) {
    case ToolKind::Select: return select_;
    case ToolKind::Pencil: return pencil_;
    case ToolKind::Erase: return erase_;
    case ToolKind::Split: return split_;
    }
    return select_;
}

void PianoRoll::preview(const std::optional<Edit>& edit)
{
    if (edit)
        bridge_.document().preview(settlingOverlaps(*edit));
    else
        bridge_.document().cancelPreview();
    showGestureShape();
}

void PianoRoll::commit(const std::optional<Edit>& edit)
{
    if (!edit) {
        bridge_.document().cancelPreview();
    } else if (const QString sentence = settledSentence(commitSettled(bridge_.document(), *edit)); !sentence.isEmpty()) {
        Q_EMIT said(sentence);
    }
    showGestureShape();
}

void PianoRoll::showGestureShape()
{
    const std::optional<QRectF> band = gesture_ != nullptr ? gesture_->rubberBand() : std::nullopt;
    const QPolygonF lasso = gesture_ != nullptr ? gesture_->lasso() : QPolygonF();
    const QRectF shape = band ? *band : lasso.boundingRect();
    const QRect area = band || !lasso.isEmpty() ? shape.toAlignedRect().adjusted(-2, -2, 2, 2) : QRect();
    if (area == shownShape_ && lasso.isEmpty())
        return;
    update(shownShape_.united(area));
    shownShape_ = area;
}

void PianoRoll::showChange(const Change& change)
{
    const Tick endBefore = songEnd_;
    updateContent();
    updateBox();
    updateRows();
    const auto area = changedArea(change.before, change.after, geometry_);
    if (area && change.cause != Change::Cause::Load && songEnd_ == endBefore
        && painter_.detailOf(geometry_, picture()) == paintedDetail_)
        update(area->rectCount() > kMaxParts ? QRegion(area->boundingRect()) : *area);
    else
        update();
}

void PianoRoll::updateContent()
{
    const Song& song = bridge_.document().song();
    const Tick lastNoteEnd = song.end();
    const int lastWithNotes = lastNoteEnd > Tick(0) ? song.meters.barAt(lastNoteEnd - Tick(1)) : 0;
    songEnd_ = lastWithNotes > 0 ? song.meters.bar(lastWithNotes).end : Tick(0);
    const int lastBar = std::max(lastWithNotes, song.meters.barAt(replaced_.end));
    geometry_.setContentEnd(song.meters.bar(lastBar + kRoomAfterEnd).end);
    Q_EMIT geometryChanged();
}

void PianoRoll::updateRows()
{
    if (gesture_ != nullptr)
        return; // rows do not come and go under the pointer
    PitchRows rows;
    const RollOptions::Fold fold = state_.options().fold;
    if (const Track* track = activeTrack(); track != nullptr && fold != RollOptions::Fold::None) {
        PitchRows::Pitches shown = usedPitches(*track);
        if (ghosts_ != nullptr)
            for (const SuggestedNote& suggested : ghosts_->notes)
                shown.set(suggested.note.pitch.number);
        if (fold == RollOptions::Fold::Scale)
            shown |= scalePitches(bridge_.document().song());
        rows = PitchRows(shown);
    }
    if (rows == geometry_.rows())
        return;
    geometry_.setRows(rows);
    geometryMoved();
}

void PianoRoll::updateBox()
{
    const bool isShown = state_.tool() == ToolKind::Select;
    const auto box = isShown ? boxAround(bridge_.document().song(), state_.selection()) : std::nullopt;
    if (box == box_)
        return;
    for (const auto& each : {box_, box})
        if (each)
            update(paintedArea(*each, geometry_));
    box_ = box;
}

void PianoRoll::updateCursor(const RollPoint& hover)
{
    setCursor(chosenTool().cursor(hover));
}

void PianoRoll::moveContents(const RollGeometry& before)
{
    const double dx = before.scrollX() - geometry_.scrollX(), dy = before.scrollY() - geometry_.scrollY();
    if (dx == 0.0 && dy == 0.0)
        return;
    const double step = wholePixels(devicePixelRatioF());
    const bool isWhole = std::remainder(dx, step) == 0.0 && std::remainder(dy, step) == 0.0;
    const bool showsNotesOnly = bridge_.document().song().noteCount() > 0 && shownShape_.isEmpty() && !box_;
    if (isWhole && showsNotesOnly && painter_.detailOf(geometry_, picture()) == paintedDetail_)
        scroll(static_cast<int>(dx), static_cast<int>(dy));
    else
        update();
}

void PianoRoll::geometryMoved()
{
    update();
    state_.followZoom(geometry_.pixelsPerQuarter());
    Q_EMIT geometryChanged();
}

} // namespace continuo::ui

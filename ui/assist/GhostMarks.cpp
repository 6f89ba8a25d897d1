// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/GhostMarks.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <tuple>

namespace continuo::ui {

namespace {

constexpr double kMark = 3.5;       ///< half the size of a cross or plus, pixels
constexpr double kBracket = 10.0;   ///< length of the corners around the chosen part, pixels

void paintCross(QPainter& painter, QPointF at)
{
    painter.drawLine(at + QPointF(-kMark, -kMark), at + QPointF(kMark, kMark));
    painter.drawLine(at + QPointF(-kMark, kMark), at + QPointF(kMark, -kMark));
}

void paintPlus(QPainter& painter, QPointF at)
{
    painter.drawLine(at + QPointF(-kMark, 0), at + QPointF(kMark, 0));
    painter.drawLine(at + QPointF(0, -kMark), at + QPointF(0, kMark));
}

/// The corners of the area.
void paintCorners(QPainter& painter, const QRectF& area)
{
    const double length = std::min(kBracket, area.width() / 3);
    for (const auto& [corner, x, y] : {std::tuple(area.topLeft(), 1, 1), {area.topRight(), -1, 1},
                                       {area.bottomLeft(), 1, -1}, {area.bottomRight(), -1, -1}}) {
        painter.drawLine(corner, corner + QPointF(length * x, 0));
        painter.drawLine(corner, corner + QPointF(0, length * y));
    }
}

} // namespace

GhostMarks::GhostMarks(SuggestionController& controller, Appearance& appearance, PianoRoll& roll)
    : QWidget(&roll), controller_(controller), appearance_(appearance), roll_(roll)
{
    setObjectName(QStringLiteral("ghostMarks"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    roll_.installEventFilter(this);
    connect(&controller_, &SuggestionController::changed, this, &GhostMarks::follow);
    connect(&roll_, &PianoRoll::geometryChanged, this, qOverload<>(&QWidget::update));
    follow();
}

bool GhostMarks::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(roll_.rect());
    return QWidget::eventFilter(watched, event);
}

void GhostMarks::follow()
{
    setVisible(controller_.canAccept());
    if (isHidden())
        return;
    setGeometry(roll_.rect());
    differences_.clear();
    if (controller_.showsDifferences())
        differences_ = differencesOf(controller_.askedSong(), *controller_.shown());
    update();
}

void GhostMarks::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPart(painter);
    for (const NoteDifference& each : differences_)
        paintDifference(painter, each);
    paintWatched(painter);
}

void GhostMarks::paintPart(QPainter& painter) const
{
    const std::vector<SuggestionPart> parts = controller_.parts();
    if (parts.size() < 2)
        return;
    const int last = static_cast<int>(parts.size()) - 1;
    const SuggestionPart& part = parts[static_cast<std::size_t>(std::clamp(controller_.partIndex(), 0, last))];
    const RollGeometry& geometry = roll_.geometry();
    painter.setPen(QPen(appearance_.theme().suggestion, 2.0));
    if (!part.track) {
        paintCorners(painter, QRectF(geometry.x(part.time.begin), 1.0, geometry.width(part.time.end - part.time.begin), height() - 2.0));
        return;
    }
    for (const SuggestedNote& note : controller_.shown()->notes)
        if (part.has(note))
            painter.drawRoundedRect(geometry.rect(note.note).adjusted(-1.5, -0.5, 0.5, 0.0), 3.0, 3.0);
}

void GhostMarks::paintDifference(QPainter& painter, const NoteDifference& difference) const
{
    const Theme& theme = appearance_.theme();
    const RollGeometry& geometry = roll_.geometry();
    const QRectF before = difference.before ? geometry.rect(*difference.before) : QRectF();
    const QRectF after = difference.after ? geometry.rect(*difference.after) : QRectF();
    if (!before.united(after).intersects(QRectF(rect())))
        return;
    painter.setPen(QPen(theme.text, 1.6));
    const auto head = [](const QRectF& note) { return QPointF(note.left() + kMark + 2.0, note.center().y()); };
    switch (difference.change) {
    case NoteChange::Same:
        painter.drawLine(after.bottomLeft() + QPointF(2, -2), after.bottomRight() + QPointF(-2, -2));
        painter.drawLine(after.bottomLeft() + QPointF(2, -4.5), after.bottomRight() + QPointF(-2, -4.5));
        break;
    case NoteChange::Pitch:
    case NoteChange::Time:
        painter.drawLine(head(before), head(after));
        painter.setBrush(theme.text);
        painter.drawEllipse(head(after), 2.5, 2.5);
        painter.setBrush(Qt::NoBrush);
        break;
    case NoteChange::Length: painter.drawLine(QPointF(before.right(), after.center().y()), QPointF(after.right(), after.center().y())); break;
    case NoteChange::Added: paintPlus(painter, head(after)); break;
    case NoteChange::Removed:
        painter.setPen(QPen(theme.warning, 2.0));
        paintCross(painter, before.center());
        break;
    }
}

void GhostMarks::paintWatched(QPainter& painter) const
{
    const int watched = controller_.watchedNote();
    const auto& notes = controller_.shown()->notes;
    if (watched < 0 || watched >= static_cast<int>(notes.size()))
        return;
    const QRectF note = roll_.geometry().rect(notes[static_cast<std::size_t>(watched)].note);
    painter.setPen(QPen(appearance_.theme().selectedOutline, 2.5));
    painter.drawRoundedRect(note.adjusted(-2.5, -2.5, 2.5, 2.5), 4.0, 4.0);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/KeyboardStrip.h"

#include "ui/PitchText.h"
#include "ui/pianoroll/NotesAt.h"
#include "ui/tracks/DrumNames.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kWidth = 68;
constexpr double kNamedRow = 9.0;        ///< rows from this height on carry names of their own
constexpr double kBlackKeyShare = 0.62;  ///< of the strip's width

} // namespace

KeyboardStrip::KeyboardStrip(const PianoRoll& roll, QWidget* parent)
    : QWidget(parent), roll_(roll), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("keyboardStrip"));
    setAccessibleName(tr("Piano keys"));
    setFixedWidth(kWidth);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&roll_, &PianoRoll::geometryChanged, this, qOverload<>(&QWidget::update));
}

void KeyboardStrip::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

QSize KeyboardStrip::sizeHint() const
{
    return {kWidth, 400};
}

void KeyboardStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_->whiteKey);
    const RollGeometry& geometry = roll_.geometry();
    const PitchRows& rows = geometry.rows();
    for (int row = rows.row(geometry.pitch(0.0)); row <= rows.row(geometry.pitch(height())); ++row) {
        if (showsDrums() || rows.isFolded())
            paintNamedKey(painter, rows.pitch(row));
        else
            paintKey(painter, rows.pitch(row));
    }
    const double end = geometry.y(rows.pitch(rows.count() - 1)) + geometry.rowHeight();
    if (end < height())
        painter.fillRect(QRectF(0, end, width(), height() - end), theme_->panel);
    paintHiddenNotes(painter);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme_->outline);
}

bool KeyboardStrip::showsDrums() const
{
    const Track* track = roll_.activeTrack();
    return track != nullptr && track->isDrums() && roll_.geometry().rowHeight() >= kNamedRow;
}

void KeyboardStrip::paintNamedKey(QPainter& painter, Pitch pitch)
{
    const RollGeometry& geometry = roll_.geometry();
    const QRectF row(0, geometry.y(pitch), width() - 1.0, geometry.rowHeight());
    const bool isDark = pitch.isBlackKey() && !showsDrums();
    const QColor ground = pressed_ == pitch ? theme_->pressedKey : showsDrums() ? theme_->panel : isDark ? theme_->blackKey : theme_->whiteKey;
    painter.fillRect(row, ground);
    painter.fillRect(QRectF(0, wholePixel(row.bottom()) - 1.0, width(), 1.0), theme_->outline);
    const QString name = showsDrums() ? drumName(pitch) : pitchText(pitch, roll_.accidentals());
    if (name.isEmpty() || geometry.rowHeight() < kNamedRow)
        return;
    QFont font = painter.font();
    font.setPixelSize(static_cast<int>(std::clamp(row.height() - 3.0, 8.0, 10.0)));
    painter.setFont(font);
    painter.setPen(showsDrums() ? theme_->text : isDark ? theme_->whiteKey : theme_->keyText);
    const Qt::Alignment side = showsDrums() ? Qt::AlignLeft : Qt::AlignRight;
    painter.drawText(row.adjusted(3, -2, -4, 2), static_cast<int>(side | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, width() - 6));
}

/// A triangle at the edge behind which notes of the track are hidden.
void KeyboardStrip::paintHiddenNotes(QPainter& painter)
{
    const Track* track = roll_.activeTrack();
    const HiddenPitches hidden = track ? hiddenPitches(*track, roll_.geometry()) : HiddenPitches();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto paint = [&](double tip, double base) {
        const double x = width() - 12.0;
        QPainterPath arrow;
        arrow.moveTo(x, tip);
        arrow.lineTo(x - 6.0, base);
        arrow.lineTo(x + 6.0, base);
        arrow.closeSubpath();
        painter.fillPath(arrow, theme_->accent);
    };
    if (hidden.above)
        paint(3.0, 11.0);
    if (hidden.below)
        paint(height() - 3.0, height() - 11.0);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void KeyboardStrip::paintKey(QPainter& painter, Pitch pitch)
{
    const RollGeometry& geometry = roll_.geometry();
    const double top = wholePixel(geometry.y(pitch));
    const double rows = wholePixel(geometry.y(pitch) + geometry.rowHeight()) - top;
    const bool isPressed = pressed_ == pitch;
    const int pitchClass = pitch.pitchClass();
    if (pitch.isBlackKey()) {
        if (isPressed)
            painter.fillRect(QRectF(0, top, width(), rows), theme_->pressedKey);
        const QRectF key(0, top, width() * kBlackKeyShare, rows);
        painter.fillRect(QRectF(key.right(), wholePixel(key.center().y()), width() - key.right(), 1.0), theme_->outline);
        painter.fillRect(key, isPressed ? theme_->pressedKey : theme_->blackKey);
        return;
    }
    if (isPressed)
        painter.fillRect(QRectF(0, top, width(), rows), theme_->pressedKey);
    const bool besideWhiteKey = pitchClass == 0 || pitchClass == 5;
    if (besideWhiteKey)
        painter.fillRect(QRectF(0, top + rows - 1.0, width(), 1.0), pitchClass == 0 ? theme_->mutedText : theme_->outline);
    if (pitchClass == 0 && rows >= 7.0) {
        QFont font = painter.font();
        font.setPixelSize(static_cast<int>(std::clamp(rows - 2.0, 8.0, 11.0)));
        painter.setFont(font);
        painter.setPen(theme_->keyText);
        painter.drawText(QRectF(0, top - 2.0, width() - 6.0, rows + 4.0), Qt::AlignRight | Qt::AlignVCenter,
                         pitchText(pitch));
    }
}

void KeyboardStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Pitch pitch = roll_.geometry().pitch(event->position().y());
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        choosingFrom_ = pitch;
        Q_EMIT pitchesChosen(pitch, pitch);
    } else {
        press(pitch);
    }
}

void KeyboardStrip::mouseMoveEvent(QMouseEvent* event)
{
    const Pitch pitch = roll_.geometry().pitch(event->position().y());
    if (choosingFrom_)
        Q_EMIT pitchesChosen(*choosingFrom_, pitch);
    else if (pressed_)
        press(pitch);
}

void KeyboardStrip::mouseReleaseEvent(QMouseEvent*)
{
    choosingFrom_.reset();
    press(std::nullopt);
}

void KeyboardStrip::press(std::optional<Pitch> pitch)
{
    if (pitch == pressed_)
        return;
    if (pressed_)
        Q_EMIT keyReleased(*pressed_);
    pressed_ = pitch;
    if (pressed_)
        Q_EMIT keyPressed(*pressed_);
    update();
}

} // namespace continuo::ui

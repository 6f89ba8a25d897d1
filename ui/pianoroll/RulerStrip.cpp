// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/RulerStrip.h"

#include "core/edit/TimeEdits.h"
#include "ui/pianoroll/GridPainter.h"
#include "ui/pianoroll/NotesAt.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <map>
#include <utility>

namespace continuo::ui {

namespace {

constexpr int kHeight = 56;
constexpr double kBarsTop = 18.0;         ///< changes stand above, bars below
constexpr double kChordBaseline = 50.0, kNumberBaseline = 31.0;
constexpr double kMinChordPixels = 32.0;  ///< narrower bars show no chords
constexpr double kLoopDragPixels = 4.0;
constexpr double kMinNumberPixels = 30.0;

QFont fontOfSize(const QWidget& widget, int pixels)
{
    QFont font = widget.font();
    font.setPixelSize(pixels);
    return font;
}

} // namespace

RulerStrip::RulerStrip(PianoRoll& roll, DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), roll_(roll), bridge_(bridge), state_(state), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("rulerStrip"));
    setAccessibleName(tr("Bar ruler"));
    setToolTip(tr("Click to set the playhead, drag to draw the loop, double-click to remove it; the menu changes tempo, meter, key and markers"));
    setFixedHeight(kHeight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&roll_, &PianoRoll::geometryChanged, this, qOverload<>(&QWidget::update));
    connect(&bridge_, &DocumentBridge::changed, this, [this] {
        chords_.forget();
        update();
    });
    connect(&state_, &EditorState::loopChanged, this, qOverload<>(&QWidget::update));
}

void RulerStrip::setTheme(const Theme& theme)
{
    theme_ = &theme;
    update();
}

void RulerStrip::setPlayhead(Tick at)
{
    const auto repaint = [this] {
        const int x = static_cast<int>(roll_.geometry().x(playhead_));
        update(x - 8, 0, 17, height());
    };
    repaint();
    playhead_ = at;
    repaint();
}

void RulerStrip::setSuggested(Song song, Range<Tick> bars)
{
    if (bars.isEmpty() && suggestedBars_.isEmpty())
        return;
    suggested_ = std::move(song);
    suggestedBars_ = bars;
    suggestedChords_.forget();
    update();
}

void RulerStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_->panel);
    paintLoop(painter);
    paintBars(painter);
    paintChords(painter);
    paintChanges(painter);
    paintHiddenNotes(painter);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme_->outline);

    const double x = wholePixel(roll_.geometry().x(playhead_)) + 1.0;
    QPainterPath head;
    head.moveTo(x - 5.5, height() - 9.0);
    head.lineTo(x + 5.5, height() - 9.0);
    head.lineTo(x, height() - 1.0);
    head.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(head, theme_->playhead);
}

void RulerStrip::paintBars(QPainter& painter)
{
    const RollGeometry& geometry = roll_.geometry();
    const MeterMap& meters = bridge_.document().song().meters;
    const Tick until = geometry.tick(width());
    painter.setFont(fontOfSize(*this, 11));
    for (int number = meters.barAt(std::max(Tick(0), geometry.tick(-kMinNumberPixels)));;) {
        const Range<Tick> bar = meters.bar(number);
        if (bar.begin > until)
            break;
        const int stride = barStride(geometry, meters, bar.begin, kMinNumberPixels);
        if ((number - 1) % stride == 0) {
            const double x = wholePixel(geometry.x(bar.begin));
            painter.fillRect(QRectF(x, kBarsTop, 1.0, height() - kBarsTop), theme_->barLine);
            painter.setPen(theme_->mutedText);
            painter.drawText(QPointF(x + 5.0, kNumberBaseline), QString::number(number));
        }
        number += stride - (number - 1) % stride;
    }
}

void RulerStrip::paintLoop(QPainter& painter)
{
    const auto loop = state_.loop();
    if (!loop)
        return;
    const QRectF area(roll_.geometry().x(loop->begin), kBarsTop, roll_.geometry().width(loop->end - loop->begin),
                      height() - kBarsTop - 1.0);
    painter.fillRect(area, state_.isLooping() ? theme_->loop : mixed(theme_->panel, theme_->outline, 0.5));
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2.0),
                     state_.isLooping() ? theme_->accent : theme_->mutedText);
}

void RulerStrip::paintChords(QPainter& painter)
{
    const RollGeometry& geometry = roll_.geometry();
    const Song& song = bridge_.document().song();
    const Range<Tick> visible = geometry.visibleTicks();
    painter.setFont(fontOfSize(*this, 11));
    const QFontMetricsF metrics(painter.font());
    double free = -1e9;
    std::string shown;
    bool wasSuggested = false;
    for (int number = song.meters.barAt(std::max(Tick(0), visible.begin));; ++number) {
        const Range<Tick> bar = song.meters.bar(number);
        if (bar.begin >= visible.end)
            break;
        if (geometry.width(bar.end - bar.begin) < kMinChordPixels)
            continue;
        const bool isSuggested = suggestedBars_.contains(bar.begin);
        const auto& chords = isSuggested ? suggestedChords_.ofBar(suggested_, number) : chords_.ofBar(song, number);
        painter.setPen(isSuggested ? theme_->suggestion : theme_->text);
        if (chords.empty() || isSuggested != std::exchange(wasSuggested, isSuggested))
            shown.clear();
        for (const ChordSymbol& chord : chords) {
            const double x = wholePixel(geometry.x(chord.at)) + 5.0;
            if (chord.name == shown || x < free)
                continue;
            const QString name = QString::fromStdString(chord.name);
            painter.drawText(QPointF(x, kChordBaseline), name);
            shown = chord.name;
            free = x + metrics.horizontalAdvance(name) + 6.0;
        }
    }
}

void RulerStrip::paintChanges(QPainter& painter)
{
    const Song& song = bridge_.document().song();
    std::map<Tick, QStringList> texts;
    for (const Marker& marker : markersOf(song)) {
        texts[marker.at] << QStringLiteral("▸ ") + QString::fromStdString(marker.name);
        painter.fillRect(QRectF(wholePixel(roll_.geometry().x(marker.at)), 2.0, 2.0, height() - 3.0), theme_->accent);
    }
    for (const MeterChange& change : song.meters.changes())
        texts[change.at] << QStringLiteral("%1/%2").arg(change.meter.numerator).arg(change.meter.denominator);
    for (const TempoChange& change : song.tempo.changes())
        texts[change.at] << QStringLiteral("♩=%1").arg(std::lround(change.bpm()));
    for (const KeyChange& change : song.keys)
        texts[change.at] << QString::fromStdString(keyName(change.key));
    painter.setFont(fontOfSize(*this, 10));
    const QFontMetricsF metrics(painter.font());
    double free = -1e9;
    for (const auto& [at, parts] : texts) {
        const double x = roll_.geometry().x(at) + 5.0;
        const QString text = parts.join(QStringLiteral("   "));
        if (x > width())
            break;
        if (x < free)
            continue;
        painter.setPen(theme_->mutedText);
        painter.drawText(QPointF(x, kBarsTop - 5.0), text);
        free = x + metrics.horizontalAdvance(text) + 8.0;
    }
}

/// A triangle at the end behind which notes of the track are hidden.
void RulerStrip::paintHiddenNotes(QPainter& painter)
{
    constexpr double kTip = 2.0, kBase = 9.0, kHalf = 5.0;
    const Track* track = roll_.activeTrack();
    const HiddenTimes hidden = track ? hiddenTimes(*track, roll_.geometry()) : HiddenTimes();
    const double middle = (kBarsTop + height()) / 2.0 + 6.0;
    painter.setRenderHint(QPainter::Antialiasing);
    const auto paint = [&](double tip, double base) {
        QPainterPath arrow;
        arrow.moveTo(tip, middle);
        arrow.lineTo(base, middle - kHalf);
        arrow.lineTo(base, middle + kHalf);
        arrow.closeSubpath();
        painter.fillPath(arrow, theme_->accent);
    };
    if (hidden.before)
        paint(kTip, kBase);
    if (hidden.after)
        paint(width() - kTip, width() - kBase);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

Tick RulerStrip::snapped(double x) const
{
    const MeterMap& meters = bridge_.document().song().meters;
    const Tick at = std::max(Tick(0), roll_.geometry().tick(x));
    return state_.snapGrid().isOff() ? at : state_.snapGrid().snap(at, meters);
}

void RulerStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    pressX_ = event->position().x();
    drawsLoop_ = false;
}

void RulerStrip::mouseMoveEvent(QMouseEvent* event)
{
    if (!pressX_)
        return;
    drawsLoop_ = drawsLoop_ || std::abs(event->position().x() - *pressX_) >= kLoopDragPixels;
    if (!drawsLoop_)
        return;
    const Tick a = snapped(*pressX_), b = snapped(event->position().x());
    if (a != b)
        state_.setLoop({std::min(a, b), std::max(a, b)});
}

void RulerStrip::mouseReleaseEvent(QMouseEvent* event)
{
    if (pressX_ && !drawsLoop_)
        Q_EMIT seekRequested(snapped(event->position().x()));
    pressX_.reset();
}

void RulerStrip::mouseDoubleClickEvent(QMouseEvent*)
{
    state_.setLoop({});
}

void RulerStrip::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuRequested(snapped(event->pos().x()), event->globalPos());
}

void RulerStrip::wheelEvent(QWheelEvent* event)
{
    QCoreApplication::sendEvent(&roll_, event);
}

} // namespace continuo::ui

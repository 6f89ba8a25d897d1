// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/MiniMap.h"

#include "ui/pianoroll/PixelFill.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kHeight = 34;
constexpr int kMargin = 3;
constexpr float kBandOpacity = 0.2f;

} // namespace

MiniMap::MiniMap(PianoRoll& roll, DocumentBridge& bridge, QWidget* parent)
    : QWidget(parent), roll_(roll), bridge_(bridge), theme_(&lightTheme())
{
    setObjectName(QStringLiteral("miniMap"));
    setAccessibleName(tr("The whole song"));
    setToolTip(tr("Click or drag to go to another place of the song"));
    setFixedHeight(kHeight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&roll_, &PianoRoll::geometryChanged, this, qOverload<>(&QWidget::update));
    connect(&bridge_, &DocumentBridge::changed, this, [this](const Change& change) {
        if (change.cause != Change::Cause::Preview)
            forgetNotes();
    });
}

void MiniMap::setTheme(const Theme& theme)
{
    theme_ = &theme;
    forgetNotes();
}

void MiniMap::setPlayhead(Tick at)
{
    if (std::round(xOf(at)) != std::round(xOf(playhead_)))
        update();
    playhead_ = at;
}

void MiniMap::forgetNotes()
{
    notes_ = {};
    update();
}

Tick MiniMap::end() const
{
    const RollGeometry& geometry = roll_.geometry();
    return std::max(Tick(1), geometry.tick(geometry.maxScrollX() - geometry.scrollX() + geometry.size().width()));
}

double MiniMap::xOf(Tick at) const
{
    return static_cast<double>(at.value) * width() / static_cast<double>(end().value);
}

double MiniMap::yOf(Pitch pitch) const
{
    return kMargin + (PitchRows::kPitches - 1 - pitch.number) * (height() - 2.0 * kMargin) / PitchRows::kPitches;
}

void MiniMap::paintNotes()
{
    notesEnd_ = end();
    notes_ = QImage(size() * devicePixelRatioF(), QImage::Format_RGB32);
    notes_.setDevicePixelRatio(devicePixelRatioF());
    notes_.fill(theme_->blackRow);
    QPainter painter(&notes_);
    PixelFill fill(painter, rect());
    const Song& song = bridge_.document().song();
    const double perTick = static_cast<double>(width()) / static_cast<double>(notesEnd_.value);
    for (const auto& track : song.tracks) {
        const QColor colour = theme_->track(track->colour);
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes) {
                const int x = static_cast<int>(static_cast<double>((clip->start + note.start).value) * perTick);
                const int width = static_cast<int>(static_cast<double>(note.length.value) * perTick);
                fill.fill(QRect(x, static_cast<int>(yOf(note.pitch)), std::max(1, width), 1), colour);
            }
    }
}

void MiniMap::paintGhosts(QPainter& painter) const
{
    const Suggestion* const ghosts = roll_.ghosts();
    if (ghosts == nullptr)
        return;
    const Range<Tick> bars = roll_.replaced();
    QColor band = theme_->suggestion;
    band.setAlphaF(kBandOpacity);
    painter.fillRect(QRectF(xOf(bars.begin), 0.0, xOf(bars.end) - xOf(bars.begin), height()), band);
    for (const SuggestedNote& suggested : ghosts->notes) {
        const Note& note = suggested.note;
        painter.fillRect(QRectF(xOf(note.start), std::floor(yOf(note.pitch)), std::max(1.0, xOf(note.end()) - xOf(note.start)), 1.0),
                         theme_->suggestion);
    }
}

void MiniMap::paintEvent(QPaintEvent*)
{
    if (notes_.isNull() || notesEnd_ != end())
        paintNotes();
    QPainter painter(this);
    painter.drawImage(0, 0, notes_);
    const Range<Tick> visible = roll_.geometry().visibleTicks();
    const QRectF view(std::floor(xOf(std::max(visible.begin, Tick(0)))), 0.0,
                      std::max(4.0, std::round(xOf(visible.end) - xOf(visible.begin))), height());
    painter.fillRect(view, theme_->loop);
    paintGhosts(painter);
    painter.setPen(theme_->accent);
    painter.drawRect(view.adjusted(0.5, 0.5, -0.5, -1.5));
    painter.fillRect(QRectF(std::round(xOf(playhead_)), 0.0, 1.0, height()), theme_->playhead);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme_->outline);
}

void MiniMap::resizeEvent(QResizeEvent*)
{
    forgetNotes();
}

void MiniMap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        goTo(event->position().x());
}

void MiniMap::mouseMoveEvent(QMouseEvent* event)
{
    goTo(event->position().x());
}

void MiniMap::goTo(double x)
{
    const RollGeometry& geometry = roll_.geometry();
    const double middle = geometry.width(end()) * x / width();
    roll_.scrollByHand(middle - geometry.size().width() / 2.0, geometry.scrollY());
}

} // namespace continuo::ui

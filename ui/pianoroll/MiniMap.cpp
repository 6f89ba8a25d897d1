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

void MiniMap::paintNotes()
{
    notes_ = QImage(size() * devicePixelRatioF(), QImage::Format_RGB32);
    notes_.setDevicePixelRatio(devicePixelRatioF());
    notes_.fill(theme_->blackRow);
    QPainter painter(&notes_);
    PixelFill fill(painter, rect());
    const Song& song = bridge_.document().song();
    const double perTick = static_cast<double>(width()) / static_cast<double>(end().value);
    const double perPitch = (height() - 2.0 * kMargin) / PitchRows::kPitches;
    for (const auto& track : song.tracks) {
        const QColor colour = theme_->track(track->colour);
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes) {
                const int x = static_cast<int>(static_cast<double>((clip->start + note.start).value) * perTick);
                const int width = static_cast<int>(static_cast<double>(note.length.value) * perTick);
                const int y = kMargin + static_cast<int>((PitchRows::kPitches - 1 - note.pitch.number) * perPitch);
                fill.fill(QRect(x, y, std::max(1, width), 1), colour);
            }
    }
}

void MiniMap::paintEvent(QPaintEvent*)
{
    if (notes_.isNull())
        paintNotes();
    QPainter painter(this);
    painter.drawImage(0, 0, notes_);
    const Range<Tick> visible = roll_.geometry().visibleTicks();
    const QRectF view(std::floor(xOf(std::max(visible.begin, Tick(0)))), 0.0,
                      std::max(4.0, std::round(xOf(visible.end) - xOf(visible.begin))), height());
    painter.fillRect(view, theme_->loop);
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

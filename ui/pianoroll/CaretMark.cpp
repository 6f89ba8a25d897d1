// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/CaretMark.h"

#include <QPainter>

namespace continuo::ui {

namespace {

constexpr double kFrame = 2.0;   ///< pixels
constexpr double kLeast = 8.0;   ///< pixels that the mark is wide at least

} // namespace

CaretMark::CaretMark(const CaretMode& caret, const EditorState& state, PianoRoll& roll)
    : QWidget(&roll), caret_(caret), state_(state), roll_(roll)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    connect(&caret_, &CaretMode::changed, this, &CaretMark::follow);
    connect(&roll_, &PianoRoll::geometryChanged, this, &CaretMark::follow);
    follow();
}

void CaretMark::follow()
{
    const auto caret = caret_.caret();
    setVisible(caret.has_value());
    if (!caret)
        return;
    const RollGeometry& geometry = roll_.geometry();
    QRectF place(geometry.x(caret->at), geometry.y(caret->pitch), std::max(geometry.width(state_.lastLength()), kLeast),
                 geometry.rowHeight(caret->pitch));
    setGeometry(place.adjusted(-kFrame, -kFrame, kFrame, kFrame).toAlignedRect());
    update();
}

void CaretMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF frame = QRectF(rect()).adjusted(kFrame / 2, kFrame / 2, -kFrame / 2, -kFrame / 2);
    painter.setPen(QPen(palette().color(QPalette::Base), kFrame));
    painter.drawRect(frame);
    painter.setPen(QPen(palette().color(QPalette::Highlight), kFrame, Qt::DashLine));
    painter.drawRect(frame);
    painter.fillRect(QRectF(0.0, 0.0, 2.0 * kFrame, height()), palette().color(QPalette::Highlight));
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/Icons.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QPixmap>
#include <QTextStream>

namespace continuo::ui {

namespace {

/// Outlines on a grid of 24 by 24: M and L take a point, C two control points and a point,
/// Z closes. `filled` is painted solid, `stroked` with a line 1.7 wide.
struct Drawing {
    IconName name;
    const char* stroked;
    const char* filled;
};

constexpr Drawing kDrawings[] = {
    {IconName::New, "M 6 3 L 14 3 L 19 8 L 19 21 L 6 21 Z M 14 3 L 14 8 L 19 8", ""},
    {IconName::Open, "M 3 19 L 3 5 L 9 5 L 11 8 L 20 8 L 20 11 M 3 19 L 6.5 11 L 22 11 L 18.5 19 Z", ""},
    {IconName::Save, "M 4 4 L 16.5 4 L 20 7.5 L 20 20 L 4 20 Z M 8 4 L 8 9 L 15 9 L 15 4 M 7.5 20 L 7.5 13.5 L 16.5 13.5 L 16.5 20", ""},
    {IconName::Undo, "M 8.5 4.5 L 4 9 L 8.5 13.5 M 4 9 L 14 9 C 22 9 22 19.5 14 19.5 L 9 19.5", ""},
    {IconName::Redo, "M 15.5 4.5 L 20 9 L 15.5 13.5 M 20 9 L 10 9 C 2 9 2 19.5 10 19.5 L 15 19.5", ""},
    {IconName::ToStart, "M 5 5 L 5 19", "M 19 5 L 19 19 L 8 12 Z"},
    {IconName::Play, "", "M 7 4.5 L 20 12 L 7 19.5 Z"},
    {IconName::Stop, "", "M 6 6 L 18 6 L 18 18 L 6 18 Z"},
    {IconName::Loop, "M 17 2.5 L 20.5 6 L 17 9.5 M 20.5 6 L 8 6 C 2 6 3 12 3.5 13 M 7 21.5 L 3.5 18 L 7 14.5 M 3.5 18 L 16 18 C 22 18 21 12 20.5 11", ""},
    {IconName::Select, "", "M 6 3 L 6 19.5 L 10.2 15.6 L 13 21.8 L 15.6 20.6 L 12.9 14.6 L 18.5 14.2 Z"},
    {IconName::Pencil, "M 4 20 L 5 15.5 L 16 4.5 L 19.5 8 L 8.5 19 Z M 13.5 7 L 17 10.5", ""},
    {IconName::Erase, "M 9 20 L 3.5 14.5 L 13.5 4.5 L 20 11 L 11 20 Z M 8.5 9.5 L 15 16 M 9 20 L 20.5 20", ""},
    {IconName::Split, "M 12 3 L 12 6 M 12 10.5 L 12 13.5 M 12 18 L 12 21 M 10 8 L 3 8 L 3 16 L 10 16 M 14 8 L 21 8 L 21 16 L 14 16", ""},
    {IconName::Continue, "M 3 12 L 19 12 M 13.5 6 L 19.5 12 L 13.5 18", "M 6 3 L 7 6 L 10 7 L 7 8 L 6 11 L 5 8 L 2 7 L 5 6 Z"},
    {IconName::Harmonize, "M 4 6 L 20 6 M 4 12 L 20 12 M 4 18 L 20 18", "M 6 4 L 13 4 L 13 8 L 6 8 Z M 10 10 L 18 10 L 18 14 L 10 14 Z M 5 16 L 12 16 L 12 20 L 5 20 Z"},
    {IconName::Vary, "M 2.5 9 C 6 2 9 2 12 9 C 15 16 18 16 21.5 9 M 2.5 16 C 6 12 9 12 12 16 C 15 20 18 20 21.5 16", ""},
    {IconName::Infill, "M 6.5 4 L 3 4 L 3 20 L 6.5 20 M 17.5 4 L 21 4 L 21 20 L 17.5 20", "M 7.5 10 L 16.5 10 L 16.5 14 L 7.5 14 Z"},
    {IconName::Accompany, "M 3 5 L 21 5 L 21 19 L 3 19 Z M 9 13 L 9 19 M 15 13 L 15 19", "M 7.5 5 L 10.5 5 L 10.5 13 L 7.5 13 Z M 13.5 5 L 16.5 5 L 16.5 13 L 13.5 13 Z"},
    {IconName::Accept, "M 4.5 12.5 L 10 18 L 20 6.5", ""},
    {IconName::Reject, "M 6 6 L 18 18 M 18 6 L 6 18", ""},
    {IconName::Add, "M 12 5 L 12 19 M 5 12 L 19 12", ""},
    {IconName::Again, "M 20 4.5 L 20 9.5 L 15 9.5 M 19.5 9.5 C 16 2 4 4 4 12 C 4 20 15 22 19 15.5", ""},
    {IconName::Record, "", "M 12 5 C 16 5 19 8 19 12 C 19 16 16 19 12 19 C 8 19 5 16 5 12 C 5 8 8 5 12 5 Z"},
    {IconName::Metronome, "M 9.5 3.5 L 14.5 3.5 L 18.5 20.5 L 5.5 20.5 Z M 12 16.5 L 19 6.5", ""},
    {IconName::Sound, "M 15.5 8.5 C 17.5 10.5 17.5 13.5 15.5 15.5 M 18 6 C 21.5 9.5 21.5 14.5 18 18", "M 3 9.5 L 6.5 9.5 L 12 5 L 12 19 L 6.5 14.5 L 3 14.5 Z"},
};

QPainterPath parsed(const char* text)
{
    QPainterPath path;
    QString copy = QString::fromLatin1(text);
    QTextStream words(&copy);
    const auto point = [&words] {
        double x = 0.0, y = 0.0;
        words >> x >> y;
        return QPointF(x, y);
    };
    for (QString word; words >> word, !word.isEmpty();) {
        if (word == u"M") {
            path.moveTo(point());
        } else if (word == u"L") {
            path.lineTo(point());
        } else if (word == u"C") {
            const QPointF first = point(), second = point();
            path.cubicTo(first, second, point());
        } else {
            path.closeSubpath();
        }
    }
    return path;
}

class DrawnIcon : public QIconEngine {
public:
    explicit DrawnIcon(const Drawing& drawing) : drawing_(drawing) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = QGuiApplication::palette().color(group, QPalette::ButtonText);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const double scale = std::min(rect.width(), rect.height()) / 24.0;
        painter->translate(rect.center() + QPointF(0.5, 0.5) - QPointF(12.0, 12.0) * scale);
        painter->scale(scale, scale);
        painter->fillPath(parsed(drawing_.filled), colour);
        painter->strokePath(parsed(drawing_.stroked), QPen(colour, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new DrawnIcon(drawing_); }

private:
    const Drawing& drawing_;
};

} // namespace

QIcon icon(IconName name)
{
    for (const Drawing& drawing : kDrawings)
        if (drawing.name == name)
            return QIcon(new DrawnIcon(drawing));
    return {};
}

} // namespace continuo::ui

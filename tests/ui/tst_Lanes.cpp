// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/pianoroll/RollView.h"

#include <QComboBox>
#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// The roll with its lanes, of a song given as text.
struct Bench {
    explicit Bench(const char* text) : document(songFromText(text)), bridge(document), view(bridge, state)
    {
        state.setActiveTrack(document.song().tracks.front()->id);
        state.setSnapGrid({1, 4, SnapGrid::Kind::Straight});
        view.resize(1200, 700);
        view.show();
        view.roll().showMiddle();
    }

    QWidget& lane(const char* name) { return *view.findChild<QWidget*>(QString::fromLatin1(name)); }
    void choose(const char* name) { view.findChild<QComboBox*>(QStringLiteral("lane"))->setCurrentText(QString::fromLatin1(name)); }

    /// From one place to another, in quarters and shares of the lane's height.
    void drag(QWidget& lane, QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {})
    {
        const auto at = [&](QPointF place) {
            const double inside = lane.height() - 12.0;
            return QPoint(qRound(view.roll().geometry().width(kTicksPerQuarter) * place.x()), qRound(6.0 + (1.0 - place.y()) * inside));
        };
        QTest::mousePress(&lane, Qt::LeftButton, modifiers, at(from));
        QMouseEvent move(QEvent::MouseMove, at(to), lane.mapToGlobal(at(to)), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(&lane, &move);
        QTest::mouseRelease(&lane, Qt::LeftButton, modifiers, at(to));
    }

    std::vector<int> velocities() const
    {
        std::vector<int> found;
        for (const Note& note : notesInSongTime(*document.song().tracks.front()))
            found.push_back(note.velocity);
        return found;
    }

    Document document;
    DocumentBridge bridge;
    EditorState state;
    RollView view;
};

} // namespace

class tst_Lanes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)"))); }

    void controllerIsDrawnOnTheGridInOneStep()
    {
        Bench bench("Melody: C4 w");
        bench.choose("Modulation");
        bench.drag(bench.lane("curveLane"), {1.1, 0.0}, {3.1, 1.0});
        const auto points = pointsOf(*bench.document.song().tracks.front(), Curve{1});
        QVERIFY(points.size() >= 3);
        for (const CurvePoint& point : points)
            QCOMPARE(point.at % kTicksPerQuarter, Tick(0));
        const int drawn = valueAt(*bench.document.song().tracks.front(), Curve{1}, kTicksPerQuarter * 3);
        QVERIFY2(std::abs(drawn - 121) <= 2, qPrintable(QString::number(drawn)));
        QCOMPARE(bench.document.undoName(), std::string("Draw controller"));
        bench.document.undo();
        QVERIFY(pointsOf(*bench.document.song().tracks.front(), Curve{1}).empty());
        QVERIFY(!bench.document.canUndo());
    }

    void bendIsDrawnBelowAndAboveTheMiddle()
    {
        Bench bench("Melody: C4 w");
        bench.choose("Bend");
        bench.drag(bench.lane("curveLane"), {0.1, 0.0}, {4.1, 1.0}, Qt::ShiftModifier);
        const Track& track = *bench.document.song().tracks.front();
        QCOMPARE(valueAt(track, Curve{Curve::kPitchBend}, Tick(0)), -8192);
        QVERIFY(valueAt(track, Curve{Curve::kPitchBend}, kTicksPerQuarter * 4) > 7000);
    }

    void velocitiesFollowALineInOneStep()
    {
        Bench bench("Melody: C4 q | D4 q | E4 q | F4 q | G4 q");
        bench.drag(bench.lane("velocityLane"), {0.0, 0.0}, {4.0, 1.0}, Qt::ShiftModifier);
        const std::vector<int> drawn = bench.velocities();
        QVERIFY(std::ranges::is_sorted(drawn));
        QCOMPARE(drawn.front(), 1);
        QCOMPARE(drawn.back(), 127);
        QVERIFY(std::abs(drawn[2] - 64) <= 2);
        bench.document.undo();
        QCOMPARE(bench.velocities(), std::vector<int>(5, 80));
        QVERIFY(!bench.document.canUndo());
    }

    void lanesTakeTurns()
    {
        Bench bench("Melody: C4 q");
        QVERIFY(bench.lane("velocityLane").isVisible() && !bench.lane("curveLane").isVisible());
        bench.choose("Sustain");
        QVERIFY(!bench.lane("velocityLane").isVisible() && bench.lane("curveLane").isVisible());
    }
};

QTEST_MAIN(tst_Lanes)
#include "tst_Lanes.moc"

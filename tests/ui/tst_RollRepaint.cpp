// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/CrowdedSong.h"
#include "core/base/Random.h"
#include "core/edit/NoteEdits.h"
#include "core/edit/VelocityEdits.h"
#include "support/SongText.h"
#include "ui/pianoroll/PianoRoll.h"

#include <QScreen>
#include <QWheelEvent>
#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// Whether no channel of any pixel is further apart than the edge of an antialiased shape that is clipped elsewhere.
bool areAlike(const QImage& a, const QImage& b)
{
    constexpr int kMaxDifference = 6;
    if (a.size() != b.size())
        return false;
    if (a == b)
        return true;
    const uchar *one = a.constBits(), *other = b.constBits();
    return std::equal(one, one + a.sizeInBytes(), other,
                      [](int x, int y) { return std::abs(x - y) <= kMaxDifference; });
}

/// A roll on the screen, whose pixels can be held against the same roll painted anew.
struct Bench {
    explicit Bench(Song song) : document(std::move(song)), bridge(document), roll(bridge, state)
    {
        state.setActiveTrack(document.song().tracks.front()->id);
        roll.resize(600, 400);
        roll.show();
        QCoreApplication::processEvents();
    }

    bool isPaintedAsIfAnew()
    {
        QCoreApplication::processEvents();
        const QImage onScreen = roll.screen()->grabWindow(roll.winId()).toImage().convertToFormat(QImage::Format_RGB32);
        QPixmap anew(onScreen.size());
        anew.setDevicePixelRatio(roll.devicePixelRatioF());
        roll.render(&anew);
        return areAlike(onScreen, anew.toImage().convertToFormat(QImage::Format_RGB32));
    }

    void wheel(int notches, Qt::KeyboardModifiers modifiers)
    {
        const QPoint at(301, 203);
        QWheelEvent event(at, roll.mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&roll, &event);
    }

    NoteRef anyNote(Random& random)
    {
        const auto& tracks = document.song().tracks;
        const Track& track = *tracks[static_cast<std::size_t>(random.below(static_cast<int>(tracks.size())))];
        const auto& notes = track.clips.front()->notes;
        return {track.id, notes[static_cast<std::size_t>(random.below(static_cast<int>(notes.size())))].id};
    }

    void anything(Random& random)
    {
        const int turn = random.chance(0.5) ? 1 : -1;
        switch (random.below(9)) {
        case 0: wheel(turn, {}); break;
        case 1: wheel(turn * (1 + random.below(3)), Qt::ShiftModifier); break;
        case 2: wheel(turn, Qt::ControlModifier); break;
        case 3: document.commit(transposeNotes({anyNote(random)}, turn)); break;
        case 4: document.preview(moveNotes({anyNote(random), anyNote(random)}, {kTicksPerQuarter * turn, 0})); break;
        case 5: document.undo(); break;
        case 6: state.setSelection(Selection({anyNote(random), anyNote(random)})); break;
        case 7: roll.setPlayhead(kTicksPerQuarter * random.below(8), PianoRoll::Follow::No); break;
        case 8: document.commit(setVelocity({anyNote(random)}, 1 + random.below(127))); break;
        }
    }

    Document document;
    DocumentBridge bridge;
    EditorState state;
    PianoRoll roll;
};

} // namespace

class tst_RollRepaint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsPaintedAfterAnyChangeMakeTheWholePicture_data()
    {
        QTest::addColumn<int>("notes");
        QTest::addColumn<double>("pixelsPerQuarter");
        QTest::newRow("few notes") << 80 << 80.0;
        QTest::newRow("many notes") << 4000 << 30.0;
        QTest::newRow("between few and many") << 2000 << 50.0;
    }

    void partsPaintedAfterAnyChangeMakeTheWholePicture()
    {
        QFETCH(int, notes);
        QFETCH(double, pixelsPerQuarter);
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            Random random(seed);
            Bench bench(crowdedSong(notes));
            bench.roll.zoomTime(pixelsPerQuarter / bench.roll.geometry().pixelsPerQuarter(), 0.0);
            bench.roll.scrollTo(0.0, 600.0);
            QVERIFY(bench.isPaintedAsIfAnew());
            for (int step = 0; step < 60; ++step) {
                bench.anything(random);
                QVERIFY2(bench.isPaintedAsIfAnew(), qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(step)));
            }
        }
    }

    void shapeOfAGestureLeavesNothingBehind_data()
    {
        QTest::addColumn<int>("modifiers");
        QTest::newRow("rubber band") << static_cast<int>(Qt::NoModifier);
        QTest::newRow("lasso") << static_cast<int>(Qt::ShiftModifier | Qt::ControlModifier);
    }

    void shapeOfAGestureLeavesNothingBehind()
    {
        QFETCH(int, modifiers);
        const auto held = static_cast<Qt::KeyboardModifiers>(modifiers);
        Bench bench(crowdedSong(80));
        QTest::mousePress(&bench.roll, Qt::LeftButton, held, {590, 390});
        for (const QPoint to : {QPoint(20, 30), QPoint(400, 50), QPoint(300, 100), QPoint(580, 380)}) {
            QMouseEvent event(QEvent::MouseMove, to, bench.roll.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, held);
            QCoreApplication::sendEvent(&bench.roll, &event);
            QVERIFY(bench.isPaintedAsIfAnew());
        }
        QTest::mouseRelease(&bench.roll, Qt::LeftButton, held, {580, 380});
        QVERIFY(bench.isPaintedAsIfAnew());
    }
};

QTEST_MAIN(tst_RollRepaint)
#include "tst_RollRepaint.moc"

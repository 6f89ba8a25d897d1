// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/SongText.h"
#include "ui/pianoroll/PianoRoll.h"
#include "ui/pianoroll/SpacePan.h"

#include <QtTest>

#include <cmath>

#include <QNativeGestureEvent>
#include <QPointingDevice>
#include <QWheelEvent>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// A roll of a song given as text, and the pointer over it in quarters and pitches.
struct Bench {
    explicit Bench(const char* text) : document(songFromText(text)), bridge(document), roll(bridge, state)
    {
        state.setActiveTrack(document.song().tracks.front()->id);
        state.setSnapGrid({1, 8, SnapGrid::Kind::Straight});
        QObject::connect(&bridge, &DocumentBridge::changed, &roll, [this] { state.followSong(document.song()); });
        roll.resize(1200, 600);
        roll.show();
        roll.showMiddle();
    }

    QPoint at(double quarter, const char* pitch) const
    {
        const Tick tick(static_cast<std::int64_t>(quarter * static_cast<double>(kTicksPerQuarter.value)));
        return {qRound(roll.geometry().x(tick)),
                qRound(roll.geometry().y(*parsePitch(pitch)) + roll.geometry().rowHeight() / 2)};
    }

    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QTest::mousePress(&roll, button, modifiers, from);
        move((from + to) / 2, modifiers, button);
        move(to, modifiers, button);
        QTest::mouseRelease(&roll, button, modifiers, to);
    }

    /// QTest::mouseMove sends neither button nor modifiers.
    void move(QPoint to, Qt::KeyboardModifiers modifiers, Qt::MouseButton button)
    {
        QMouseEvent event(QEvent::MouseMove, to, roll.mapToGlobal(to), Qt::NoButton, button, modifiers);
        QCoreApplication::sendEvent(&roll, &event);
    }

    void wheel(QPoint position, int notches, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(position, roll.mapToGlobal(position), {}, {0, notches * 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&roll, &event);
    }

    std::string text() const { return textOf(document.song()); }

    /// One undo brings `before` back and one redo the song of now; there is no second step.
    bool isOneStep(const std::string& before)
    {
        const std::string after = text();
        document.undo();
        const bool undone = text() == before && !document.canUndo();
        document.redo();
        return undone && text() == after && !document.canRedo();
    }

    Document document;
    DocumentBridge bridge;
    EditorState state;
    PianoRoll roll;
};

constexpr const char* kScale = "Melody: C4 q | D4 q | E4 q | F4 q";
constexpr const char* kEmpty = "Melody: - w";

} // namespace

class tst_PianoRoll : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void clickWithThePencilAddsANoteOfTheLastLength()
    {
        Bench bench(kEmpty);
        bench.state.setTool(ToolKind::Pencil);
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(1.1, "E4"));
        QCOMPARE(bench.text(), "Melody: E4 q @1");
        QVERIFY(bench.isOneStep(kEmptyText()));
        QCOMPARE(bench.document.undoName(), "Add note");
    }

    void dragWithThePencilSetsTheLengthAndTheNextClickUsesIt()
    {
        Bench bench(kEmpty);
        bench.state.setTool(ToolKind::Pencil);
        bench.drag(bench.at(0.1, "C4"), bench.at(1.5, "C4"));
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(2.1, "D4"));
        QCOMPARE(bench.text(), "Melody: C4 q. | D4 q. @2");
    }

    void altWithThePencilLeavesTheGrid()
    {
        Bench bench(kEmpty);
        bench.state.setTool(ToolKind::Pencil);
        QTest::mouseClick(&bench.roll, Qt::LeftButton, Qt::AltModifier, bench.at(1.1, "E4"));
        const Note note = notesInSongTime(*bench.document.song().tracks.front()).front();
        // Where the pointer was, to the pixel; the grid would have made it 1 or 1.25.
        QVERIFY(std::abs(static_cast<double>(note.start.value) / static_cast<double>(kTicksPerQuarter.value) - 1.1) < 0.05);
    }

    void rightDragWithThePencilErasesWhatItTouches()
    {
        Bench bench("Melody: C4 q | C4 q | C4 q | E4 q");
        const std::string before = bench.text();
        bench.state.setTool(ToolKind::Pencil);
        bench.drag(bench.at(0.5, "C4"), bench.at(2.5, "C4"), {}, Qt::RightButton);
        QCOMPARE(bench.text(), "Melody: E4 q @3");
        QVERIFY(bench.isOneStep(before));
    }

    void eraseToolTouchesEveryNoteOnAFastStroke()
    {
        Bench bench("Melody: C4 q | C4 q | C4 q | C4 q | C4 q | C4 q");
        bench.state.setTool(ToolKind::Erase);
        bench.drag(bench.at(0.5, "C4"), bench.at(5.5, "C4"));
        QCOMPARE(bench.document.song().noteCount(), std::size_t(0));
    }

    void theSplitToolCutsAtTheGrid()
    {
        Bench bench("Melody: C4 w | E4 q");
        const std::string before = bench.text();
        bench.state.setTool(ToolKind::Split);
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(1.1, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 q | C4 h. | E4 q");
        QVERIFY(bench.isOneStep(before));
        QCOMPARE(bench.document.undoName(), "Split note");
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(2.5, "G4"));
        QVERIFY(!bench.document.isPreviewing());
    }

    void theSplitToolCutsAllSelectedNotesThere()
    {
        Bench bench("Melody: C4+E4 w | G4 w @0");
        bench.state.setSelection(Selection({{TrackId(1), NoteId(3)}, {TrackId(1), NoteId(4)}}));
        bench.state.setTool(ToolKind::Split);
        bench.drag(bench.at(1.0, "C4"), bench.at(2.1, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 h | E4 h @0 | G4 w @0 | C4 h @2 | E4 h @2");
    }

    void aMovedNoteShortensTheOneItComesOver()
    {
        Bench bench("Melody: C4 w | D4 q @1");
        const std::string before = bench.text();
        bench.drag(bench.at(1.5, "D4"), bench.at(1.5, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 q | C4 q");
        QVERIFY(bench.isOneStep(before));
    }

    void draggingANoteMovesItByTheGridInOneStep()
    {
        Bench bench(kScale);
        const std::string before = bench.text();
        bench.drag(bench.at(1.5, "D4"), bench.at(2.1, "G4"));
        QCOMPARE(bench.text(), "Melody: C4 q | G4 q @3/2 | E4 q @2 | F4 q");
        QVERIFY(bench.isOneStep(before));
    }

    void draggingASelectedNoteMovesAllSelected()
    {
        Bench bench(kScale);
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(0.5, "C4"));
        QTest::mouseClick(&bench.roll, Qt::LeftButton, Qt::ShiftModifier, bench.at(1.5, "D4"));
        bench.drag(bench.at(0.5, "C4"), bench.at(0.5, "D4"));
        QCOMPARE(bench.text(), "Melody: D4 q | E4 q | E4 q | F4 q");
    }

    void shiftDuringADragLocksToOneAxis()
    {
        Bench bench(kScale);
        QTest::mousePress(&bench.roll, Qt::LeftButton, {}, bench.at(0.5, "C4"));
        bench.move(bench.at(4.5, "D4"), Qt::ShiftModifier, Qt::LeftButton);
        QTest::mouseRelease(&bench.roll, Qt::LeftButton, Qt::ShiftModifier, bench.at(4.5, "D4"));
        QCOMPARE(bench.text(), "Melody: D4 q @1 | E4 q | F4 q | C4 q");
    }

    void controlDragCopiesAndSelectsTheCopy()
    {
        Bench bench("Melody: C4 q");
        const std::string before = bench.text();
        const TrackId track = bench.document.song().tracks.front()->id;
        bench.drag(bench.at(0.5, "C4"), bench.at(2.5, "E4"), Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | E4 q @2");
        QCOMPARE(bench.state.selection().count(), std::size_t(1));
        const Note copy = notesInSongTime(*bench.document.song().findTrack(track)).back();
        QVERIFY(bench.state.selection().contains({track, copy.id}));
        QVERIFY(bench.isOneStep(before));
    }

    void shiftDragFromTheStartCopies()
    {
        Bench bench("Melody: C4 q");
        bench.drag(bench.at(0.5, "C4"), bench.at(2.5, "E4"), Qt::ShiftModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | E4 q @2");
    }

    void shiftOnAnEdgeStretchesTheSelection()
    {
        Bench bench("Melody: C4 q @1 | D4 q");
        const std::string before = bench.text();
        bench.state.setSelection(Selection({{TrackId(1), NoteId(3)}, {TrackId(1), NoteId(4)}}));
        bench.drag(bench.at(2.97, "D4"), bench.at(5.0, "D4"), Qt::ShiftModifier);
        QCOMPARE(bench.text(), "Melody: C4 h @1 | D4 h");
        QVERIFY(bench.isOneStep(before));
        QCOMPARE(bench.document.undoName(), "Stretch 2 notes");
        bench.drag(bench.at(1.03, "C4"), bench.at(3.0, "C4"), Qt::ShiftModifier);
        QCOMPARE(bench.text(), "Melody: C4 q @3 | D4 q");
    }

    void altWheelOverANoteChangesItsVelocityInOneStep()
    {
        Bench bench("Melody: C4 q | D4 q");
        const std::string before = bench.text();
        bench.wheel(bench.at(0.5, "C4"), 1, Qt::AltModifier);
        bench.wheel(bench.at(0.5, "C4"), 1, Qt::AltModifier);
        QCOMPARE(bench.text(), "Melody: C4 q v90 | D4 q");
        QVERIFY(bench.isOneStep(before));
        bench.wheel(bench.at(3.5, "C4"), 1, Qt::AltModifier);
        QCOMPARE(bench.text(), "Melody: C4 q v90 | D4 q");
    }

    void aRightClickOnANoteAsksForItsMenu()
    {
        Bench bench(kScale);
        int asked = 0;
        QObject::connect(&bench.roll, &PianoRoll::menuRequested, &bench.roll, [&asked] { ++asked; });
        QTest::mouseClick(&bench.roll, Qt::RightButton, {}, bench.at(1.5, "D4"));
        QCOMPARE(asked, 1);
        QVERIFY(bench.state.selection().contains({TrackId(1), NoteId(4)}));
        QTest::mouseClick(&bench.roll, Qt::RightButton, {}, bench.at(1.5, "A4"));
        QCOMPARE(asked, 1);
    }

    void spaceDragPansAndSpaceAloneIsATap()
    {
        Bench bench("Melody: C4 w | C4 w | C4 w | C4 w | C4 w | C4 w");
        SpacePan pan(bench.roll);
        int taps = 0;
        QObject::connect(&pan, &SpacePan::tapped, &bench.roll, [&taps] { ++taps; });
        QEnterEvent enter(QPointF(600, 300), QPointF(600, 300), QPointF(600, 300));
        QCoreApplication::sendEvent(&bench.roll, &enter);
        const double x = bench.roll.geometry().scrollX(), y = bench.roll.geometry().scrollY();
        QTest::keyPress(&bench.roll, Qt::Key_Space);
        bench.drag({600, 300}, {500, 260});
        QTest::keyRelease(&bench.roll, Qt::Key_Space);
        QCOMPARE(bench.roll.geometry().scrollX(), x + 100);
        QCOMPARE(bench.roll.geometry().scrollY(), y + 40);
        QCOMPARE(taps, 0);
        QVERIFY(!bench.document.canUndo());
        QTest::keyClick(&bench.roll, Qt::Key_Space);
        QCOMPARE(taps, 1);
    }

    void doubleClickCanBeLeftToSelecting()
    {
        Bench bench(kScale);
        RollOptions options;
        options.doubleClickEdits = false;
        bench.state.setOptions(options);
        QTest::mouseDClick(&bench.roll, Qt::LeftButton, {}, bench.at(1.5, "D4"));
        QCOMPARE(bench.text(), textOf(songFromText(kScale)));
    }

    void aHandleOfTheBoxStretchesTheSelection()
    {
        Bench bench(kScale);
        const std::string before = bench.text();
        bench.state.setSelection(Selection({{TrackId(1), NoteId(4)}, {TrackId(1), NoteId(5)}}));
        const auto box = boxAround(bench.document.song(), bench.state.selection());
        QVERIFY(box.has_value());
        const QPoint handle = handleArea(*box, NoteEdge::End, bench.roll.geometry()).center().toPoint();
        // Two quarters from 1 to 3 become three from 1 to 4, over the note that is there.
        bench.drag(handle, handle + QPoint(qRound(bench.roll.geometry().width(kTicksPerQuarter)), 0));
        QCOMPARE(bench.text(), "Melody: C4 q | D4 q. | E4 q. | F4 q @3");
        QVERIFY(bench.isOneStep(before));
        QCOMPARE(bench.state.selection().count(), std::size_t(2));
    }

    void oneNoteHasNoBox()
    {
        Bench bench(kScale);
        bench.state.setSelection(Selection({{TrackId(1), NoteId(4)}}));
        QVERIFY(!boxAround(bench.document.song(), bench.state.selection()));
    }

    void movesEndOnLinesWhereTheOptionsSaySo()
    {
        RollOptions options;
        options.moves = RollOptions::Moves::OntoLines;
        Bench bench("Melody: C4 q @1000t");
        bench.state.setOptions(options);
        bench.drag(bench.at(0.5, "C4"), bench.at(1.4, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 q @1");
        options.moves = RollOptions::Moves::Relative;
        bench.document.undo();
        bench.state.setOptions(options);
        bench.drag(bench.at(0.5, "C4"), bench.at(1.5, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 q @62440t");
    }

    void theRightButtonCanBeSwapped()
    {
        RollOptions options;
        options.rightButton = RollOptions::RightButton::Erases;
        Bench bench(kScale);
        bench.state.setOptions(options);
        int asked = 0;
        QObject::connect(&bench.roll, &PianoRoll::menuRequested, &bench.roll, [&asked] { ++asked; });
        QTest::mouseClick(&bench.roll, Qt::RightButton, {}, bench.at(1.5, "D4"));
        QCOMPARE(bench.text(), "Melody: C4 q | E4 q @2 | F4 q");
        bench.state.setTool(ToolKind::Pencil);
        QTest::mouseClick(&bench.roll, Qt::RightButton, {}, bench.at(2.5, "E4"));
        QCOMPARE(asked, 1);
        QCOMPARE(bench.text(), "Melody: C4 q | E4 q @2 | F4 q");
    }

    void whatHappensToOtherNotesIsSaid()
    {
        Bench bench("Melody: C4 w | D4 q @1");
        QStringList said;
        QObject::connect(&bench.roll, &PianoRoll::said, &bench.roll, [&said](const QString& sentence) { said << sentence; });
        bench.drag(bench.at(1.5, "D4"), bench.at(1.5, "C4"));
        QCOMPARE(said, QStringList{QStringLiteral("1 note of the same pitch shortened to make room; undo brings it back.")});
        bench.drag(bench.at(1.5, "C4"), bench.at(2.5, "E4"));
        QCOMPARE(said.size(), 1);
    }

    void pinchingZoomsAtTheFingers()
    {
        Bench bench("Melody: C4 w | C4 w | C4 w | C4 w | C4 w | C4 w");
        const QPointF fingers(500, 300);
        const Tick tick = bench.roll.geometry().tick(fingers.x());
        const double before = bench.roll.geometry().pixelsPerQuarter();
        QNativeGestureEvent pinch(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, fingers, fingers,
                                  bench.roll.mapToGlobal(fingers), 0.25, {});
        QCoreApplication::sendEvent(&bench.roll, &pinch);
        QCOMPARE(bench.roll.geometry().pixelsPerQuarter(), before * 1.25);
        QVERIFY(std::abs(bench.roll.geometry().x(tick) - fingers.x()) < 0.01);
    }

    void anAdaptiveGridFollowsTheZoom()
    {
        Bench bench("Melody: C4 w | C4 w | C4 w | C4 w | C4 w | C4 w");
        bench.state.setGridAdaptive(true);
        const Tick coarse = bench.state.grid().step();
        bench.wheel({500, 300}, 10, Qt::ControlModifier);
        const Tick fine = bench.state.grid().step();
        QVERIFY(fine < coarse);
        QVERIFY(bench.roll.geometry().width(fine) >= 13.9 && bench.roll.geometry().width(fine) < 28.1);
        bench.state.setSnapGrid({1, 4});
        bench.wheel({500, 300}, 3, Qt::ControlModifier);
        QCOMPARE(bench.state.grid().step(), kTicksPerQuarter);
    }

    void theViewFollowsUntilItIsScrolledByHand()
    {
        Bench bench("Melody: C4 w | C4 w | C4 w | C4 w | C4 w | C4 w | C4 w | C4 w");
        RollOptions options;
        options.autoScroll = RollOptions::AutoScroll::Smooth;
        bench.state.setOptions(options);
        const auto follow = [&](int quarter) {
            bench.roll.setPlayhead(kTicksPerQuarter * quarter, PianoRoll::Follow::Yes);
            return bench.roll.geometry().x(kTicksPerQuarter * quarter) / bench.roll.geometry().size().width();
        };
        QVERIFY(std::abs(follow(10) - 0.4) < 0.01);
        QVERIFY(std::abs(follow(11) - 0.4) < 0.01);
        bench.wheel({500, 300}, 2, Qt::ShiftModifier);
        const double x = bench.roll.geometry().scrollX();
        follow(12);
        QCOMPARE(bench.roll.geometry().scrollX(), x);
        bench.roll.resumeFollowing();
        QVERIFY(std::abs(follow(13) - 0.4) < 0.01);
        options.autoScroll = RollOptions::AutoScroll::Page;
        bench.state.setOptions(options);
        QVERIFY(follow(14) > 0.4);
        QVERIFY(follow(40) < 0.06);
        options.autoScroll = RollOptions::AutoScroll::Off;
        bench.state.setOptions(options);
        QVERIFY(follow(80) > 1.0);
    }

    void aFoldedViewHasTheRowsThatAreUsed()
    {
        Bench bench("Melody: C4 q | E4 q | C5 q\nBass: D4 q");
        RollOptions options;
        options.fold = RollOptions::Fold::Used;
        bench.state.setOptions(options);
        const RollGeometry& geometry = bench.roll.geometry();
        QCOMPARE(geometry.rows().count(), 3);
        QCOMPARE(geometry.y(*parsePitch("E4")) + geometry.rowHeight(), geometry.y(*parsePitch("C4")));
        QCOMPARE(geometry.pitch(geometry.y(*parsePitch("C5")) + 1.0), *parsePitch("C5"));
        // A row further up is another note of the track, however far that is.
        bench.drag(bench.at(0.5, "C4"), bench.at(0.5, "E4"));
        QCOMPARE(bench.text(), "Melody: E4 q | E4 q | C5 q\nBass: D4 q");
        QCOMPARE(geometry.rows().count(), 2);
        options.fold = RollOptions::Fold::Scale;
        bench.state.setOptions(options);
        QCOMPARE(geometry.rows().count(), 75);
        options.fold = RollOptions::Fold::None;
        bench.state.setOptions(options);
        QCOMPARE(geometry.rows().count(), 128);
    }

    void foldedRowsFillTheViewAndAreAsBeforeAfterwards()
    {
        Bench bench("Melody: C4 q | E4 q | C5 q");
        const RollGeometry& geometry = bench.roll.geometry();
        const double before = geometry.rowHeight();
        RollOptions options;
        options.fold = RollOptions::Fold::Used;
        bench.state.setOptions(options);
        QCOMPARE(geometry.rowHeight(), RollGeometry::kTallestByItself);
        options.fold = RollOptions::Fold::None;
        bench.state.setOptions(options);
        QCOMPARE(geometry.rowHeight(), before);
    }

    void rowsStayWhileANoteIsDragged()
    {
        Bench bench("Melody: C4 q | E4 q | C5 q");
        RollOptions options;
        options.fold = RollOptions::Fold::Used;
        bench.state.setOptions(options);
        QTest::mousePress(&bench.roll, Qt::LeftButton, {}, bench.at(0.5, "C4"));
        bench.move(bench.at(0.5, "C5"), {}, Qt::LeftButton);
        QCOMPARE(bench.roll.geometry().rows().count(), 3);
        QTest::mouseRelease(&bench.roll, Qt::LeftButton, {}, bench.at(0.5, "C5"));
        QCOMPARE(bench.roll.geometry().rows().count(), 2);
    }

    void edgesOfANoteChangeItsLength()
    {
        Bench bench("Melody: C4 h @1");
        bench.drag(bench.at(2.97, "C4"), bench.at(4.0, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 h. @1");
        bench.drag(bench.at(1.03, "C4"), bench.at(0.5, "C4"));
        QCOMPARE(bench.text(), "Melody: C4 215040t @1/2");
    }

    void aClickSelectsWithoutAnUndoStep()
    {
        Bench bench(kScale);
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(2.5, "E4"));
        QCOMPARE(bench.state.selection().count(), std::size_t(1));
        QVERIFY(!bench.document.canUndo());
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(2.5, "A4"));
        QVERIFY(bench.state.selection().isEmpty());
    }

    void rubberBandSelectsWhatItTouches()
    {
        Bench bench(kScale);
        bench.drag(bench.at(0.9, "G4"), bench.at(2.5, "D4"));
        QCOMPARE(bench.state.selection().count(), std::size_t(2));
        bench.drag(bench.at(3.2, "G4"), bench.at(3.5, "F4"), Qt::ShiftModifier);
        QCOMPARE(bench.state.selection().count(), std::size_t(3));
        bench.drag(bench.at(0.9, "G4"), bench.at(1.5, "D4"), Qt::AltModifier);
        QCOMPARE(bench.state.selection().count(), std::size_t(2));
        // Ctrl takes what is selected (E4) and adds what is not (D4).
        bench.drag(bench.at(0.9, "G4"), bench.at(2.5, "D4"), Qt::ControlModifier);
        QCOMPARE(bench.state.selection().notes(), (std::vector<NoteRef>{{TrackId(1), NoteId(4)}, {TrackId(1), NoteId(6)}}));
        QVERIFY(!bench.document.canUndo());
    }

    void aLassoSelectsInsideItsShape()
    {
        Bench bench("Melody: C4 q | A4 q @1 | C4 q @2");
        const Qt::KeyboardModifiers both = Qt::ShiftModifier | Qt::ControlModifier;
        // Below the notes at both sides, and over the one in the middle.
        const QPoint shape[] = {bench.at(0.0, "B3"), bench.at(0.2, "D4"), bench.at(0.9, "D4"), bench.at(1.2, "B4"),
                                bench.at(1.8, "B4"), bench.at(1.95, "D4"), bench.at(1.95, "B3")};
        QTest::mousePress(&bench.roll, Qt::LeftButton, both, shape[0]);
        for (const QPoint& point : shape)
            bench.move(point, both, Qt::LeftButton);
        QTest::mouseRelease(&bench.roll, Qt::LeftButton, both, std::end(shape)[-1]);
        QCOMPARE(bench.state.selection().count(), std::size_t(2));
        QVERIFY(!bench.state.selection().contains({TrackId(1), NoteId(5)}));
        QVERIFY(!bench.document.canUndo());
    }

    void doubleClickAddsAndDeletes()
    {
        Bench bench(kEmpty);
        QTest::mouseDClick(&bench.roll, Qt::LeftButton, {}, bench.at(1.2, "G4"));
        QCOMPARE(bench.text(), "Melody: G4 q @1");
        QTest::mouseDClick(&bench.roll, Qt::LeftButton, {}, bench.at(1.5, "G4"));
        QCOMPARE(bench.document.song().noteCount(), std::size_t(0));
    }

    void cancelledGestureLeavesTheSongAndNoStep()
    {
        Bench bench(kScale);
        const std::string before = bench.text();
        QTest::mousePress(&bench.roll, Qt::LeftButton, {}, bench.at(0.5, "C4"));
        bench.move(bench.at(2.5, "A4"), {}, Qt::LeftButton);
        QVERIFY(bench.text() != before);
        QVERIFY(bench.roll.cancelGesture());
        QTest::mouseRelease(&bench.roll, Qt::LeftButton, {}, bench.at(2.5, "A4"));
        QCOMPARE(bench.text(), before);
        QVERIFY(!bench.document.canUndo());
        QVERIFY(!bench.roll.cancelGesture());
    }

    void dragAtTheEdgeOfTimeKeepsTheGroupTogether()
    {
        Bench bench(kScale);
        bench.drag(bench.at(0.9, "G4"), bench.at(3.9, "C4"));
        bench.drag(bench.at(1.5, "D4"), bench.at(0.0, "D4"));
        QCOMPARE(bench.text(), textOf(songFromText(kScale)));
    }

    void notesOfAnotherTrackBecomeActiveByClick()
    {
        Bench bench("Melody: C4 q\nBass: C3 q @2");
        QTest::mouseClick(&bench.roll, Qt::LeftButton, {}, bench.at(2.5, "C3"));
        QCOMPARE(bench.state.activeTrack(), bench.document.song().tracks.back()->id);
    }

    void auditionIsAskedForWhenANoteIsPressed()
    {
        Bench bench(kScale);
        QList<int> heard;
        QObject::connect(&bench.roll, &PianoRoll::auditioned, &bench.roll, [&heard](Pitch pitch) { heard << pitch.number; });
        bench.drag(bench.at(1.5, "D4"), bench.at(1.5, "G4"));
        QCOMPARE(heard.front(), 62);
        QCOMPARE(heard.back(), 67);
    }

    void wheelZoomsAtThePointerAndScrolls()
    {
        Bench bench("Melody: C4 w | C4 w | C4 w | C4 w | C4 w | C4 w");
        const QPoint pointer(500, 300);
        const Tick tick = bench.roll.geometry().tick(pointer.x());
        bench.wheel(pointer, 3, Qt::ControlModifier);
        QVERIFY(std::abs(bench.roll.geometry().x(tick) - pointer.x()) < 0.01);
        QVERIFY(bench.roll.geometry().pixelsPerQuarter() > 80.0);
        const Pitch pitch = bench.roll.geometry().pitch(pointer.y());
        bench.wheel(pointer, 2, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(bench.roll.geometry().pitch(pointer.y()), pitch);
        QVERIFY(bench.roll.geometry().rowHeight() > 16.0);
        const double y = bench.roll.geometry().scrollY(), x = bench.roll.geometry().scrollX();
        bench.wheel(pointer, -1, {});
        QVERIFY(bench.roll.geometry().scrollY() > y);
        bench.wheel(pointer, -1, Qt::ShiftModifier);
        QVERIFY(bench.roll.geometry().scrollX() > x);
    }

    void middleDragPans()
    {
        Bench bench("Melody: C4 w | C4 w | C4 w | C4 w | C4 w | C4 w");
        const double x = bench.roll.geometry().scrollX(), y = bench.roll.geometry().scrollY();
        bench.drag({600, 300}, {500, 260}, {}, Qt::MiddleButton);
        QCOMPARE(bench.roll.geometry().scrollX(), x + 100);
        QCOMPARE(bench.roll.geometry().scrollY(), y + 40);
        QVERIFY(!bench.document.canUndo());
    }

private:
    static std::string kEmptyText() { return textOf(songFromText(kEmpty)); }
};

QTEST_MAIN(tst_PianoRoll)
#include "tst_PianoRoll.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "core/edit/SongEdits.h"
#include "core/io/MidiFile.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"

#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QToolButton>

using namespace continuo;
using namespace continuo::ui;

namespace {

constexpr const char* kScale = "Melody: C4 q | D4 q | E4 q | F4 q";

/// The fields of a window that are typed into and do not take every text; keys have a test of their own.
std::vector<QLineEdit*> judgingFields(const QWidget& window)
{
    std::vector<QLineEdit*> fields;
    for (QLineEdit* line : window.findChildren<QLineEdit*>()) {
        const bool searches = !line->placeholderText().isEmpty() && line->placeholderText() != QStringLiteral("Any");
        const bool isKeys = qobject_cast<QKeySequenceEdit*>(line->parentWidget()) != nullptr;
        const bool isText = searches || isKeys || line->objectName() == QStringLiteral("name") || line->objectName() == QStringLiteral("text");
        if (line->window() == &window && line->isVisible() && line->isEnabled() && !line->isReadOnly() && !isText)
            fields.push_back(line);
    }
    return fields;
}

/// The spin box or list that the line belongs to, or the line itself.
QWidget* fieldOf(QLineEdit* line)
{
    QWidget* parent = line->parentWidget();
    return qobject_cast<QAbstractSpinBox*>(parent) || qobject_cast<QComboBox*>(parent) ? parent : line;
}

} // namespace

class tst_MainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }
    void init() { keptSettings().clear(); }

    void drawSaveAndOpenGiveTheSameNotes()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("drawn.mid"));
        std::string drawn;
        {
            WindowBench bench;
            QCOMPARE(bench.window.desk().state.tool(), ToolKind::Pencil);
            QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(0.1, "E4"));
            QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(2.1, "G4"));
            drawn = bench.text();
            QCOMPARE(bench.document.song().noteCount(), std::size_t(2));
            QVERIFY(bench.window.isWindowModified());
            bench.window.desk().files.saveTo(path);
            QTRY_VERIFY(!bench.window.isWindowModified());
        }
        WindowBench bench;
        QVERIFY(bench.window.load(path));
        QCOMPARE(bench.text(), drawn);
        QVERIFY(bench.window.windowTitle().contains(QStringLiteral("drawn.mid")));
        QVERIFY(!bench.document.canUndo());
    }

    void aBadFileIsSaidInABoxAndTheSongStays()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("bad.mid"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no song");
        file.close();
        WindowBench bench(songFromText(kScale));
        const std::string before = bench.text();
        bench.window.desk().files.open(path);
        auto* box = bench.window.findChild<QMessageBox*>(QStringLiteral("errorBox"));
        QVERIFY(box != nullptr);
        QVERIFY2(box->text().contains(QStringLiteral("bad.mid")), qPrintable(box->text()));
        QCOMPARE(bench.text(), before);
        box->close();
    }

    void closingWithUnsavedChangesAsksFirst()
    {
        WindowBench bench(songFromText(kScale));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_Up);
        QVERIFY(!bench.window.close());
        auto* box = bench.window.findChild<QMessageBox*>(QStringLiteral("unsavedBox"));
        QVERIFY(box != nullptr);
        box->button(QMessageBox::Cancel)->click();
        QVERIFY(bench.window.isVisible());
        QVERIFY(!bench.window.close());
        QTest::qWait(1);
        for (auto* each : bench.window.findChildren<QMessageBox*>(QStringLiteral("unsavedBox")))
            if (each->isVisible())
                each->button(QMessageBox::Discard)->click();
        QVERIFY(!bench.window.isVisible());
    }

    void closingWhileTheSongIsSavedWaitsAndAsksNothing()
    {
        QTemporaryDir folder;
        WindowBench bench(songFromText(kScale));
        bench.window.desk().files.saveTo(folder.filePath(QStringLiteral("closed.mid")));
        QVERIFY(!bench.window.close());
        QTRY_VERIFY(!bench.window.isVisible());
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("closed.mid"))));
        QVERIFY(!bench.window.findChild<QMessageBox*>(QStringLiteral("unsavedBox")));
    }

    void keysEditTheSelectionAndUndoTakesItBack()
    {
        WindowBench bench(songFromText(kScale));
        const std::string before = bench.text();
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_Up);
        bench.key(Qt::Key_Up);
        QCOMPARE(bench.text(), "Melody: D4 q | E4 q | F#4 q | G4 q");
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.text(), before);
        bench.key(Qt::Key_Y, Qt::ControlModifier);
        bench.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(bench.text(), "Melody: D3 q | E3 q | F#3 q | G3 q");
        bench.key(Qt::Key_Delete);
        QCOMPARE(bench.document.song().noteCount(), std::size_t(0));
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.document.song().noteCount(), std::size_t(4));
    }

    void everyKeyOfTheNotesMenuIsOneStep()
    {
        struct Case {
            Qt::Key key;
            Qt::KeyboardModifiers modifiers;
            const char* after;
        };
        const Case cases[] = {
            {Qt::Key_Up, Qt::AltModifier, "Melody: D4 q | E4 e | F4 h"},
            {Qt::Key_Down, Qt::AltModifier, "Melody: B3 q | C4 e | D4 h"},
            {Qt::Key_Left, {}, "Melody: C4 q | D4 e | E4 h"},
            {Qt::Key_Right, {}, "Melody: C4 q @1/4 | D4 e | E4 h"},
            {Qt::Key_Right, Qt::AltModifier, "Melody: C4 q @1/96 | D4 e | E4 h"},
            {Qt::Key_Right, Qt::ShiftModifier, "Melody: C4 76800t | D4 e. @1 | E4 138240t @3/2"},
            {Qt::Key_2, Qt::AltModifier, "Melody: C4 h | D4 h @1 | E4 h @3/2"},
            {Qt::Key_Period, {}, "Melody: C4 q. | D4 e. @1 | E4 h. @3/2"},
            {Qt::Key_Up, Qt::ControlModifier, "Melody: C4 q v81 | D4 e v81 | E4 h v81"},
            {Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier, "Melody: C4 q v70 | D4 e v70 | E4 h v70"},
            {Qt::Key_R, Qt::ControlModifier, "Melody: E4 h | D4 e | C4 q"},
            {Qt::Key_0, {}, "Melody: C4 q muted | D4 e muted | E4 h muted"},
        };
        for (const Case& each : cases) {
            WindowBench bench(songFromText("Melody: C4 q | D4 e | E4 h"));
            const std::string before = bench.text();
            bench.key(Qt::Key_A, Qt::ControlModifier);
            bench.key(each.key, each.modifiers);
            QCOMPARE(bench.text(), each.after);
            bench.document.undo();
            QCOMPARE(bench.text(), before);
            QVERIFY(!bench.document.canUndo());
            bench.document.redo();
            QCOMPARE(bench.text(), each.after);
        }
    }

    void glueSplitAndTheMenusShapes()
    {
        WindowBench bench(songFromText("Melody: C4 q | C4 q | E4 h"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_G);
        QCOMPARE(bench.text(), "Melody: C4 h | E4 h");
        bench.window.desk().playback.seek(kTicksPerQuarter);
        bench.key(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | C4 q | E4 h");
        bench.window.action(Command::Invert).trigger();
        QCOMPARE(bench.text(), "Melody: E4 q | E4 q | C4 h");
        bench.window.action(Command::MirrorPitches).trigger();
        QCOMPARE(bench.text(), "Melody: C4 q | E4 q | E4 h");
        bench.key(Qt::Key_Escape);
        QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(0.5, "C4"));
        bench.key(Qt::Key_I, Qt::ControlModifier);
        bench.key(Qt::Key_Up);
        QCOMPARE(bench.text(), "Melody: C4 q | F4 q | F4 h");
        QTest::mouseClick(&bench.roll(), Qt::LeftButton, {}, bench.at(1.5, "F4"));
        bench.key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(bench.window.desk().state.selection().count(), std::size_t(2));
    }

    void keysChooseToolsGridAndTracks()
    {
        WindowBench bench(songFromText("Melody: C4 q\nBass: C3 q"));
        EditorState& state = bench.window.desk().state;
        bench.key(Qt::Key_4);
        QCOMPARE(state.tool(), ToolKind::Split);
        bench.key(Qt::Key_B);
        QCOMPARE(state.tool(), ToolKind::Pencil);
        bench.key(Qt::Key_B);
        QCOMPARE(state.tool(), ToolKind::Select);
        bench.key(Qt::Key_T);
        QCOMPARE(state.snapGrid().kind, SnapGrid::Kind::Triplet);
        bench.key(Qt::Key_M);
        QVERIFY(bench.document.song().tracks.front()->muted);
        bench.key(Qt::Key_N);
        QVERIFY(bench.document.song().tracks.front()->solo);
        bench.key(Qt::Key_M);
        QVERIFY(!bench.document.song().tracks.front()->muted);
    }

    void controlDragOnTheKeysSelectsTheirPitches()
    {
        WindowBench bench(songFromText(kScale));
        KeyboardStrip& keys = bench.window.desk().view.keyboard();
        const auto place = [&](const char* pitch) { return QPoint(20, bench.at(0.0, pitch).y()); };
        QTest::mousePress(&keys, Qt::LeftButton, Qt::ControlModifier, place("D4"));
        QCOMPARE(bench.window.desk().state.selection().count(), std::size_t(1));
        QMouseEvent move(QEvent::MouseMove, place("F4"), keys.mapToGlobal(place("F4")), Qt::NoButton, Qt::LeftButton, Qt::ControlModifier);
        QCoreApplication::sendEvent(&keys, &move);
        QTest::mouseRelease(&keys, Qt::LeftButton, Qt::ControlModifier, place("F4"));
        QCOMPARE(bench.window.desk().state.selection().count(), std::size_t(3));
    }

    void copyPasteAndDuplicate()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | C4 q");
        bench.key(Qt::Key_X, Qt::ControlModifier);
        bench.window.desk().playback.seek(kTicksPerQuarter * 3);
        bench.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(bench.text(), "Melody: C4 q | C4 q @3");
    }

    void lettersTypedIntoAFieldDoNotCommand()
    {
        WindowBench bench(songFromText(kScale));
        auto* tempo = bench.window.findChild<QDoubleSpinBox*>(QStringLiteral("tempo"));
        tempo->setFocus();
        QTest::keyClick(tempo, Qt::Key_C);
        QTest::keyClick(tempo, Qt::Key_V);
        QTest::keyClick(tempo, Qt::Key_Delete);
        QCOMPARE(bench.service.requests, 0);
        QCOMPARE(bench.document.song().noteCount(), std::size_t(4));
        bench.roll().setFocus();
        bench.key(Qt::Key_C);
        QCOMPARE(bench.service.requests, 1);
    }

    void tempoMeterAndKeyAreEdits()
    {
        WindowBench bench(songFromText(kScale));
        bench.window.findChild<QDoubleSpinBox*>(QStringLiteral("tempo"))->setValue(96.0);
        QCOMPARE(qRound(bench.document.song().tempo.bpmAt(Tick(0))), 96);
        auto* meter = bench.window.findChild<QComboBox*>(QStringLiteral("meter"));
        meter->setCurrentText(QStringLiteral("3/4"));
        Q_EMIT meter->textActivated(QStringLiteral("3/4"));
        QCOMPARE(bench.document.song().meters.meterAt(Tick(0)).numerator, 3);
        QTest::qWait(1);
        QTest::qWait(1); // what can be undone reaches the menus as an event
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.document.song().meters.meterAt(Tick(0)).numerator, 4);
        QCOMPARE(meter->currentText(), QStringLiteral("4/4"));
    }

    void continueShowsGhostsEnterAcceptsEscapeDrops()
    {
        WindowBench bench(songFromText(kScale));
        const std::string before = bench.text();
        bench.key(Qt::Key_C);
        bench.service.sayCandidate(0, {bench.service.note(0, 72)});
        bench.service.finish();
        QTest::qWait(1);
        bench.key(Qt::Key_Escape);
        QCOMPARE(bench.text(), before);
        QVERIFY(!bench.document.canUndo());
        bench.key(Qt::Key_C);
        bench.service.sayCandidate(0, {bench.service.note(0, 72)});
        bench.service.finish();
        QTest::qWait(1);
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.text(), "Melody: C4 q | D4 q | E4 q | F4 q | C5 q suggested");
        bench.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench.text(), before);
    }

    void shelfKeysChooseCandidates()
    {
        WindowBench bench(songFromText(kScale));
        bench.key(Qt::Key_C);
        for (int i = 0; i < 3; ++i)
            bench.service.sayCandidate(i, {bench.service.note(0, 60 + i)});
        bench.service.finish();
        QTest::qWait(1);
        auto* shelf = bench.window.findChild<QListWidget*>(QStringLiteral("shelf"));
        QCOMPARE(shelf->count(), 3);
        shelf->setFocus();
        QTest::keyClick(shelf, Qt::Key_3);
        QCOMPARE(bench.window.desk().suggestions.shownIndex(), 2);
        QTest::keyClick(shelf, Qt::Key_Up);
        QCOMPARE(bench.window.desk().suggestions.shownIndex(), 1);
        QCOMPARE(shelf->currentRow(), 1);
    }

    void tappingSetsTheTempoAsOneStep()
    {
        WindowBench bench(songFromText(kScale));
        for (int i = 0; i < 3; ++i) {
            bench.key(Qt::Key_J);
            QTest::qWait(300);
        }
        const double bpm = bench.document.song().tempo.bpmAt(Tick(0));
        QVERIFY2(bpm > 20 && bpm < 200.1, qPrintable(QString::number(bpm))); // no faster than it was waited
        bench.document.undo();
        QCOMPARE(bench.document.song().tempo.bpmAt(Tick(0)), 120.0);
        QVERIFY(!bench.document.canUndo());
    }

    void theCandidateOnShowIsSaid()
    {
        WindowBench bench(songFromText(kScale));
        bench.key(Qt::Key_C);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.sayCandidate(1, {bench.service.note(0, 62), bench.service.note(1, 64)});
        bench.service.finish();
        QCOMPARE(bench.window.statusBar()->currentMessage(),
                 QStringLiteral("Candidate 1 of 2, 1 note, C4. Return keeps it, Escape drops it."));
        bench.window.desk().suggestions.show(1);
        QCOMPARE(bench.window.statusBar()->currentMessage(),
                 QStringLiteral("Candidate 2 of 2, 2 notes, D4–E4. Return keeps it, Escape drops it."));
        QTest::qWait(1);
        bench.key(Qt::Key_Escape);
        QVERIFY(bench.window.statusBar()->currentMessage().isEmpty());
    }

    void engineFailureIsSaidInTheStatusBar()
    {
        WindowBench bench(songFromText(kScale));
        bench.key(Qt::Key_C);
        bench.service.fail({ErrorCode::Unavailable, "The suggestion engine stopped."});
        QCOMPARE(bench.window.statusBar()->currentMessage(), QStringLiteral("The suggestion engine stopped."));
        bench.key(Qt::Key_C);
        QVERIFY(bench.service.isAtWork());
        QVERIFY(bench.window.statusBar()->currentMessage().isEmpty());
    }

    void everyKeyOfASongIsShown()
    {
        WindowBench bench(songFromText(kScale));
        const auto* shown = bench.window.findChild<QComboBox*>(QStringLiteral("key"));
        for (const KeySignature key : allKeys()) {
            bench.document.commit(setKey(Tick(0), key));
            QCOMPARE(shown->currentText(), QString::fromStdString(keyName(key)));
        }
    }

    void theWindowFitsOnASmallScreen()
    {
        WindowBench bench(songFromText(kScale));
        const QSize least = bench.window.minimumSizeHint();
        QVERIFY2(least.width() <= 800 && least.height() <= 600, qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
    }

    void everyFieldOfEveryDialogSaysInPlaceWhyItRefuses()
    {
        WindowBench bench(songFromText(kScale));
        bench.window.findChild<QToolButton*>(QStringLiteral("allWishes"))->setChecked(true);
        bench.key(Qt::Key_A, Qt::ControlModifier);
        bench.window.desk().state.setLoop(Range<Tick>{Tick(0), kTicksPerQuarter * 4});
        const std::string before = bench.text();
        QSet<QString> judged;
        const auto checkFieldsOf = [&](const QWidget& window) {
            for (QLineEdit* line : judgingFields(window)) {
                QWidget* field = fieldOf(line);
                const QString usual = field->accessibleDescription(), shown = line->text();
                line->selectAll();
                QTest::keyClicks(line, QStringLiteral("?"));
                QTest::keyClick(field, Qt::Key_Return);
                const QString where = window.windowTitle() + QStringLiteral(": ") + field->objectName();
                QVERIFY2(!field->accessibleDescription().isEmpty() && field->accessibleDescription() != usual, qPrintable(where));
                QVERIFY2(bench.text() == before, qPrintable(where));
                judged.insert(field->objectName());
                line->setText(shown);
            }
        };
        checkFieldsOf(bench.window);
        for (const ActionRow& row : actionTable()) {
            if (!QString::fromUtf8(row.text).endsWith(QStringLiteral("…")))
                continue;
            bench.window.action(row.command).trigger();
            QTest::qWait(1);
            for (auto* dialog : bench.window.findChildren<QDialog*>()) {
                if (!dialog->isVisible())
                    continue;
                if (qobject_cast<QFileDialog*>(dialog) == nullptr)
                    checkFieldsOf(*dialog);
                dialog->close();
            }
            QTest::qWait(1);
            QVERIFY2(bench.text() == before, row.text);
        }
        for (const char* name : {"tempo", "bars", "temperature", "range", "infoPitch", "tail", "channel", "strength"})
            QVERIFY2(judged.contains(QLatin1String(name)), name);
    }

    void numbersBeyondTheirRangeAreRefusedWithTheRange()
    {
        WindowBench bench(songFromText(kScale));
        auto* tempo = bench.window.findChild<QDoubleSpinBox*>(QStringLiteral("tempo"));
        auto* line = tempo->findChild<QLineEdit*>();
        const QString range = QStringLiteral("Tempo is a number from 4 to 999.");
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("1200"));
        QCOMPARE(tempo->accessibleDescription(), range);
        QTest::keyClick(tempo, Qt::Key_Return);
        QCOMPARE(qRound(bench.document.song().tempo.bpmAt(Tick(0))), 120);
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("2"));
        QVERIFY(tempo->accessibleDescription().isEmpty());
        QTest::keyClick(tempo, Qt::Key_Return);
        QCOMPARE(tempo->accessibleDescription(), range);
        QCOMPARE(qRound(bench.document.song().tempo.bpmAt(Tick(0))), 120);
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("90"));
        QTest::keyClick(tempo, Qt::Key_Return);
        QVERIFY(tempo->accessibleDescription().isEmpty());
        QCOMPARE(qRound(bench.document.song().tempo.bpmAt(Tick(0))), 90);
    }

    void bothThemesPaintEveryPart()
    {
        WindowBench bench(songFromText(kScale));
        const auto pictureIn = [&bench](Command theme) {
            bench.window.action(theme).trigger();
            QTest::qWait(10);
            return bench.window.grab().toImage();
        };
        const QImage light = pictureIn(Command::ThemeLight), dark = pictureIn(Command::ThemeDark);
        const auto share = [](const QImage& image) {
            int bright = 0, all = 0;
            for (int y = 0; y < image.height(); y += 7)
                for (int x = 0; x < image.width(); x += 7, ++all)
                    bright += qGray(image.pixel(x, y)) > 160;
            return static_cast<double>(bright) / all;
        };
        QVERIFY2(share(light) > 0.8, qPrintable(QString::number(share(light))));
        QVERIFY2(share(dark) < share(light) - 0.3, qPrintable(QString::number(share(dark))));
        bench.window.action(Command::ThemeSystem).trigger();
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"

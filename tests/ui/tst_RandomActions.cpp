// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "support/RandomSong.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"
#include "ui/operations/OperationDialog.h"

#include <QTemporaryDir>

#include <random>
#include <set>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// Commands that ask for a file or leave the song.
const std::set<Command> kElsewhere{Command::New,  Command::Open,    Command::Save, Command::SaveAs,  Command::ExportMidi,
                                   Command::ExportAudio, Command::ExportLoop, Command::CopyAsFile, Command::FileReport, Command::DemoSong, Command::Quit, Command::Palette, Command::Keys, Command::About};

/// Someone who does whatever comes to mind: commands, gestures with every tool, suggestions taken and dropped.
class Visitor {
public:
    Visitor(WindowBench& bench, std::uint64_t seed) : bench_(bench), random_(seed) {}

    void doSomething()
    {
        const int kind = below(10);
        if (kind < 6)
            command();
        else if (kind < 9)
            gesture();
        else
            suggestion();
        QCoreApplication::processEvents();
    }

private:
    int below(int count) { return static_cast<int>(random_() % static_cast<std::uint64_t>(count)); }

    void command()
    {
        const auto table = actionTable();
        const ActionRow& row = table[static_cast<std::size_t>(below(static_cast<int>(table.size())))];
        // Else there is soon nothing left to do something with, or to undo.
        const bool isRare = row.command == Command::RemoveTrack || row.command == Command::RemoveBars
            || row.command == Command::Erase || row.command == Command::Cut || row.command == Command::Undo;
        if (kElsewhere.contains(row.command) || (isRare && below(8) != 0))
            return;
        if (below(6) == 0)
            bench_.window.action(Command::SelectAll).trigger();
        bench_.window.action(row.command).trigger();
        for (auto* dialog : bench_.window.findChildren<OperationDialog*>())
            if (dialog->isVisible())
                dialog->done(below(4) == 0 ? QDialog::Rejected : QDialog::Accepted);
    }

    void gesture()
    {
        constexpr Qt::KeyboardModifiers kModifiers[] = {{}, {}, {}, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier,
                                                        Qt::ControlModifier | Qt::ShiftModifier};
        const Qt::KeyboardModifiers modifiers = kModifiers[below(7)];
        const Qt::MouseButton button = below(8) == 0 ? Qt::RightButton : Qt::LeftButton;
        PianoRoll& roll = bench_.roll();
        QPoint at(below(roll.width()), below(roll.height()));
        QTest::mousePress(&roll, button, modifiers, at);
        for (int i = below(4); i > 0; --i) {
            at = QPoint(below(roll.width()), below(roll.height()));
            QMouseEvent move(QEvent::MouseMove, at, roll.mapToGlobal(at), Qt::NoButton, button, modifiers);
            QCoreApplication::sendEvent(&roll, &move);
        }
        if (below(10) == 0)
            bench_.window.action(Command::Leave).trigger();
        QTest::mouseRelease(&roll, button, modifiers, at);
    }

    void suggestion()
    {
        if (!bench_.service.isAtWork())
            return;
        bench_.service.sayCandidate(0, {bench_.service.note(below(4), 48 + below(30))});
        if (below(2) == 0)
            bench_.service.finish();
    }

    WindowBench& bench_;
    std::mt19937_64 random_;
};

} // namespace

class tst_RandomActions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }

    void aThousandActionsAreUndoneToTheFirstSong_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 4; ++seed)
            QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }

    void aThousandActionsAreUndoneToTheFirstSong()
    {
        QFETCH(int, seed);
        const Song first = randomSong(static_cast<std::uint64_t>(seed));
        WindowBench bench(first);
        Visitor visitor(bench, static_cast<std::uint64_t>(seed));
        for (int i = 0; i < 1000; ++i) {
            visitor.doSomething();
            QVERIFY2(isWellFormed(bench.document.song()), qPrintable(QString::number(i)));
        }
        bench.roll().cancelGesture();
        bench.document.cancelPreview();
        const Song last = bench.document.song();
        int steps = 0;
        for (; bench.document.canUndo(); ++steps)
            bench.document.undo();
        QVERIFY2(steps > 100, qPrintable(QString::number(steps)));
        QVERIFY(sameContent(bench.document.song(), first));
        QCOMPARE(bench.text(), textOf(first));
        for (int i = 0; i < steps; ++i)
            bench.document.redo();
        QVERIFY(sameContent(bench.document.song(), last));
        bench.document.markSaved();
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_RandomActions)
#include "tst_RandomActions.moc"

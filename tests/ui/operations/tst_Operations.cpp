// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"
#include "ui/operations/OperationDialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace continuo;
using namespace continuo::ui;

namespace {

/// The dialog of a command on the window, worked as a person does.
struct Asked {
    Asked(WindowBench& bench, Command command)
    {
        bench.window.action(command).trigger();
        QTest::qWait(1);
        for (auto* each : bench.window.findChildren<OperationDialog*>())
            if (each->isVisible())
                dialog = each;
    }

    void type(const char* field, const QString& text)
    {
        if (auto* choices = dialog->findChild<QComboBox*>(QLatin1String(field))) {
            choices->setCurrentText(text);
            return;
        }
        auto* line = dialog->findChild<QLineEdit*>(QLatin1String(field));
        line->setFocus();
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        QTest::keyClicks(line, text);
    }
    QString objection(const char* field) const
    {
        return dialog->findChild<QLabel*>(QLatin1String(field) + QStringLiteral("Objection"))->text();
    }
    QPushButton* confirm() const { return dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok); }

    OperationDialog* dialog = nullptr;
};

struct Case {
    Command command;
    std::vector<std::pair<const char*, const char*>> typed;
    const char* after;
};

constexpr const char* kSong = "Melody: C4 q @1000t | E4 h | G4 q";

} // namespace

class tst_Operations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }
    void init() { keptSettings().clear(); }

    void eachPreviewsAndIsOneStep()
    {
        const std::vector<Case> cases{
            {Command::QuantizeWith, {{"strength", "50"}}, "Melody: C4 q @500t | E4 h | G4 q"},
            {Command::StretchWith, {{"length", "50"}}, "Melody: C4 e @1000t | E4 q | G4 e"},
            {Command::TransposeBy, {{"by", "-2"}, {"unit", "Scale steps"}}, "Melody: A3 q @1000t | C4 h | E4 q"},
            {Command::InvertAround, {{"axis", "E4"}}, "Melody: G#4 q @1000t | E4 h | C#4 q"},
            {Command::SetVelocity, {{"velocity", "99"}}, "Melody: C4 q @1000t v99 | E4 h v99 | G4 q v99"},
            {Command::RampVelocity, {{"from", "10"}, {"to", "40"}}, "Melody: C4 q @1000t v10 | E4 h v20 | G4 q v40"},
        };
        for (const Case& each : cases) {
            WindowBench bench(songFromText(kSong));
            const std::string before = bench.text();
            bench.key(Qt::Key_A, Qt::ControlModifier);
            Asked asked(bench, each.command);
            QVERIFY(asked.dialog != nullptr);
            for (const auto& [field, text] : each.typed)
                asked.type(field, QLatin1String(text));
            QCOMPARE(bench.text(), each.after);
            QVERIFY(!bench.document.canUndo());
            asked.confirm()->click();
            QCOMPARE(bench.text(), each.after);
            bench.document.undo();
            QCOMPARE(bench.text(), before);
            QVERIFY(!bench.document.canUndo());
            bench.document.redo();
            QCOMPARE(bench.text(), each.after);
        }
    }

    void settingsOfATrackShowWhatItIsAndAreOneStep()
    {
        WindowBench bench(songFromText("Melody: C4 q"));
        const Song before = bench.document.song();
        Asked asked(bench, Command::TrackSettings);
        QCOMPARE(asked.dialog->findChild<QLineEdit*>(QStringLiteral("name"))->text(), QStringLiteral("Melody"));
        QCOMPARE(asked.dialog->findChild<QLineEdit*>(QStringLiteral("volume"))->text(), QStringLiteral("100"));
        asked.type("name", QStringLiteral("Tune"));
        asked.type("program", QStringLiteral("Flute"));
        asked.type("bank", QStringLiteral("8/0"));
        asked.type("channel", QStringLiteral("3"));
        asked.type("volume", QStringLiteral("50"));
        asked.type("pan", QStringLiteral("-25"));
        asked.confirm()->click();
        const Track& track = *bench.document.song().tracks.front();
        QCOMPARE(track.name, std::string("Tune"));
        QCOMPARE(track.program, std::optional(73));
        QCOMPARE(track.bankMsb, std::optional(8));
        QCOMPARE(track.channel, 2);
        QCOMPARE(track.volume, 0.5);
        QCOMPARE(track.pan, -0.25);
        bench.document.undo();
        QVERIFY(sameContent(bench.document.song(), before));
        QVERIFY(!bench.document.canUndo());
    }

    void barsOfTheLoopAreMeantElseTheSelectionsElseThePlayheads()
    {
        WindowBench bench(songFromText("Melody: C4 w | D4 w | E4 w | F4 w"));
        const auto bars = [&] {
            Asked asked(bench, Command::RepeatBars);
            const auto text = [&](const char* field) { return asked.dialog->findChild<QLineEdit*>(QLatin1String(field))->text(); };
            const QString shown = text("first") + QLatin1Char('-') + text("last");
            asked.dialog->reject();
            return shown;
        };
        bench.window.desk().playback.seek(kTicksPerQuarter * 13);
        QCOMPARE(bars(), QStringLiteral("4-4"));
        bench.window.desk().notes.selectAll();
        QCOMPARE(bars(), QStringLiteral("1-4"));
        bench.window.desk().state.setLoop(bench.document.song().meters.bars(2, 3));
        QCOMPARE(bars(), QStringLiteral("2-3"));
        QCOMPARE(bench.text(), "Melody: C4 w | D4 w | E4 w | F4 w");
    }

    void whatChangesTheWholeSongIsOneStepEach()
    {
        const std::vector<Case> cases{
            {Command::InsertBars, {{"first", "2"}, {"count", "1"}}, "Melody: C4 w | D4 w @8"},
            {Command::RepeatBars, {{"first", "1"}, {"last", "2"}, {"times", "2"}}, "Melody: C4 w | D4 w | C4 w | D4 w | C4 w | D4 w"},
            {Command::RemoveBars, {{"first", "1"}, {"last", "1"}}, "Melody: D4 w"},
            {Command::TransposeSong, {{"by", "-2"}}, "Melody: A#3 w | C4 w"},
        };
        for (const Case& each : cases) {
            WindowBench bench(songFromText("Melody: C4 w | D4 w"));
            const std::string before = bench.text();
            Asked asked(bench, each.command);
            for (const auto& [field, text] : each.typed)
                asked.type(field, QLatin1String(text));
            QCOMPARE(bench.text(), each.after);
            asked.confirm()->click();
            QCOMPARE(bench.text(), each.after);
            bench.document.undo();
            QCOMPARE(bench.text(), before);
            QVERIFY(!bench.document.canUndo());
        }
    }

    void notesThatOverlappedBeforeStillDoWhenBarsMove()
    {
        WindowBench bench(songFromText("Melody: C4 w | D4 w | D4 h @5"));
        Asked asked(bench, Command::InsertBars);
        asked.type("first", QStringLiteral("2"));
        asked.type("count", QStringLiteral("1"));
        asked.confirm()->click();
        QCOMPARE(bench.text(), "Melody: C4 w | D4 w @8 | D4 h @9");
    }

    void barsLeaveASuggestionThatWasForOtherBars()
    {
        WindowBench bench(songFromText("Melody: C4 w | D4 w"));
        bench.key(Qt::Key_C);
        bench.service.sayCandidate(0, {bench.service.note(0, 60)});
        bench.service.finish();
        QVERIFY(bench.window.desk().suggestions.canAccept());
        Asked asked(bench, Command::RemoveBars);
        QVERIFY(!bench.window.desk().suggestions.canAccept());
        asked.dialog->reject();
    }

    void aChordOverAnotherNoteShortensIt()
    {
        WindowBench bench(songFromText("Melody: C4 w"));
        bench.window.desk().playback.seek(kTicksPerQuarter);
        Asked asked(bench, Command::AddChord);
        asked.type("chord", QStringLiteral("H7"));
        QCOMPARE(asked.objection("chord"), QStringLiteral("A chord is written C, Am7, F#dim or Am7/E."));
        QVERIFY(!asked.confirm()->isEnabled());
        asked.type("chord", QStringLiteral("C"));
        asked.type("octave", QStringLiteral("4"));
        asked.type("length", QStringLiteral("Half"));
        asked.confirm()->click();
        QCOMPARE(bench.text(), "Melody: C4 q | C4 h | E4 h @1 | G4 h @1");
        QCOMPARE(bench.document.undoName(), "Add chord C");
    }

    void everyParameterRefusesWhatItCannotBeInPlace()
    {
        for (const Operation& operation : operationTable()) {
            WindowBench bench(songFromText(kSong));
            const std::string before = bench.text();
            bench.key(Qt::Key_A, Qt::ControlModifier);
            Asked asked(bench, operation.command);
            QVERIFY2(asked.dialog != nullptr, operation.title);
            QVERIFY2(asked.confirm()->isEnabled(), operation.title);
            for (const Parameter& parameter : operation.parameters) {
                const bool canBeAnything = parameter.kind == Parameter::Kind::Text && parameter.textObjection == nullptr;
                if (parameter.kind == Parameter::Kind::Choice || canBeAnything)
                    continue;
                const bool isText = parameter.kind == Parameter::Kind::Text;
                QStringList refused{QStringLiteral("H"), QStringLiteral("1e9"), QStringLiteral("-9999"), QStringLiteral(" ")};
                if (isText) {
                    refused = {QStringLiteral(" "), QStringLiteral("?/?"), QString(300, QLatin1Char('x'))};
                    refused.removeIf([&parameter](const QString& each) { return parameter.textObjection(each.trimmed()).isEmpty(); });
                }
                QVERIFY2(!refused.isEmpty(), parameter.label);
                for (const QString& bad : refused) {
                    asked.type(parameter.id, bad);
                    QVERIFY2(!asked.objection(parameter.id).isEmpty(), parameter.label);
                    QVERIFY2(!asked.confirm()->isEnabled(), parameter.label);
                    QCOMPARE(bench.text(), before);
                    QTest::keyClick(asked.dialog, Qt::Key_Return);
                    QVERIFY(asked.dialog->isVisible());
                }
                asked.type(parameter.id, parameter.preset);
                QVERIFY2(asked.objection(parameter.id).isEmpty(), parameter.label);
            }
            QVERIFY(asked.confirm()->isEnabled());
            QTest::keyClick(asked.dialog, Qt::Key_Escape);
            QCOMPARE(bench.text(), before);
            QVERIFY(!bench.document.canUndo());
            QVERIFY(!bench.document.isPreviewing());
        }
    }

    void whatWasConfirmedIsOfferedAgain()
    {
        WindowBench bench(songFromText(kSong));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        Asked first(bench, Command::SetVelocity);
        first.type("velocity", QStringLiteral("33"));
        first.confirm()->click();
        Asked again(bench, Command::SetVelocity);
        QCOMPARE(again.dialog->findChild<QLineEdit*>(QStringLiteral("velocity"))->text(), QStringLiteral("33"));
        again.dialog->reject();
    }

    void arrowsStepNumbersWithinTheirRange()
    {
        WindowBench bench(songFromText(kSong));
        bench.key(Qt::Key_A, Qt::ControlModifier);
        Asked asked(bench, Command::SetVelocity);
        asked.type("velocity", QStringLiteral("126"));
        auto* line = asked.dialog->findChild<QLineEdit*>(QStringLiteral("velocity"));
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(line, Qt::Key_Up);
        QCOMPARE(line->text(), QStringLiteral("127"));
        QTest::keyClick(line, Qt::Key_Down);
        QCOMPARE(line->text(), QStringLiteral("126"));
        asked.dialog->reject();
    }

    void pitchesAreSelectedOrLeftAsTheyWere()
    {
        WindowBench bench(songFromText(kSong));
        EditorState& state = bench.window.desk().state;
        Asked asked(bench, Command::SelectPitches);
        asked.type("from", QStringLiteral("G4"));
        asked.type("to", QStringLiteral("D4"));
        QCOMPARE(state.selection().count(), std::size_t(2));
        asked.dialog->reject();
        QVERIFY(state.selection().isEmpty());
        Asked again(bench, Command::SelectPitches);
        again.type("from", QStringLiteral("E4"));
        again.type("to", QStringLiteral("E4"));
        again.confirm()->click();
        QCOMPARE(state.selection().count(), std::size_t(1));
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_Operations)
#include "tst_Operations.moc"

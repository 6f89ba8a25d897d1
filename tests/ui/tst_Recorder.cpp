// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/WindowBench.h"

#include "support/FakeSynth.h"
#include "support/HandDevices.h"
#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace continuo::ui;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;
constexpr int kQuarterFrames = 24'000;

/// A window, its sound stepped by hand, and a keyboard. A key lasts from one step to the next.
struct Studio : WindowBench {
    StepOutput* output;
    HandKeyboard* hand;

    explicit Studio(const std::string& song = "Piano:") : WindowBench(songFromText(song))
    {
        auto stepped = std::make_unique<StepOutput>(StepOutput::Shape{.framesPerBlock = 480});
        output = stepped.get();
        (void)audio.setOutput(std::move(stepped));
        audio.setSynth(std::make_unique<FakeSynth>());
        auto keyboard = std::make_unique<HandKeyboard>();
        hand = keyboard.get();
        audio.setMidiInput(std::move(keyboard));
    }
    void run(Command command) { window.action(command).trigger(); }
    Recorder& recorder() { return window.desk().recorder; }
    /// Lets the window see what the engine has done.
    void look(int frames = 480)
    {
        output->step(frames);
        QTest::qWait(150);
    }
    void strike(int key, int frames)
    {
        hand->play(midiMessage(MidiMessage::NoteOn, 0, key, 90));
        output->step(frames);
        hand->play(midiMessage(MidiMessage::NoteOff, 0, key));
        output->step(480);
    }
    std::size_t notes() const { return document.song().noteCount(); }
};

} // namespace

class tst_Recorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsPlayedWhileRecordingBecomesOneStep()
    {
        Studio studio("Piano: C2 w");
        studio.recorder().setCountsIn(false);
        studio.run(Command::Record);
        QVERIFY(studio.recorder().isRecording());
        studio.output->step(kQuarterFrames);
        studio.strike(60, kQuarterFrames);
        studio.strike(64, kQuarterFrames);
        studio.look();
        studio.run(Command::Play);
        studio.look();
        QVERIFY(!studio.recorder().isRecording());
        QCOMPARE(studio.notes(), std::size_t{3});
        const auto notes = notesInSongTime(*studio.document.song().tracks.front());
        QVERIFY(std::abs((notes[1].start - kQuarter).value) < kQuarter.value / 20);
        QVERIFY(std::abs((notes[1].length - kQuarter).value) < kQuarter.value / 20);
        QCOMPARE(static_cast<int>(notes[1].velocity), 90);
        studio.document.undo();
        QCOMPARE(studio.notes(), std::size_t{1});
    }

    void recordedNotesGoToTheGridAsAStepOfTheirOwn()
    {
        Studio studio;
        studio.recorder().setCountsIn(false);
        studio.window.desk().state.setSnapGrid({1, 4});
        studio.run(Command::QuantizeRecorded);
        studio.run(Command::Record);
        studio.output->step(kQuarterFrames + 2400);
        studio.strike(60, kQuarterFrames / 2);
        studio.look();
        studio.run(Command::Record);
        studio.look();
        const auto start = [&] { return notesInSongTime(*studio.document.song().tracks.front()).front().start; };
        QCOMPARE(studio.notes(), std::size_t{1});
        QCOMPARE(start(), kQuarter);
        studio.document.undo();
        QCOMPARE(studio.notes(), std::size_t{1});
        QVERIFY(start() > kQuarter);
        studio.document.undo();
        QCOMPARE(studio.notes(), std::size_t{0});
    }

    void keysOfTheComputerAreAPianoThatIsRecorded()
    {
        Studio studio;
        studio.recorder().setCountsIn(false);
        studio.run(Command::TypingPiano);
        studio.run(Command::Record);
        QWidget& roll = studio.roll();
        const auto strike = [&](Qt::Key key) {
            QTest::keyPress(&roll, key);
            studio.output->step(4800);
            QTest::keyRelease(&roll, key);
            studio.output->step(4800);
        };
        strike(Qt::Key_A); // C4
        strike(Qt::Key_X); // an octave up
        strike(Qt::Key_W); // C#5
        QTest::keyPress(&roll, Qt::Key_D);
        QTest::keyPress(&roll, Qt::Key_G);
        studio.output->step(4800);
        QTest::keyRelease(&roll, Qt::Key_G);
        QTest::keyRelease(&roll, Qt::Key_D);
        studio.look(4800);
        studio.run(Command::Record);
        studio.look();
        std::vector<int> pitches;
        for (const Note& note : notesInSongTime(*studio.document.song().tracks.front()))
            pitches.push_back(note.pitch.number);
        std::sort(pitches.begin(), pitches.end());
        QCOMPARE(pitches, (std::vector<int>{60, 73, 76, 79}));
        studio.run(Command::TypingPiano);
        strike(Qt::Key_A);
        QCOMPARE(studio.notes(), std::size_t{4});
    }

    void countInIsNotRecorded()
    {
        Studio studio;
        studio.run(Command::Record);
        studio.strike(50, kQuarterFrames);
        studio.output->step(kQuarterFrames * 4);
        studio.strike(60, kQuarterFrames);
        studio.look();
        studio.run(Command::Record);
        studio.look();
        QCOMPARE(studio.notes(), std::size_t{1});
        QCOMPARE(notesInSongTime(*studio.document.song().tracks.front()).front().pitch, Pitch(60));
    }

    void replacingClearsWhatWasPlayedThrough()
    {
        Studio studio("Piano: C2 q | D2 q | - h | G2 q");
        studio.recorder().setCountsIn(false);
        studio.run(Command::ReplaceRecorded);
        studio.run(Command::Record);
        studio.strike(60, kQuarterFrames);
        studio.look(kQuarterFrames);
        studio.run(Command::Record);
        studio.look();
        std::vector<int> pitches;
        for (const Note& note : notesInSongTime(*studio.document.song().tracks.front()))
            pitches.push_back(note.pitch.number);
        QCOMPARE(pitches, (std::vector<int>{60, 43}));
    }

    void whatWasPlayedBeforeAnyoneRecordedCanBeKept()
    {
        Studio studio;
        QVERIFY(!studio.window.action(Command::KeepPlayed).isEnabled());
        studio.strike(60, 4800);
        studio.strike(62, 4800);
        studio.look();
        QTRY_VERIFY(studio.window.action(Command::KeepPlayed).isEnabled());
        studio.run(Command::KeepPlayed);
        QCOMPARE(studio.notes(), std::size_t{2});
        QCOMPARE(notesInSongTime(*studio.document.song().tracks.front()).front().start, Tick(0));
    }

    void steppedKeysBecomeNotesOneAfterTheOther()
    {
        Studio studio;
        studio.window.desk().state.setLastLength(kQuarter);
        studio.run(Command::StepInput);
        for (const int key : {60, 64}) {
            studio.strike(key, 480);
            studio.look();
            studio.look();
        }
        QCOMPARE(studio.text(), "Piano: C4 q v90 | E4 q v90"s);
    }
};


QTEST_MAIN(tst_Recorder)
#include "tst_Recorder.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/AudioEngine.h"

#include "support/FakeSynth.h"
#include "support/HandDevices.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

class BrokenOutput final : public AudioOutput {
public:
    Result<void> start(AudioSource&) override { return Error{ErrorCode::Unavailable, "It is broken."}; }
    void stop() override {}
    int sampleRate() const override { return 44100; }
    int framesPerBlock() const override { return 64; }
    std::string description() const override { return "Broken"; }
    std::uint64_t dropouts() const override { return 0; }
};

/// An engine with an output and a synth.
struct Studio {
    AudioEngine engine;
    StepOutput* output;
    FakeSynth* synth;

    explicit Studio(const std::string& song = "C4 w | E4 w")
    {
        auto made = std::make_unique<StepOutput>(StepOutput::Shape{.dropouts = 3});
        output = made.get();
        (void)engine.setOutput(std::move(made)).ok();
        auto fake = std::make_unique<FakeSynth>();
        synth = fake.get();
        engine.setSynth(std::move(fake));
        engine.setSong(songFromText(song));
    }
};

} // namespace

class TestAudioEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsAskedForIsTrueAtOnce()
    {
        Studio studio;
        QVERIFY(!studio.engine.isPlaying());
        studio.engine.play();
        QVERIFY(studio.engine.isPlaying());
        studio.engine.seek(kQuarter);
        QCOMPARE(studio.engine.position(), kQuarter);
        QVERIFY(studio.engine.isPlaying());
        studio.engine.stop();
        QVERIFY(!studio.engine.isPlaying());
        QCOMPARE(studio.engine.position(), kQuarter);
    }

    void playheadMovesWithTheOutput()
    {
        Studio studio;
        studio.engine.play();
        studio.output->step();
        QCOMPARE(studio.engine.position(), kQuarter / 5);
        studio.output->step();
        QCOMPARE(studio.engine.position(), kQuarter * 2 / 5);
        QCOMPARE(studio.synth->text(), "0 on 0 C4 80"s);
    }

    void songThatEndedIsNotPlaying()
    {
        Studio studio("C4 e");
        studio.engine.play();
        for (int i = 0; i < 5; ++i)
            studio.output->step();
        QVERIFY(!studio.engine.isPlaying());
        QCOMPARE(studio.engine.position(), kQuarter / 2);
    }

    void loopIsObeyedUntilItIsTakenAway()
    {
        Studio studio;
        studio.engine.setLoop(Range<Tick>{Tick(0), kQuarter / 5});
        studio.engine.play();
        for (int i = 0; i < 3; ++i)
            studio.output->step();
        QCOMPARE(studio.engine.position() % (kQuarter / 5), Tick(0));
        QVERIFY(studio.engine.position() <= kQuarter / 5);
        studio.engine.setLoop(std::nullopt);
        studio.output->step();
        studio.output->step();
        QVERIFY(studio.engine.position() > kQuarter / 5);
    }

    void triedNoteSoundsWithItsInstrument()
    {
        Studio studio("");
        Track track;
        track.channel = 2;
        track.program = 40;
        studio.engine.startNote(track, Pitch(60), 90);
        studio.output->step();
        QCOMPARE(studio.synth->soundingKeys(), std::size_t{1});
        QCOMPARE(int(studio.synth->state().channels[2].program), 40);
        studio.engine.stopNote(track, Pitch(60));
        studio.output->step();
        QCOMPARE(studio.synth->soundingKeys(), std::size_t{0});
    }

    void keyboardIsHeardAndKept()
    {
        Studio studio;
        auto keyboard = std::make_unique<HandKeyboard>();
        HandKeyboard* const hand = keyboard.get();
        studio.engine.setMidiInput(std::move(keyboard));
        hand->play(midiMessage(MidiMessage::NoteOn, 0, 64, 70));
        studio.output->step();
        QCOMPARE(studio.synth->soundingKeys(), std::size_t{1});
        QCOMPARE(studio.engine.takePlayed().value().message, midiMessage(MidiMessage::NoteOn, 0, 64, 70));
        QVERIFY(!studio.engine.takePlayed());
    }

    void newOutputGoesOnWhereTheOldOneWas()
    {
        Studio studio;
        studio.engine.play();
        studio.output->step();
        auto other = std::make_unique<StepOutput>(StepOutput::Shape{.sampleRate = 96000, .framesPerBlock = 9600});
        StepOutput* const output = other.get();
        QVERIFY(studio.engine.setOutput(std::move(other)));
        QCOMPARE(studio.engine.sampleRate(), 96000);
        QCOMPARE(studio.engine.position(), kQuarter / 5);
        output->step();
        QCOMPARE(studio.engine.position(), kQuarter * 2 / 5);
    }

    void outputThatDoesNotStartIsSaid()
    {
        AudioEngine engine;
        const Result<void> started = engine.setOutput(std::make_unique<BrokenOutput>());
        QVERIFY(!started);
        QCOMPARE(started.error().message, "It is broken."s);
        QCOMPARE(engine.outputDescription(), "No sound output"s);
    }

    void statusComesFromTheOutput()
    {
        Studio studio;
        QCOMPARE(studio.engine.outputDescription(), "Stepped by hand"s);
        QCOMPARE(studio.engine.dropouts(), std::uint64_t{3});
    }
};

QTEST_APPLESS_MAIN(TestAudioEngine)
#include "tst_AudioEngine.moc"

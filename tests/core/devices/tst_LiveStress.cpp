// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidSynth.h"
#include "core/devices/SoundFont.h"
#include "core/playback/AudioEngine.h"
#include "support/RealtimeGuard.h"
#include "support/SongText.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <random>
#include <thread>
#include <vector>

using namespace continuo;

namespace {

/// What the audio threads did that they may not do.
struct Found {
    long allocations = 0, frees = 0, locks = 0, blocks = 0, heard = 0;
};

/// An output on a thread of its own, with a guard round every block; plays keys too.
class GuardedOutput final : public AudioOutput {
public:
    GuardedOutput(int sampleRate, int frames, Found& found) : sampleRate_(sampleRate), frames_(frames), found_(found) {}
    ~GuardedOutput() override { stop(); }

    Result<void> start(AudioSource& source) override
    {
        thread_ = std::jthread([this, &source](const std::stop_token& stopped) {
            std::vector<float> left(static_cast<std::size_t>(frames_)), right(left);
            for (int block = 0; !stopped.stop_requested(); ++block) {
                {
                    const RealtimeGuard guard;
                    source.hear(midiMessage(block % 2 == 0 ? MidiMessage::NoteOn : MidiMessage::NoteOff, 1, 40 + block / 2 % 50, 90), block % frames_);
                    source.render(left.data(), right.data(), frames_);
                    found_.allocations += guard.allocations();
                    found_.frees += guard.frees();
                    found_.locks += guard.locks();
                }
                ++found_.blocks;
                found_.heard += left.front() != 0 ? 1 : 0;
            }
        });
        return {};
    }
    void stop() override { thread_ = {}; }
    int sampleRate() const override { return sampleRate_; }
    int framesPerBlock() const override { return frames_; }
    std::string description() const override { return "Guarded"; }
    std::uint64_t dropouts() const override { return 0; }

private:
    int sampleRate_, frames_;
    Found& found_;
    std::jthread thread_;
};

Song variant(unsigned number)
{
    std::string text = "Lead: ";
    for (unsigned bar = 0; bar < 8; ++bar)
        text += (bar > 0 ? " | " : "") + pitchName(Pitch(static_cast<int>(50 + (number + bar) % 24))) + " h | E4+G4 q | C5 q";
    return songFromText(text);
}

} // namespace

class TestLiveStress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // The smallest: it is loaded again and again.
        std::uintmax_t least = 0;
        for (const std::filesystem::path& font : listSoundFonts())
            if (const auto size = std::filesystem::file_size(font); font_.empty() || size < least) {
                font_ = font;
                least = size;
            }
        if (font_.empty())
            QSKIP("There is no SoundFont on this machine.");
    }

    void editsSeeksSynthsAndDevicesTakeNothingOnTheAudioThread_data()
    {
        QTest::addColumn<bool>("effects");
        QTest::newRow("dry") << false;
        QTest::newRow("reverb and chorus") << true;
    }

    /// Everything at once that a person can do while it plays. Dry, nothing at all happens on the audio thread that may
    /// not; with effects there are the library's own pieces of memory, taken and given back, and never a lock.
    void editsSeeksSynthsAndDevicesTakeNothingOnTheAudioThread()
    {
        QFETCH(bool, effects);
        constexpr int kRates[] = {48000, 44100}, kBlocks[] = {64, 256, 1000};
        constexpr int kSteps = 300;
        std::minstd_rand random(7);
        const auto any = [&](unsigned count) { return static_cast<unsigned>(random()) % count; };
        Found found;
        AudioEngine engine;
        const auto openSynth = [&] {
            return FluidSynth::open(font_, {.sampleRate = engine.sampleRate(), .reverb = effects, .chorus = effects});
        };
        int devices = 0;
        const auto changeDevice = [&] {
            ++devices;
            return engine.setOutput(std::make_unique<GuardedOutput>(kRates[any(2)], kBlocks[any(3)], found)).ok();
        };
        QVERIFY(changeDevice());
        engine.setSong(variant(0));
        for (int step = 0; step < kSteps; ++step) {
            if (step % 100 == 50)
                QVERIFY(changeDevice());
            if (step % 30 == 0) {
                auto synth = openSynth();
                QVERIFY(synth.ok());
                engine.setSynth(*std::move(synth));
            }
            switch (any(7)) {
            case 0: engine.play(); break;
            case 1: engine.seek(kTicksPerQuarter * static_cast<int>(any(30))); break;
            case 2: engine.setLoop(Range<Tick>{kTicksPerQuarter * static_cast<int>(any(8)), kTicksPerQuarter * static_cast<int>(9 + any(8))}); break;
            case 3: engine.setSpeed(0.5 + any(16) / 10.0); break;
            case 4: engine.setMetronome(any(2) == 0); break;
            case 5: engine.setEffects(any(20) / 10.0, any(20) / 10.0); break;
            default: engine.setLevel(any(20) / 10.0); break;
            }
            engine.setSong(variant(any(100)));
            engine.play();
            engine.collect();
            while (engine.takePlayed()) {
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        QVERIFY(engine.setOutput(nullptr).ok());
        std::printf("METRIC %s blocks %ld allocations %ld frees %ld locks %ld\n", effects ? "effects" : "dry", found.blocks,
                    found.allocations, found.frees, found.locks);
        QVERIFY(found.blocks > 100);
        QVERIFY(found.heard > 0);
        QCOMPARE(found.locks, 0);
        if (!effects)
            QCOMPARE(found.allocations, 0);
        // What the library keeps, it keeps for each thread once.
        QVERIFY(found.allocations >= found.frees);
        QVERIFY(found.allocations - found.frees <= devices);
    }

private:
    std::filesystem::path font_;
};

QTEST_GUILESS_MAIN(TestLiveStress)
#include "tst_LiveStress.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidSynth.h"

#include "core/devices/SoundFont.h"
#include "core/playback/OfflineRender.h"
#include "core/playback/Player.h"
#include "support/HeardSound.h"
#include "support/QtText.h"
#include "support/RealtimeGuard.h"
#include "support/SongText.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

std::vector<float> play(FluidSynth& synth, int frames)
{
    std::vector<float> left(static_cast<std::size_t>(frames)), right(left);
    synth.render(left.data(), right.data(), frames);
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

/// Without reverb and chorus a note sounds the same wherever it begins.
const FluidSynth::Options kDry{.reverb = false, .chorus = false};

/// What the left side of a synth plays in that many frames.
std::vector<float> playLeft(FluidSynth& synth, int frames)
{
    std::vector<float> both = play(synth, frames);
    both.resize(static_cast<std::size_t>(frames));
    return both;
}

/// Passes everything on to a FluidSynth, and knows what the guard counted inside.
class WatchedSynth final : public Synth {
public:
    WatchedSynth(std::unique_ptr<FluidSynth> synth, long& inside) : synth_(std::move(synth)), inside_(inside) {}

    void noteOn(int c, int p, int v) noexcept override { watch([&] { synth_->noteOn(c, p, v); }); }
    void noteOff(int c, int p) noexcept override { watch([&] { synth_->noteOff(c, p); }); }
    void controller(int c, int n, int v) noexcept override { watch([&] { synth_->controller(c, n, v); }); }
    void program(int c, int p) noexcept override { watch([&] { synth_->program(c, p); }); }
    void pitchBend(int c, int v) noexcept override { watch([&] { synth_->pitchBend(c, v); }); }
    void channelPressure(int c, int v) noexcept override { watch([&] { synth_->channelPressure(c, v); }); }
    void keyPressure(int c, int p, int v) noexcept override { watch([&] { synth_->keyPressure(c, p, v); }); }
    void allNotesOff() noexcept override { watch([&] { synth_->allNotesOff(); }); }
    void systemExclusive(std::span<const char> bytes) noexcept override { watch([&] { synth_->systemExclusive(bytes); }); }
    void render(float* left, float* right, int frames) noexcept override
    {
        watch([&] { synth_->render(left, right, frames); });
    }

private:
    template <typename Action>
    void watch(Action action) noexcept
    {
        const RealtimeGuard guard;
        const long before = guard.all();
        action();
        inside_ += guard.all() - before;
    }

    std::unique_ptr<FluidSynth> synth_;
    long& inside_;
};

} // namespace

class TestFluidSynth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto found = findSoundFont();
        if (!found)
            QSKIP(found.error().message.c_str());
        font_ = *found;
    }

    void missingFileIsASentence()
    {
        const auto synth = FluidSynth::open("no/such/font.sf2", {});
        QVERIFY(!synth);
        QCOMPARE(synth.error().code, ErrorCode::Input);
        QCOMPARE(synth.error().message, "The SoundFont \"no/such/font.sf2\" does not exist."s);
    }

    void otherFilesAreRefused()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("letter.sf2").toStdString();
        std::ofstream(path) << "Dear synth, this is a letter.";
        const auto synth = FluidSynth::open(path, {});
        QVERIFY(!synth);
        QCOMPARE(synth.error().code, ErrorCode::Input);
        QVERIFY(synth.error().message.find("letter.sf2") != std::string::npos);
    }

    void truncatedFontIsRefusedOrSilentButNoCrash()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("half.sf2").toStdString();
        {
            std::ifstream whole(font_, std::ios::binary);
            std::string bytes(100'000, '\0');
            whole.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            std::ofstream(path, std::ios::binary) << bytes;
        }
        const auto synth = FluidSynth::open(path, {});
        QVERIFY(!synth);
        QCOMPARE(synth.error().code, ErrorCode::Input);
    }

    void impossibleRateIsRefused()
    {
        const auto synth = FluidSynth::open(font_, {.sampleRate = 192000});
        QVERIFY(!synth);
        QCOMPARE(synth.error().code, ErrorCode::Usage);
    }

    void noteSoundsUntilItIsReleased()
    {
        auto synth = FluidSynth::open(font_, {}).value().release();
        const std::unique_ptr<FluidSynth> owner(synth);
        QVERIFY(loudest(play(*synth, 4800)) < 1e-4f);
        synth->program(0, 19); // an organ: as loud at the end as at the start
        synth->noteOn(0, 60, 100);
        play(*synth, 24000);
        QVERIFY(loudest(play(*synth, 4800)) > 0.01f);
        synth->noteOff(0, 60);
        play(*synth, 48000 * 4);
        QVERIFY(loudest(play(*synth, 4800)) < 1e-3f);
    }

    /// Each key on a frame that is no block's begin, above an organ that holds, sounds as the first did.
    void notesBeginOnTheFrameWhereTheyAreAskedFor()
    {
        constexpr int kWoodBlock = 115, kNotes = 40, kLength = 1500;
        const auto render = [&](bool organ) {
            auto synth = FluidSynth::open(font_, kDry);
            (*synth)->program(0, kWoodBlock);
            (*synth)->program(1, 19);
            if (organ)
                (*synth)->noteOn(1, 48, 60);
            std::vector<std::vector<float>> notes;
            for (int i = 0; i < kNotes; ++i) {
                playLeft(**synth, 20000 + i * 37 % 64);
                (*synth)->noteOn(0, 72, 110);
                notes.push_back(playLeft(**synth, kLength));
                (*synth)->noteOff(0, 72);
            }
            return notes;
        };
        const std::vector<std::vector<float>> alone = render(false), above = render(true);
        QVERIFY(loudest(alone[0]) > 0.01f);
        for (const auto& note : alone) {
            std::vector<float> rest = note;
            for (std::size_t k = 0; k < rest.size(); ++k)
                rest[k] -= alone[0][k];
            QVERIFY(loudest(rest) < 1e-5f); // a frame earlier or later it would be a hundred times that
        }
        QVERIFY(above[0] != alone[0]); // the organ is there
        auto quiet = FluidSynth::open(font_, kDry);
        (*quiet)->program(1, 19);
        (*quiet)->noteOn(1, 48, 60);
        for (int i = 0; i < kNotes; ++i) {
            playLeft(**quiet, 20000 + i * 37 % 64);
            std::vector<float> rest = playLeft(**quiet, kLength);
            for (std::size_t k = 0; k < rest.size(); ++k)
                rest[k] = above[static_cast<std::size_t>(i)][k] - rest[k] - alone[0][k];
            QVERIFY2(loudest(rest) < 1e-5f, std::to_string(i).c_str());
        }
    }

    /// Programs, banks, pedals, bends, tunings and resets, told while most lanes sleep, against one synth that hears
    /// everything. All begins with a block, so that both begin notes on the same frame; what is left between them is how the
    /// library goes on from what its voice was used for before.
    void lanesSoundAsOneSynthThatHeardEverything()
    {
        constexpr int kBlock = 64;
        FluidSynth::Options onBlocks = kDry;
        onBlocks.starts = FluidSynth::Starts::OnBlocks;
        std::mt19937 random(1);
        const auto upTo = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
        for (int round = 0; round < 20; ++round) {
            auto lanes = FluidSynth::open(font_, kDry), one = FluidSynth::open(font_, onBlocks);
            const auto both = [&](MidiMessage message) {
                (*lanes)->tell(message);
                (*one)->tell(message);
            };
            float heard = 0, apart = 0;
            for (int step = 0; step < 200; ++step) {
                using namespace controller;
                const int channel = upTo(2), key = 48 + upTo(24);
                const auto controllerIs = [&](int number, int value) { both(midiMessage(MidiMessage::Controller, channel, number, value)); };
                switch (upTo(11)) {
                case 0: both(midiMessage(MidiMessage::Program, channel, upTo(127))); break;
                case 1: both(midiMessage(MidiMessage::PitchBend, channel, upTo(127), upTo(127))); break;
                case 2: both(midiMessage(MidiMessage::ChannelPressure, channel, upTo(127))); break;
                case 3: controllerIs(kBankMsb, upTo(1) * 8); break;
                case 4: controllerIs(std::array{kModulation, kVolume, kPan, kExpression}[static_cast<std::size_t>(upTo(3))], upTo(127)); break;
                case 5:
                    controllerIs(kRpnMsb, 0);
                    controllerIs(kRpnLsb, upTo(2));
                    controllerIs(kDataMsb, 60 + upTo(8));
                    break;
                case 6:
                    if (upTo(3) == 0)
                        controllerIs(kResetAll, 0);
                    break;
                case 7: both(midiMessage(MidiMessage::NoteOff, channel, key)); break;
                default:
                    both(midiMessage(MidiMessage::NoteOff, channel, key));
                    both(midiMessage(MidiMessage::NoteOn, channel, key, 40 + upTo(87)));
                }
                const int frames = kBlock * (1 + upTo(40));
                const std::vector<float> ours = play(**lanes, frames), theirs = play(**one, frames);
                heard = std::max(heard, loudest(theirs));
                for (std::size_t i = 0; i < ours.size(); ++i)
                    apart = std::max(apart, std::abs(ours[i] - theirs[i]));
            }
            QVERIFY(heard > 0.01f);
            QVERIFY2(apart < heard / 10, ("round " + std::to_string(round) + ": " + std::to_string(apart)).c_str());
        }
    }

    /// A bank that came before a GS reset does not come back with the next program.
    void bankFromBeforeAResetIsForgotten()
    {
        constexpr int kElectricPiano = 4, kDetunedBank = 8;
        FluidSynth::Options onBlocks = kDry;
        onBlocks.starts = FluidSynth::Starts::OnBlocks;
        const auto sound = [this](const FluidSynth::Options& options) {
            constexpr std::array kGsReset{'\x41', '\x7F', '\x42', '\x12', '\x40', '\x00', '\x7F', '\x00', '\x41'};
            auto synth = FluidSynth::open(font_, options);
            (*synth)->controller(0, controller::kBankMsb, kDetunedBank);
            (*synth)->program(0, kElectricPiano);
            (*synth)->systemExclusive(kGsReset);
            (*synth)->program(0, kElectricPiano);
            (*synth)->noteOn(0, 60, 100);
            return play(**synth, 6400);
        };
        const std::vector<float> lanes = sound(kDry), one = sound(onBlocks);
        QVERIFY(loudest(one) > 0.01f);
        const float small = loudest(one) / 100;
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY(std::abs(lanes[i] - one[i]) < small);
    }

    /// More notes at once, on more frames, than there are lanes.
    void manyNotesSoundAndEnd()
    {
        auto synth = FluidSynth::open(font_, {});
        (*synth)->program(0, 19);
        for (int key = 20; key < 110; ++key) {
            (*synth)->noteOn(0, key, 60);
            play(**synth, 7);
        }
        QVERIFY(loudest(play(**synth, 9600)) > 0.05f);
        for (int key = 20; key < 110; ++key)
            (*synth)->noteOff(0, key);
        play(**synth, 48000 * 4);
        QVERIFY(loudest(play(**synth, 4800)) < 1e-3f);
    }

    void keyStruckTwiceEndsWithOneRelease()
    {
        auto synth = FluidSynth::open(font_, {});
        (*synth)->program(0, 19);
        for (int i = 0; i < 5; ++i) {
            (*synth)->noteOn(0, 60, 100);
            play(**synth, 1001);
        }
        (*synth)->noteOff(0, 60);
        play(**synth, 48000 * 4);
        QVERIFY(loudest(play(**synth, 4800)) < 1e-3f);
    }

    void closedHiHatEndsTheOpenOneWhereverItBegan()
    {
        constexpr int kClosed = 42, kOpen = 46;
        const auto loudnessAfter = [this](bool closes) {
            auto synth = FluidSynth::open(font_, kDry);
            (*synth)->noteOn(9, kOpen, 120);
            play(**synth, 4811);
            if (closes)
                (*synth)->noteOn(9, kClosed, 1);
            play(**synth, 9600);
            return loudest(play(**synth, 2400));
        };
        QVERIFY(loudnessAfter(true) < loudnessAfter(false) * 0.25f);
    }

    void eachProgramSoundsItsOwnWay()
    {
        auto piano = FluidSynth::open(font_, {}).value().release();
        auto flute = FluidSynth::open(font_, {}).value().release();
        const std::unique_ptr<FluidSynth> owners[]{std::unique_ptr<FluidSynth>(piano), std::unique_ptr<FluidSynth>(flute)};
        flute->program(0, 73);
        piano->noteOn(0, 60, 100);
        flute->noteOn(0, 60, 100);
        QVERIFY(play(*piano, 9600) != play(*flute, 9600));
    }

    /// To within a step of 16 bit: the library looks for each sample's loudness in another way.
    void loadingOnDemandSoundsTheSame()
    {
        const auto render = [this](FluidSynth::Samples samples) {
            auto synth = FluidSynth::open(font_, {.samples = samples});
            (*synth)->program(1, 40);
            (*synth)->noteOn(0, 60, 100);
            (*synth)->noteOn(1, 67, 100);
            (*synth)->noteOn(9, 38, 100);
            return play(**synth, 24000);
        };
        const std::vector<float> atOnce = render(FluidSynth::Samples::AllAtOnce);
        std::vector<float> difference = render(FluidSynth::Samples::OnDemand);
        for (std::size_t i = 0; i < difference.size(); ++i)
            difference[i] -= atOnce[i];
        QVERIFY(loudest(atOnce) > 0.01f);
        QVERIFY(loudest(difference) <= 1.0f / 32768);
    }

    /// To within the rounding of a sum of voices, whose order depends on which thread is done first.
    void twoCoresSoundAsOne()
    {
        const auto render = [this](int cores) {
            std::vector<float> all;
            auto synth = FluidSynth::open(font_, {.cores = cores, .samples = FluidSynth::Samples::OnDemand});
            (void)renderOffline(compilePlan(songFromText("C3 w | C4+E4+G4 w @0 | C5 e | D5 e | E5 q | G5+B5 h")), std::move(*synth),
                                {}, [&](std::span<const float> left, std::span<const float> right) -> Result<void> {
                                    all.insert(all.end(), left.begin(), left.end());
                                    all.insert(all.end(), right.begin(), right.end());
                                    return {};
                                }).ok();
            return all;
        };
        const std::vector<float> one = render(1), again = render(1);
        QVERIFY(loudest(one) > 0.01f);
        QVERIFY(one == again);
        std::vector<float> difference = render(2);
        QCOMPARE(difference.size(), one.size());
        for (std::size_t i = 0; i < one.size(); ++i)
            difference[i] -= one[i];
        QVERIFY(loudest(difference) < 1e-7f);
    }

    void manyOpenedAtOnceAreAllRight()
    {
        std::vector<std::vector<float>> heard(4);
        {
            std::vector<std::jthread> openers;
            for (auto& sound : heard)
                openers.emplace_back([this, &sound] {
                    auto synth = FluidSynth::open(font_, {.samples = FluidSynth::Samples::OnDemand});
                    (*synth)->noteOn(0, 60, 100);
                    sound = play(**synth, 9600);
                });
        }
        QVERIFY(loudest(heard[0]) > 0.01f);
        for (const auto& sound : heard)
            QVERIFY(sound == heard[0]);
    }

    void presetsAreNamedInOrder()
    {
        const auto presets = readPresets(font_);
        QVERIFY(presets);
        QVERIFY(presets->size() >= 100);
        QVERIFY(std::is_sorted(presets->begin(), presets->end(), [](const SoundFontPreset& a, const SoundFontPreset& b) {
            return std::pair(a.bank, a.program) < std::pair(b.bank, b.program);
        }));
        QVERIFY(std::all_of(presets->begin(), presets->end(), [](const SoundFontPreset& preset) { return !preset.name.empty(); }));
    }

    void chosenSoundFontMustBeThere()
    {
        qputenv("CONTINUO_SOUNDFONT", "no/such/font.sf2");
        const auto missing = findSoundFont();
        qputenv("CONTINUO_SOUNDFONT", font_.c_str());
        const auto found = findSoundFont();
        qunsetenv("CONTINUO_SOUNDFONT");
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("no/such/font.sf2") != std::string::npos);
        QCOMPARE(found.value().string(), font_.string());
    }

    /// The library takes and gives back a little memory of its own in each render call; we add nothing and no lock.
    void playerAddsNothingToWhatTheLibraryDoes()
    {
        long inside = 0;
        auto synth = FluidSynth::open(font_, {});
        Player player(48000);
        player.post(std::make_unique<WatchedSynth>(std::move(*synth), inside));
        player.post(compilePlan(songFromText("C4+E4+G4 q | D4 e | E4 e | F4 h")));
        player.send({TransportCommand::Kind::Play, {}, 1.0});
        std::vector<float> left(256), right(256);
        long all = 0, locks = 0;
        float peak = 0;
        for (int block = 0; block < 600; ++block) {
            {
                const RealtimeGuard guard;
                player.render(left.data(), right.data(), 256);
                all += guard.all();
                locks += guard.locks();
            }
            peak = std::max(peak, loudest(left));
        }
        QVERIFY(peak > 0.01f);
        QCOMPARE(all - inside, 0);
        QCOMPARE(locks, 0);
    }

    void effectsAreAsMuchAsIsAskedFor()
    {
        const auto play = [this](float amount) {
            auto synth = FluidSynth::open(font_, {});
            (*synth)->effects(amount, amount);
            (*synth)->noteOn(0, 60, 100);
            return playLeft(**synth, 24000);
        };
        const auto playDry = [this] {
            auto synth = FluidSynth::open(font_, kDry);
            (*synth)->noteOn(0, 60, 100);
            return playLeft(**synth, 24000);
        };
        const auto apart = [](const std::vector<float>& a, const std::vector<float>& b) {
            double sum = 0;
            for (std::size_t i = 0; i < a.size(); ++i)
                sum += std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
            return sum;
        };
        const std::vector<float> dry = playDry(), none = play(0), usual = play(1), most = play(2);
        QVERIFY(apart(none, dry) < apart(usual, dry) / 50); // but for the way to none within the first frames
        QVERIFY(std::abs(apart(most, dry) / apart(usual, dry) - 2) < 0.05);
    }

    /// Notes, controllers, programs, effects off: the library itself takes and gives back nothing either.
    void lanesTakeNoMemoryAndNoLock()
    {
        auto synth = FluidSynth::open(font_, kDry);
        std::vector<float> left(256), right(256);
        long all = 0;
        for (int block = 0; block < 400; ++block) {
            const RealtimeGuard guard;
            const int channel = block % 16, key = 30 + block % 60;
            (*synth)->program(channel, block % 128);
            (*synth)->noteOn(channel, key, 90);
            (*synth)->controller(channel, controller::kSustain, block % 128);
            (*synth)->pitchBend(channel, block * 40);
            (*synth)->render(left.data(), right.data(), 1 + block % 256);
            (*synth)->noteOff(channel, key);
            all += guard.all() + guard.locks();
        }
        QCOMPARE(all, 0);
    }

private:
    std::filesystem::path font_;
};

QTEST_GUILESS_MAIN(TestFluidSynth)
#include "tst_FluidSynth.moc"

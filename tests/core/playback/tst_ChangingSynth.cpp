// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/ChangingSynth.h"

#include "core/playback/Player.h"
#include "support/FakeSynth.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <cmath>
#include <vector>

using namespace continuo;
using namespace std::string_literals;
using Kind = TransportCommand::Kind;

namespace {

constexpr int kRate = 48000, kBlock = 480;

/// A synth that hears of notes only.
class NoteSynth : public Synth {
public:
    void noteOn(int, int, int) noexcept override { ++sounding_; }
    void noteOff(int, int) noexcept override { --sounding_; }
    void controller(int, int, int) noexcept override {}
    void program(int, int) noexcept override {}
    void pitchBend(int, int) noexcept override {}
    void channelPressure(int, int) noexcept override {}
    void keyPressure(int, int, int) noexcept override {}
    void allNotesOff() noexcept override {}
    void systemExclusive(std::span<const char>) noexcept override {}
    void render(float* left, float* right, int frames) noexcept override
    {
        std::fill_n(left, frames, sounding_ > 0 ? 0.5f : 0.0f);
        std::fill_n(right, frames, sounding_ > 0 ? 0.5f : 0.0f);
    }

private:
    int sounding_ = 0;
};

/// Says when it is deleted.
class MortalSynth final : public NoteSynth {
public:
    explicit MortalSynth(bool& gone) : gone_(gone) {}
    ~MortalSynth() override { gone_ = true; }

private:
    bool& gone_;
};

/// Remembers what its effects were set to.
class EffectSynth final : public NoteSynth {
public:
    void effects(float toReverb, float toChorus) noexcept override
    {
        reverb = toReverb;
        chorus = toChorus;
    }
    float reverb = 1, chorus = 1;
};

struct Bench {
    ChangingSynth synth{kRate};
    std::vector<float> left = std::vector<float>(kBlock), right = left;

    bool render()
    {
        const bool isNew = synth.receive();
        synth.render(left.data(), right.data(), kBlock);
        synth.collect();
        return isNew;
    }
    FakeSynth* take()
    {
        auto fake = std::make_unique<FakeSynth>();
        FakeSynth* const there = fake.get();
        synth.post(std::move(fake));
        return there;
    }
};

constexpr MidiMessage kOn = midiMessage(MidiMessage::NoteOn, 0, 60, 80), kOff = midiMessage(MidiMessage::NoteOff, 0, 60);

} // namespace

class TestChangingSynth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noteThatSoundsEndsWithItsOwnSynth()
    {
        Bench bench;
        bool gone = false;
        bench.synth.post(std::make_unique<MortalSynth>(gone));
        QVERIFY(bench.render());
        bench.synth.tell(kOn);
        bench.render();
        QCOMPARE(bench.left.back(), 0.5f);

        FakeSynth* const next = bench.take();
        QVERIFY(bench.render());
        for (int i = 0; i < 200; ++i) // two seconds
            bench.render();
        QCOMPARE(bench.left.back(), 0.5f);
        QVERIFY(!gone);

        bench.synth.tell(midiMessage(MidiMessage::NoteOn, 0, 64, 80));
        bench.render();
        QCOMPARE(bench.left.back(), 0.51f);
        bench.synth.tell(kOff);
        for (int i = 0; i < 100 && !gone; ++i)
            bench.render();
        QVERIFY(gone);
        QCOMPARE(next->text(), std::to_string(kBlock * 201) + " on 0 E4 80 | "s + std::to_string(kBlock * 202) + " off 0 C4");
    }

    /// The old one is mixed in whole: not one sample of a sustained sound is missing or doubled.
    void nothingIsMissingAtTheChange()
    {
        Bench bench;
        bool gone = false;
        bench.synth.post(std::make_unique<MortalSynth>(gone));
        bench.render();
        bench.synth.tell(kOn);
        for (int i = 0; i < 10; ++i) {
            if (i == 4)
                bench.take();
            bench.render();
            QVERIFY(std::all_of(bench.left.begin(), bench.left.end(), [](float sample) { return sample == 0.5f; }));
            QVERIFY(bench.left == bench.right);
        }
    }

    void aThirdSynthFadesTheFirstOut()
    {
        Bench bench;
        bool firstGone = false;
        bench.synth.post(std::make_unique<MortalSynth>(firstGone));
        bench.render();
        bench.synth.tell(kOn);
        bench.take();
        QVERIFY(bench.render());
        bench.take();
        float before = 0.5f;
        bool isNew = false;
        for (int i = 0; i < 4 && !isNew; ++i) {
            isNew = bench.render();
            for (const float sample : bench.left) {
                QVERIFY2(std::abs(sample - before) < 0.001f, "it fades, and does not break off");
                before = sample;
            }
        }
        QVERIFY(isNew);
        bench.render();
        QVERIFY(firstGone);
    }

    void synthOfAnotherRateGoesAtOnce()
    {
        Bench bench;
        bool gone = false;
        bench.synth.post(std::make_unique<MortalSynth>(gone));
        bench.render();
        bench.synth.tell(kOn);
        bench.synth.setSampleRate(44100);
        bench.take();
        QVERIFY(bench.render());
        QCOMPARE(bench.left.front(), 0.0f);
        bench.render();
        QVERIFY(gone);
    }

    /// A note that the song began before the change ends when the song says, and the next one is the new synth's.
    void songGoesOnOverTheChange()
    {
        Player player(kRate);
        bool gone = false;
        player.post(std::make_unique<MortalSynth>(gone));
        player.post(compilePlan(songFromText("C4 q | D4 q")));
        player.send({Kind::Play, {}, 1.0});
        std::vector<float> left(kBlock), right(kBlock);
        const auto render = [&](int blocks) {
            for (int i = 0; i < blocks; ++i) {
                player.render(left.data(), right.data(), kBlock);
                player.collect();
            }
        };
        render(10);
        auto fake = std::make_unique<FakeSynth>();
        FakeSynth* const next = fake.get();
        player.post(std::move(fake));
        render(30);
        QCOMPARE(left.back(), 0.5f);
        render(20);
        QCOMPARE(left.back(), 0.01f);
        render(40);
        QVERIFY(gone);
        QCOMPARE(next->text(), "19200 off 0 C4 | 19200 on 0 D4 80"s);
    }

    void effectsAreToldToANewSynthToo()
    {
        Player player(kRate);
        auto first = std::make_unique<EffectSynth>();
        player.post(std::move(first));
        player.setEffects(0.5f, 1.5f);
        std::vector<float> left(kBlock), right(kBlock);
        player.render(left.data(), right.data(), kBlock);
        auto second = std::make_unique<EffectSynth>();
        EffectSynth* const there = second.get();
        player.post(std::move(second));
        player.render(left.data(), right.data(), kBlock);
        QCOMPARE(there->reverb, 0.5f);
        QCOMPARE(there->chorus, 1.5f);
    }
};

QTEST_APPLESS_MAIN(TestChangingSynth)
#include "tst_ChangingSynth.moc"

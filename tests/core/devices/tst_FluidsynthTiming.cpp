// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/FluidsynthTiming.h"

#include "core/devices/RenderSong.h"
#include "core/devices/SoundFont.h"
#include "core/io/MidiFile.h"
#include "support/HeardSound.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTemporaryDir>

#include <fluidsynth.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

using namespace continuo;

namespace {

constexpr int kRate = 44100;

/// What the library's own player makes of a MIDI file, as the program plays it, in periods of so many frames; interleaved.
std::vector<float> playedByFluidsynth(const std::string& midi, const std::filesystem::path& soundFont, int period)
{
    fluid_settings_t* const settings = new_fluid_settings();
    fluid_settings_setnum(settings, "synth.sample-rate", kRate);
    fluid_settings_setstr(settings, "player.timing-source", "sample");
    fluid_settings_setint(settings, "synth.lock-memory", 0);
    fluid_synth_t* const synth = new_fluid_synth(settings);
    fluid_synth_sfload(synth, soundFont.c_str(), 1);
    fluid_player_t* const player = new_fluid_player(synth);
    fluid_player_add_mem(player, midi.data(), midi.size());
    fluid_player_play(player);
    std::vector<float> samples;
    while (fluid_player_get_status(player) == FLUID_PLAYER_PLAYING) {
        const std::size_t at = samples.size();
        samples.resize(at + static_cast<std::size_t>(period) * 2);
        fluid_synth_write_float(synth, period, samples.data() + at, 0, 2, samples.data() + at, 1, 2);
    }
    delete_fluid_player(player);
    delete_fluid_synth(synth);
    delete_fluid_settings(settings);
    return samples;
}

std::vector<std::int64_t> framesOf(const PlaybackPlan& plan)
{
    std::vector<std::int64_t> frames;
    for (const PlaybackEvent& event : plan.events())
        frames.push_back(std::llround(event.seconds * 48000));
    return frames;
}

} // namespace

class TestFluidsynthTiming : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEventLiesOnABlockAndNoneIsEarly()
    {
        Song song = songFromText("C4 e | E4 e3 | G4 s | C5 q");
        song.tempo = TempoMap({{Tick(0), 451'234}, {kTicksPerQuarter, 700'001}});
        const auto plan = withFluidsynthTiming(compilePlan(song), song, 48000);
        const auto exact = framesOf(*compilePlan(song)), placed = framesOf(*plan);
        QCOMPARE(placed.size(), exact.size());
        for (std::size_t i = 0; i < placed.size(); ++i) {
            QCOMPARE(placed[i] % 64, std::int64_t{0});
            QVERIFY(placed[i] > exact[i] - 48 && placed[i] < exact[i] + 480);
        }
        QVERIFY(std::is_sorted(placed.begin(), placed.end()));
        QCOMPARE(std::llround(plan->endSeconds() * 48000), placed.back());
    }

    void songInFrameTimeIsLeftAsItIs()
    {
        Song song = songFromText("C4 q");
        song.layout.division = 0xE728;
        const auto plan = withFluidsynthTiming(compilePlan(song), song, 48000);
        QCOMPARE(framesOf(*plan), (std::vector<std::int64_t>{0, 24000}));
    }

    /// Bit for bit, at the largest period of that program; at the smallest too, where no voice is used again on another side.
    void samplesAreThoseOfFluidsynth_data()
    {
        QTest::addColumn<QByteArray>("midi");
        QTest::addColumn<bool>("atAnyPeriod");
        Song tempi = withPrograms(songFromText("Piano: C4 q | E4 e | G4 e | C5+E5 h | A4 q | F4 q3 | G4 q3 | E4 q3\nBass: C2 h | F2 h | G2 w"), {0, 32});
        tempi.tempo = TempoMap({{Tick(0), 451'234}, {kTicksPerQuarter * 2, 700'001}, {kTicksPerQuarter * 3, 333'333}, {kTicksPerQuarter * 5, 612'345}});
        QTest::newRow("tempo changes") << QByteArray::fromStdString(writeMidi(tempi)) << true;
        // Short notes far left and right in turn: each takes a voice that was somewhere else.
        Song sides = withPrograms(songFromText("Left: C5 s | E5 s | G5 s | C6 s | B5 s | G5 s | E5 s | C5 h\n"
                                               "Right: C4+E4 s | G4 s3 | C5+G4 s3 | E4 s3 | D4+F4 s | E4 h"), {11, 6});
        for (const int index : {0, 1}) {
            Track track = *sides.tracks[static_cast<std::size_t>(index)];
            track.pan = index == 0 ? -1 : 1;
            sides = withTrack(sides, std::move(track));
        }
        QTest::newRow("two sides") << QByteArray::fromStdString(writeMidi(sides)) << false;
        const auto demo = readMidiFile(CONTINUO_SOURCE_DIR "/resources/songs/demo.mid");
        QTest::newRow("demo song") << QByteArray::fromStdString(writeMidi(demo.value().song)) << true;
    }

    void samplesAreThoseOfFluidsynth()
    {
        QFETCH(QByteArray, midi);
        QFETCH(bool, atAnyPeriod);
        const auto font = findSoundFont();
        if (!font)
            QSKIP(font.error().message.c_str());
        QVERIFY(folder_.isValid());
        const auto song = readMidi(midi.toStdString(), "test");
        const std::filesystem::path path = folder_.filePath("ours.wav").toStdString();
        const auto report = renderSong(song->song, {.out = path, .soundFont = *font, .sampleRate = kRate, .samples = SampleFormat::Float32,
                                                    .timing = RenderTiming::AsFluidsynth});
        QVERIFY2(report.ok(), report ? "" : report.error().message.c_str());
        const std::vector<float> ours = samplesOf(path);
        for (const int period : atAnyPeriod ? std::vector<int>{64, 8192} : std::vector<int>{8192}) {
            const std::vector<float> theirs = playedByFluidsynth(midi.toStdString(), *font, period);
            const std::size_t count = std::min(ours.size(), theirs.size());
            QVERIFY(count > static_cast<std::size_t>(report->songSeconds * kRate) * 2 - 2);
            for (std::size_t i = 0; i < count; ++i)
                if (ours[i] != theirs[i])
                    QFAIL(("period " + std::to_string(period) + ", sample " + std::to_string(i) + ": " + std::to_string(ours[i]) + " and "
                           + std::to_string(theirs[i])).c_str());
            // Where theirs stops with the last note, ours rings out.
            QVERIFY(std::all_of(ours.end() - 2000, ours.end(), [](float sample) { return std::abs(sample) < 2e-4f; }));
        }
    }

private:
    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestFluidsynthTiming)
#include "tst_FluidsynthTiming.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RenderSong.h"

#include "core/devices/SoundFont.h"
#include "support/HeardSound.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr std::size_t kBarSamples = 2 * 96000; // both sides of a bar of 4/4 at 120 beats a minute, 48 kHz

/// Every white key of four octaves on an organ, as loud as can be.
Song tooLoud()
{
    std::string chord;
    for (int pitch = 36; pitch < 96; ++pitch)
        if (!Pitch(pitch).isBlackKey())
            chord += (chord.empty() ? "" : "+") + pitchName(Pitch(pitch));
    std::string text;
    for (int track = 0; track < 4; ++track)
        text += (track > 0 ? "\n" : "") + "Organ"s + std::to_string(track) + ": " + chord + " h v127";
    return withPrograms(songFromText(text), {19, 18, 17, 16});
}

} // namespace

class TestRenderSong : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto found = findSoundFont();
        if (!found)
            QSKIP(found.error().message.c_str());
        QVERIFY(folder_.isValid());
    }

    void fileIsTheSongAndItsTailWithSoundInEveryBarThatHasNotes()
    {
        const auto report = renderSong(songFromText("C4 q | E4 q | G4 h | - w | C5 w"), {.out = path("song.wav")});
        QVERIFY2(report.ok(), report ? "" : report.error().message.c_str());
        QCOMPARE(report->songSeconds, 6.0);
        QVERIFY(report->seconds > 6.0 && report->seconds <= 16.0);
        QCOMPARE(report->gainDb, 0.0);
        const std::vector<float> samples = samplesOf(path("song.wav"));
        QCOMPARE(static_cast<double>(samples.size()) / 2 / 48000, report->seconds);
        QVERIFY(loudest(samples, 0, kBarSamples) > 0.01f);
        QVERIFY(loudest(samples, 2 * kBarSamples, kBarSamples) > 0.01f);
        QVERIFY(std::abs(20 * std::log10(loudest(samples)) - report->peakDb) < 0.1);
        QVERIFY(loudest(samples, samples.size() - 2000) < 0.0002f); // it ends in silence and the dither
    }

    void sameSongGivesTheSameBytes()
    {
        const Song song = songFromText("C4 q | E4 q | G4 h");
        QVERIFY(renderSong(song, {.out = path("one.wav")}).ok());
        QVERIFY(renderSong(song, {.out = path("two.wav")}).ok());
        QVERIFY(samplesOf(path("one.wav")) == samplesOf(path("two.wav")));
    }

    void songThatIsTooLoudIsTurnedDownAsAWhole()
    {
        const auto loud = renderSong(tooLoud(), {.out = path("float.wav"), .samples = SampleFormat::Float32});
        QVERIFY(loud.ok());
        QVERIFY(loud->peakDb > 0);
        QCOMPARE(loud->gainDb, 0.0);
        const auto turned = renderSong(tooLoud(), {.out = path("turned.wav"), .samples = SampleFormat::Pcm24});
        QVERIFY(turned.ok());
        QVERIFY(turned->gainDb < 0);
        QVERIFY(std::abs(turned->peakDb + 0.1) < 0.01);
        std::vector<float> bent = samplesOf(path("turned.wav"));
        const std::vector<float> straight = samplesOf(path("float.wav"));
        const auto gain = static_cast<float>(std::pow(10.0, turned->gainDb / 20));
        // The quieter tail of the one that was turned down falls silent earlier.
        QVERIFY(!bent.empty() && bent.size() <= straight.size());
        for (std::size_t i = 0; i < bent.size(); ++i)
            bent[i] -= straight[i] * gain;
        QVERIFY(loudest(bent) < 1e-5f);
    }

    /// Every sample of the whole is the sum of those of the stems, to the last of 24 bits, tail included.
    void stemsAddUpToTheWhole()
    {
        Song song = withPrograms(songFromText("Flute: C5 q | E5 q | G5 h\nBass/Low: C3 h | G2 h\nEmpty:\nPiano: C4+E4 w\nOff: C2 w"),
                                 {73, 32, 0, 0, 19});
        Track off = *song.tracks.back();
        off.muted = true;
        song = withTrack(song, std::move(off));
        const auto report = renderSong(song, {.out = path("mix.wav"), .samples = SampleFormat::Pcm24, .stems = path("stems")});
        QVERIFY2(report.ok(), report ? "" : report.error().message.c_str());
        QCOMPARE(report->files.size(), std::size_t{4});
        QCOMPARE(report->silentTracks, 1);
        QCOMPARE(report->files[1].filename().string(), "01 Flute.wav"s);
        QCOMPARE(report->files[2].filename().string(), "02 Bass_Low.wav"s);
        const std::vector<float> mix = samplesOf(report->files[0]);
        std::vector<double> sum(mix.size());
        for (std::size_t file = 1; file < report->files.size(); ++file) {
            const std::vector<float> stem = samplesOf(report->files[file]);
            QCOMPARE(stem.size(), mix.size());
            QVERIFY(loudest(stem) > 0.01f);
            for (std::size_t i = 0; i < stem.size(); ++i)
                sum[i] += static_cast<double>(stem[i]);
        }
        for (std::size_t i = 0; i < mix.size(); ++i)
            QVERIFY(std::abs(sum[i] - static_cast<double>(mix[i])) < 1.0 / 8388608 / 2);
        // The whole is what it is without stems.
        QVERIFY(renderSong(song, {.out = path("alone.wav"), .samples = SampleFormat::Pcm24}).ok());
        std::vector<float> rest = samplesOf(path("alone.wav"));
        for (std::size_t i = 0; i < std::min(rest.size(), mix.size()); ++i)
            rest[i] -= mix[i];
        QVERIFY2(loudest(rest, 0, 2 * kBarSamples) < 1e-3f, std::to_string(loudest(rest)).c_str());
    }

    void rangeBeginsWithItsNotesAndEndsWithItsTail()
    {
        const auto report = renderSong(songFromText("C4 w | E4 w | C5 q | - h | C5 q"),
                                       {.out = path("range.wav"), .range = Range<Tick>{kTicksPerQuarter * 8, kTicksPerQuarter * 9}});
        QVERIFY2(report.ok(), report ? "" : report.error().message.c_str());
        QCOMPARE(report->songSeconds, 0.5);
        const std::vector<float> samples = samplesOf(path("range.wav"));
        QVERIFY(loudest(samples, 0, 9600) > 0.01f);
        QVERIFY(report->seconds > 0.5 && report->seconds < 10.5);
        QVERIFY(loudest(samples, samples.size() - 2000) < 0.0002f);
    }

    void loudnessAndTruePeakAreTold()
    {
        const auto report = renderSong(songFromText("C4+E4+G4 w | C4+E4+G4 w"), {.out = path("loud.wav")});
        QVERIFY(report.ok());
        QVERIFY(report->truePeakDb >= report->peakDb - 1e-6 && report->truePeakDb < report->peakDb + 3);
        QVERIFY(report->loudness < report->peakDb && report->loudness > -60);
    }

    void progressGoesFromNothingToAll()
    {
        std::vector<double> told;
        QVERIFY(renderSong(songFromText("C4 w | E4 w"), {.out = path("progress.wav"), .progress = [&](double part) { told.push_back(part); }}).ok());
        QVERIFY(told.size() > 5);
        QVERIFY(std::is_sorted(told.begin(), told.end()));
        QVERIFY(told.front() < 0.2 && told.back() == 1.0);
    }

    void stoppedRenderingLeavesTheOldFile()
    {
        std::ofstream(path("kept.wav")) << "old";
        std::stop_source stop;
        stop.request_stop();
        const auto report = renderSong(songFromText("C4 w"), {.out = path("kept.wav")}, stop.get_token());
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Cancelled);
        QCOMPARE(std::filesystem::file_size(path("kept.wav")), std::uintmax_t{3});
    }

    void missingSoundFontIsSaid()
    {
        const auto report = renderSong(songFromText("C4 w"), {.out = path("none.wav"), .soundFont = "no/such/font.sf2"});
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::Input);
        QVERIFY(!std::filesystem::exists(path("none.wav")));
    }

    void emptySongIsASilentFile()
    {
        const auto report = renderSong(Song(), {.out = path("empty.wav")});
        QVERIFY(report.ok());
        QCOMPARE(report->songSeconds, 0.0);
        QVERIFY(loudest(samplesOf(path("empty.wav"))) < 0.0001f);
    }

private:
    std::filesystem::path path(const char* name) const { return folder_.filePath(QString::fromLatin1(name)).toStdString(); }

    QTemporaryDir folder_;
};

QTEST_GUILESS_MAIN(TestRenderSong)
#include "tst_RenderSong.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/AudioFile.h"

#include "support/QtText.h"

#include <QTemporaryDir>

#include <sndfile.h>

#include <cmath>
#include <csignal>
#include <fstream>
#include <iterator>
#include <numbers>
#include <vector>

#include <sys/resource.h>

/// A file that cannot be opened for lack of room leaves memory behind inside the codecs of libsndfile, which is not ours.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libsndfile\nleak:libogg\nleak:libvorbis\nleak:libFLAC\nleak:libmp3lame\n";
}

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr std::size_t kFrames = 24000;

std::vector<float> sine(float amplitude, double cycles, std::size_t frames = kFrames)
{
    std::vector<float> samples(frames);
    for (std::size_t i = 0; i < frames; ++i)
        samples[i] = amplitude
                     * static_cast<float>(std::sin(2 * std::numbers::pi * cycles * static_cast<double>(i) / static_cast<double>(frames)));
    return samples;
}

struct Heard {
    SF_INFO info{};
    std::vector<float> left, right;
};

Heard listen(const std::filesystem::path& path)
{
    Heard heard;
    SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &heard.info);
    if (file == nullptr)
        return heard;
    std::vector<float> both(static_cast<std::size_t>(heard.info.frames * 2));
    const auto read = static_cast<std::size_t>(sf_readf_float(file, both.data(), heard.info.frames));
    sf_close(file);
    for (std::size_t i = 0; i < read; ++i) {
        heard.left.push_back(both[i * 2]);
        heard.right.push_back(both[i * 2 + 1]);
    }
    return heard;
}

float furthest(const std::vector<float>& a, const std::vector<float>& b)
{
    float distance = a.size() == b.size() ? 0.0f : 9.0f;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        distance = std::max(distance, std::abs(a[i] - b[i]));
    return distance;
}

std::string bytesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Writes 0.5 s, left a sine and right a softer one, in blocks of odd sizes.
Result<void> writeSines(const std::filesystem::path& path, const AudioFileFormat& format)
{
    auto writer = AudioFileWriter::create(path, format);
    if (!writer)
        return writer.error();
    const std::vector<float> left = sine(0.5f, 220), right = sine(0.1f, 330);
    for (std::size_t begin = 0; begin < kFrames;) {
        const std::size_t count = std::min<std::size_t>(kFrames - begin, 777);
        if (const auto written = writer->write({left.data() + begin, count}, {right.data() + begin, count}); !written)
            return written.error();
        begin += count;
    }
    return writer->finish();
}

} // namespace

class TestAudioFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(folder_.isValid()); }

    void losslessFilesReadBackWithinAStep_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<SampleFormat>("samples");
        QTest::addColumn<double>("steps");
        QTest::newRow("wav 16") << "a.wav" << SampleFormat::Pcm16 << 1.5 / 32768;
        QTest::newRow("wav 24") << "b.wav" << SampleFormat::Pcm24 << 0.51 / 8388608;
        QTest::newRow("wav float") << "c.wav" << SampleFormat::Float32 << 0.0;
        QTest::newRow("flac 16") << "d.flac" << SampleFormat::Pcm16 << 1.5 / 32768;
        QTest::newRow("flac 24") << "e.flac" << SampleFormat::Pcm24 << 0.51 / 8388608;
        QTest::newRow("capital ending") << "F.WAV" << SampleFormat::Pcm24 << 0.51 / 8388608;
    }
    void losslessFilesReadBackWithinAStep()
    {
        QFETCH(QString, name);
        QFETCH(SampleFormat, samples);
        QFETCH(double, steps);
        const Result<void> written = writeSines(path(name), {44100, samples});
        QVERIFY2(written.ok(), written ? "" : written.error().message.c_str());
        const Heard heard = listen(path(name));
        QCOMPARE(heard.info.samplerate, 44100);
        QCOMPARE(heard.info.channels, 2);
        QVERIFY(static_cast<double>(furthest(heard.left, sine(0.5f, 220))) <= steps);
        QVERIFY(static_cast<double>(furthest(heard.right, sine(0.1f, 330))) <= steps);
    }

    void compressedFilesSoundAlike_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("ogg") << "a.ogg";
        QTest::newRow("mp3") << "a.mp3";
    }
    void compressedFilesSoundAlike()
    {
        QFETCH(QString, name);
        const Result<void> written = writeSines(path(name), {44100, std::nullopt});
        QVERIFY2(written.ok(), written ? "" : written.error().message.c_str());
        const Heard heard = listen(path(name));
        QCOMPARE(heard.info.samplerate, 44100);
        QVERIFY(heard.left.size() >= kFrames);
        double power = 0;
        for (const float sample : heard.left)
            power += static_cast<double>(sample) * static_cast<double>(sample);
        // A sine of 0.5 has a mean square of 0.125.
        QVERIFY(std::abs(power / kFrames - 0.125) < 0.01);
    }

    void sameSoundGivesTheSameBytes_data()
    {
        QTest::addColumn<SampleFormat>("samples");
        QTest::newRow("16") << SampleFormat::Pcm16;
        QTest::newRow("32f") << SampleFormat::Float32;
    }
    void sameSoundGivesTheSameBytes()
    {
        QFETCH(SampleFormat, samples);
        QVERIFY(writeSines(path("one.wav"), {48000, samples}).ok());
        QVERIFY(writeSines(path("two.wav"), {48000, samples}).ok());
        QVERIFY(bytesOf(path("one.wav")) == bytesOf(path("two.wav")));
    }

    void clippedSamplesAreCounted()
    {
        auto writer = AudioFileWriter::create(path("loud.wav"), {}).value();
        const std::vector<float> left{0.5f, 1.5f, -2.0f}, right{0.0f, 0.0f, 0.0f};
        QVERIFY(writer.write(left, right).ok());
        QCOMPARE(writer.clippedSamples(), std::int64_t{2});
    }

    void impossibleWishesAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<AudioFileFormat>("format");
        QTest::newRow("unknown ending") << "none.xyz" << AudioFileFormat{};
        QTest::newRow("no ending") << "none" << AudioFileFormat{};
        QTest::newRow("float flac") << "none.flac" << AudioFileFormat{48000, SampleFormat::Float32};
        QTest::newRow("24 bit ogg") << "none.ogg" << AudioFileFormat{48000, SampleFormat::Pcm24};
        QTest::newRow("no rate") << "none.wav" << AudioFileFormat{0, {}};
    }
    void impossibleWishesAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(AudioFileFormat, format);
        const auto writer = AudioFileWriter::create(path(name), format);
        QVERIFY(!writer);
        QCOMPARE(writer.error().code, ErrorCode::Usage);
        QVERIFY(writer.error().message.find(name.toStdString()) != std::string::npos);
        QVERIFY(!std::filesystem::exists(path(name)));
    }

    void missingFolderIsSaid()
    {
        const auto writer = AudioFileWriter::create(path("no/such/folder/a.wav"), {});
        QVERIFY(!writer);
        QCOMPARE(writer.error().code, ErrorCode::Output);
    }

    void unfinishedFileLeavesTheOldOne()
    {
        std::ofstream(path("kept.wav")) << "old";
        {
            auto writer = AudioFileWriter::create(path("kept.wav"), {}).value();
            QVERIFY(writer.write(sine(0.5f, 10), sine(0.5f, 10)).ok());
        }
        QCOMPARE(bytesOf(path("kept.wav")), "old"s);
        QCOMPARE(filesBesides("kept.wav"), 0);
    }

    /// A limit on file sizes fails writes as a full disk does, at any byte we like.
    void fullDiskIsSaidAndTheOldFileIsKept_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"full.wav", "full.flac", "full.ogg", "full.mp3"})
            QTest::newRow(name) << name;
    }
    void fullDiskIsSaidAndTheOldFileIsKept()
    {
        QFETCH(QString, name);
        QVERIFY(writeSines(path("whole-" + name), {44100, {}}).ok());
        const auto whole = static_cast<rlim_t>(std::filesystem::file_size(path("whole-" + name)));
        std::ofstream(path(name)) << "old";
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        for (const rlim_t room : {rlim_t{0}, rlim_t{10}, rlim_t{100}, whole / 2, whole - 1}) {
            rlimit limit = before;
            limit.rlim_cur = room;
            setrlimit(RLIMIT_FSIZE, &limit);
            const Result<void> written = writeSines(path(name), {44100, {}});
            setrlimit(RLIMIT_FSIZE, &before);
            QVERIFY2(!written.ok(), std::to_string(room).c_str());
            QCOMPARE(written.error().code, ErrorCode::Output);
            QCOMPARE(bytesOf(path(name)), "old"s);
        }
        QVERIFY(writeSines(path(name), {44100, {}}).ok());
        QVERIFY(bytesOf(path(name)) != "old"s);
    }

private:
    std::filesystem::path path(const QString& name) const { return folder_.filePath(name).toStdString(); }
    int filesBesides(const std::string& name) const
    {
        int count = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path().toStdString()))
            count += entry.path().filename().string().find(name) != std::string::npos && entry.path().filename() != name ? 1 : 0;
        return count;
    }

    QTemporaryDir folder_;
};


QTEST_GUILESS_MAIN(TestAudioFile)
#include "tst_AudioFile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/NullAudioOutput.h"

#include "support/QtText.h"

#include <atomic>
#include <chrono>

using namespace continuo;
using namespace std::string_literals;

namespace {

class CountingSource final : public AudioSource {
public:
    void render(float* left, float* right, int frames) noexcept override
    {
        left[frames - 1] = right[frames - 1] = 1.0f;
        frames_ += frames;
    }
    std::int64_t frames() const { return frames_; }

private:
    std::atomic<std::int64_t> frames_{0};
};

} // namespace

class TestNullAudioOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForSoundAtThePaceOfTheClock()
    {
        CountingSource source;
        NullAudioOutput output;
        const auto began = std::chrono::steady_clock::now();
        QVERIFY(output.start(source).ok());
        QTRY_VERIFY(source.frames() >= 9600);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
        // Never ahead of the clock by more than the block that is asked for at once; how far behind is the machine's affair.
        QVERIFY(static_cast<double>(source.frames()) <= seconds * output.sampleRate() + 2 * output.framesPerBlock());
    }

    void nothingIsAskedForAfterStop()
    {
        CountingSource source;
        NullAudioOutput output;
        QVERIFY(output.start(source).ok());
        QTRY_VERIFY(source.frames() > 0);
        output.stop();
        const std::int64_t frames = source.frames();
        QTest::qWait(30);
        QCOMPARE(source.frames(), frames);
        QVERIFY(output.start(source).ok());
        QTRY_VERIFY(source.frames() > frames);
    }

    void saysThatItIsSilent()
    {
        QCOMPARE(NullAudioOutput().description(), "No sound device: playing silently."s);
        QCOMPARE(NullAudioOutput("No sound today.").description(), "No sound today."s);
    }
};

QTEST_GUILESS_MAIN(TestNullAudioOutput)
#include "tst_NullAudioOutput.moc"

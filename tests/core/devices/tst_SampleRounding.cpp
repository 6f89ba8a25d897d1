// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/SampleRounding.h"

#include <QTest>

#include <array>
#include <cmath>
#include <vector>

using namespace continuo;

class TestSampleRounding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void silenceStaysSilence()
    {
        SampleRounding rounding;
        std::vector<float> silence(1000);
        std::vector<short> rounded(1000, 7);
        QCOMPARE(rounding.to16(silence, rounded), 0);
        QCOMPARE(rounded, std::vector<short>(1000, 0));
    }

    void noiseIsOneStepEitherWayAndEvenOnAverage()
    {
        SampleRounding rounding;
        const float value = 100.25f / 32768.0f;
        std::vector<float> samples(200'000, value);
        std::vector<short> rounded(samples.size());
        rounding.to16(samples, rounded);
        double sum = 0, squares = 0;
        for (const short sample : rounded) {
            QVERIFY(sample >= 99 && sample <= 102);
            sum += sample;
            squares += (sample - 100.25) * (sample - 100.25);
        }
        const auto count = static_cast<double>(rounded.size());
        QVERIFY(std::abs(sum / count - 100.25) < 0.01);
        // Triangular noise makes the error's power a quarter of a step squared, whatever the sample is.
        QVERIFY(std::abs(squares / count - 0.25) < 0.01);
    }

    void sameSamplesGiveTheSameNoise()
    {
        std::vector<float> samples(1000, 0.1f);
        std::vector<short> one(1000), two(1000);
        SampleRounding().to16(samples, one);
        SampleRounding().to16(samples, two);
        QCOMPARE(one, two);
    }

    void fullScaleIsReachedAndWhatIsBeyondIsCutOffAndCounted()
    {
        SampleRounding rounding;
        const std::array<float, 4> samples{2.0f, -2.0f, -1.0f, 0.5f};
        std::array<short, 4> to16{};
        QCOMPARE(rounding.to16(samples, to16), 2);
        QCOMPARE(int(to16[0]), 32767);
        QCOMPARE(int(to16[1]), -32768);
        QVERIFY(to16[2] <= -32767);
        std::array<int, 4> to24{};
        QCOMPARE(rounding.to24(samples, to24), 2);
        QCOMPARE(to24[0], 8388607 * 256);
        QCOMPARE(to24[1], -8388608 * 256);
        QCOMPARE(to24[2], -8388608 * 256);
        QCOMPARE(to24[3], 4194304 * 256);
    }
};

QTEST_APPLESS_MAIN(TestSampleRounding)
#include "tst_SampleRounding.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/Loudness.h"

#include <QTest>

#include <ebur128.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <span>
#include <string>
#include <vector>

using namespace continuo;

namespace {

/// Both sides the same sine, level in dB of full scale.
void addSine(LoudnessMeter& meter, int rate, double seconds, double decibels, double hertz = 1000, double phase = 0)
{
    std::vector<float> samples(static_cast<std::size_t>(seconds * rate));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(std::pow(10.0, decibels / 20)
                                        * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate + phase));
    for (std::size_t i = 0; i < samples.size(); i += 1000) {
        const std::span<const float> block(samples.data() + i, std::min<std::size_t>(1000, samples.size() - i));
        meter.add(block, block);
    }
}

bool isNear(double value, double wanted, double off)
{
    return std::abs(value - wanted) <= off;
}

} // namespace

/// The minimum requirements of EBU Tech 3341, as far as they are about integrated loudness and true peak in stereo.
class TestLoudness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void steadySineIsAsLoudAsItsLevel()
    {
        for (const int rate : {44100, 48000, 96000})
            for (const double level : {-23.0, -33.0}) {
                LoudnessMeter meter(rate);
                addSine(meter, rate, 20, level);
                QVERIFY2(isNear(meter.integrated(), level, 0.1), std::to_string(meter.integrated()).c_str());
            }
    }

    void quietPassagesAreGatedOut()
    {
        LoudnessMeter meter(48000);
        for (const double level : {-36.0, -23.0, -36.0})
            addSine(meter, 48000, level > -30 ? 60 : 10, level);
        QVERIFY(isNear(meter.integrated(), -23.0, 0.1));
        LoudnessMeter withSilence(48000);
        for (const double level : {-72.0, -36.0, -23.0, -36.0, -72.0})
            addSine(withSilence, 48000, level > -30 ? 60 : 10, level);
        QVERIFY(isNear(withSilence.integrated(), -23.0, 0.1));
    }

    void loudAndSoftAreAveragedByPower()
    {
        LoudnessMeter meter(48000);
        addSine(meter, 48000, 20, -26);
        addSine(meter, 48000, 20.1, -20);
        addSine(meter, 48000, 20, -26);
        QVERIFY(isNear(meter.integrated(), -23.0, 0.1));
    }

    void silenceHasNoLoudness()
    {
        LoudnessMeter meter(48000);
        QVERIFY(std::isinf(meter.integrated()));
        const std::vector<float> silence(48000);
        meter.add(silence, silence);
        QVERIFY(std::isinf(meter.integrated()));
        QCOMPARE(meter.truePeak(), 0.0);
    }

    /// A sine of a quarter of the rate whose samples all miss its crest.
    void peaksBetweenSamplesAreFound()
    {
        for (const double degrees : {0.0, 45.0, 60.0, 67.5}) {
            LoudnessMeter meter(48000);
            addSine(meter, 48000, 1, -6, 12000, degrees / 180 * std::numbers::pi);
            const double peak = 20 * std::log10(meter.truePeak());
            QVERIFY2(peak <= -6 + 0.2 && peak >= -6 - 0.4, std::to_string(peak).c_str());
        }
    }

    /// Looked for only where it may be; here a library that looks everywhere says where it is.
    void nothingBetweenSamplesIsMissed()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<float> level(-1, 1);
        for (int round = 0; round < 60; ++round) {
            // Noise through a filter, louder and softer, in blocks of any length.
            const float follow = 0.05f + 0.9f * std::abs(level(random));
            std::vector<float> left, right;
            float loud = 0.5f, a = 0, b = 0;
            for (int i = 0; i < 20000; ++i) {
                if (i % 300 == 0)
                    loud = 0.05f + 0.4f * std::abs(level(random));
                left.push_back(a += follow * (loud * level(random) - a));
                right.push_back(b += follow * (loud * level(random) - b));
            }
            LoudnessMeter meter(48000);
            double everywhere = 0;
            ebur128_state* library = ebur128_init(2, 48000, EBUR128_MODE_TRUE_PEAK);
            for (std::size_t at = 0; at < left.size();) {
                const std::size_t count = std::min<std::size_t>(1 + random() % 700, left.size() - at);
                meter.add({left.data() + at, count}, {right.data() + at, count});
                for (std::size_t i = at; i < at + count; ++i) {
                    const std::array both{left[i], right[i]};
                    ebur128_add_frames_float(library, both.data(), 1);
                    for (unsigned side = 0; side < 2; ++side) {
                        double peak = 0;
                        ebur128_prev_true_peak(library, side, &peak);
                        everywhere = std::max(everywhere, peak);
                    }
                }
                at += count;
            }
            ebur128_destroy(&library);
            QCOMPARE(meter.truePeak(), everywhere);
        }
    }
};

QTEST_APPLESS_MAIN(TestLoudness)
#include "tst_Loudness.moc"

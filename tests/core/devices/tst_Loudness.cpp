// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/Loudness.h"

#include <QTest>

#include <cmath>
#include <numbers>
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
};

QTEST_APPLESS_MAIN(TestLoudness)
#include "tst_Loudness.moc"

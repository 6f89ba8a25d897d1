// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/MasterBus.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace continuo;

namespace {

constexpr int kFrames = 4800;

/// Plays a sine of the level asked for, the right side half as loud.
class Sine final : public AudioSource {
public:
    float level = 0.5f;

    void render(float* left, float* right, int frames) noexcept override
    {
        for (int i = 0; i < frames; ++i, ++frame_) {
            left[i] = level * std::sin(static_cast<float>(frame_) * 0.05f);
            right[i] = left[i] / 2;
        }
    }

private:
    int frame_ = 0;
};

struct Bench {
    Sine sine;
    MasterBus bus{sine};
    std::vector<float> left = std::vector<float>(kFrames), right = left;

    void render() { bus.render(left.data(), right.data(), kFrames); }
    float loudest() const { return *std::max_element(left.begin(), left.end()); }
};

} // namespace

class TestMasterBus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatFitsIsNotTouched()
    {
        Bench bench;
        bench.bus.setSampleRate(48000);
        Sine same;
        std::vector<float> left(kFrames), right(kFrames);
        same.render(left.data(), right.data(), kFrames);
        bench.render();
        QVERIFY(bench.left == left);
        QVERIFY(bench.right == right);
    }

    void levelIsReachedWithoutAClick()
    {
        Bench bench;
        bench.bus.setSampleRate(48000);
        Sine same;
        std::vector<float> left(kFrames), right(kFrames);
        bench.bus.setLevel(0.25f);
        for (int block = 0; block < 3; ++block) {
            same.render(left.data(), right.data(), kFrames);
            bench.render();
            for (std::size_t i = 0; i < left.size(); ++i) {
                const float way = block > 0 ? 1.0f : static_cast<float>(i + 1) / kFrames;
                QVERIFY(std::abs(bench.left[i] - left[i] * (1 - 0.75f * way)) < 1e-6f);
            }
        }
        bench.bus.takePeaks();
        bench.render();
        QVERIFY(std::abs(bench.bus.takePeaks().left - 0.125f) < 0.001f);
    }

    void nothingPassesTheCeilingAndTheSidesKeepTheirBalance()
    {
        Bench bench;
        bench.bus.setSampleRate(48000);
        bench.sine.level = 3;
        for (int i = 0; i < 20; ++i) {
            bench.render();
            QVERIFY(bench.loudest() <= MasterBus::kCeiling + 1e-6f);
            QVERIFY(bench.loudest() > MasterBus::kCeiling * 0.9f);
            for (int k = 0; k < kFrames; ++k)
                QVERIFY(std::abs(bench.right[static_cast<std::size_t>(k)] * 2 - bench.left[static_cast<std::size_t>(k)]) < 1e-6f);
        }
    }

    void loudnessComesBackWhenThePeakIsOver()
    {
        Bench bench;
        bench.bus.setSampleRate(48000);
        bench.sine.level = 3;
        bench.render();
        bench.sine.level = 0.5f;
        bench.render();
        QVERIFY(bench.loudest() < 0.45f);
        for (int i = 0; i < 20; ++i)
            bench.render();
        QVERIFY(std::abs(bench.loudest() - 0.5f) < 1e-3f);
    }

    void peaksAreTheLargestSinceTheyWereTaken()
    {
        Bench bench;
        bench.bus.setSampleRate(48000);
        bench.sine.level = 2;
        bench.render();
        bench.sine.level = 0.1f;
        bench.render();
        const MasterBus::Peaks peaks = bench.bus.takePeaks();
        QVERIFY(std::abs(peaks.left - 2) < 1e-3f);
        QVERIFY(std::abs(peaks.right - 1) < 1e-3f);
        QVERIFY(peaks.reduction < 0.5f);
        bench.sine.level = 0;
        QCOMPARE(bench.bus.takePeaks().left, 0.0f);
    }
};

QTEST_APPLESS_MAIN(TestMasterBus)
#include "tst_MasterBus.moc"

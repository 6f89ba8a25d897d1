// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/RowDecoder.h"

#include "core/base/Random.h"
#include "core/neural/ModelFolder.h"
#include "LivelyNetwork.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace continuo;

namespace {

Example randomExample(int rows, std::uint64_t seed = 4)
{
    Random random(seed);
    Example example;
    for (int i = 0; i < rows; ++i) {
        Row row;
        for (auto& index : row.fields)
            index = static_cast<std::uint16_t>(random.below(field::kTableSize));
        row.time = i * 3 - 20;
        example.rows.push_back(row);
        example.targets.push_back({random.below(kOnsetClasses - 1), random.below(kPitchClassesOut), random.below(kDurationClasses), false});
    }
    return example;
}

RowDecoder livelyDecoder(kernels::Engine engine = kernels::fastestEngine())
{
    const auto network = livelyNetwork();
    return RowDecoder(std::move(*decoderWeights(storedWeights(*network), network->shape())), engine);
}

double surprise(std::span<const float> logits, int chosen)
{
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit));
    return std::log(sum) - static_cast<double>(logits[static_cast<std::size_t>(chosen)]);
}

std::vector<float> copyOf(std::span<const float> values)
{
    return {values.begin(), values.end()};
}

/// What a lane that goes on with rows [begin, end) of the example says at last.
std::vector<float> lastOnsetLogits(RowDecoder& decoder, const Example& example, std::size_t begin, std::size_t end)
{
    for (std::size_t i = begin; i < end; ++i)
        decoder.append({&example.rows[i], 1}, std::vector<std::uint8_t>{1});
    return copyOf(decoder.onsetLogits());
}

} // namespace

class tst_RowDecoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowByRowGivesWhatTheWholeSequenceGives();
    void aPrefixGivesWhatRowsOneByOneGive();
    void lanesDoNotHearEachOther();
    void aPrefixThatIsKnownIsNotReadAgain();
    void whatWasReadBeforeDoesNotMatter();
    void afterAnotherPrefixNothingOfTheOldOneIsHeard();
    void aFullLaneStaysAsItIs();
    void weightsThatAreMissingOrOfAnotherShapeAreRefused();
};

void tst_RowDecoder::rowByRowGivesWhatTheWholeSequenceGives()
{
    // The whole sequence by LibTorch in fp32, and the same by each of our ways to multiply, in bf16.
    constexpr int kRows = 150, kPrefix = 90;
    const Example example = randomExample(kRows);
    auto network = livelyNetwork();
    torch::NoGradGuard noGradient;
    const Transformer::Losses losses = network->losses(makeBatch({example}, kRows));
    for (const kernels::Engine engine : kernels::engines()) {
        RowDecoder decoder = livelyDecoder(engine);
        QVERIFY(decoder.begin({example.rows.data(), kPrefix}, 1));
        const std::vector<std::uint8_t> active{1};
        for (int i = kPrefix; i < kRows; ++i) {
            decoder.append({&example.rows[static_cast<std::size_t>(i)], 1}, active);
            const RowTarget& target = example.targets[static_cast<std::size_t>(i)];
            const double onset = surprise(decoder.onsetLogits(), target.onset);
            const double pitch = surprise(decoder.pitchLogits(std::vector<int>{target.onset}), target.pitch);
            const double duration = surprise(decoder.durationLogits(std::vector<int>{target.pitch}), target.duration);
            constexpr double kTolerance = 0.1; // eight bits of mantissa, two layers and three heads deep
            QVERIFY(std::abs(onset - losses.onset[i].item<double>()) < kTolerance);
            QVERIFY(std::abs(pitch - losses.pitch[i].item<double>()) < kTolerance);
            QVERIFY(std::abs(duration - losses.duration[i].item<double>()) < kTolerance);
        }
    }
}

void tst_RowDecoder::aPrefixGivesWhatRowsOneByOneGive()
{
    // More rows than are read at a time.
    constexpr std::size_t kRows = 150;
    const Example example = randomExample(kRows);
    RowDecoder atOnce = livelyDecoder(), oneByOne = livelyDecoder();
    QVERIFY(atOnce.begin({example.rows.data(), kRows}, 1));
    QVERIFY(oneByOne.begin({example.rows.data(), 1}, 1));
    const std::vector<float> expected = lastOnsetLogits(oneByOne, example, 1, kRows);
    const auto logits = atOnce.onsetLogits();
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY(std::abs(logits[i] - expected[i]) < 0.05f);
}

void tst_RowDecoder::lanesDoNotHearEachOther()
{
    const Example example = randomExample(60);
    for (const kernels::Engine engine : kernels::engines())
        for (const std::size_t lanes : {2u, 3u, 8u, 17u}) {
            RowDecoder alone = livelyDecoder(engine), together = livelyDecoder(engine);
            QVERIFY(alone.begin({example.rows.data(), 10}, 1));
            QVERIFY(together.begin({example.rows.data(), 10}, static_cast<int>(lanes)));
            const std::size_t watched = lanes / 2;
            for (std::size_t i = 10; i < 20; ++i) {
                alone.append({&example.rows[i], 1}, std::vector<std::uint8_t>{1});
                // The others go their own ways, and some rest.
                std::vector<Row> rows;
                std::vector<std::uint8_t> active;
                for (std::size_t lane = 0; lane < lanes; ++lane) {
                    rows.push_back(example.rows[lane == watched ? i : i + lane]);
                    active.push_back(lane == watched || (i + lane) % 2 == 0 ? 1 : 0);
                }
                together.append(rows, active);
            }
            const std::vector<int> onsets(lanes, 5), pitches(lanes, 60);
            const auto isTheSame = [&](const std::vector<float>& expected, std::span<const float> logits) {
                const auto part = logits.subspan(watched * expected.size(), expected.size());
                return std::equal(expected.begin(), expected.end(), part.begin());
            };
            QVERIFY(isTheSame(copyOf(alone.onsetLogits()), together.onsetLogits()));
            QVERIFY(isTheSame(copyOf(alone.pitchLogits(std::vector<int>{5})), together.pitchLogits(onsets)));
            QVERIFY(isTheSame(copyOf(alone.durationLogits(std::vector<int>{60})), together.durationLogits(pitches)));
        }
}

void tst_RowDecoder::aPrefixThatIsKnownIsNotReadAgain()
{
    const Example example = randomExample(100);
    std::vector<Row> changed = example.rows;
    changed[80].time += 1;
    RowDecoder decoder = livelyDecoder();
    QVERIFY(decoder.begin(example.rows, 2));
    QCOMPARE(decoder.reusedRows(), 0);
    QVERIFY(decoder.begin(example.rows, 4));
    QCOMPARE(decoder.reusedRows(), 99); // all but the last, which the lanes begin with
    QVERIFY(decoder.begin(changed, 1));
    QCOMPARE(decoder.reusedRows(), 80);
    QVERIFY(decoder.begin({changed.data(), 40}, 1));
    QCOMPARE(decoder.reusedRows(), 39);
    QVERIFY(decoder.begin(example.rows, 1));
    QCOMPARE(decoder.reusedRows(), 40);
}

void tst_RowDecoder::whatWasReadBeforeDoesNotMatter()
{
    const Example example = randomExample(140), other = randomExample(140, 5);
    for (const kernels::Engine engine : kernels::engines())
        for (const std::size_t common : {0u, 1u, 31u, 64u, 65u, 99u}) {
            std::vector<Row> before = other.rows;
            std::copy_n(example.rows.begin(), common, before.begin());
            RowDecoder fresh = livelyDecoder(engine), used = livelyDecoder(engine);
            QVERIFY(used.begin(before, 3));
            used.append({&other.rows[100], 3}, std::vector<std::uint8_t>{1, 1, 1});
            QVERIFY(fresh.begin({example.rows.data(), 100}, 1));
            QVERIFY(used.begin({example.rows.data(), 100}, 1));
            QCOMPARE(used.reusedRows(), static_cast<int>(common));
            QCOMPARE(copyOf(used.onsetLogits()), copyOf(fresh.onsetLogits()));
            QCOMPARE(lastOnsetLogits(used, example, 100, 120), lastOnsetLogits(fresh, example, 100, 120));
        }
}

void tst_RowDecoder::afterAnotherPrefixNothingOfTheOldOneIsHeard()
{
    const Example longer = randomExample(120), shorter = randomExample(30, 6);
    RowDecoder fresh = livelyDecoder(), used = livelyDecoder();
    QVERIFY(used.begin(longer.rows, 1));
    QVERIFY(used.begin(shorter.rows, 1));
    QVERIFY(fresh.begin(shorter.rows, 1));
    QCOMPARE(copyOf(used.onsetLogits()), copyOf(fresh.onsetLogits()));
}

void tst_RowDecoder::aFullLaneStaysAsItIs()
{
    const Example example = randomExample(RowDecoder::kCapacity + 2);
    RowDecoder decoder = livelyDecoder();
    QVERIFY(decoder.begin({example.rows.data(), RowDecoder::kCapacity - 1}, 1));
    const std::vector<float> before = copyOf(decoder.onsetLogits());
    const std::vector<float> full = lastOnsetLogits(decoder, example, RowDecoder::kCapacity - 1, RowDecoder::kCapacity);
    QVERIFY(before != full);
    QCOMPARE(lastOnsetLogits(decoder, example, RowDecoder::kCapacity, RowDecoder::kCapacity + 2), full);
}

void tst_RowDecoder::weightsThatAreMissingOrOfAnotherShapeAreRefused()
{
    const auto network = livelyNetwork();
    const StoredTensors good = storedWeights(*network);
    QVERIFY(decoderWeights(good, network->shape()));
    for (std::size_t i = 0; i < good.tensors.size(); ++i) {
        StoredTensors bad = good;
        bad.tensors[i].name += "x";
        QCOMPARE(decoderWeights(bad, network->shape()).error().code, ErrorCode::Unavailable);
        bad = good;
        bad.tensors[i].shape.push_back(1);
        QCOMPARE(decoderWeights(bad, network->shape()).error().code, ErrorCode::Unavailable);
    }
    QVERIFY(!decoderWeights(good, *networkPreset("S")));
}

QTEST_APPLESS_MAIN(tst_RowDecoder)
#include "tst_RowDecoder.moc"

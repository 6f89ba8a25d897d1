// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Sampler.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

using namespace continuo;

namespace {

const std::array<float, 4> kLogits{std::log(0.1f), std::log(0.4f), std::log(0.2f), std::log(0.3f)};
const std::array<std::uint8_t, 4> kAll{1, 1, 1, 1};

/// How often each value comes in many draws.
std::array<double, 4> shares(const Sampling& sampling, const std::array<std::uint8_t, 4>& allowed)
{
    constexpr int kDraws = 20'000;
    Sampler sampler(sampling);
    Random random(3);
    std::array<double, 4> counts{};
    for (int i = 0; i < kDraws; ++i)
        counts[static_cast<std::size_t>(sampler.draw(kLogits, allowed, random).value)] += 1.0 / kDraws;
    return counts;
}

Sampling plain()
{
    Sampling sampling;
    sampling.topP = 1;
    return sampling;
}

bool near(double a, double b)
{
    return std::abs(a - b) < 0.02;
}

} // namespace

class tst_Sampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsFollowTheProbabilities();
    void whatIsForbiddenNeverComes();
    void greedyTakesTheLikeliest();
    void topKKeepsTheLikeliestOnly();
    void topPKeepsTheNucleus();
    void aLowTemperatureSharpens();
    void nothingAllowedGivesNothing();
    void theProbabilityIsAmongWhatIsAllowed();
    void leanedLogitsAreDrawnAndTheNetworksOwnProbabilityIsTold();
    void drawsAreThoseOfTheSortedChoices();
};

void tst_Sampler::drawsFollowTheProbabilities()
{
    const auto share = shares(plain(), kAll);
    QVERIFY(near(share[0], 0.1) && near(share[1], 0.4) && near(share[2], 0.2) && near(share[3], 0.3));
}

void tst_Sampler::whatIsForbiddenNeverComes()
{
    const auto share = shares(plain(), {1, 0, 1, 0});
    QCOMPARE(share[1], 0.0);
    QCOMPARE(share[3], 0.0);
    QVERIFY(near(share[0], 1.0 / 3));
}

void tst_Sampler::greedyTakesTheLikeliest()
{
    Sampling sampling = plain();
    sampling.greedy = true;
    QVERIFY(near(shares(sampling, kAll)[1], 1.0));
    QVERIFY(near(shares(sampling, {1, 0, 1, 1})[3], 1.0));
}

void tst_Sampler::topKKeepsTheLikeliestOnly()
{
    Sampling sampling = plain();
    sampling.topK = 2;
    const auto share = shares(sampling, kAll);
    QVERIFY(near(share[1], 4.0 / 7) && near(share[3], 3.0 / 7));
}

void tst_Sampler::topPKeepsTheNucleus()
{
    Sampling sampling = plain();
    sampling.topP = 0.65; // 0.4 and 0.3 reach it
    const auto share = shares(sampling, kAll);
    QVERIFY(near(share[1], 4.0 / 7) && near(share[3], 3.0 / 7));
}

void tst_Sampler::aLowTemperatureSharpens()
{
    Sampling sampling = plain();
    sampling.temperature = 0.25; // fourth powers
    const double sum = std::pow(0.1, 4) + std::pow(0.4, 4) + std::pow(0.2, 4) + std::pow(0.3, 4);
    QVERIFY(near(shares(sampling, kAll)[1], std::pow(0.4, 4) / sum));
}

void tst_Sampler::nothingAllowedGivesNothing()
{
    Sampler sampler(plain());
    Random random(1);
    QCOMPARE(sampler.draw(kLogits, std::array<std::uint8_t, 4>{}, random).value, -1);
}

void tst_Sampler::theProbabilityIsAmongWhatIsAllowed()
{
    Sampler sampler(plain());
    Random random(1);
    const Choice choice = sampler.draw(kLogits, std::array<std::uint8_t, 4>{0, 1, 0, 0}, random);
    QCOMPARE(choice.value, 1);
    QVERIFY(near(choice.probability, 1.0));
}

void tst_Sampler::leanedLogitsAreDrawnAndTheNetworksOwnProbabilityIsTold()
{
    std::array<float, 4> leaned = kLogits;
    leaned[0] += 20; // now next to certain
    Sampler sampler(plain());
    Random random(1);
    const Choice choice = sampler.draw(leaned, kAll, random, kLogits);
    QCOMPARE(choice.value, 0);
    QVERIFY(near(choice.probability, 0.1));
}

void tst_Sampler::drawsAreThoseOfTheSortedChoices()
{
    // The definition, plainly: sort, cut, walk until the drawn share is reached.
    const auto reference = [](std::span<const float> logits, const Sampling& sampling, Random& random) {
        std::vector<std::pair<double, int>> weights;
        for (std::size_t i = 0; i < logits.size(); ++i)
            weights.emplace_back(-std::exp(static_cast<double>(logits[i]) / sampling.temperature), static_cast<int>(i));
        std::sort(weights.begin(), weights.end());
        if (sampling.topK > 0)
            weights.resize(std::min(weights.size(), static_cast<std::size_t>(sampling.topK)));
        double sum = 0, nucleus = 0;
        for (const auto& [weight, value] : weights)
            sum -= weight;
        std::size_t count = 0;
        while (count < weights.size() && (count == 0 || nucleus < sampling.topP * sum))
            nucleus -= weights[count++].first;
        double at = random.uniform() * nucleus;
        for (std::size_t i = 0; i < count; ++i)
            if ((at += weights[i].first) < 0)
                return weights[i].second;
        return weights[count - 1].second;
    };
    Random music(7), one(8), other(8);
    for (int round = 0; round < 2'000; ++round) {
        std::vector<float> logits(static_cast<std::size_t>(1 + music.below(60)));
        for (float& logit : logits)
            logit = static_cast<float>(music.below(40)) / 5; // some are equal
        Sampling sampling;
        sampling.topP = 0.2 + 0.8 * music.uniform();
        sampling.temperature = 0.5 + music.uniform();
        sampling.topK = music.below(3) == 0 ? 1 + music.below(20) : 0;
        Sampler sampler(sampling);
        const std::vector<std::uint8_t> all(logits.size(), 1);
        QCOMPARE(sampler.draw(logits, all, one).value, reference(logits, sampling, other));
    }
}

QTEST_APPLESS_MAIN(tst_Sampler)
#include "tst_Sampler.moc"

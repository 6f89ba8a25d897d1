// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Statistics.h"

#include <QtTest>

#include <cmath>

using namespace continuo;

namespace {

bool near(double a, double b, double by = 1e-9)
{
    return std::abs(a - b) <= by;
}

} // namespace

class tst_Statistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRatioIsASumOverASum();
    void anIntervalOfEqualPiecesIsAPoint();
    void theIntervalOfAMeanIsThatOfItsStandardError();
    void piecesAreDrawnAndNotWhatIsInThem();
    void theSameFiguresGiveTheSameInterval();
    void nothingToMeasureIsSaid();
    void aDifferenceDrawsThePiecesOfBothSidesTogether();
    void ranksGrowTogetherOrAgainstEachOther();
    void equalValuesShareTheirRank();
    void aConstantHasNoRankCorrelation();
    void theAreaUnderTheCurveCountsPairs();
    void quantilesLieBetweenTheirNeighbours();
    void histogramsOverlapByWhatTheyShare();
};

void tst_Statistics::aRatioIsASumOverASum()
{
    const std::vector<Ratio> ratios{{"a", 1, 2}, {"b", 3, 2}, {"a", 2, 4}};
    const Estimate estimate = ratioOf(ratios);
    QVERIFY(near(estimate.value, 6.0 / 8));
    QCOMPARE(estimate.count, 3);
    QCOMPARE(estimate.pieces, 2);
    QVERIFY(estimate.low <= estimate.value && estimate.value <= estimate.high);
}

void tst_Statistics::anIntervalOfEqualPiecesIsAPoint()
{
    const std::vector<Ratio> ratios{{"a", 1, 2}, {"b", 2, 4}, {"c", 3, 6}};
    const Estimate estimate = ratioOf(ratios);
    QVERIFY(near(estimate.low, 0.5) && near(estimate.high, 0.5));
}

void tst_Statistics::theIntervalOfAMeanIsThatOfItsStandardError()
{
    std::vector<Ratio> ratios;
    for (int i = 0; i < 100; ++i)
        ratios.push_back({std::to_string(i), i % 2 == 0 ? 0.0 : 1.0, 1});
    const Estimate estimate = ratioOf(ratios);
    const double standardError = 0.5 / std::sqrt(100.0);
    QVERIFY(near(estimate.high - estimate.value, 1.96 * standardError, 0.015));
    QVERIFY(near(estimate.value - estimate.low, 1.96 * standardError, 0.015));
}

void tst_Statistics::piecesAreDrawnAndNotWhatIsInThem()
{
    std::vector<Ratio> ofTwoPieces, ofMany;
    for (int i = 0; i < 100; ++i) {
        ofTwoPieces.push_back({i < 50 ? "a" : "b", i < 50 ? 0.0 : 1.0, 1});
        ofMany.push_back({std::to_string(i), i < 50 ? 0.0 : 1.0, 1});
    }
    const Estimate two = ratioOf(ofTwoPieces), many = ratioOf(ofMany);
    QVERIFY(two.high - two.low > 3 * (many.high - many.low));
}

void tst_Statistics::theSameFiguresGiveTheSameInterval()
{
    const std::vector<Ratio> ratios{{"a", 1, 2}, {"b", 5, 7}, {"c", 3, 4}};
    QCOMPARE(ratioOf(ratios).low, ratioOf(ratios).low);
    QCOMPARE(ratioOf(ratios).high, ratioOf(ratios).high);
}

void tst_Statistics::nothingToMeasureIsSaid()
{
    QCOMPARE(ratioOf({}).pieces, 0);
    const std::vector<Ratio> empty{{"a", 0, 0}};
    QCOMPARE(ratioOf(empty).pieces, 0);
}

void tst_Statistics::aDifferenceDrawsThePiecesOfBothSidesTogether()
{
    // Hard and easy pieces: both sides differ much from piece to piece, but always by the same.
    std::vector<Ratio> one, other;
    for (int i = 0; i < 20; ++i) {
        one.push_back({std::to_string(i), i * 1.0 + 0.5, 1});
        other.push_back({std::to_string(i), i * 1.0, 1});
    }
    const Estimate difference = differenceOf(one, other);
    QVERIFY(near(difference.value, 0.5) && near(difference.low, 0.5, 1e-6) && near(difference.high, 0.5, 1e-6));
}

void tst_Statistics::ranksGrowTogetherOrAgainstEachOther()
{
    const std::vector<double> x{1, 2, 3, 4}, grows{10, 20, 21, 1000}, falls{5, 4, 3, -9}, mixed{1, 3, 2, 4};
    QVERIFY(near(spearman(x, grows), 1));
    QVERIFY(near(spearman(x, falls), -1));
    QVERIFY(near(spearman(x, mixed), 1 - 6.0 * 2 / (4 * (16 - 1))));
}

void tst_Statistics::equalValuesShareTheirRank()
{
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    const std::vector<double> x{1, 2, 2, 3}, y{1, 2, 3, 4};
    QVERIFY(near(spearman(x, y), 4.5 / std::sqrt(4.5 * 5)));
}

void tst_Statistics::aConstantHasNoRankCorrelation()
{
    const std::vector<double> x{1, 2, 3}, constant{7, 7, 7};
    QVERIFY(std::isnan(spearman(x, constant)));
    const std::vector<Pair> pairs{{"a", 1, 7}, {"b", 2, 7}};
    QCOMPARE(spearmanOf(pairs).pieces, 0);
}

void tst_Statistics::theAreaUnderTheCurveCountsPairs()
{
    const std::vector<double> low{1, 2, 3}, high{4, 5}, same{2};
    QVERIFY(near(areaUnderCurve(low, high), 1));
    QVERIFY(near(areaUnderCurve(high, low), 0));
    QVERIFY(near(areaUnderCurve(low, same), 1.5 / 3)); // above one, equal to one
    QVERIFY(std::isnan(areaUnderCurve(low, {})));
}

void tst_Statistics::quantilesLieBetweenTheirNeighbours()
{
    QCOMPARE(quantile({3, 1, 2}, 0.5), 2.0);
    QCOMPARE(quantile({1, 2}, 0.5), 1.5);
    QCOMPARE(quantile({0, 10}, 0.9), 9.0);
    QCOMPARE(quantile({5}, 0.9), 5.0);
    QCOMPARE(quantile({}, 0.5), 0.0);
}

void tst_Statistics::histogramsOverlapByWhatTheyShare()
{
    const std::vector<double> a{1, 1}, b{2, 2}, c{4, 0}, d{0, 3}, none{0, 0};
    QVERIFY(near(overlap(a, b), 1));
    QVERIFY(near(overlap(a, c), 0.5));
    QVERIFY(near(overlap(c, d), 0));
    QVERIFY(std::isnan(overlap(a, none)));
}

QTEST_APPLESS_MAIN(tst_Statistics)
#include "tst_Statistics.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Ranking.h"
#include "core/base/Random.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace continuo;

namespace {

/// Quarter notes of one part.
std::vector<PlacedNote> line(const std::vector<int>& pitches)
{
    std::vector<PlacedNote> notes;
    for (const int pitch : pitches)
        notes.push_back({0, static_cast<int>(notes.size()) * 12, pitch});
    return notes;
}

Draft draft(double error, double surprise, const std::vector<int>& pitches)
{
    return {error, surprise, line(pitches), {}};
}

/// A draft of these notes that sounds one set of pitch classes from beginning to end.
Draft harmonized(const std::vector<int>& pitches, unsigned long classes)
{
    return {0, 1, line(pitches), std::vector<PitchClasses>(8, PitchClasses(classes))};
}

using Chosen = std::vector<std::size_t>;

} // namespace

class tst_Ranking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theDraftNearestToWhatWasAskedComesFirst();
    void aTypicalDraftComesBeforeADullOrAWildOne();
    void theFirstIsTheOneThatTheOthersAgreeWith();
    void ofHarmoniesTheFirstIsTheOneThatMostSound();
    void theSecondChoiceIsUnlikeTheFirst();
    void noDraftIsChosenTwice();
};

void tst_Ranking::theDraftNearestToWhatWasAskedComesFirst()
{
    QCOMPARE(chooseDrafts({draft(0.4, 1, {60}), draft(0.1, 1, {60}), draft(0.2, 1, {60})}, 1), Chosen{1});
}

void tst_Ranking::aTypicalDraftComesBeforeADullOrAWildOne()
{
    QCOMPARE(chooseDrafts({draft(0, 0.1, {60}), draft(0, 4, {60}), draft(0, 1, {60})}, 1), Chosen{2});
}

void tst_Ranking::theFirstIsTheOneThatTheOthersAgreeWith()
{
    const std::vector<Draft> drafts{draft(0, 1, {60, 67, 72}), draft(0, 1, {60, 62, 65}), draft(0, 1, {60, 62, 64}),
                                    draft(0, 1, {60, 64, 64})};
    QCOMPARE(chooseDrafts(drafts, 1), Chosen{2});
}

void tst_Ranking::ofHarmoniesTheFirstIsTheOneThatMostSound()
{
    constexpr unsigned long kC = 0b000010010001, kF = 0b001000100001;
    QCOMPARE(chooseDrafts({harmonized({60}, kF), harmonized({60}, kC), harmonized({60}, kC)}, 1), Chosen{1});
}

void tst_Ranking::theSecondChoiceIsUnlikeTheFirst()
{
    const std::vector<Draft> drafts{draft(0, 1, {60, 62, 64}), draft(0, 1.1, {60, 62, 64}), draft(0, 1.2, {72, 67, 71})};
    QCOMPARE(chooseDrafts(drafts, 2).size(), 2u);
    QCOMPARE(chooseDrafts(drafts, 2).at(1) == 2 || chooseDrafts(drafts, 2).at(0) == 2, true);
}

void tst_Ranking::noDraftIsChosenTwice()
{
    Random random(1, 1);
    for (int round = 0; round < 100; ++round) {
        std::vector<Draft> drafts;
        for (int i = random.below(12); i > 0; --i)
            drafts.push_back(draft(random.uniform(), random.uniform(), {60 + random.below(3), 60 + random.below(3)}));
        const auto count = static_cast<std::size_t>(random.below(14));
        const Chosen chosen = chooseDrafts(drafts, count);
        QCOMPARE(chosen.size(), std::min(count, drafts.size()));
        QCOMPARE(std::set<std::size_t>(chosen.begin(), chosen.end()).size(), chosen.size());
    }
}

QTEST_APPLESS_MAIN(tst_Ranking)
#include "tst_Ranking.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/Respondent.h"

#include <QTest>

#include <chrono>
#include <latch>
#include <memory>

using namespace continuo;
using namespace std::chrono_literals;

class tst_Respondent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answerInTimeIsReturned()
    {
        Respondent respondent;
        const auto answer = respondent.ask(20s, [number = std::make_unique<int>(42)] { return *number; });
        QCOMPARE(answer, std::optional(42));
        QVERIFY(!respondent.isSilent());
    }

    void questionThatIsNotAnsweredIsLeftAndWhatItUsesLivesOn()
    {
        Respondent respondent;
        std::latch wakes(1), wokeUp(1);
        std::weak_ptr<int> watched;
        {
            auto owned = std::make_shared<int>(8);
            watched = owned;
            const auto answer = respondent.ask(10ms, [&, owned = std::move(owned)] {
                wakes.wait();
                const int found = *owned;
                wokeUp.count_down();
                return found;
            });
            QVERIFY(!answer.has_value());
        }
        QVERIFY(respondent.isSilent());
        QVERIFY(!watched.expired());
        wakes.count_down();
        wokeUp.wait();
        QTRY_VERIFY(!respondent.isSilent());
        QTRY_VERIFY(watched.expired());
        QCOMPARE(respondent.ask(20s, [] { return 1; }), std::optional(1));
    }

    void nobodyWaitsForAnotherQuestionMeanwhile()
    {
        Respondent respondent;
        std::latch wakes(1), ended(2);
        const auto question = [&] {
            wakes.wait();
            ended.count_down();
            return true;
        };
        QVERIFY(!respondent.ask(10ms, question).has_value());
        QVERIFY(!respondent.ask(24h, question).has_value());
        wakes.count_down();
        ended.wait();
        QTRY_VERIFY(!respondent.isSilent());
    }
};

QTEST_APPLESS_MAIN(tst_Respondent)
#include "tst_Respondent.moc"

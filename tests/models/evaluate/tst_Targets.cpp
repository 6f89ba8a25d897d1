// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Targets.h"

#include <QtTest>

using namespace continuo;

namespace {

Figure figure(const char* table, const char* metric, const char* corpus, const char* system, double value)
{
    return {table, metric, corpus, system, {value, value, value, 1, 1}};
}

} // namespace

class tst_Targets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNumberIsAimedAt();
    void anotherSystemIsToBeBeatenInEveryRow();
    void whatWasNotMeasuredHasNoVerdict();
};

void tst_Targets::aNumberIsAimedAt()
{
    const auto reached = verdictsOf({figure("critic", "area under the curve", "all", "model", 0.8)});
    QCOMPARE(reached.size(), std::size_t{1});
    QVERIFY(reached.front().holds && reached.front().failing.empty());
    const auto missed = verdictsOf({figure("critic", "area under the curve", "all", "model", 0.9),
                                    figure("critic", "area under the curve", "jsb", "model", 0.1)});
    QVERIFY(!missed.front().holds);
    QCOMPARE(missed.front().failing, std::vector<std::string>{"all 0.900"});
}

void tst_Targets::anotherSystemIsToBeBeatenInEveryRow()
{
    const auto verdicts = verdictsOf({figure("infill", "note F1", "jsb", "model", 0.5), figure("infill", "note F1", "jsb", "copy", 0.4),
                                      figure("infill", "note F1", "cre", "model", 0.3), figure("infill", "note F1", "cre", "copy", 0.3)});
    QCOMPARE(verdicts.size(), std::size_t{1});
    QVERIFY(!verdicts.front().holds);
    QCOMPARE(verdicts.front().failing, std::vector<std::string>{"cre 0.300 against 0.300"});
    QVERIFY(markdownOf(verdicts).find("| no | cre 0.300 against 0.300 |") != std::string::npos);
}

void tst_Targets::whatWasNotMeasuredHasNoVerdict()
{
    QVERIFY(verdictsOf({}).empty());
    QVERIFY(verdictsOf({{"critic", "area under the curve", "all", "model", {}}}).empty());
    QCOMPARE(markdownOf(std::vector<Verdict>{}), std::string());
}

QTEST_APPLESS_MAIN(tst_Targets)
#include "tst_Targets.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Range.h"

#include <QTest>

using namespace continuo;

class TestRange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginIsInAndEndIsNot()
    {
        constexpr Range<int> range{2, 5};
        QVERIFY(!range.contains(1));
        QVERIFY(range.contains(2));
        QVERIFY(range.contains(4));
        QVERIFY(!range.contains(5));
    }

    void emptyWhenEndIsNotAfterBegin()
    {
        QVERIFY((Range<int>{3, 3}.isEmpty()));
        QVERIFY((Range<int>{4, 3}.isEmpty()));
        QVERIFY(!(Range<int>{3, 4}.isEmpty()));
        QVERIFY(!(Range<int>{4, 3}.contains(3)));
    }

    void rangesThatOnlyTouchDoNotOverlap()
    {
        QVERIFY(!(Range<int>{0, 2}.overlaps({2, 4})));
        QVERIFY(!(Range<int>{2, 4}.overlaps({0, 2})));
    }

    void emptyRangeOverlapsNothing()
    {
        QVERIFY(!(Range<int>{0, 10}.overlaps({5, 5})));
        QVERIFY(!(Range<int>{5, 5}.overlaps({0, 10})));
        QVERIFY(!(Range<int>{0, 10}.overlaps({7, 3})));
    }

    /// Every pair of small ranges against counting the points.
    void overlapAndIntersectionAgreeWithCounting()
    {
        for (int a = 0; a < 5; ++a)
            for (int b = 0; b < 5; ++b)
                for (int c = 0; c < 5; ++c)
                    for (int d = 0; d < 5; ++d) {
                        const Range<int> one{a, b}, other{c, d};
                        int shared = 0, inIntersection = 0;
                        for (int i = 0; i < 5; ++i) {
                            shared += one.contains(i) && other.contains(i) ? 1 : 0;
                            inIntersection += one.intersect(other).contains(i) ? 1 : 0;
                        }
                        QCOMPARE(one.overlaps(other), shared > 0);
                        QCOMPARE(inIntersection, shared);
                    }
    }
};

QTEST_APPLESS_MAIN(TestRange)
#include "tst_Range.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/SpscQueue.h"

#include <QTest>

#include <memory>
#include <thread>

using namespace continuo;

class TestSpscQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void firstInIsFirstOut()
    {
        SpscQueue<int, 4> queue;
        QVERIFY(!queue.pop());
        QVERIFY(queue.push(1));
        QVERIFY(queue.push(2));
        QCOMPARE(queue.peek().value(), 1);
        QCOMPARE(queue.pop().value(), 1);
        QCOMPARE(queue.pop().value(), 2);
        QVERIFY(!queue.pop());
    }

    void fullQueueTakesNoMoreAndLosesNothing()
    {
        SpscQueue<int, 4> queue;
        for (int i = 0; i < 4; ++i)
            QVERIFY(queue.push(i));
        QVERIFY(queue.isFull());
        QVERIFY(!queue.push(99));
        QCOMPARE(queue.pop().value(), 0);
        QVERIFY(queue.push(4));
        for (int i = 1; i <= 4; ++i)
            QCOMPARE(queue.pop().value(), i);
    }

    void everyItemArrivesOnceAndInOrderBetweenTwoThreads()
    {
        constexpr int kItems = 200'000;
        struct Item {
            int number;
            int check;
        };
        const auto queue = std::make_unique<SpscQueue<Item, 64>>();
        std::jthread producer([&queue] {
            for (int i = 0; i < kItems; ++i)
                while (!queue->push({i, ~i}))
                    std::this_thread::yield();
        });
        int expected = 0;
        bool whole = true;
        while (expected < kItems) {
            const auto item = queue->pop();
            if (!item) {
                std::this_thread::yield();
                continue;
            }
            whole = whole && item->number == expected && item->check == ~expected;
            ++expected;
        }
        QVERIFY(whole);
        QVERIFY(!queue->pop());
    }
};

QTEST_APPLESS_MAIN(TestSpscQueue)
#include "tst_SpscQueue.moc"

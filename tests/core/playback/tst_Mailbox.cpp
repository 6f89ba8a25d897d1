// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Mailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace continuo;

namespace {

/// Counts how many of its kind live, and knows the thread that made it.
struct Letter {
    static inline std::atomic<int> living{0};
    static inline std::atomic<int> deletedElsewhere{0};

    explicit Letter(int n) : number(n), check(~n) { ++living; }
    ~Letter()
    {
        if (std::this_thread::get_id() != maker)
            ++deletedElsewhere;
        --living;
    }
    int number;
    int check;
    std::thread::id maker = std::this_thread::get_id();
};

} // namespace

class TestMailbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCOMPARE(Letter::living.load(), 0); }

    void nothingIsReceivedWhenNothingWasPosted()
    {
        Mailbox<Letter> box;
        QVERIFY(!box.receive());
        QVERIFY(box.held() == nullptr);
    }

    void theLatestWins()
    {
        Mailbox<Letter> box;
        box.post(std::make_unique<Letter>(1));
        box.post(std::make_unique<Letter>(2));
        QCOMPARE(Letter::living.load(), 1);
        QVERIFY(box.receive());
        QCOMPARE(box.held()->number, 2);
        QVERIFY(!box.receive());
    }

    void theOldOneComesBackToBeDeleted()
    {
        Mailbox<Letter> box;
        box.post(std::make_unique<Letter>(1));
        QVERIFY(box.receive());
        box.post(std::make_unique<Letter>(2));
        QVERIFY(box.receive());
        box.collect();
        QCOMPARE(Letter::living.load(), 2); // it may still be looked at
        box.giveBack();
        QCOMPARE(Letter::living.load(), 2);
        box.collect();
        QCOMPARE(Letter::living.load(), 1);
        QCOMPARE(box.held()->number, 2);
    }

    void readerThatForgetsToGiveBackLosesNothing()
    {
        Mailbox<Letter> box;
        for (int i = 0; i < 5; ++i) {
            box.post(std::make_unique<Letter>(i));
            QVERIFY(box.receive());
        }
        box.collect();
        QCOMPARE(Letter::living.load(), 2);
        QCOMPARE(box.held()->number, 4);
    }

    void boxDeletesWhatIsInIt()
    {
        Mailbox<Letter> box;
        box.post(std::make_unique<Letter>(1));
        QVERIFY(box.receive());
        box.post(std::make_unique<Letter>(2));
        QVERIFY(box.receive());
        box.post(std::make_unique<Letter>(3));
    }

    void readerSeesWholeLettersInOrderWhileTheyArePosted()
    {
        constexpr int kLetters = 50'000;
        Mailbox<Letter> box;
        std::atomic<bool> ended{false};
        bool whole = true;
        bool inOrder = true;
        int seen = 0;
        {
            std::jthread reader([&] {
                int last = -1;
                const auto look = [&] {
                    const Letter* const before = box.held();
                    if (!box.receive())
                        return;
                    whole = whole && (before == nullptr || before->check == ~before->number);
                    box.giveBack();
                    whole = whole && box.held()->check == ~box.held()->number;
                    inOrder = inOrder && box.held()->number > last;
                    last = box.held()->number;
                    ++seen;
                };
                while (!ended.load())
                    look();
                look();
            });
            for (int i = 0; i < kLetters; ++i)
                box.post(std::make_unique<Letter>(i));
            box.collect();
            ended = true;
        }
        QVERIFY(whole);
        QVERIFY(inOrder);
        QVERIFY(seen > 0);
        QCOMPARE(box.held()->number, kLetters - 1);
        QCOMPARE(Letter::deletedElsewhere.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestMailbox)
#include "tst_Mailbox.moc"

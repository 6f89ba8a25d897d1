// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/FileThread.h"

#include <QTest>

#include <atomic>
#include <memory>
#include <vector>

using continuo::ui::FileThread;

namespace {

/// A job that does not end before it may.
struct Held {
    std::atomic<bool> hasBegun = false, mayEnd = false;

    FileThread::Job job()
    {
        return [this] {
            hasBegun = true;
            while (!mayEnd)
                QThread::msleep(1);
        };
    }
};

} // namespace

class tst_FileThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jobsAreDoneInOrderElsewhere()
    {
        std::vector<int> done;
        bool isElsewhere = false;
        FileThread thread;
        thread.give([&, here = QThread::currentThread()] { isElsewhere = QThread::currentThread() != here; });
        for (int i = 0; i < 100; ++i)
            thread.give([&done, i] { done.push_back(i); });
        thread.wait();
        QVERIFY(isElsewhere);
        QCOMPARE(done.size(), std::size_t{100});
        QVERIFY(std::ranges::is_sorted(done));
    }

    void aJobMayTakeThePlaceOfThoseThatHaveNotBegun()
    {
        Held held;
        std::vector<int> done;
        FileThread thread;
        thread.give(held.job());
        QTRY_VERIFY(held.hasBegun);
        for (int i = 0; i < 3; ++i)
            thread.giveInstead([&done, i] { done.push_back(i); });
        held.mayEnd = true;
        thread.wait();
        QCOMPARE(done, std::vector<int>{2});
    }

    void whatWasGivenIsDoneBeforeTheThreadGoes()
    {
        int done = 0;
        {
            FileThread thread;
            for (int i = 0; i < 10; ++i)
                thread.give([&done] {
                    QThread::msleep(1);
                    ++done;
                });
        }
        QCOMPARE(done, 10);
    }
};

QTEST_MAIN(tst_FileThread)
#include "tst_FileThread.moc"

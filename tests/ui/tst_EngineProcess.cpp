// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/EngineProcess.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

#include <csignal>

using namespace continuo;
using namespace continuo::ui;
using Kind = SuggestionEvent::Kind;

namespace {

QStringList fakeEngine(const char* manner)
{
    return {QStringLiteral(CONTINUO_FAKE_ENGINE), QString::fromLatin1(manner)};
}

SuggestionRequest requestWithId(std::uint64_t id)
{
    SuggestionRequest request;
    request.id = id;
    request.song = songFromText("Flute: C4 q | E4 q\nBass: C2 w");
    request.firstBar = 2;
    request.lastBar = 3;
    return request;
}

/// What came, in the order in which it came.
struct Heard {
    std::vector<SuggestionEvent> events;

    SuggestionService::Listener listener()
    {
        return [this](const SuggestionEvent& event) { events.push_back(event); };
    }
    bool has(Kind kind) const
    {
        return std::any_of(events.begin(), events.end(), [kind](const SuggestionEvent& event) { return event.kind == kind; });
    }
    bool ended() const { return has(Kind::Finished) || has(Kind::Failed); }
    QString sentence() const { return QString::fromStdString(events.empty() ? "" : events.back().error.message); }
};

/// The process id that the fake engine logs.
qint64 pidIn(const QSignalSpy& logged)
{
    for (const QList<QVariant>& line : logged) {
        const auto match = QRegularExpression(QStringLiteral("^pid (\\d+)$")).match(line.front().toString());
        if (match.hasMatch())
            return match.captured(1).toLongLong();
    }
    return 0;
}

bool isRunning(qint64 pid)
{
    return ::kill(static_cast<pid_t>(pid), 0) == 0;
}

} // namespace

class tst_EngineProcess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void suggestionArrivesWithTheSongsOwnIds()
    {
        EngineProcess engine(fakeEngine("good"));
        QCOMPARE(engine.state(), EngineProcess::State::Stopped);
        Heard heard;
        const SuggestionRequest request = requestWithId(42);
        engine.request(request, heard.listener());
        QVERIFY(heard.events.empty());
        QTRY_VERIFY(heard.ended());
        QCOMPARE(heard.events.size(), 3u);
        for (const SuggestionEvent& event : heard.events)
            QCOMPARE(event.request, 42u);
        QVERIFY(heard.events[0].kind == Kind::Note);
        QCOMPARE(heard.events[0].note.track, request.song.tracks[1]->id);
        QVERIFY(heard.events[1].kind == Kind::Candidate);
        QCOMPARE(heard.events[1].suggestion.target, request.song.meters.bars(2, 3));
        QVERIFY(heard.events[2].kind == Kind::Finished);
        QCOMPARE(engine.state(), EngineProcess::State::Ready);
        QCOMPARE(engine.modelName(), QStringLiteral("fake"));
    }

    void prewarmedEngineIsReadyBeforeTheFirstRequest()
    {
        EngineProcess engine(fakeEngine("good"));
        QSignalSpy changes(&engine, &EngineProcess::stateChanged);
        engine.prewarm();
        QTRY_COMPARE(engine.state(), EngineProcess::State::Ready);
        QCOMPARE(changes.count(), 2);
    }

    void anotherModelIsTakenByTheNextStart()
    {
        EngineProcess engine(fakeEngine("good"));
        QSignalSpy told(&engine, &EngineProcess::modelsTold);
        engine.prewarm();
        QTRY_COMPARE(engine.modelName(), QStringLiteral("fake"));
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(engine.models().size(), 2u);
        engine.chooseModel(QStringLiteral("/models/my style"));
        QCOMPARE(engine.state(), EngineProcess::State::Stopped);
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QTRY_VERIFY(heard.has(Kind::Finished));
        QCOMPARE(engine.modelName(), QStringLiteral("/models/my style"));
    }

    void anotherModelEndsWhatWasAskedOfTheOneBefore()
    {
        EngineProcess engine(fakeEngine("slow"));
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QTRY_VERIFY(heard.has(Kind::Note));
        engine.chooseModel(engine.chosenModel()); // no change
        QVERIFY(!heard.ended());
        engine.chooseModel(QStringLiteral("S"));
        QVERIFY(heard.has(Kind::Failed));
        QCOMPARE(heard.events.back().error.code, ErrorCode::Cancelled);
    }

    void killedInTheMiddleItSaysSoAndTheNextRequestWorks()
    {
        EngineProcess engine(fakeEngine("slow"));
        QSignalSpy logged(&engine, &EngineProcess::logged);
        Heard first;
        engine.request(requestWithId(1), first.listener());
        QTRY_VERIFY(first.has(Kind::Note));
        QTRY_VERIFY(pidIn(logged) != 0);
        ::kill(static_cast<pid_t>(pidIn(logged)), SIGKILL);
        QTRY_VERIFY(first.ended());
        QCOMPARE(first.sentence(), QStringLiteral("The suggestion engine stopped while it was working; the song is untouched. "
                                                  "Ask again to restart it."));
        QCOMPARE(first.events.back().error.code, ErrorCode::Unavailable);
        QCOMPARE(engine.state(), EngineProcess::State::Stopped);

        Heard second;
        engine.request(requestWithId(2), second.listener());
        QTRY_VERIFY(second.has(Kind::Note));
        QCOMPARE(second.events.front().request, 2u);
        QCOMPARE(first.events.size(), 2u);
    }

    void killedWhileIdleNobodyIsTroubled()
    {
        EngineProcess engine(fakeEngine("good"));
        QSignalSpy logged(&engine, &EngineProcess::logged);
        Heard first;
        engine.request(requestWithId(1), first.listener());
        QTRY_VERIFY(first.ended());
        ::kill(static_cast<pid_t>(pidIn(logged)), SIGKILL);
        QTRY_COMPARE(engine.state(), EngineProcess::State::Stopped);
        QCOMPARE(first.events.size(), 3u);
        Heard second;
        engine.request(requestWithId(2), second.listener());
        QTRY_VERIFY(second.has(Kind::Finished));
    }

    void cancelEndsTheRequestAtOnce()
    {
        EngineProcess engine(fakeEngine("slow"));
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QTRY_VERIFY(heard.has(Kind::Note));
        engine.cancel();
        QVERIFY(heard.ended());
        QCOMPARE(heard.events.back().error.code, ErrorCode::Cancelled);
        engine.cancel();
        QCOMPARE(heard.events.size(), 2u);
    }

    void newRequestTakesThePlaceOfTheOldOne()
    {
        EngineProcess engine(fakeEngine("slow"));
        Heard first, second;
        engine.request(requestWithId(5), first.listener());
        QTRY_VERIFY(first.has(Kind::Note));
        engine.request(requestWithId(5), second.listener()); // the same id, as a caller may well do
        QCOMPARE(first.events.back().error.code, ErrorCode::Cancelled);
        QTRY_VERIFY(second.has(Kind::Note));
        QTest::qWait(50);
        QVERIFY(!second.ended()); // the engine's end of the first does not end the second
        QCOMPARE(first.events.size(), 2u);
    }

    void listenerMayAskAgainFromInsideAnEvent()
    {
        EngineProcess engine(fakeEngine("good"));
        Heard second;
        bool asked = false;
        engine.request(requestWithId(1), [&](const SuggestionEvent& event) {
            if (event.kind == Kind::Note && !std::exchange(asked, true))
                engine.request(requestWithId(2), second.listener());
        });
        QTRY_VERIFY(second.has(Kind::Finished));
        for (const SuggestionEvent& event : second.events)
            QCOMPARE(event.request, 2u);
    }

    void missingProgramIsNamed()
    {
        EngineProcess engine({QStringLiteral("/nowhere/continuo-cli"), QStringLiteral("serve")});
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QVERIFY(heard.events.empty());
        QTRY_VERIFY(heard.ended());
        QVERIFY2(heard.sentence().contains("'/nowhere/continuo-cli' could not be started"), qPrintable(heard.sentence()));
        engine.setCommand(fakeEngine("good"));
        Heard second;
        engine.request(requestWithId(2), second.listener());
        QTRY_VERIFY(second.has(Kind::Finished));
    }

    void programThatEndsAtOnceIsNamed()
    {
        EngineProcess engine(fakeEngine("quitter"));
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QTRY_VERIFY(heard.ended());
        QVERIFY2(heard.sentence().contains("ended before it said what it is"), qPrintable(heard.sentence()));
    }

    void engineOfAnotherProtocolIsRefused()
    {
        EngineProcess engine(fakeEngine("foreign"));
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QTRY_VERIFY(heard.ended());
        QVERIFY2(heard.sentence().contains("speaks protocol 99"), qPrintable(heard.sentence()));
        QCOMPARE(engine.state(), EngineProcess::State::Stopped);
    }

    void whatIsNotUnderstoodIsLoggedAndPassedOver()
    {
        EngineProcess engine(fakeEngine("babbling"));
        QSignalSpy logged(&engine, &EngineProcess::logged);
        Heard heard;
        engine.request(requestWithId(1), heard.listener());
        QTRY_VERIFY(heard.has(Kind::Finished));
        QCOMPARE(heard.events.size(), 3u);
        QVERIFY(logged.count() >= 4); // two lines of babble, a pitch of 900 and the process id
    }

    void hangingEngineIsEndedAndReplaced_data()
    {
        QTest::addColumn<QByteArray>("manner");
        QTest::newRow("does not end a cancelled request") << QByteArray("deaf");
        QTest::newRow("does not say hello") << QByteArray("silent");
    }

    void hangingEngineIsEndedAndReplaced()
    {
        QFETCH(QByteArray, manner);
        EngineProcess engine(fakeEngine(manner.constData()));
        engine.setPatience(std::chrono::milliseconds(50));
        Heard first;
        engine.request(requestWithId(1), first.listener());
        if (manner == "deaf")
            QTRY_VERIFY(first.has(Kind::Note));
        engine.cancel();
        QTRY_COMPARE(engine.state(), EngineProcess::State::Stopped);
        engine.setCommand(fakeEngine("good"));
        Heard second;
        engine.request(requestWithId(2), second.listener());
        QTRY_VERIFY(second.has(Kind::Finished));
    }

    void theEnvironmentMayNameTheEngine()
    {
        QCOMPARE(EngineProcess::defaultCommand().last(), QStringLiteral("serve"));
        qputenv("CONTINUO_ENGINE", "ssh studio \"my engine\" serve");
        QCOMPARE(EngineProcess::defaultCommand(), (QStringList{"ssh", "studio", "my engine", "serve"}));
        qunsetenv("CONTINUO_ENGINE");
    }

    void processEndsWithItsOwner()
    {
        qint64 pid = 0;
        {
            EngineProcess engine(fakeEngine("slow"));
            QSignalSpy logged(&engine, &EngineProcess::logged);
            Heard heard;
            engine.request(requestWithId(1), heard.listener());
            QTRY_VERIFY(heard.has(Kind::Note));
            pid = pidIn(logged);
            QVERIFY(isRunning(pid));
        }
        QVERIFY(!isRunning(pid));
    }
};

QTEST_GUILESS_MAIN(tst_EngineProcess)
#include "tst_EngineProcess.moc"

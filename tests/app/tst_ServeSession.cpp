// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ServeCommand.h"

#include "ScriptedService.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QtTest>

#include <unistd.h>

#include <atomic>
#include <semaphore>
#include <streambuf>

using namespace continuo;
using namespace continuo::protocol;

namespace {

/// One end of a pipe as what a stream reads from or writes to.
class PipeEnd : public std::streambuf {
public:
    explicit PipeEnd(int file) : file_(file) {}
    ~PipeEnd() override { ::close(file_); }

protected:
    int_type underflow() override
    {
        if (::read(file_, &byte_, 1) != 1)
            return traits_type::eof();
        setg(&byte_, &byte_, &byte_ + 1);
        return traits_type::to_int_type(byte_);
    }
    int_type overflow(int_type c) override
    {
        const char byte = traits_type::to_char_type(c);
        return ::write(file_, &byte, 1) == 1 ? c : traits_type::eof();
    }
    std::streamsize xsputn(const char* bytes, std::streamsize count) override
    {
        return ::write(file_, bytes, static_cast<std::size_t>(count));
    }

private:
    int file_;
    char byte_ = 0;
};

/// A session on a thread of its own, and the two pipes to it.
class Talk {
public:
    explicit Talk(LoadEngine load)
    {
        if (::pipe(toEngine_) != 0 || ::pipe(fromEngine_) != 0)
            qFatal("no pipe");
        session_ = std::jthread([this, load = std::move(load)] {
            PipeEnd inBuffer(toEngine_[0]), outBuffer(fromEngine_[1]);
            std::istream in(&inBuffer);
            std::ostream out(&outBuffer);
            ServeSession(in, out, load, [] { return std::vector<ModelCard>{{"my-style", "/models/my-style", "S", 5, {}}}; }).run();
        });
        answers_ = std::make_unique<PipeEnd>(fromEngine_[0]);
    }
    ~Talk()
    {
        hangUp();
        session_.join();
    }

    void say(const std::string& line)
    {
        const std::string whole = line + "\n";
        if (::write(toEngine_[1], whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
            qFatal("the session does not read");
    }
    void say(const ClientMessage& message) { say(encode(message)); }
    void hangUp()
    {
        if (toEngine_[1] >= 0)
            ::close(std::exchange(toEngine_[1], -1));
    }

    /// The next answer; waits for it.
    EngineMessage hear()
    {
        std::string line;
        std::istream in(answers_.get());
        if (!std::getline(in, line))
            qFatal("the session ended");
        const auto message = decodeEngineMessage(line, {}, {});
        if (!message)
            qFatal("%s", message.error().message.c_str());
        return *message;
    }
    template <typename T>
    T hearA()
    {
        const EngineMessage message = hear();
        if (!std::holds_alternative<T>(message))
            qFatal("another answer than expected: %s", encode(message).c_str());
        return std::get<T>(message);
    }
    /// Passes over everything up to the end of this request.
    SuggestionEvent hearEnd(std::uint64_t id)
    {
        for (;;) {
            const EngineMessage message = hear();
            const auto* event = std::get_if<SuggestionEvent>(&message);
            if (event && event->request == id
                && (event->kind == SuggestionEvent::Kind::Finished || event->kind == SuggestionEvent::Kind::Failed))
                return *event;
        }
    }
    bool isOver()
    {
        std::string line;
        std::istream in(answers_.get());
        return !std::getline(in, line);
    }

private:
    int toEngine_[2] = {-1, -1}, fromEngine_[2] = {-1, -1};
    std::unique_ptr<PipeEnd> answers_;
    std::jthread session_;
};

Result<Engine> engine(bool waits = false)
{
    auto service = std::make_unique<ScriptedService>([](const SuggestionRequest& request, int) { return quartersOf(request, 60); });
    service->waits = waits;
    return Engine{std::move(service), "script", "cpu"};
}

Suggest suggestion(std::uint64_t id)
{
    Suggest suggest;
    suggest.request.id = id;
    suggest.request.song = songFromText("Flute: C4 w");
    suggest.request.firstBar = suggest.request.lastBar = 2;
    return suggest;
}

} // namespace

class tst_ServeSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysHelloThenReady()
    {
        Talk talk([] { return engine(); });
        QCOMPARE(talk.hearA<Hello>().protocol, kVersion);
        QCOMPARE(talk.hearA<Ready>().model, std::string("script"));
    }

    void answersARequestNoteByNote()
    {
        Talk talk([] { return engine(); });
        talk.hearA<Hello>();
        talk.hearA<Ready>();
        talk.say(suggestion(3));
        for (int note = 0; note < 4; ++note) {
            const auto event = talk.hearA<SuggestionEvent>();
            QVERIFY(event.kind == SuggestionEvent::Kind::Note);
            QCOMPARE(event.request, 3u);
            QCOMPARE(event.note.note.start, kTicksPerQuarter * (4 + note));
        }
        QVERIFY(talk.hearA<SuggestionEvent>().kind == SuggestionEvent::Kind::Candidate);
        QVERIFY(talk.hearA<SuggestionEvent>().kind == SuggestionEvent::Kind::Finished);
    }

    void aRequestWaitsForTheModel()
    {
        std::binary_semaphore mayLoad(0);
        Talk talk([&] {
            mayLoad.acquire();
            return engine();
        });
        talk.hearA<Hello>();
        talk.say(suggestion(1));
        talk.say(suggestion(2)); // takes its place
        talk.say(Ping{});
        QCOMPARE(talk.hearEnd(1).error.code, ErrorCode::Cancelled);
        talk.hearA<Pong>();
        talk.say(Info{});
        const auto info = talk.hearA<EngineInfo>();
        QVERIFY(!info.loaded);
        QCOMPARE(info.models.front().folder, std::string("/models/my-style"));
        mayLoad.release();
        talk.hearA<Ready>();
        QVERIFY(talk.hearEnd(2).kind == SuggestionEvent::Kind::Finished);
    }

    void aWaitingRequestCanBeCancelled()
    {
        std::binary_semaphore mayLoad(0);
        Talk talk([&] {
            mayLoad.acquire();
            return engine();
        });
        talk.hearA<Hello>();
        talk.say(suggestion(1));
        talk.say(Cancel{1});
        QCOMPARE(talk.hearEnd(1).error.code, ErrorCode::Cancelled);
        mayLoad.release();
        talk.hearA<Ready>();
        talk.say(Ping{});
        talk.hearA<Pong>(); // and nothing of the request
    }

    void cancelEndsOnlyItsOwnRequest()
    {
        Talk talk([] { return engine(true); });
        talk.hearA<Hello>();
        talk.hearA<Ready>();
        talk.say(suggestion(5));
        talk.say(Cancel{4});
        talk.say(Ping{});
        talk.hearA<Pong>();
        talk.say(Cancel{5});
        QCOMPARE(talk.hearEnd(5).error.code, ErrorCode::Cancelled);
    }

    void aNewRequestTakesThePlaceOfTheOldOne()
    {
        Talk talk([] { return engine(true); });
        talk.hearA<Hello>();
        talk.hearA<Ready>();
        talk.say(suggestion(5));
        talk.say(suggestion(6));
        QCOMPARE(talk.hearEnd(5).error.code, ErrorCode::Cancelled);
        talk.say(Cancel{6});
        QCOMPARE(talk.hearEnd(6).error.code, ErrorCode::Cancelled);
    }

    void whatItDoesNotUnderstandItRefusesAndGoesOn()
    {
        Talk talk([] { return engine(); });
        talk.hearA<Hello>();
        talk.hearA<Ready>();
        for (const char* line : {"what?", "{\"type\":\"dance\"}", "[]", "{\"type\":\"ping\",\"x\":1}", "\xff\xfe"}) {
            talk.say(line);
            const auto refused = talk.hearA<SuggestionEvent>();
            QVERIFY(refused.kind == SuggestionEvent::Kind::Failed);
            QCOMPARE(refused.request, 0u);
            QCOMPARE(refused.error.code, ErrorCode::Usage);
        }
        talk.say("{\"type\":\"suggest\",\"id\":9,\"task\":\"compose\"}");
        QCOMPARE(talk.hearA<SuggestionEvent>().request, 9u);
        talk.say("  \r");
        talk.say(Ping{});
        talk.hearA<Pong>();
    }

    void aModelThatCannotBeLoadedIsToldAndTriedAgain()
    {
        std::atomic<int> tries = 0;
        Talk talk([&]() -> Result<Engine> {
            if (++tries < 2)
                return Error{ErrorCode::Unavailable, "There is no model."};
            return engine();
        });
        talk.hearA<Hello>();
        QCOMPARE(talk.hearA<Log>().message, std::string("There is no model."));
        talk.say(suggestion(1));
        talk.hearA<Ready>();
        QVERIFY(talk.hearEnd(1).kind == SuggestionEvent::Kind::Finished);
    }

    void aModelThatIsMissingFailsTheRequest()
    {
        Talk talk([]() -> Result<Engine> { return Error{ErrorCode::Unavailable, "There is no model."}; });
        talk.hearA<Hello>();
        talk.say(suggestion(1));
        const auto end = talk.hearEnd(1);
        QCOMPARE(end.error.code, ErrorCode::Unavailable);
        QCOMPARE(end.error.message, std::string("There is no model."));
    }

    void quitAndEndOfInputEndIt()
    {
        Talk quitting([] { return engine(true); });
        quitting.hearA<Hello>();
        quitting.hearA<Ready>();
        quitting.say(suggestion(1));
        quitting.say(Quit{});
        QCOMPARE(quitting.hearEnd(1).error.code, ErrorCode::Cancelled);
        QVERIFY(quitting.isOver());

        Talk hangingUp([] { return engine(true); });
        hangingUp.hearA<Hello>();
        hangingUp.hearA<Ready>();
        hangingUp.say(suggestion(1));
        hangingUp.hangUp();
        QCOMPARE(hangingUp.hearEnd(1).error.code, ErrorCode::Cancelled);
        QVERIFY(hangingUp.isOver());
    }
};

QTEST_APPLESS_MAIN(tst_ServeSession)
#include "tst_ServeSession.moc"

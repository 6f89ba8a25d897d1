// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/JackOutput.h"

#include "core/devices/AudioSystems.h"
#include "core/devices/JackRoundTrip.h"
#include "core/playback/AudioEngine.h"
#include "support/FakeSynth.h"
#include "support/JackProbe.h"
#include "support/JackServer.h"
#include "support/SongText.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace continuo;

namespace {

constexpr int kBlock = 256;

/// Passes sound on from one port to another, some frames later, as a cable between two sockets does.
class Cable {
public:
    explicit Cable(std::size_t frames) : line_(frames)
    {
        client_ = jack_client_open("cable", JackNoStartServer, nullptr);
        in_ = jack_port_register(client_, "in", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
        out_ = jack_port_register(client_, "out", JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
        jack_set_process_callback(client_, [](jack_nframes_t count, void* self) { return static_cast<Cable*>(self)->process(count); }, this);
        jack_activate(client_);
    }
    ~Cable() { jack_client_close(client_); }
    Cable(const Cable&) = delete;
    Cable& operator=(const Cable&) = delete;

private:
    int process(jack_nframes_t count)
    {
        const auto* const in = static_cast<const float*>(jack_port_get_buffer(in_, count));
        auto* const out = static_cast<float*>(jack_port_get_buffer(out_, count));
        for (jack_nframes_t i = 0; i < count; ++i) {
            out[i] = line_[at_];
            line_[at_] = in[i];
            at_ = (at_ + 1) % line_.size();
        }
        return 0;
    }

    jack_client_t* client_;
    jack_port_t *in_, *out_;
    std::vector<float> line_;
    std::size_t at_ = 0;
};

/// Begins to play a long note; whether it is under way.
bool playsThroughJack(AudioEngine& engine)
{
    auto output = JackOutput::open();
    if (!output || !engine.setOutput(*std::move(output)))
        return false;
    engine.setSynth(std::make_unique<FakeSynth>());
    engine.setSong(songFromText("C4 w"));
    engine.play();
    return QTest::qWaitFor([&] { return engine.position() > Tick(0); });
}

} // namespace

#define NEED_JACK(server)                                                                                        \
    if (!JackServer::isInstalled())                                                                              \
        QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");                       \
    auto server = std::make_unique<JackServer>(kBlock);                                                          \
    if (!server->runs())                                                                                         \
    QSKIP("The JACK server does not start on this machine.")

class TestJackOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("JACK_NO_START_SERVER", "1"); }

    void withoutAServerItIsSaid()
    {
        qputenv("JACK_DEFAULT_SERVER", "continuo-test-none");
        const auto output = JackOutput::open();
        QVERIFY(!output);
        QCOMPARE(output.error().code, ErrorCode::Unavailable);
        QVERIFY(!JackOutput::look().has_value());
        QVERIFY(!jackRoundTrip().ok());
    }

    void serverIsFoundAndNamed()
    {
        NEED_JACK(server);
        const std::vector<AudioSystem> systems = listAudioSystems();
        QVERIFY(!systems.empty());
        QCOMPARE(systems.front(), (AudioSystem{"JACK", {{"system", {48000}}}}));
        auto output = openAudioDevice();
        QVERIFY(output.ok());
        QCOMPARE((*output)->description(), std::string("Sound: JACK, system, 48 kHz, 256 frames"));
        QCOMPARE((*output)->framesPerBlock(), kBlock);
        QVERIFY((*output)->latencyFrames() >= kBlock);
        QVERIFY((*output)->hearsKeyboards());
        QVERIFY(!JackOutput::open({.system = "JACK", .device = "Kazoo"}).ok());
    }

    /// Whatever frame a key is struck on, its sound comes so many frames later: one block, and nothing else.
    void keySoundsOnItsFrame()
    {
        NEED_JACK(server);
        AudioEngine engine;
        auto output = JackOutput::open();
        QVERIFY(output.ok());
        QVERIFY(engine.setOutput(*std::move(output)).ok());
        engine.setSynth(std::make_unique<FakeSynth>());
        JackProbe probe({.keys = "Continuo:keys", .sound = "Continuo:left", .notes = 40});
        QVERIFY(probe.isConnected());
        const std::vector<double> frames = probe.latencies();
        if (engine.dropouts() > 0)
            QSKIP("The machine was too busy for sound without gaps.");
        QCOMPARE(frames.size(), std::size_t{40});
        QCOMPARE(*std::min_element(frames.begin(), frames.end()), double(kBlock));
        QCOMPARE(*std::max_element(frames.begin(), frames.end()), double(kBlock));
        int notes = 0;
        while (engine.takePlayed())
            ++notes;
        QCOMPARE(notes, 80); // each key went down and came up
    }

    void serverThatEndsIsNoticed()
    {
        NEED_JACK(server);
        AudioEngine engine;
        QVERIFY(playsThroughJack(engine));
        QVERIFY(!engine.isOutputGone());
        server.reset();
        QTRY_VERIFY(engine.isOutputGone());
        QVERIFY(engine.setOutput(nullptr).ok());
    }

    void serverThatHangsIsWaitedForNoLongerThanPromised()
    {
        NEED_JACK(server);
        AudioEngine engine;
        QVERIFY(playsThroughJack(engine));

        server->freeze();
        QVERIFY(engine.setOutput(nullptr).ok()); // the source may go now
        const auto refused = openAudioDevice();
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, std::string("The JACK server does not answer."));
        QVERIFY(!JackOutput::look().has_value());
        QCOMPARE(jackRoundTrip().error().message, std::string("The JACK server does not answer."));
        QCOMPARE(hangingAudioSystems(), std::vector<std::string>{"The JACK server does not answer."});

        server->thaw();
        QTRY_VERIFY_WITH_TIMEOUT(openAudioDevice().ok(), 20'000);
        QVERIFY(hangingAudioSystems().empty());
    }

    void serverThatHangsAtOnceIsRefusedAndOpensOnceItAnswers()
    {
        NEED_JACK(server);
        server->freeze();
        const auto refused = JackOutput::open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().message, std::string("The JACK server does not answer."));
        server->thaw();
        QTRY_VERIFY_WITH_TIMEOUT(JackOutput::open().ok(), 20'000);
    }

    void roundTripIsMeasuredToTheFrame()
    {
        NEED_JACK(server);
        QVERIFY(!jackRoundTrip().ok()); // the dummy's output leads nowhere
        int without = 0;
        {
            const Cable cable(1);
            const auto frames = jackRoundTrip({"cable:in", "cable:out"});
            QVERIFY2(frames.ok(), frames ? "" : frames.error().message.c_str());
            without = *frames;
        }
        const Cable cable(1000);
        const auto frames = jackRoundTrip({"cable:in", "cable:out"});
        QVERIFY(frames.ok());
        QCOMPARE(*frames - without, 999);
    }
};

QTEST_GUILESS_MAIN(TestJackOutput)
#include "tst_JackOutput.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Player.h"

#include "core/song/Instrument.h"
#include "support/FakeSynth.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <tuple>

using namespace continuo;
using namespace std::string_literals;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 48000; // a quarter note at 120 beats a minute lasts 24,000 frames
constexpr Tick kQuarter = kTicksPerQuarter;
using Kind = TransportCommand::Kind;

/// Instruments that only exist on paper.
class PaperBus final : public InstrumentBus {
public:
    int numberOf(const std::string&) override { return 5; }
    void send(int instrument, MidiMessage message, std::chrono::steady_clock::time_point when) noexcept override
    {
        sent.emplace_back(instrument, message, when);
    }
    std::vector<std::tuple<int, MidiMessage, std::chrono::steady_clock::time_point>> sent;
};

Song withInstrument(const Song& song, const std::string& name)
{
    Track track = *song.tracks.front();
    track.events.insert(track.events.begin(), {Tick(0), 0xFF, kDeviceMeta, 0, name});
    return withTrack(song, std::move(track));
}

/// A player with a FakeSynth, called as an output would.
struct Bench {
    std::unique_ptr<Player> player = std::make_unique<Player>(kRate);
    FakeSynth* synth = nullptr;
    std::vector<float> left = std::vector<float>(1 << 16), right = left;

    explicit Bench(const std::string& song = {}) : Bench(songFromText(song)) {}
    explicit Bench(const Song& song)
    {
        auto fake = std::make_unique<FakeSynth>();
        synth = fake.get();
        player->post(std::move(fake));
        load(song);
    }
    void load(const Song& song) { player->post(compilePlan(song)); }
    void play() { player->send({Kind::Play, {}, 1.0}); }
    void stop() { player->send({Kind::Stop, {}, 1.0}); }
    void seek(Tick at) { player->send({Kind::Seek, {at, at}, 1.0}); }
    void loop(Tick begin, Tick end) { player->send({Kind::Loop, {begin, end}, 1.0}); }
    void render(std::int64_t frames, int block = 512)
    {
        while (frames > 0) {
            const int count = static_cast<int>(std::min<std::int64_t>(frames, block));
            player->render(left.data(), right.data(), count);
            frames -= count;
        }
    }
};

Song withEvents(const std::string& text, const std::vector<TrackEvent>& events)
{
    const Song song = songFromText(text);
    Track track = *song.tracks.front();
    track.events = events;
    return withTrack(song, std::move(track));
}

TrackEvent controllerAt(Tick at, int number, int value)
{
    return {at, MidiMessage::Controller, static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(value), {}};
}

/// What a channel sounds like: every value filled in, whether said or not.
std::vector<int> soundOf(const ChannelState& state)
{
    std::vector<int> values{std::max<int>(state.program, 0), state.bend, state.pressure, state.rpnMsb, state.rpnLsb};
    for (int number = 0; number < 128; ++number) {
        const int value = state.controllers[static_cast<std::size_t>(number)];
        if (ChannelState::isStored(number))
            values.push_back(value == ChannelState::kUnset ? ChannelState::defaultValue(number) : value);
    }
    for (std::size_t i = 0; i < ChannelState::kParameters; ++i) {
        const ChannelState::Parameter initial = ChannelState::defaultParameter(i), set = state.parameters[i];
        values.push_back(set.msb < 0 ? initial.msb : set.msb);
        values.push_back(set.lsb < 0 ? initial.lsb : set.lsb);
    }
    return values;
}

/// A song with notes, programs, controllers, bends and parameters all over it.
Song wildSong(std::mt19937& random)
{
    const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += (i > 0 ? " | " : "") + pitchName(Pitch(40 + below(40))) + " " + "hqest"s[random() % 5];
    std::vector<TrackEvent> events;
    for (int i = 0; i < 120; ++i) {
        const Tick at(static_cast<std::int64_t>(random() % static_cast<unsigned>(kQuarter.value * 30)));
        switch (below(5)) {
        case 0: events.push_back({at, MidiMessage::Program, static_cast<std::uint8_t>(below(128)), 0, {}}); break;
        case 1:
            events.push_back({at, MidiMessage::PitchBend, static_cast<std::uint8_t>(below(128)),
                              static_cast<std::uint8_t>(below(128)), {}});
            break;
        case 2:
            events.push_back(controllerAt(at, controller::kRpnMsb, 0));
            events.push_back(controllerAt(at, controller::kRpnLsb, below(3)));
            events.push_back(controllerAt(at, controller::kDataMsb, below(128)));
            break;
        default: events.push_back(controllerAt(at, below(120), below(128)));
        }
    }
    std::stable_sort(events.begin(), events.end(), [](const TrackEvent& a, const TrackEvent& b) { return a.at < b.at; });
    return withEvents(text, events);
}

} // namespace

class TestPlayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notesFallOnTheirFrames()
    {
        Bench bench("C4 q | E4 e | G4 e");
        bench.play();
        bench.render(60000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 24000 off 0 C4 | 24000 on 0 E4 80 | 36000 off 0 E4 | "
                                      "36000 on 0 G4 80 | 48000 off 0 G4"s);
    }

    void whatIsToldDoesNotDependOnTheBlocks()
    {
        std::mt19937 random(11);
        const Song song = wildSong(random);
        Bench whole(song);
        whole.play();
        whole.render(kRate * 20, 1 << 16);
        Bench cut(song);
        cut.play();
        for (std::int64_t left = kRate * 20; left > 0;) {
            const auto block = std::min<std::int64_t>(left, 1 + static_cast<int>(random() % 700));
            cut.render(block);
            left -= block;
        }
        QVERIFY(whole.synth->calls().size() > 100);
        QCOMPARE(cut.synth->text(), whole.synth->text());
    }

    void nothingSoundsBeforePlay()
    {
        Bench bench("C4 q");
        bench.render(5000);
        QCOMPARE(bench.synth->text(), ""s);
        QVERIFY(!bench.player->state().playing);
    }

    void playheadMovesWithTheSound()
    {
        Bench bench("C4 w | C4 w");
        bench.play();
        bench.render(12000);
        QCOMPARE(bench.player->state().position, kQuarter / 2);
        QCOMPARE(bench.player->state().seconds, 0.25);
        QVERIFY(bench.player->state().playing);
    }

    void stopReleasesWhatSoundsAndKeepsThePlace()
    {
        Bench bench("C4+E4 h");
        bench.play();
        bench.render(12000);
        bench.stop();
        bench.render(12000);
        QCOMPARE(bench.synth->soundingKeys(), std::size_t{0});
        QCOMPARE(bench.player->state().position, kQuarter / 2);
    }

    void songStopsAtItsEndAndStartsAgain()
    {
        Bench bench("C4 q");
        bench.play();
        bench.render(30000);
        QVERIFY(!bench.player->state().playing);
        QCOMPARE(bench.player->state().position, kQuarter);
        bench.synth->forgetCalls();
        bench.play();
        bench.render(30000, 30000);
        QCOMPARE(bench.synth->text(), "30000 on 0 C4 80 | 54000 off 0 C4"s);
    }

    void seekWhilePlayingReleasesAndGoesOnThere()
    {
        Bench bench("C4 w | E4 q");
        bench.play();
        bench.render(1000);
        bench.seek(kQuarter * 4);
        bench.render(1000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 1000 off 0 C4 | 1000 on 0 E4 80"s);
    }

    void loopGoesRoundOnTheFrame()
    {
        Bench bench("C4 q | E4 q | G4 q");
        bench.loop(kQuarter, kQuarter * 2);
        bench.play();
        bench.render(24000 * 4, 1000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 24000 off 0 C4 | 24000 on 0 E4 80 | 48000 off 0 E4 | "
                                      "48000 on 0 E4 80 | 72000 off 0 E4 | 72000 on 0 E4 80"s);
    }

    /// A loop that is no whole number of frames long: each note within a frame of the exact time, however long it was.
    void loopKeepsTimeHoweverOftenItGoesRound()
    {
        Song song = songFromText("C4 s | E4 s | G4 s | C5 s");
        song.tempo = TempoMap({{Tick(0), 500'017}, {kQuarter / 2, 337'003}});
        const Range<Tick> range{kQuarter / 8, kQuarter * 7 / 8};
        const double length = song.tempo.seconds(range.end) - song.tempo.seconds(range.begin);
        constexpr int kRounds = 2000; // about ten minutes
        Bench bench(song);
        auto fake = std::make_unique<FakeSynth>(1 << 17);
        bench.synth = fake.get();
        bench.player->post(std::move(fake));
        bench.loop(range.begin, range.end);
        bench.play();
        bench.render(static_cast<std::int64_t>(kRounds * length * kRate), 8192);
        std::map<int, int> rounds;
        for (const FakeSynth::Call& call : bench.synth->calls()) {
            if (call.message.kind() != MidiMessage::NoteOn || call.message.data1 == 60)
                continue;
            const Tick at = kQuarter / 4 * ((call.message.data1 == 64) ? 1 : (call.message.data1 == 67) ? 2 : 3);
            const double exact = (song.tempo.seconds(at) + rounds[call.message.data1]++ * length) * kRate;
            QVERIFY(std::abs(static_cast<double>(call.frame) - exact) <= 1.0);
        }
        QCOMPARE(rounds.size(), std::size_t{3});
        for (const auto& [key, count] : rounds)
            QVERIFY(std::abs(count - kRounds) <= 1);
    }

    /// Where the clicks begin: sound after a pause, on the left side.
    static std::vector<std::int64_t> clicksOf(Bench& bench, std::int64_t frames, int block = 512)
    {
        std::vector<std::int64_t> clicks;
        std::int64_t at = 0, silent = 1000;
        for (; at < frames; at += block) {
            bench.player->render(bench.left.data(), bench.right.data(), block);
            for (int i = 0; i < block; ++i) {
                if (bench.left[static_cast<std::size_t>(i)] == 0.0f) {
                    ++silent;
                    continue;
                }
                if (silent > 100)
                    clicks.push_back(at + i);
                silent = 0;
            }
        }
        return clicks;
    }

    void metronomeClicksEveryBeatOnItsFrame()
    {
        Song song = songFromText("Empty:");
        song.tempo = TempoMap({{Tick(0), 500'000}, {kQuarter * 4, 250'000}});
        song.meters = MeterMap({{Tick(0), {4, 4}}, {kQuarter * 4, {3, 8}}});
        Bench bench(song);
        bench.player->send({.kind = Kind::Metronome, .isOn = true});
        bench.player->send({.kind = Kind::Play, .atEnd = TransportCommand::AtEnd::GoOn});
        QCOMPARE(clicksOf(bench, 113'000),
                 (std::vector<std::int64_t>{0, 24000, 48000, 72000, 96000, 102000, 108000}));
    }

    void countInClicksItsBarsAndThenPlays()
    {
        Bench bench("- q | C4 q");
        bench.player->send({.kind = Kind::Play, .countInBars = 2});
        QCOMPARE(clicksOf(bench, 188'928),
                 (std::vector<std::int64_t>{0, 24000, 48000, 72000, 96000, 120000, 144000, 168000}));
        QVERIFY(bench.player->state().countingIn);
        QVERIFY(bench.player->state().position == Tick(0));
        bench.render(48000);
        QVERIFY(!bench.player->state().countingIn);
        QCOMPARE(bench.synth->text(), "216000 on 0 C4 80"s);
    }

    void metronomeClicksTheFirstBeatOfALoopOnce()
    {
        Bench bench("- w | - w | C4 w");
        bench.loop(kQuarter, kQuarter * 3);
        bench.seek(kQuarter);
        bench.player->send({.kind = Kind::Metronome, .isOn = true});
        bench.play();
        QCOMPARE(clicksOf(bench, 119'000), (std::vector<std::int64_t>{0, 24000, 48000, 72000, 96000}));
    }

    void recordingGoesOnBehindTheEnd()
    {
        Bench bench("C4 q");
        bench.player->send({.kind = Kind::Play, .atEnd = TransportCommand::AtEnd::GoOn});
        bench.render(96000);
        QVERIFY(bench.player->state().playing);
        QCOMPARE(bench.player->state().position, kQuarter * 4);
    }

    /// A key that goes down in the middle of a block is known to have gone down there.
    void playedNotesKnowWhereTheSongWas()
    {
        Bench bench("C4 w | C4 w");
        bench.play();
        const auto start = Player::Clock::now();
        const auto block = [&](int number) { return start + number * 10ms; };
        for (int i = 0; i < 10; ++i) {
            if (i == 7) // came 4 ms into the block that block(6) asked for
                bench.player->sendKeyboard(midiMessage(MidiMessage::NoteOn, 0, 60, 90), block(6) + 4ms);
            bench.player->render(bench.left.data(), bench.right.data(), 480, block(i));
        }
        const auto played = bench.player->takePlayed();
        QVERIFY(played && played->isPlaying);
        QVERIFY(std::abs(played->seconds - 0.064) < 1e-4);
        QVERIFY(!bench.player->takePlayed());
    }

    void resetByTheSongIsFollowedByItsPrograms()
    {
        Song song = withEvents("C4 q | C4 q", {{Tick(0), 0xF0, 0, 0, "\x7E\x7F\x09\x01\xF7"s}});
        Track track = *song.tracks.front();
        track.program = 12;
        Bench bench(withTrack(song, track));
        bench.play();
        bench.render(1000);
        QCOMPARE(bench.synth->text(), "0 system 4 | 0 program 0 12 | 0 on 0 C4 80"s);
    }

    void conductorsMessagesAreHeard()
    {
        Song song = songFromText("C4 q");
        song.conductor = {controllerAt(Tick(0), controller::kPan, 20)};
        Bench bench(song);
        bench.play();
        bench.render(1000);
        QCOMPARE(bench.synth->text(), "0 cc 0 10 20 | 0 on 0 C4 80"s);
    }

    void loopReleasesNotesThatRingPastItsEnd()
    {
        Bench bench("C4 w");
        bench.loop(Tick(0), kQuarter);
        bench.play();
        bench.render(30000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 24000 off 0 C4 | 24000 on 0 C4 80"s);
    }

    void playheadBehindTheLoopIsNotDrawnBack()
    {
        Bench bench("C4 q | E4 q | G4 q");
        bench.loop(Tick(0), kQuarter);
        bench.seek(kQuarter * 2);
        bench.play();
        bench.render(60000);
        QVERIFY(!bench.player->state().playing);
        QCOMPARE(bench.player->state().position, kQuarter * 3);
    }

    void loopBeyondTheSongPlaysOn()
    {
        Bench bench("C4 q");
        bench.loop(Tick(0), kQuarter * 4);
        bench.play();
        bench.render(24000 * 4 + 1000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 24000 off 0 C4 | 96000 on 0 C4 80"s);
    }

    void seekTellsWhatTheSongHasSaidByThen()
    {
        for (unsigned seed = 1; seed <= 12; ++seed) {
            std::mt19937 random(seed);
            const Song song = wildSong(random);
            Bench seeking(song);
            for (int jump = 0; jump < 6; ++jump) {
                const Tick to(static_cast<std::int64_t>(random() % static_cast<unsigned>(kQuarter.value * 30)));
                seeking.seek(to);
                seeking.render(1);
                const auto plan = compilePlan(song);
                const PlaybackState expected = plan->stateAfter(plan->countBefore(song.tempo.seconds(to)));
                QCOMPARE(soundOf(seeking.synth->state().channels[0]), soundOf(expected.channels[0]));
                QCOMPARE(seeking.synth->soundingKeys(), std::size_t{0});
            }
        }
    }

    void seekSaysNothingThatTheSynthKnows()
    {
        Bench bench(withEvents("C4 w", {controllerAt(Tick(0), controller::kVolume, 90)}));
        bench.seek(kQuarter);
        bench.render(10);
        QCOMPARE(bench.synth->text(), "0 cc 0 7 90"s);
        bench.seek(kQuarter * 2);
        bench.render(10);
        QCOMPARE(bench.synth->text(), "0 cc 0 7 90"s);
        bench.seek(Tick(0));
        bench.render(10);
        QCOMPARE(bench.synth->text(), "0 cc 0 7 90 | 20 cc 0 7 100"s);
    }

    void bankIsSaidBeforeItsProgram()
    {
        Bench bench(withEvents("C4 w", {controllerAt(kQuarter, controller::kBankMsb, 8), {kQuarter, MidiMessage::Program, 41, 0, {}}}));
        bench.seek(kQuarter * 2);
        bench.render(10);
        QCOMPARE(bench.synth->text(), "0 cc 0 0 8 | 0 cc 0 32 0 | 0 program 0 41"s);
    }

    void pedalIsLiftedWhenPlayingStops()
    {
        Bench bench(withEvents("C4 w", {controllerAt(Tick(0), controller::kSustain, 127)}));
        bench.play();
        bench.render(10);
        bench.stop();
        bench.render(10);
        QCOMPARE(int(bench.synth->state().channels[0].controllers[controller::kSustain]), 0);
    }

    void newPlanReleasesTheNotesThatItDoesNotHold()
    {
        Bench bench("C4+E4 w");
        bench.play();
        bench.render(1000);
        bench.load(songFromText("C4+G4 w"));
        bench.render(1000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 0 on 0 E4 80 | 1000 off 0 E4"s);
    }

    void newPlanKeepsTheTickWhenTheTempoChanges()
    {
        Bench bench("C4 w | E4 q");
        bench.play();
        bench.render(24000);
        Song slower = songFromText("C4 w | E4 q");
        slower.tempo = TempoMap({{Tick(0), 1'000'000}});
        bench.load(slower);
        bench.render(24000);
        QCOMPARE(bench.player->state().position, kQuarter * 3 / 2);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80"s);
    }

    void samePlanAgainChangesNothing()
    {
        std::mt19937 random(5);
        const Song song = wildSong(random);
        Bench once(song), often(song);
        once.play();
        often.play();
        for (int i = 0; i < 400; ++i) {
            once.render(1777);
            often.render(1777);
            often.load(song);
            often.player->collect();
        }
        QCOMPARE(often.synth->text(), once.synth->text());
    }

    void newSynthIsToldWhereTheSongIs()
    {
        Bench bench(withEvents("C4 w", {{Tick(0), MidiMessage::Program, 41, 0, {}}}));
        bench.play();
        bench.render(100);
        auto next = std::make_unique<FakeSynth>();
        FakeSynth* const synth = next.get();
        bench.player->post(std::move(next));
        bench.render(100);
        QCOMPARE(int(synth->state().channels[0].program), 41);
    }

    /// What an instrument outside hears is timed for the moment when the synth's sound of the same frame leaves the
    /// device; and what changes hands ends where it began.
    void instrumentsHearTheirChannelInTimeWithTheSynth()
    {
        constexpr int kLatency = 1000;
        const auto song = songFromText("C4 q | E4 q | G4 h");
        PaperBus bus;
        Player player(kRate, &bus);
        player.setOutput(kRate, kLatency);
        auto fake = std::make_unique<FakeSynth>();
        FakeSynth* const synth = fake.get();
        player.post(std::move(fake));
        player.post(compilePlan(withInstrument(song, "Box"), {.onlyTrack = {}, .instrument = [](const std::string&) { return 5; }}));
        player.send({Kind::Play, {}, 1.0});
        std::vector<float> left(4800), right(4800);
        const Player::Clock::time_point begin{std::chrono::seconds(10)};
        const auto render = [&](int from, int to) {
            for (int block = from; block < to; ++block)
                player.render(left.data(), right.data(), 4800, begin + std::chrono::milliseconds(100) * block);
        };
        render(0, 6);
        QCOMPARE(synth->text(), ""s);
        QCOMPARE(bus.sent.size(), std::size_t{3});
        for (const auto& [number, message, when] : bus.sent) {
            QCOMPARE(number, 5);
            const double frame = std::chrono::duration<double>(when - begin).count() * kRate - kLatency;
            QVERIFY(std::abs(frame - (message.data1 == 60 && message.kind() == MidiMessage::NoteOn ? 0 : 24000)) < 1);
        }
        player.post(compilePlan(song));
        render(6, 7);
        QCOMPARE(textOf(std::get<1>(bus.sent.back())), "off 0 E4"s);
        render(7, 11);
        QCOMPARE(synth->text(), "48000 on 0 G4 80"s);
    }

    void withoutASynthThereIsSilenceAndThePlayheadMoves()
    {
        Player player(kRate);
        player.post(compilePlan(songFromText("C4 w")));
        player.send({Kind::Play, {}, 1.0});
        std::vector<float> left(4800, 1.0f), right(4800, 1.0f);
        player.render(left.data(), right.data(), 4800);
        QVERIFY(std::all_of(left.begin(), left.end(), [](float sample) { return sample == 0.0f; }));
        QCOMPARE(player.state().seconds, 0.1);
    }

    void halfSpeedTakesTwiceAsLong()
    {
        Bench bench("C4 q | E4 q");
        bench.player->send({Kind::Speed, {}, 0.5});
        bench.play();
        bench.render(50000);
        QCOMPARE(bench.synth->text(), "0 on 0 C4 80 | 48000 off 0 C4 | 48000 on 0 E4 80"s);
    }

    void liveNotesKeepTheirSpacing()
    {
        Bench bench;
        const Player::Clock::time_point start{1h};
        const auto block = 10ms; // 480 frames
        bench.player->render(bench.left.data(), bench.right.data(), 480, start);
        bench.player->sendLive(midiMessage(MidiMessage::NoteOn, 0, 60, 80), start + 2ms);
        bench.player->sendKeyboard(midiMessage(MidiMessage::NoteOn, 0, 64, 80), start + 5ms);
        bench.player->sendLive(midiMessage(MidiMessage::NoteOff, 0, 60), start + 7ms);
        bench.player->render(bench.left.data(), bench.right.data(), 480, start + block);
        QCOMPARE(bench.synth->text(), "576 on 0 C4 80 | 720 on 0 E4 80 | 816 off 0 C4"s);
    }

    void liveNoteIsNotReleasedByANewPlan()
    {
        Bench bench("C4 q");
        bench.render(10);
        bench.player->sendLive(midiMessage(MidiMessage::NoteOn, 0, 67, 80), {});
        bench.render(10);
        bench.load(songFromText("D4 q"));
        bench.render(10);
        QCOMPARE(bench.synth->soundingKeys(), std::size_t{1});
    }

    void noNoteHangsWhateverIsAsked()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            std::mt19937 random(seed);
            Bench bench(wildSong(random));
            const auto somewhere = [&] { return Tick(static_cast<std::int64_t>(random() % static_cast<unsigned>(kQuarter.value * 32))); };
            for (int step = 0; step < 200; ++step) {
                switch (random() % 8) {
                case 0: bench.stop(); break;
                case 1: bench.seek(somewhere()); break;
                case 2: bench.loop(somewhere(), somewhere()); break;
                case 3: bench.load(wildSong(random)); break;
                case 4: bench.player->send({Kind::Speed, {}, 0.3 + 0.1 * static_cast<double>(random() % 20)}); break;
                default: bench.play();
                }
                bench.render(static_cast<int>(random() % 9000), 1 + static_cast<int>(random() % 600));
                bench.player->collect();
            }
            bench.stop();
            bench.render(1);
            QCOMPARE(bench.synth->soundingKeys(), std::size_t{0});
        }
    }
};

QTEST_APPLESS_MAIN(TestPlayer)
#include "tst_Player.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Take.h"

#include "support/QtText.h"

#include <QTest>

#include <string>

using namespace continuo;
using namespace std::string_literals;
using namespace std::chrono_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter; // half a second

PlayedMessage on(double seconds, int key, int velocity = 80, int round = 0)
{
    return {midiMessage(MidiMessage::NoteOn, 3, key, velocity), {}, seconds, round, true};
}

PlayedMessage off(double seconds, int key, int round = 0)
{
    return {midiMessage(MidiMessage::NoteOff, 3, key, 30), {}, seconds, round, true};
}

/// "60 at 0.5 for 1 v80", in quarters.
std::string textOf(const Take& take)
{
    const auto quarters = [](Tick tick) {
        std::string number = std::to_string(static_cast<double>(tick.value) / static_cast<double>(kQuarter.value));
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.'))
            number.pop_back();
        return number;
    };
    std::string text;
    for (const Note& note : take.notes)
        text += (text.empty() ? "" : ", ") + std::to_string(note.pitch.number) + " at " + quarters(note.start) + " for "
                + quarters(note.length) + " v" + std::to_string(note.velocity);
    return text;
}

} // namespace

class TestTake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysBecomeNotesWhereTheSongWas()
    {
        const auto takes = takesFrom(std::vector{on(0.5, 60), on(0.75, 64, 100), off(1.0, 60), off(1.5, 64)},
                                     {.range = {Tick(0), kQuarter * 8}}, TempoMap());
        QCOMPARE(takes.size(), std::size_t{1});
        QCOMPARE(textOf(takes[0]), "60 at 1 for 1 v80, 64 at 1.5 for 1.5 v100"s);
        QCOMPARE(static_cast<int>(takes[0].notes[0].releaseVelocity), 30);
    }

    void eachRoundOfALoopIsATakeAndKeysThatAreHeldEndWithIt()
    {
        const RecordedStretch loop{.range = {kQuarter, kQuarter * 3}, .isLoop = true};
        const auto takes = takesFrom(std::vector{on(1.0, 60, 80, 0), on(1.25, 62, 80, 0), off(1.4, 62, 0), off(0.6, 60, 1),
                                                 on(0.75, 65, 80, 2), off(1.0, 65, 2)},
                                     loop, TempoMap());
        QCOMPARE(takes.size(), std::size_t{3});
        QCOMPARE(textOf(takes[0]), "60 at 2 for 1 v80, 62 at 2.5 for 0.3 v80"s);
        QVERIFY(takes[1].isEmpty());
        QCOMPARE(textOf(takes[2]), "65 at 1.5 for 0.5 v80"s);
    }

    void latencyDoesNotCarryANoteIntoTheNextRound()
    {
        const RecordedStretch loop{.range = {Tick(0), kQuarter * 2}, .isLoop = true};
        const auto takes = takesFrom(std::vector{on(-0.25, 60, 80, 1), off(0.25, 60, 1)}, loop, TempoMap());
        QCOMPARE(takes.size(), std::size_t{2});
        QCOMPARE(textOf(takes[0]), "60 at 1.5 for 0.5 v80"s);
    }

    void noteJustAheadOfTheBeginIsMeantForIt()
    {
        const auto takes = takesFrom(std::vector{on(0.5, 50), off(0.6, 50), on(0.95, 60), off(1.5, 60)},
                                     {.range = {kQuarter * 2, kQuarter * 8}}, TempoMap());
        QCOMPARE(textOf(takes[0]), "60 at 2 for 1 v80"s);
    }

    void pedalsAndBendsAreKeptOnTheTracksChannel()
    {
        const std::vector<PlayedMessage> played{{midiMessage(MidiMessage::Controller, 3, 64, 127), {}, 0.5, 0, true},
                                                {midiMessage(MidiMessage::PitchBend, 3, 1, 2), {}, 1.0, 0, true}};
        const auto takes = takesFrom(played, {.range = {Tick(0), kQuarter * 8}, .channel = 7}, TempoMap());
        QCOMPARE(takes[0].events, (std::vector<TrackEvent>{{kQuarter, 0xB7, 64, 127, {}}, {kQuarter * 2, 0xE7, 1, 2, {}}}));
    }

    void whatWasPlayedWithoutTheSongBeginsAtThePlayhead()
    {
        const std::chrono::steady_clock::time_point noon{100s};
        const auto at = [noon](MidiMessage message, std::chrono::milliseconds when) {
            return PlayedMessage{message, noon + when, 0, 0, false};
        };
        const std::vector<PlayedMessage> played{at(midiMessage(MidiMessage::NoteOn, 0, 60, 90), 0ms),
                                                at(midiMessage(MidiMessage::NoteOff, 0, 60), 250ms),
                                                at(midiMessage(MidiMessage::NoteOn, 0, 62, 90), 500ms),
                                                at(midiMessage(MidiMessage::NoteOn, 0, 62, 0), 1000ms)};
        QCOMPARE(textOf(takeFrom(played, kQuarter * 4, 0, TempoMap())), "60 at 4 for 0.5 v90, 62 at 5 for 1 v90"s);
        QVERIFY(takeFrom({}, kQuarter, 0, TempoMap()).isEmpty());
    }

    void memoryHoldsTwoMinutes()
    {
        PlayedMemory memory;
        for (int second = 0; second < 300; ++second)
            memory.remember({midiMessage(MidiMessage::NoteOn, 0, 60, 1), std::chrono::steady_clock::time_point(std::chrono::seconds(second)), 0, 0, false});
        QCOMPARE(memory.messages().size(), std::size_t{121});
        QVERIFY(memory.messages().front().arrived.time_since_epoch() == 179s);
        memory.forget();
        QVERIFY(memory.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestTake)
#include "tst_Take.moc"

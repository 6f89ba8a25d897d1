// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/PlaybackPlan.h"

#include "support/FakeSynth.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <functional>
#include <random>
#include <sstream>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// "0 on 0 C4 80 | 1 off 0 C4", with times in quarters.
std::string textOf(const PlaybackPlan& plan)
{
    std::ostringstream all;
    for (const PlaybackEvent& event : plan.events())
        all << (all.tellp() > 0 ? " | " : "") << static_cast<double>(event.at.value) / static_cast<double>(kQuarter.value) << ' '
            << textOf(event.message);
    return all.str();
}

std::string planText(const Song& song)
{
    return textOf(*compilePlan(song));
}

Song withFirstTrack(const Song& song, const std::function<void(Track&)>& change)
{
    Track track = *song.tracks.front();
    change(track);
    return withTrack(song, std::move(track));
}

TrackEvent controllerAt(Tick at, int number, int value)
{
    return {at, MidiMessage::Controller, static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(value), {}};
}

} // namespace

class TestPlaybackPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptySongHasNoEvents()
    {
        const auto plan = compilePlan(Song());
        QVERIFY(plan->events().empty());
        QCOMPARE(plan->end(), Tick(0));
        QCOMPARE(plan->stateAfter(0).channels[0], ChannelState());
    }

    void notesBecomeOnAndOff()
    {
        QCOMPARE(planText(songFromText("C4 q | E4+G4 h v100")),
                 "0 on 0 C4 80 | 1 off 0 C4 | 1 on 0 E4 100 | 1 on 0 G4 100 | 3 off 0 E4 | 3 off 0 G4"s);
    }

    void secondsFollowTheTempo()
    {
        Song song = songFromText("C4 q | E4 q");
        song.tempo = TempoMap({{Tick(0), 1'000'000}, {kQuarter, 250'000}});
        const auto plan = compilePlan(song);
        QCOMPARE(plan->events()[0].seconds, 0.0);
        QCOMPARE(plan->events()[1].seconds, 1.0);
        QCOMPARE(plan->events()[3].seconds, 1.25);
        QCOMPARE(plan->endSeconds(), 1.25);
    }

    void mutedTracksAndNotesAreSilent()
    {
        const Song song = songFromText("One: C4 q | D4 q muted\nTwo: E4 q");
        QCOMPARE(planText(withFirstTrack(song, [](Track& track) { track.muted = true; })).find("C4"), std::string::npos);
        QCOMPARE(planText(song).find("D4"), std::string::npos);
        QVERIFY(planText(song).find("C4") != std::string::npos);
    }

    void soloSilencesTheOthersAndOutranksMute()
    {
        const Song song = withFirstTrack(songFromText("One: C4 q\nTwo: E4 q"), [](Track& track) {
            track.solo = true;
            track.muted = true;
        });
        QVERIFY(planText(song).find("C4") != std::string::npos);
        QCOMPARE(planText(song).find("E4"), std::string::npos);
    }

    void onlyTrackIsAloneWhateverMuteSays()
    {
        const Song song = withFirstTrack(songFromText("One: C4 q\nTwo: E4 q"), [](Track& track) { track.muted = true; });
        const auto plan = compilePlan(song, {.onlyTrack = song.tracks.front()->id});
        QVERIFY(textOf(*plan).find("C4") != std::string::npos);
        QCOMPARE(textOf(*plan).find("E4"), std::string::npos);
    }

    void bankAndProgramComeFirst()
    {
        const Song song = withFirstTrack(songFromText("C4 q"), [](Track& track) {
            track.bankMsb = 8;
            track.program = 41;
        });
        QCOMPARE(planText(song), "0 cc 0 0 8 | 0 program 0 41 | 0 on 0 C4 80 | 1 off 0 C4"s);
    }

    void mutedTrackKeepsItsProgram()
    {
        const Song song = withFirstTrack(songFromText("C4 q"), [](Track& track) {
            track.muted = true;
            track.program = 41;
        });
        QCOMPARE(planText(song), "0 program 0 41"s);
    }

    void atOneTimeNotesEndThenControllersComeThenNotesBegin()
    {
        const Song song = withFirstTrack(songFromText("C4 q | D4 q"), [](Track& track) {
            track.events.push_back(controllerAt(kQuarter, 1, 30));
            track.events.push_back({kQuarter, MidiMessage::Program, 5, 0, {}});
        });
        QCOMPARE(planText(song), "0 on 0 C4 80 | 1 off 0 C4 | 1 cc 0 1 30 | 1 program 0 5 | 1 on 0 D4 80 | 2 off 0 D4"s);
    }

    void systemExclusiveIsHeardBeforeAllElseAndTextIsNot()
    {
        const Song song = withFirstTrack(songFromText("C4 q"), [](Track& track) {
            track.events.push_back({Tick(0), 0xFF, meta::kLyric, 0, "la"});
            track.events.push_back({Tick(0), 0xF0, 0, 0, "\x7E\x7F\x09\x01\xF7"});
        });
        QCOMPARE(planText(song), "0 system 0 | 0 on 0 C4 80 | 1 off 0 C4"s);
    }

    void overlappingNotesOfOnePitchEndWithTheLast()
    {
        QCOMPARE(planText(songFromText("C4 h | C4 h @1 v90")), "0 on 0 C4 80 | 1 on 0 C4 90 | 3 off 0 C4"s);
    }

    void volumeScalesWhatTheTrackSays()
    {
        const Song song = withFirstTrack(songFromText("C4 q"), [](Track& track) {
            track.volume = 0.5;
            track.events.push_back(controllerAt(Tick(0), controller::kVolume, 80));
        });
        QCOMPARE(planText(song), "0 cc 0 7 50 | 0 cc 0 7 40 | 0 on 0 C4 80 | 1 off 0 C4"s);
    }

    void panShiftsWhatTheTrackSays()
    {
        const Song song = withFirstTrack(songFromText("C4 q"), [](Track& track) {
            track.pan = -0.5;
            track.events.push_back(controllerAt(Tick(0), controller::kPan, 20));
        });
        QCOMPARE(planText(song), "0 cc 0 10 32 | 0 cc 0 10 0 | 0 on 0 C4 80 | 1 off 0 C4"s);
    }

    void songEndsWhenThePedalDoes()
    {
        const Song song = withFirstTrack(songFromText("C4 q"), [](Track& track) {
            track.events.push_back(controllerAt(Tick(0), controller::kSustain, 127));
            track.events.push_back(controllerAt(kQuarter * 3, controller::kSustain, 0));
        });
        QCOMPARE(compilePlan(song)->end(), kQuarter * 3);
    }

    void countBeforeLeavesOutTheEventsOfThatMoment()
    {
        const auto plan = compilePlan(songFromText("C4 q | E4 q"));
        QCOMPARE(plan->countBefore(0.0), std::size_t{0});
        QCOMPARE(plan->countBefore(0.25), std::size_t{1});
        QCOMPARE(plan->countBefore(0.5), std::size_t{1});
        QCOMPARE(plan->countBefore(9.0), std::size_t{4});
    }

    void stateAfterIsWhatTheEventsBeforeItMake()
    {
        std::mt19937 random(7);
        std::vector<PlaybackEvent> events;
        constexpr std::array kKinds{MidiMessage::NoteOn, MidiMessage::NoteOff, MidiMessage::Controller,
                                    MidiMessage::Controller, MidiMessage::Program, MidiMessage::PitchBend,
                                    MidiMessage::ChannelPressure};
        for (int i = 0; i < 5000; ++i)
            events.push_back({Tick(i), 0.0,
                              midiMessage(kKinds[random() % kKinds.size()], static_cast<int>(random() % 16),
                                          static_cast<int>(random() % 128), static_cast<int>(random() % 128))});
        const PlaybackPlan plan(events, TempoMap(), Tick(5000));
        PlaybackState state;
        for (std::size_t i = 0; i <= events.size(); ++i) {
            if (i % 97 == 0 || i % 1024 <= 1 || i == events.size()) {
                const PlaybackState after = plan.stateAfter(i);
                QVERIFY2(after.channels == state.channels && after.keys == state.keys, std::to_string(i).c_str());
            }
            if (i < events.size())
                state.apply(events[i].message);
        }
    }

    void dataEntryGoesToTheParameterThatWasChosen()
    {
        ChannelState state;
        const auto say = [&](int number, int value) { state.apply(midiMessage(MidiMessage::Controller, 0, number, value)); };
        say(controller::kDataMsb, 9);
        QCOMPARE(state.parameters[0].msb, ChannelState::kUnset);
        say(controller::kRpnMsb, 0);
        say(controller::kRpnLsb, 0);
        say(controller::kDataMsb, 12);
        QCOMPARE(int(state.parameters[0].msb), 12);
        say(controller::kNrpnMsb, 1);
        say(controller::kDataMsb, 99);
        QCOMPARE(int(state.parameters[0].msb), 12);
    }

    void resetAllControllersLeavesTheMix()
    {
        ChannelState state;
        const auto say = [&](int number, int value) { state.apply(midiMessage(MidiMessage::Controller, 0, number, value)); };
        say(controller::kVolume, 90);
        say(controller::kModulation, 50);
        say(controller::kSustain, 127);
        say(controller::kResetAll, 0);
        QCOMPARE(int(state.controllers[controller::kVolume]), 90);
        QCOMPARE(int(state.controllers[controller::kModulation]), 0);
        QCOMPARE(int(state.controllers[controller::kSustain]), 0);
    }
};

QTEST_APPLESS_MAIN(TestPlaybackPlan)
#include "tst_PlaybackPlan.moc"

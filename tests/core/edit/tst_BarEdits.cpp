// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/BarEdits.h"
#include "core/base/Random.h"
#include "core/edit/TimeEdits.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <algorithm>
#include <set>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr const char* kThree = "Melody: C4 w | D4 w | E4 w";

std::string after(const Edit& edit, const char* song)
{
    return textOf(edit.apply(songFromText(song)));
}

std::string text(const char* song)
{
    return textOf(songFromText(song));
}

/// "4/4@1 3/4@5": each meter with the bar where it begins.
std::string metersOf(const Song& song)
{
    std::string all;
    for (const MeterChange& change : song.meters.changes())
        all += (all.empty() ? "" : " ") + std::to_string(change.meter.numerator) + "/" + std::to_string(change.meter.denominator) + "@"
            + std::to_string(song.meters.barAt(change.at));
    return all;
}

/// "92@1 120@3": each tempo with its bar.
std::string tempiOf(const Song& song)
{
    std::string all;
    for (const TempoChange& change : song.tempo.changes())
        all += (all.empty() ? "" : " ") + std::to_string(std::lround(change.bpm())) + "@" + std::to_string(song.meters.barAt(change.at));
    return all;
}

TempoChange tempo(const Song& song, int bar, double bpm)
{
    return {song.meters.bar(bar).begin, static_cast<std::uint32_t>(60e6 / bpm)};
}

Song withController(Song song, int bar, int number, int value)
{
    Track track = *song.tracks.front();
    TrackEvent event{song.meters.bar(bar).begin, 0xB0, static_cast<std::uint8_t>(number), static_cast<std::uint8_t>(value), {}};
    track.events.insert(std::ranges::upper_bound(track.events, event.at, {}, &TrackEvent::at), event);
    return withTrack(song, track);
}

/// "7=80@2": each controller's value with its bar.
std::string controllersOf(const Song& song)
{
    std::string all;
    for (const TrackEvent& event : song.tracks.front()->events)
        all += (all.empty() ? "" : " ") + std::to_string(event.data1) + "=" + std::to_string(event.data2) + "@"
            + std::to_string(song.meters.barAt(event.at));
    return all;
}

std::string markers(const Song& song)
{
    std::string all;
    for (const Marker& marker : markersOf(song))
        all += (all.empty() ? "" : " ") + marker.name + "@" + std::to_string(song.meters.barAt(marker.at));
    return all;
}

/// What begins in a bar, in all tracks: "0:60+61440".
std::string contentOf(const Song& song, int bar)
{
    const Range<Tick> time = song.meters.bar(bar);
    std::string all = std::to_string((time.end - time.begin).value) + ";" + std::to_string(std::lround(song.tempo.bpmAt(time.begin)));
    const auto key = song.keyAt(time.begin);
    all += ";" + (key ? keyName(*key) : "none"s);
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            if (time.contains(note.start))
                all += " " + track->name + std::to_string((note.start - time.begin).value) + ":" + std::to_string(note.pitch.number) + "+"
                    + std::to_string(std::min(note.end(), time.end).value - note.start.value);
    return all;
}

/// Bars of several meters, tempi and keys, and notes that seldom sound over bar lines.
Song randomSong(Random& random, int bars)
{
    Song song;
    std::vector<MeterChange> meters;
    std::vector<TempoChange> tempi;
    Tick at;
    for (int bar = 0; bar < bars; ++bar) {
        Meter meter = meters.empty() ? Meter{} : meters.back().meter;
        if (bar == 0 || random.chance(0.3)) {
            meter.numerator = 2 + random.below(4);
            meter.denominator = random.chance(0.3) ? 8 : 4;
            meters.push_back({at, meter});
        }
        if (random.chance(0.3))
            tempi.push_back({at, static_cast<std::uint32_t>(400'000 + 1000 * random.below(300))});
        if (bar == 0 || random.chance(0.3))
            song.keys.push_back({at, {random.below(15) - 7, Mode::Major}});
        at += meter.barLength();
    }
    song.meters = MeterMap(meters);
    song.tempo = TempoMap(tempi);
    for (int part = 0; part < 2; ++part) {
        Track track;
        track.id = TrackId(++song.lastId);
        track.name = part == 0 ? "A" : "B";
        for (int first = 1; first <= bars;) {
            const int last = std::min(bars, first + random.below(4));
            const Range<Tick> time = song.meters.bars(first, last);
            Clip clip{ClipId(++song.lastId), time.begin, time.end - time.begin, {}};
            std::vector<Note> notes;
            for (int i = 0; i < 6; ++i) {
                Note note;
                note.id = NoteId(++song.lastId);
                note.start = Tick(random.below(static_cast<int>(clip.length.value)));
                note.length = Tick(1 + random.below(100'000));
                note.pitch = Pitch(48 + random.below(24));
                notes.push_back(note);
            }
            clip.notes = notes;
            track.clips.push_back(std::make_shared<const Clip>(clip));
            first = last + 1;
        }
        song.tracks.push_back(std::make_shared<const Track>(track));
    }
    return song;
}

void hasSoundIds(const Song& song)
{
    std::set<std::uint64_t> seen;
    for (const auto& track : song.tracks) {
        Tick at;
        for (const auto& clip : track->clips) {
            QVERIFY(seen.insert(clip->id.value).second);
            QVERIFY(clip->start >= at && clip->length >= Tick(0));
            at = clip->start;
            for (const Note& note : clip->notes)
                QVERIFY(seen.insert(note.id.value).second && note.length > Tick(0) && note.start >= Tick(0));
        }
    }
    QVERIFY(seen.empty() || *seen.rbegin() <= song.lastId);
}

} // namespace

class tst_BarEdits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void barsAreInsertedBeforeABar()
    {
        QCOMPARE(after(insertBars(2, 1), kThree), text("Melody: C4 w | - w | D4 w | E4 w"));
        QCOMPARE(after(insertBars(1, 2), kThree), text("Melody: - w | - w | C4 w | D4 w | E4 w"));
    }

    void barsBehindTheSongAddNothing()
    {
        QCOMPARE(after(insertBars(9, 2), kThree), text(kThree));
        QCOMPARE(after(removeBars(9, 12), kThree), text(kThree));
    }

    void barsAreRemoved()
    {
        QCOMPARE(after(removeBars(2, 2), kThree), text("Melody: C4 w | E4 w"));
        QCOMPARE(after(removeBars(1, 2), kThree), text("Melody: E4 w"));
        QCOMPARE(after(removeBars(2, 90), kThree), text("Melody: C4 w"));
    }

    void barsAreRepeatedBehindThemselves()
    {
        QCOMPARE(after(repeatBars(1, 2, 1), kThree), text("Melody: C4 w | D4 w | C4 w | D4 w | E4 w"));
        QCOMPARE(after(repeatBars(2, 2, 3), kThree), text("Melody: C4 w | D4 w | D4 w | D4 w | D4 w | E4 w"));
    }

    void allTracksGoTogether()
    {
        QCOMPARE(after(removeBars(1, 1), "Melody: C4 w | E4 w\nBass: C2 w | E2 w"), text("Melody: E4 w\nBass: E2 w"));
    }

    void aNoteSoundsOnIntoSilence()
    {
        QCOMPARE(after(insertBars(2, 1), "A: C4 h @3 | E4 q @6"), text("A: C4 h @3 | E4 q @10"));
    }

    void aNoteEndsWhereWhatItSoundedOverIsTakenOut()
    {
        QCOMPARE(after(removeBars(2, 2), "A: C4 h @3 | E4 q @8"), text("A: C4 q @3 | E4 q @4"));
    }

    void aNoteThatSoundsThroughWhatIsTakenOutIsShorterByThat()
    {
        QCOMPARE(after(removeBars(2, 2), "A: C4 w. @3"), text("A: C4 h @3"));
    }

    void aNoteEndsWhereItsBarsBeginAgainAndSoundsOnTheLastTime()
    {
        QCOMPARE(after(repeatBars(1, 1, 1), "A: C4 h @3"), text("A: C4 q @3 | C4 h @7"));
    }

    void newBarsHaveTheMeterBefore()
    {
        Song song = songFromText("A: C4 w | D4 h. | E4 h.");
        song.meters = MeterMap({{Tick(0), {4, 4}}, {kTicksPerQuarter * 4, {3, 4}}});
        QCOMPARE(metersOf(insertBars(2, 2).apply(song)), "4/4@1 3/4@4"s);
        QCOMPARE(metersOf(insertBars(3, 1).apply(song)), "4/4@1 3/4@2"s);
        QCOMPARE(metersOf(insertBars(1, 1).apply(song)), "4/4@1 3/4@3"s);
    }

    void barsBeforeAPickUpAreWhole()
    {
        const Song song = setPickUp(kTicksPerQuarter).apply(songFromText(kThree));
        QCOMPARE(metersOf(song), "1/4@1 4/4@2"s);
        const Song made = insertBars(1, 2).apply(song);
        QCOMPARE(metersOf(made), "4/4@1 1/4@3 4/4@4"s);
        QCOMPARE(metersOf(removeBars(1, 2).apply(made)), "1/4@1 4/4@2"s);
    }

    void meterAndTempoStayWhatTheyWereInEachBar()
    {
        Song song = songFromText("A: C4 w | D4 h. | E4 h. | F4 w");
        song.meters = MeterMap({{Tick(0), {4, 4}}, {kTicksPerQuarter * 4, {3, 4}}, {kTicksPerQuarter * 10, {4, 4}}});
        song.tempo = TempoMap({tempo(song, 1, 92), tempo(song, 3, 60)});
        QCOMPARE(metersOf(repeatBars(1, 2, 1).apply(song)), "4/4@1 3/4@2 4/4@3 3/4@4 4/4@6"s);
        QCOMPARE(metersOf(removeBars(1, 2).apply(song)), "3/4@1 4/4@2"s);
        QCOMPARE(tempiOf(repeatBars(2, 3, 1).apply(song)), "92@1 60@3 92@4 60@5"s);
        QCOMPARE(tempiOf(removeBars(2, 3).apply(song)), "92@1 60@2"s);
        QCOMPARE(tempiOf(insertBars(1, 1).apply(song)), "92@1 60@4"s);
    }

    void controllersAreSetAnewWhereBarsBeginAgain()
    {
        const Song song = withController(songFromText(kThree), 2, 11, 60);
        QCOMPARE(controllersOf(repeatBars(1, 2, 1).apply(song)), "11=60@2 11=127@3 11=60@4"s);
        QCOMPARE(controllersOf(removeBars(1, 2).apply(song)), "11=60@1"s);
        QCOMPARE(controllersOf(insertBars(2, 1).apply(song)), "11=60@3"s);
        QCOMPARE(controllersOf(insertBars(1, 1).apply(song)), "11=60@3"s);
    }

    void markersGoWithTheirBars()
    {
        const Song song = setMarker(kTicksPerQuarter * 4, "Verse").apply(songFromText(kThree));
        QCOMPARE(markers(insertBars(2, 4).apply(song)), "Verse@6"s);
        QCOMPARE(markers(repeatBars(2, 3, 1).apply(song)), "Verse@2 Verse@4"s);
        QCOMPARE(markers(removeBars(1, 1).apply(song)), "Verse@1"s);
        QCOMPARE(markers(removeBars(2, 2).apply(song)), ""s);
    }

    void whatIsInsertedCanBeTakenOutAgain()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            Random random(seed);
            const Song song = randomSong(random, 8);
            const int before = 1 + random.below(9), count = 1 + random.below(3);
            const Song longer = insertBars(before, count).apply(song);
            hasSoundIds(longer);
            const Song back = removeBars(before, before + count - 1).apply(longer);
            hasSoundIds(back);
            for (int bar = 1; bar <= 8; ++bar) {
                QCOMPARE(contentOf(longer, bar < before ? bar : bar + count), contentOf(song, bar));
                QCOMPARE(contentOf(back, bar), contentOf(song, bar));
            }
        }
    }

    void everyBarComesAsItIsAndAsOftenAsAskedFor()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            Random random(seed);
            const Song song = randomSong(random, 8);
            const int first = 1 + random.below(8), last = first + random.below(9 - first);
            const int times = 1 + random.below(3), count = last - first + 1;
            const Song longer = repeatBars(first, last, times).apply(song);
            hasSoundIds(longer);
            for (int bar = 1; bar <= 8 + times * count; ++bar)
                QCOMPARE(contentOf(longer, bar), contentOf(song, bar <= last ? bar : bar <= last + times * count ? first + (bar - first) % count : bar - times * count));
            const Song back = removeBars(last + 1, last + times * count).apply(longer);
            const Song shorter = removeBars(first, last).apply(song);
            hasSoundIds(shorter);
            for (int bar = 1; bar <= 8; ++bar)
                QCOMPARE(contentOf(back, bar), contentOf(song, bar));
            for (int bar = 1; bar <= 8 - count; ++bar)
                QCOMPARE(contentOf(shorter, bar), contentOf(song, bar < first ? bar : bar + count));
        }
    }

    void tracksThatTheChangeDoesNotReachAreShared()
    {
        const Song song = songFromText("A: C4 w\nB: C4 w | D4 w | E4 w");
        const Song made = insertBars(3, 1).apply(song);
        QVERIFY(made.tracks[0] == song.tracks[0]);
        QVERIFY(made.tracks[1] != song.tracks[1]);
    }

    void theSameSongGivesTheSameSong()
    {
        const Song song = songFromText(kThree);
        const Edit edit = repeatBars(1, 3, 2);
        QVERIFY(sameContent(edit.apply(song), edit.apply(song)));
        QCOMPARE(edit.name, "Repeat bars 1 to 3"s);
        QCOMPARE(insertBars(1, 1).name, "Insert bar"s);
        QCOMPARE(removeBars(2, 2).name, "Remove bar 2"s);
    }
};

QTEST_APPLESS_MAIN(tst_BarEdits)
#include "tst_BarEdits.moc"

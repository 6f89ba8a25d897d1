// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MusicXmlFile.h"

#include "core/edit/TimeEdits.h"
#include "core/io/MxlArchive.h"
#include "core/io/ReadFile.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTemporaryDir>

#include <fstream>
#include <random>

using namespace continuo;
using namespace std::string_literals;

namespace {

LoadedSong readBack(const Song& song)
{
    auto read = readMusicXml(writeMusicXml(song).text, "test.musicxml");
    if (!read)
        throw std::runtime_error(read.error().message);
    return *std::move(read);
}

std::string throughMusicXml(const std::string& text)
{
    return textOf(readBack(songFromText(text)).song);
}

bool says(const std::string& xml, const std::string& piece)
{
    return xml.find(piece) != std::string::npos;
}

int countOf(const std::string& xml, const std::string& piece)
{
    int count = 0;
    for (auto at = xml.find(piece); at != std::string::npos; at = xml.find(piece, at + 1))
        ++count;
    return count;
}

Song with(Song song, const std::function<void(Track&)>& change)
{
    Track track = *song.tracks.front();
    change(track);
    return withTrack(song, std::move(track));
}

/// Notes on grids of 64ths, triplets and quintuplets, that overlap as they like; in some meter.
Song randomGridSong(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto below = [&random](std::uint64_t count) { return static_cast<std::int64_t>(random() % count); };
    constexpr std::array<Meter, 6> kMeters{{{4, 4}, {3, 4}, {6, 8}, {7, 8}, {2, 2}, {5, 4}}};
    const Meter meter = kMeters[static_cast<std::size_t>(below(kMeters.size()))];
    const Tick beat = std::min(kTicksPerQuarter, meter.beatLength());
    std::string text;
    for (const char* name : {"Melody: ", "\nBass: "}) {
        text += name;
        // Each beat has one grid, as written music does.
        std::vector<Tick> places;
        constexpr std::array<int, 7> kParts{1, 2, 4, 8, 3, 6, 5};
        for (int number = 0; number < 24; ++number)
            for (std::int64_t part = 0, parts = kParts[static_cast<std::size_t>(below(kParts.size()))]; part < parts; ++part)
                places.push_back(beat * number + beat * part / parts);
        const std::int64_t count = 1 + below(20);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::size_t begin = static_cast<std::size_t>(below(places.size() - 1));
            const std::size_t end = std::min(begin + 1 + static_cast<std::size_t>(below(9)), places.size() - 1);
            // Different pitches, because which of two equal ones is named first says nothing.
            text += (i == 0 ? "" : " | ") + std::to_string(20 + below(4) * 20 + i) + " " + std::to_string((places[end] - places[begin]).value) + "t @"
                    + std::to_string(places[begin].value) + "t v" + std::to_string(1 + below(127));
        }
    }
    Song song = songFromText(text);
    song.meters = MeterMap({{Tick(0), meter}});
    return song;
}

} // namespace

class TestMusicXmlFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notesComeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"Melody: C4 q v90 | E4 e. | G4 s | C5 h v127", "Melody: C4+E4+G4 w | - h | D4 h", "Melody: C4 w | C4 h. | - q | C4 q. | D4 q.",
                                 "Melody: C4 e3 | D4 e3 | E4 e3 | C4 q3 | D4 q3 | E4 q3", "Melody: C4 12288t | D4 12288t | E4 24576t | F4 12288t",
                                 "Melody: C5 w | E4 q @1 | F4 q | G3 h @2 v20", "Melody: C5 h @0.5 | C5 h @1.5 | C5 h @2.5",
                                 "Melody: C4 w\nBass: C2 q | - q | C2 h", "Melody: C4 q @5 | D4 e @11.75 v1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void notesComeBackAsTheyWere()
    {
        QFETCH(QString, text);
        const std::string song = text.toStdString();
        QCOMPARE(throughMusicXml(song), textOf(songFromText(song)));
        QCOMPARE(writeMusicXml(songFromText(song)).movedNotes, std::size_t{0});
    }

    void songsOnAGridComeBackAsTheyWere()
    {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            const Song song = randomGridSong(seed);
            const LoadedSong read = readBack(song);
            QVERIFY2(textOf(read.song) == textOf(song), (std::to_string(seed) + "\n" + textOf(song) + "\nbecame\n" + textOf(read.song)).c_str());
            QVERIFY(read.notices.empty());
            QCOMPARE(read.song.meters.meterAt(Tick(0)).numerator, song.meters.meterAt(Tick(0)).numerator);
            // And once more the same bytes.
            QCOMPARE(writeMusicXml(read.song).text, writeMusicXml(song).text);
        }
    }

    void playedMusicIsMovedToTheNearestPlaceAndCounted()
    {
        const WrittenMusicXml written = writeMusicXml(songFromText("Melody: C4 59000t @700t | D4 61000t @60900t | E4 q @2"));
        QCOMPARE(textOf(readMusicXml(written.text, "played").value().song), textOf(songFromText("Melody: C4 q | D4 q | E4 q")));
        QCOMPARE(written.movedNotes, std::size_t{2});
        QVERIFY(says(written.notices.front(), "2 notes were moved"));
    }

    void valuesAndTiesShowTheBeats()
    {
        const std::string xml = writeMusicXml(songFromText("Melody: C4 q. | D4 q. | E4 q | F4 w @3.5")).text;
        QVERIFY(says(xml, "<type>quarter</type>\n    <dot />"));
        QCOMPARE(countOf(xml, "<tie type=\"start\" />"), countOf(xml, "<tie type=\"stop\" />"));
        QVERIFY(countOf(xml, "<tie type=\"start\" />") >= 2);
    }

    void tripletsAreTuplets()
    {
        const std::string xml = writeMusicXml(songFromText("Melody: C4 e3 | D4 e3 | E4 e3 | C4 q")).text;
        QCOMPARE(countOf(xml, "<actual-notes>3</actual-notes>"), 3);
        QCOMPARE(countOf(xml, "<tuplet type=\"start\" />"), 1);
        QCOMPARE(countOf(xml, "<tuplet type=\"stop\" />"), 1);
        QCOMPARE(countOf(xml, "<type>eighth</type>"), 3);
    }

    void pitchesAreSpelledByTheKey()
    {
        Song song = songFromText("Melody: 61 q | 66 q | 70 q");
        song.keys = {{Tick(0), {-5, Mode::Major}}};
        QVERIFY(says(writeMusicXml(song).text, "<step>D</step>\n     <alter>-1</alter>"));
        song.keys = {{Tick(0), {5, Mode::Major}}};
        QVERIFY(says(writeMusicXml(song).text, "<step>C</step>\n     <alter>1</alter>"));
        QCOMPARE(readBack(song).song.keys, song.keys);
    }

    void tempoMeterKeyMarkersAndChordsComeBack()
    {
        Song song = songFromText("Melody: C4 w | D4 h. | E4 h. | F4 w");
        song.tempo = TempoMap({{Tick(0), 451'234}, {kTicksPerQuarter * 5, 700'001}});
        song.meters = MeterMap({{Tick(0), {4, 4}}, {kTicksPerQuarter * 4, {3, 4}}, {kTicksPerQuarter * 10, {4, 4}}});
        song.keys = {{Tick(0), {-3, Mode::Minor}}, {kTicksPerQuarter * 6, {2, Mode::Major}}};
        song.conductor = {{Tick(0), 0xFF, meta::kTrackName, 0, "A <Song> & more"},
                          {Tick(0), 0xFF, meta::kText, 0, "Cm7"},
                          {kTicksPerQuarter * 2, 0xFF, meta::kText, 0, "F#7sus4/C#"},
                          {kTicksPerQuarter * 4, 0xFF, meta::kMarker, 0, "Verse"},
                          {kTicksPerQuarter * 4, 0xFF, meta::kText, 0, "Bbadd9"},
                          {kTicksPerQuarter * 7, 0xFF, meta::kText, 0, "N.C."}};
        const LoadedSong read = readBack(song);
        QCOMPARE(textOf(read.song), textOf(song));
        QVERIFY(read.song.tempo == song.tempo);
        QVERIFY(read.song.meters == song.meters);
        QVERIFY(read.song.keys == song.keys);
        QVERIFY(read.song.conductor == song.conductor);
    }

    void pickUpAndShortBarsStayShort()
    {
        Song song = songFromText("Melody: C4 q | D4 w | E4 w");
        song = setPickUp(kTicksPerQuarter).apply(song);
        const LoadedSong read = readBack(song);
        for (int bar = 1; bar <= 3; ++bar)
            QCOMPARE(read.song.meters.bar(bar), song.meters.bar(bar));
    }

    void instrumentsAndMixComeBack()
    {
        const Song song = with(songFromText("Strings: C4 w"), [](Track& track) {
            track.channel = 5;
            track.program = 48;
            track.bankMsb = 1;
            track.bankLsb = 2;
            track.volume = 0.5;
            track.pan = -0.25;
        });
        const Track track = *readBack(song).song.tracks.front();
        QCOMPARE(track.name, "Strings"s);
        QCOMPARE(track.channel, 5);
        QCOMPARE(track.program, std::optional(48));
        QCOMPARE(track.bankMsb, std::optional(1));
        QCOMPARE(track.bankLsb, std::optional(2));
        QVERIFY(std::abs(track.volume - 0.5) < 1e-4 && std::abs(track.pan + 0.25) < 1e-4);
    }

    void drumsAreOnAStaffOfTheirOwn()
    {
        const Song song = with(songFromText("Kit: 36+42 q | 38 q | 36 e | 46 e | 49+38 q"), [](Track& track) { track.channel = kDrumChannel; });
        const std::string xml = writeMusicXml(song).text;
        QVERIFY(says(xml, "<sign>percussion</sign>") && says(xml, "<midi-unpitched>37</midi-unpitched>"));
        const LoadedSong read = readBack(song);
        QCOMPARE(textOf(read.song), textOf(song));
        QVERIFY(read.song.tracks.front()->isDrums());
    }

    void pianoHasTwoStavesAndManyVoicesMore()
    {
        const Song piano = songFromText("Piano: C5 h | E5 h | C3 w @0");
        QVERIFY(says(writeMusicXml(piano).text, "<staves>2</staves>"));
        std::string text = "Cluster:";
        for (int i = 0; i < 6; ++i)
            text += (i > 0 ? " | " : " ") + std::to_string(70 + i) + " w @" + std::to_string(i) + "/2";
        QVERIFY(says(writeMusicXml(songFromText(text)).text, "<staff>2</staff>"));
        QCOMPARE(throughMusicXml(text), textOf(songFromText(text)));
    }

    void lyricsStandUnderTheirNotes()
    {
        const Song song = with(songFromText("Voice: C4 q | D4 q | E4 h"), [](Track& track) {
            track.events = {{Tick(0), 0xFF, meta::kLyric, 0, "Hal-"}, {kTicksPerQuarter, 0xFF, meta::kLyric, 0, "lo"}, {kTicksPerQuarter * 2, 0xFF, meta::kLyric, 0, "you"}};
        });
        const std::string xml = writeMusicXml(song).text;
        QVERIFY(says(xml, "<syllabic>begin</syllabic>") && says(xml, "<syllabic>end</syllabic>") && says(xml, "<syllabic>single</syllabic>"));
        QCOMPARE(readBack(song).song.tracks.front()->events, song.tracks.front()->events);
    }

    void whatAScoreDoesNotHoldIsNamed()
    {
        const std::string xml = R"(<score-partwise><part-list><score-part id="P1"><part-name>A</part-name></score-part></part-list>
            <part id="P1"><measure number="1"><attributes><divisions>2</divisions><transpose><chromatic>-2</chromatic></transpose></attributes>
            <note><grace/><pitch><step>D</step><octave>4</octave></pitch></note>
            <note><pitch><step>D</step><octave>4</octave></pitch><duration>4</duration><tie type="start"/></note>
            <note><chord/><pitch><step>F</step><alter>1</alter><octave>4</octave></pitch><duration>4</duration></note>
            <note><pitch><step>H</step><octave>4</octave></pitch><duration>2</duration></note>
            <backup><duration>6</duration></backup><forward><duration>2</duration></forward>
            <note><pitch><step>D</step><octave>3</octave></pitch><duration>2</duration><voice>2</voice></note>
            <barline><repeat direction="backward"/></barline></measure></part></score-partwise>)";
        const auto read = readMusicXml(xml, "test");
        QCOMPARE(textOf(read->song), textOf(songFromText("A: C4+E4 h | C3 q @1")));
        QCOMPARE(read->notices.size(), std::size_t{4});
    }

    void filesThatAreNoScoreAreRefusedInOneSentence()
    {
        for (const std::string& bytes : {""s, "<html></html>"s, "<score-timewise/>"s, "<score-partwise/>"s, "<score-partwise><part"s, "PK\x03\x04 nothing"s, "\x00\x01\x02"s}) {
            const auto read = readMusicXml(bytes, "some.musicxml");
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::Input);
            QVERIFY2(read.error().message.starts_with("some.musicxml ") && read.error().message.ends_with('.'), read.error().message.c_str());
        }
    }

    void compressedFileIsTheSameScore()
    {
        QTemporaryDir folder;
        const Song song = songFromText("Melody: C4 q | E4 q | G4 h");
        const std::filesystem::path packed = folder.filePath("song.mxl").toStdString(), plain = folder.filePath("song.musicxml").toStdString();
        QVERIFY(writeMusicXmlFile(song, packed).ok());
        QVERIFY(writeMusicXmlFile(song, plain).ok());
        const std::string bytes = *readFile(packed);
        QVERIFY(isZip(bytes));
        QCOMPARE(scoreInMxl(bytes, "song.mxl").value(), *readFile(plain));
        QCOMPARE(textOf(readMusicXml(bytes, "song.mxl")->song), textOf(song));
        QVERIFY(writeMusicXmlFile(song, packed).ok());
        QCOMPARE(*readFile(packed), bytes); // no time of day in it
        QVERIFY(!writeMusicXmlFile(song, folder.filePath("no/such/song.mxl").toStdString()).ok());
    }

    void emptySongIsAScoreWithABarOfRest()
    {
        const LoadedSong read = readBack(Song());
        QCOMPARE(read.song.noteCount(), std::size_t{0});
        QCOMPARE(read.song.tracks.size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestMusicXmlFile)
#include "tst_MusicXmlFile.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ProjectFile.h"

#include "core/io/Damage.h"
#include "core/io/MidiLimits.h"
#include "core/io/SongFile.h"
#include "support/QtText.h"
#include "support/RandomSong.h"

#include <QFile>
#include <QTemporaryDir>

using namespace continuo;
using namespace std::string_literals;

namespace {

/// A song with something in every field that a song has.
Song fullSong()
{
    Song song = songFromText("Melody: C4 q muted | E4 q pinned suggested | G4 h v1\nKit: 36 q | 38 3t @7t");
    Track track = *song.tracks.front();
    track.name = "Mélodie \"1\"\n♪";
    track.program = 73;
    track.bankMsb = 1;
    track.bankLsb = 127;
    track.volume = 0.1 + 0.2; // no short decimal
    track.pan = -1.0 / 3;
    track.muted = true;
    track.colour = 5;
    track.fileTrack = 2;
    track.end = kTicksPerQuarter * 8;
    track.events = {{Tick(0), 0xB0, 7, 100, {}}, {Tick(0), 0xE0, 127, 1, {}}, {Tick(5), 0xF0, 0, 0, "\x7E\x7F\x09\x01\xF7"s},
                    {Tick(5), 0xFF, meta::kLyric, 0, "la \xE9 \xC3\xA9 \\ \"\0\x01"s}};
    Clip second{ClipId(1000), kTicksPerQuarter * 4, kTicksPerQuarter, {{NoteId(1001), Tick(3), Tick(1), Pitch(127), 127, 0}}};
    track.clips.push_back(std::make_shared<const Clip>(second));
    song = withTrack(song, track);
    Track kit = *song.tracks.back();
    kit.channel = kDrumChannel;
    kit.solo = true;
    song = withTrack(song, kit);
    song.tempo = TempoMap({{Tick(0), 451'234}, {kTicksPerQuarter, 1}, {kTicksPerQuarter, 0xFFFFFFFF}});
    song.meters = MeterMap({{Tick(0), {7, 16, 12, 9}}, {kTicksPerQuarter * 4, {3, 8}}});
    song.keys = {{Tick(0), {-7, Mode::Minor}}, {kTicksPerQuarter, {7, Mode::Major}}};
    song.conductor = {{Tick(0), 0xFF, meta::kTrackName, 0, "Title"}};
    song.layout = {2, 0xE728};
    song.lastId = 5000;
    return song;
}

/// The file with `before` once replaced.
std::string with(std::string file, const std::string& before, const std::string& after)
{
    const std::size_t at = file.find(before);
    if (at == std::string::npos)
        throw std::invalid_argument("the file has no " + before);
    return file.replace(at, before.size(), after);
}

std::string reasonFor(const std::string& file)
{
    const auto read = readProject(file, "song.continuo");
    return read ? "it is read" : read.error().message;
}

} // namespace

class TestProjectFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingThatASongIsComesBack()
    {
        const Song song = fullSong();
        const auto read = readProject(writeProject(song), "song.continuo");
        QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
        QVERIFY(sameContent(read->song, song));
        QCOMPARE(read->song.lastId, song.lastId);
        QVERIFY(read->notices.empty());
        QCOMPARE(read->song.tracks.front()->clips.back()->id, ClipId(1000));
    }

    void filesOfEveryVersionAreRead()
    {
        for (int version = 1; version <= kProjectVersion; ++version) {
            const auto read = readSongFile(CONTINUO_SOURCE_DIR "/tests/core/io/data/version-" + std::to_string(version) + ".continuo");
            QVERIFY2(read.ok(), read ? "" : read.error().message.c_str());
            QVERIFY(sameContent(read->song, fullSong()));
            QVERIFY(read->notices.empty());
        }
    }

    void everySongComesBack()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            const Song song = randomSong(seed);
            const std::string file = writeProject(song);
            const auto read = readProject(file, "song.continuo");
            QVERIFY(read.ok() && sameContent(read->song, song));
            QCOMPARE(writeProject(read->song), file);
        }
        QVERIFY(sameContent(readProject(writeProject(Song()), "empty.continuo")->song, Song()));
    }

    void theFileCanBeReadByPeople()
    {
        const std::string file = writeProject(songFromText("Melody: C4 q | E4 h suggested"));
        QCOMPARE(file.substr(file.find('\n') + 1),
                 R"("ticksPerQuarter": 61440, "midi": {"format": 1, "division": 480}, "lastId": 4,
"tempo": [],
"meters": [],
"keys": [],
"conductor": [],
"tracks": [
  {"id": 1, "name": "Melody", "channel": 0,
   "volume": 1, "pan": 0, "muted": false, "solo": false, "colour": 0, "fileTrack": -1, "end": 0,
   "events": [],
   "clips": [
    {"id": 2, "start": 0, "length": 184320, "notes": [
     [3, 0, 61440, 60, 80, 64],
     [4, 61440, 122880, 64, 80, 64, "suggested"]]}]}]}
)"s);
    }

    void aChangedFileIsReadAndSaysSo()
    {
        const std::string file = writeProject(songFromText("Melody: C4 q"));
        const auto read = readProject(with(file, "[3, 0, 61440, 60,", "[3, 0, 61440, 62,"), "song.continuo");
        QVERIFY(read.ok());
        QCOMPARE(textOf(read->song), textOf(songFromText("Melody: D4 q")));
        QCOMPARE(read->notices.size(), std::size_t{1});
        QVERIFY2(read->notices.front().find("changed") != std::string::npos, read->notices.front().c_str());
    }

    void whatNoSongCanBeIsTurnedDownWithItsPlace_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const char* before, const char* after, const char* reason) {
            QTest::newRow(name) << before << after << reason;
        };
        row("pitch", "60, 80, 64]", "128, 80, 64]", "song.continuo is damaged: track 1: clip 1: note 1: its pitch needs a whole number from 0 to 127.");
        row("fraction", "60, 80, 64]", "60.5, 80, 64]", "song.continuo is damaged: track 1: clip 1: note 1: its pitch needs a whole number from 0 to 127.");
        row("silent", "60, 80, 64]", "60, 0, 64]", "song.continuo is damaged: track 1: clip 1: note 1: its velocity needs a whole number from 1 to 127.");
        row("length", "[3, 0, 61440,", "[3, 0, 0,", "song.continuo is damaged: track 1: clip 1: note 1: its length needs a whole number from 1 to 2199023255552.");
        row("early", "[3, 0, 61440,", "[3, -1, 61440,", "song.continuo is damaged: track 1: clip 1: a note of it starts before the song.");
        row("huge", "[3, 0, 61440,", "[3, 18446744073709551615, 61440,", "song.continuo is damaged: track 1: clip 1: note 1: its start needs a whole number from -2199023255552 to 2199023255552.");
        row("mark", "60, 80, 64]", "60, 80, 64, \"loud\"]", "song.continuo is damaged: track 1: clip 1: note 1: it cannot be \"loud\".");
        row("few", "60, 80, 64]", "60]", "song.continuo is damaged: track 1: clip 1: note 1: it needs 6 or 7 values.");
        row("same id", "[3, 0", "[1, 0", "song.continuo is damaged: two things have the id 1.");
        row("no id", "[3, 0", "[0, 0", "song.continuo is damaged: track 1: clip 1: note 1: its id needs a whole number from 1 to 4503599627370496.");
        row("channel", "\"channel\": 0", "\"channel\": 16", "song.continuo is damaged: track 1: \"channel\" needs a whole number from 0 to 15.");
        row("volume", "\"volume\": 1", "\"volume\": 1.01", "song.continuo is damaged: track 1: \"volume\" needs a number from 0 to 1.");
        row("flag", "\"solo\": false", "\"solo\": 0", "song.continuo is damaged: track 1: \"solo\" needs true or false.");
        row("missing", "\"pan\": 0, ", "", "song.continuo is damaged: track 1: \"pan\" is missing.");
        row("list", "\"tempo\": []", "\"tempo\": 5", "song.continuo is damaged: \"tempo\" needs a list.");
        row("meter", "\"meters\": []", "\"meters\": [[0, 4, 3, 24, 8]]", "song.continuo is damaged: meter 1: its beat needs to be a power of two.");
        row("key", "\"keys\": []", "\"keys\": [[0, 0, \"dorian\"]]", "song.continuo is damaged: key 1: its mode needs to be major or minor.");
        row("status", "\"conductor\": []", "\"conductor\": [[0, 241, 0, \"\"]]", "song.continuo is damaged: event 1: its status is not one that a file can have.");
        row("byte", "\"conductor\": []", "\"conductor\": [[0, 255, 1, \"♪\"]]", "song.continuo is damaged: event 1: its text has a character that is not a byte.");
        row("division", "\"division\": 480", "\"division\": 0", "song.continuo is damaged: \"division\" needs a whole number from 1 to 65535.");
        row("clock", "\"ticksPerQuarter\": 61440", "\"ticksPerQuarter\": 480", "song.continuo is damaged: it counts time in a way that no Continuo does.");
        row("newer", "\"continuo\": 1", "\"continuo\": 2", "song.continuo was written by a newer Continuo (version 2 of the format; this one reads up to 1).");
        row("other", "\"continuo\": 1", "\"cantata\": 1", "song.continuo is not a Continuo song.");
    }
    void whatNoSongCanBeIsTurnedDownWithItsPlace()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, reason);
        const std::string file = writeProject(songFromText("Melody: C4 q | E4 h"));
        QCOMPARE(reasonFor(with(file, before.toStdString(), after.toStdString())), reason.toStdString());
    }

    void whatIsNoSongAtAllIsTurnedDown()
    {
        for (const char* text : {"", "{", "[]", "{}", "17", "null", "{\"continuo\": \"1\"}"})
            QCOMPARE(reasonFor(text), "song.continuo is not a Continuo song."s);
        QVERIFY(!readProject("{\"continuo\": 1}", "song.continuo").ok());
        const std::string deep(1'000'000, '[');
        QCOMPARE(reasonFor(deep), "song.continuo is not a Continuo song."s);
        QCOMPARE(reasonFor(deep + std::string(1'000'000, ']')), "song.continuo is not a Continuo song."s);
    }

    void everyBeginningOfAFileIsTurnedDown()
    {
        const std::string whole = writeProject(fullSong());
        for (std::size_t length = 0; length + 2 < whole.size(); ++length)
            QVERIFY(!readProject(whole.substr(0, length), "cut.continuo").ok());
    }

    void damagedFilesAreReadOrTurnedDown()
    {
        const std::vector<std::string> foreign{"-1", "0", "1e308", "999999999999999999999", "null", "\"\"", "[]", "{}", "[", "]", "}", ",", "\\u0000", "\xFF"};
        const std::string whole = writeProject(fullSong());
        std::mt19937 random(1);
        int read = 0;
        for (int i = 0; i < 20'000; ++i) {
            const auto loaded = readProject(damagedFile(whole, foreign, random), "damaged.continuo");
            if (!loaded) {
                QCOMPARE(loaded.error().code, ErrorCode::Input);
                QVERIFY2(loaded.error().message.starts_with("damaged.continuo "), loaded.error().message.c_str());
                continue;
            }
            ++read;
            // Whatever is read is a song like any other.
            const std::string again = writeProject(loaded->song);
            const auto second = readProject(again, "again.continuo");
            QVERIFY(second.ok() && sameContent(second->song, loaded->song));
            QVERIFY(readMidi(writeMidi(loaded->song), "again.mid").ok());
            QVERIFY(loaded->song.lastBar() >= 0);
        }
        QVERIFY(read > 100);
    }

    void anyNameEndingInContinuoIsWrittenAndReadAsOne()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("song.Continuo").toStdString();
        const Song song = fullSong();
        QCOMPARE(writeSongFile(song, file).value(), std::vector<std::string>{});
        QVERIFY(sameContent(readSongFile(file)->song, song));
        // What is in a file says more than its name.
        QVERIFY(QFile::rename(folder.filePath("song.Continuo"), folder.filePath("song.mid")));
        QVERIFY(sameContent(readSongFile(folder.filePath("song.mid").toStdString())->song, song));
        // An old file stays when the new one cannot be written.
        const auto refused = writeProjectFile(song, "/proc/song.continuo");
        QVERIFY(!refused && refused.error().code == ErrorCode::Output);
    }

    void savingAsMidiSaysWhatIsLeftOut()
    {
        QCOMPARE(notSaidByMidi(songFromText("Melody: C4 q")), std::vector<std::string>{});
        QCOMPARE(notSaidByMidi(songFromText("Melody: C4 q muted | D4 q suggested | E4 q suggested")),
                 std::vector{"A MIDI file does not hold that 1 note is muted and that 2 notes are suggested; a Continuo song (.continuo) does."s});
        QCOMPARE(notSaidByMidi(fullSong()),
                 std::vector{"A MIDI file does not hold how 2 tracks are mixed, the clips of 1 track, that 1 note is muted, that 1 note is pinned and "
                             "that 1 note is suggested; a Continuo song (.continuo) does."s});
        QTemporaryDir folder;
        QCOMPARE(writeSongFile(fullSong(), folder.filePath("song.mid").toStdString())->size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestProjectFile)
#include "tst_ProjectFile.moc"

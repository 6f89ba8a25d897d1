// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"

#include "core/io/MidiBytes.h"
#include "core/io/ReadFile.h"
#include "core/io/SongDump.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTemporaryDir>

#include <random>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// The song in the file; the test fails when it is turned down or, unless notices are expected, has any.
Song song(const std::string& file)
{
    const auto loaded = readMidi(file, "song.mid");
    if (!loaded)
        QTest::qFail(loaded.error().message.c_str(), __FILE__, __LINE__);
    for (const std::string& notice : loaded ? loaded->notices : std::vector<std::string>{})
        QTest::qFail(notice.c_str(), __FILE__, __LINE__);
    return loaded ? loaded->song : Song{};
}

/// The notices, one a line, or the error.
std::string noticesOf(const std::string& file)
{
    const auto loaded = readMidi(file, "song.mid");
    if (!loaded)
        return "error: " + loaded.error().message;
    std::string text;
    for (const std::string& notice : loaded->notices)
        text += (text.empty() ? "" : "\n") + notice;
    return text;
}

/// The notes in a file that has something wrong.
std::string notesDespiteNotices(const std::string& file)
{
    const auto loaded = readMidi(file, "song.mid");
    return loaded ? textOf(loaded->song) : "error: " + loaded.error().message;
}

std::string resaved(const std::string& file, const MidiWriteOptions& options = {})
{
    const auto loaded = readMidi(file, "song.mid");
    return loaded ? spelled(writeMidi(loaded->song, options)) : "error: " + loaded.error().message;
}

Song changed(const Song& before, std::size_t track, const std::function<void(Track&)>& change)
{
    Track copy = *before.tracks[track];
    change(copy);
    return withTrack(before, copy);
}

int divisionOf(const std::string& file)
{
    return static_cast<unsigned char>(file[12]) * 256 + static_cast<unsigned char>(file[13]);
}

int trackChunksOf(const std::string& file)
{
    return static_cast<unsigned char>(file[10]) * 256 + static_cast<unsigned char>(file[11]);
}

/// A song with everything in it, at times that the division has.
Song randomSong(std::mt19937& random, int division)
{
    const auto below = [&random](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
    const auto fileTick = [division](std::int64_t at) {
        return Tick((at * kQuarter.value + division / 2) / division);
    };
    Song result;
    result.layout.division = static_cast<std::uint16_t>(division);
    std::vector<TempoChange> tempi;
    std::vector<MeterChange> meters;
    for (int i = below(4); i > 0; --i)
        tempi.push_back({fileTick(below(1000)), 1u + static_cast<unsigned>(below(0xFFFFFF))});
    for (int i = below(4); i > 0; --i)
        meters.push_back({fileTick(below(1000)), {1 + below(255), 1 << below(8), static_cast<std::uint8_t>(below(256)),
                                                  static_cast<std::uint8_t>(below(256))}});
    result.tempo = TempoMap(tempi);
    result.meters = MeterMap(meters);
    result.conductor = {{Tick(0), 0xFF, meta::kTrackName, 0, "title"}, {fileTick(5), 0xFF, meta::kMarker, 0, "A"}};

    const int tracks = 1 + below(4);
    const int firstChannel = below(16);
    for (int t = 0; t < tracks; ++t) {
        Track track;
        track.id = TrackId(++result.lastId);
        track.name = "part " + std::to_string(t);
        track.channel = (firstChannel + t) % 16;
        if (below(2) != 0)
            track.program = below(128);
        if (track.program && below(2) != 0)
            track.bankMsb = below(128);
        std::int64_t at = 0;
        for (int i = below(20); i > 0; --i) {
            at += below(division);
            track.events.push_back({fileTick(at), static_cast<std::uint8_t>(0xB0 | track.channel),
                static_cast<std::uint8_t>(1 + below(31)), static_cast<std::uint8_t>(below(128)), {}});
        }
        Clip clip;
        clip.id = ClipId(++result.lastId);
        std::vector<Note> notes;
        std::array<std::int64_t, 128> freeFrom{};
        at = 0;
        for (int i = 1 + below(60); i > 0; --i) {
            at += below(3) * below(division);
            const int pitch = below(128);
            at = std::max(at, freeFrom[static_cast<std::size_t>(pitch)]);
            const int length = 1 + below(2 * division);
            freeFrom[static_cast<std::size_t>(pitch)] = at + length;
            Note note{NoteId(++result.lastId), fileTick(at), fileTick(at + length) - fileTick(at), Pitch(pitch)};
            note.velocity = static_cast<std::uint8_t>(1 + below(127));
            note.releaseVelocity = static_cast<std::uint8_t>(below(128));
            notes.push_back(note);
        }
        clip.notes = std::move(notes);
        track.clips = {std::make_shared<const Clip>(clip)};
        result = withNewTrack(result, track);
    }
    return result;
}

} // namespace

class TestMidiFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notesAreRead()
    {
        QCOMPARE(
            textOf(song(midiFile(1, 2,
                {"00 FF 2F 00", "00 FF 03 04 'Lead' 00 90 3C 50 02 80 3C 40 00 90 40 50 04 80 40 40 00 FF 2F 00"}))),
            "Lead: C4 q | E4 h"s);
    }

    void noteOnOfVelocityZeroEndsANote()
    {
        QCOMPARE(textOf(song(midiFile(1, 1, {"00 90 3C 50 01 3C 00 00 FF 2F 00"}))), "C4 q"s);
    }

    void notesOfOnePitchEndInTheOrderTheyBegan()
    {
        QCOMPARE(textOf(song(midiFile(1, 1, {"00 90 3C 50 01 3C 51 01 3C 00 02 3C 00 00 FF 2F 00"}))),
                 "C4 h | C4 h. @1 v81"s);
    }

    void noteWithoutLengthGetsOneTickAndIsSavedWithoutLength()
    {
        const std::string file = midiFile(1, 96, {"00 90 3C 50 00 3C 00 60 3C 50 60 3C 00 00 FF 2F 00"});
        QCOMPARE(textOf(song(file)), "C4 1t | C4 q @1"s);
        QCOMPARE(resaved(file), spelled(file));
    }

    void noteThatNeverEndsEndsWithItsTrack()
    {
        const std::string file = midiFile(1, 1, {"00 90 3C 50 04 FF 2F 00"});
        QCOMPARE(notesDespiteNotices(file), "C4 w"s);
        QCOMPARE(noticesOf(file), "One note never ends and was ended with its track."s);
    }

    void noteEndWithoutANoteIsLeftOut()
    {
        const std::string file = midiFile(1, 1, {"00 90 3C 50 01 3C 00 00 3C 00 00 FF 2F 00"});
        QCOMPARE(notesDespiteNotices(file), "C4 q"s);
        QCOMPARE(noticesOf(file), "One note end without a note was left out."s);
    }

    void releaseVelocityIsKept()
    {
        const std::string file = midiFile(1, 1, {"00 90 3C 50 01 80 3C 07 00 FF 2F 00"});
        QCOMPARE(song(file).tracks[0]->clips[0]->notes[0].releaseVelocity, std::uint8_t(7));
        QCOMPARE(resaved(file), spelled(file));
    }

    void notesAtOneTimeStandInOrderOfPitch()
    {
        const std::string file =
            midiFile(1, 1, {"00 90 43 50 00 3C 50 00 40 50 01 43 00 00 3C 00 00 40 00 00 FF 2F 00"});
        QCOMPARE(textOf(song(file)), textOf(songFromText("C4+E4+G4 q")));
    }

    void everyKindOfEventIsSavedByteForByte()
    {
        const std::string file = midiFile(1, 480,
            {"00 FF 00 02 0007 00 FF 03 05 'Title' 00 FF 54 05 60 00 00 00 00 00 F0 03 7E 09 F7 "
              "00 FF 58 04 06 03 18 08 00 FF 59 02 FD 01 00 FF 51 03 07 A1 20 0A FF 06 01 'A' 8760 FF 2F 00",
                "00 FF 03 05 'Piano' 00 FF 04 02 'pf' 00 FF 20 01 00 00 FF 21 01 02 00 B0 00 01 00 20 02 00 C0 05 "
                "00 B0 07 64 00 E0 00 40 00 90 3C 50 0A A0 3C 11 0A D0 22 0A C0 06 0A E0 12 34 0A FF 05 02 'la' "
                "0A FF 01 01 'x' 0A FF 02 01 'c' 0A FF 07 03 'cue' 0A FF 08 01 'p' 0A FF 09 01 'd' 0A FF 60 02 BE EF "
                "0A FF 7F 03 00 00 41 0A F0 03 41 10 F7 0A F0 02 41 11 0A F7 02 12 F7 0A F7 01 F8 0A 90 3C 00 8100 FF "
                "2F 00",
                "00 FF 03 05 'Drums' 00 99 24 64 0A 24 00 00 FF 2F 00"});
        QCOMPARE(resaved(file), spelled(file));
    }

    void tempoMeterAndKeyAreReadFromAnyTrackAndSavedInTheFirst()
    {
        const std::string file = midiFile(1, 1,
            {"00 FF 2F 00",
                "04 FF 51 03 07 A1 20 00 FF 58 04 03 02 18 08 00 FF 59 02 01 00 "
                "00 90 3C 50 01 3C 00 00 FF 2F 00"});
        const Song read = song(file);
        QCOMPARE(read.tempo.changes().front().at, kQuarter * 4);
        QCOMPARE(read.meters.meterAt(kQuarter * 4).numerator, 3);
        QCOMPARE(keyName(*read.keyAt(kQuarter * 4)), "G major"s);
        QVERIFY(!read.keyAt(kQuarter * 3));
        QCOMPARE(resaved(file),
            spelled(midiFile(1, 1,
                {"04 FF 58 04 03 02 18 08 00 FF 59 02 01 00 00 FF 51 03 07 A1 20 00 FF 2F 00",
                    "04 90 3C 50 01 3C 00 00 FF 2F 00"})));
    }

    void keyOfATransposingPartStaysWithIt()
    {
        const std::string file = midiFile(1, 1, {"00 FF 59 02 00 00 00 FF 2F 00",
                                                 "00 FF 59 02 02 00 00 90 3C 50 01 3C 00 00 FF 2F 00"});
        QCOMPARE(keyName(*song(file).keyAt(Tick(0))), "C major"s);
        QCOMPARE(resaved(file), spelled(file));
    }

    void severalTempiAtOneTimeAreKept()
    {
        const std::string file = midiFile(1, 1, {"00 FF 51 03 07 A1 20 00 FF 51 03 0F 42 40 00 FF 2F 00"});
        QCOMPARE(song(file).tempo.changes().size(), std::size_t(2));
        QCOMPARE(song(file).tempo.bpmAt(Tick(0)), 60.0);
        QCOMPARE(resaved(file), spelled(file));
    }

    void endMarksAreKept()
    {
        const std::string file = midiFile(1, 1, {"00 FF 03 01 'T' 20 FF 2F 00", "00 90 3C 50 01 3C 00 10 FF 2F 00"});
        QCOMPARE(song(file).tracks[0]->end, kQuarter * 17);
        QCOMPARE(resaved(file), spelled(file));
    }

    void firstProgramAndBankAreTheTracks()
    {
        const Song read = song(
            midiFile(1, 1, {"00 B1 07 64 00 20 03 00 00 02 00 C1 18 00 91 3C 50 01 C1 19 00 91 3C 00 00 FF 2F 00"}));
        const Track& track = *read.tracks[0];
        QCOMPARE(track.program, std::optional(24));
        QCOMPARE(track.bankMsb, std::optional(2));
        QCOMPARE(track.bankLsb, std::optional(3));
        QCOMPARE(track.events.size(), std::size_t(2));
    }

    void programThatCouldNotBeGivenBackStaysAnEvent_data()
    {
        QTest::addColumn<QString>("start");
        QTest::newRow("later") << "01 C0 05 00 90 3C 50";
        QTest::newRow("system exclusive behind it") << "00 C0 05 00 F0 05 7E 7F 09 01 F7 00 90 3C 50";
        QTest::newRow("system exclusive between") << "00 B0 07 64 00 F0 05 7E 7F 09 01 F7 00 C0 05 00 90 3C 50";
        QTest::newRow("bank twice") << "00 B0 00 01 00 00 02 00 C0 05 00 90 3C 50";
    }
    void programThatCouldNotBeGivenBackStaysAnEvent()
    {
        QFETCH(QString, start);
        const std::string file = midiFile(1, 1, {start.toStdString() + " 01 3C 00 00 FF 2F 00"});
        QVERIFY(!song(file).tracks[0]->program);
        QCOMPARE(resaved(file), spelled(file));
    }

    void programBehindAResetStaysBehindIt()
    {
        const std::string file =
            midiFile(1, 1, {"00 F0 05 7E 7F 09 01 F7 00 C0 05 00 B0 07 64 00 90 3C 50 01 3C 00 00 FF 2F 00"});
        QCOMPARE(song(file).tracks[0]->program, std::optional(5));
        QCOMPARE(resaved(file), spelled(file));
    }

    void typeZeroIsSplitByChannelAndSavedAsTypeZero()
    {
        const std::string file = midiFile(0, 1, {"00 FF 03 01 'T' 00 FF 51 03 07 A1 20 00 C0 01 00 C1 02 "
                                                 "00 90 3C 50 00 91 40 50 01 90 3C 00 00 91 40 00 00 FF 2F 00"});
        const Song read = song(file);
        QCOMPARE(textOf(read), textOf(songFromText("C4 q\nE4 q")));
        QCOMPARE(read.tracks[1]->program, std::optional(2));
        QCOMPARE(resaved(file), spelled(file));
    }

    void typeZeroWithATrackMoreIsStillTypeZero()
    {
        Song read = song(midiFile(0, 1, {"00 90 3C 50 00 91 40 50 01 90 3C 00 00 91 40 00 00 FF 2F 00"}));
        Track added = *songFromText("Bass: C2 h").tracks[0];
        added.id = TrackId(100);
        added.channel = 5;
        read = withNewTrack(read, added);
        const std::string file = writeMidi(read);
        QCOMPARE(trackChunksOf(file), 1);
        QCOMPARE(textOf(song(file)), textOf(songFromText("C4 q\nE4 q\nBass: C2 h")));
    }

    void typeZeroCanBeSavedAsTypeOne()
    {
        const Song read = song(midiFile(0, 1, {"00 90 3C 50 00 91 40 50 01 90 3C 00 00 91 40 00 00 FF 2F 00"}));
        const std::string file = writeMidi(read, {1});
        QCOMPARE(trackChunksOf(file), 3);
        QCOMPARE(textOf(song(file)), textOf(read));
    }

    void typeOneCanBeSavedAsTypeZero()
    {
        const Song read = song(midiFile(1, 1, {"00 FF 2F 00", "00 FF 03 01 'A' 00 90 3C 50 01 3C 00 00 FF 2F 00",
                                               "00 FF 03 01 'B' 00 91 40 50 01 40 00 00 FF 2F 00"}));
        const std::string file = writeMidi(read, {0});
        QCOMPARE(trackChunksOf(file), 1);
        QCOMPARE(textOf(song(file)), "A: C4 q\nB: E4 q"s);
    }

    void channelsOfOneTrackGoBackIntoOneTrack()
    {
        const std::string file = midiFile(1, 1,
            {"00 FF 2F 00",
                "00 FF 03 01 'A' 00 C0 01 00 C1 02 00 FF 05 01 'o' 00 90 3C 50 00 91 40 50 "
                "01 90 3C 00 00 91 40 00 00 FF 2F 00"});
        const Song read = song(file);
        QCOMPARE(textOf(read), textOf(songFromText("A: C4 q\nE4 q")));
        QCOMPARE(trackChunksOf(writeMidi(read)), 2);
        QCOMPARE(dump(song(writeMidi(read))), dump(read));
    }

    void newTrackGetsAChunkOfItsOwn()
    {
        Song read = song(midiFile(1, 480, {"00 FF 2F 00", "00 90 3C 50 01 3C 00 00 FF 2F 00"}));
        Track added = *songFromText("New: C2 h").tracks[0];
        added.id = TrackId(100);
        read = withNewTrack(read, added);
        const std::string file = writeMidi(read);
        QCOMPARE(trackChunksOf(file), 3);
        QCOMPARE(song(file).tracks[1]->fileTrack, 2);
        QCOMPARE(song(file).tracks[1]->name, "New"s);
    }

    void trackWithoutNotesIsKept()
    {
        const std::string file = midiFile(1, 1, {"00 FF 2F 00", "00 FF 03 05 'Words' 00 FF 01 02 'hi' 00 FF 2F 00",
                                                 "00 90 3C 50 01 3C 00 00 FF 2F 00"});
        QCOMPARE(textOf(song(file)), textOf(songFromText("Words:\nC4 q")));
        QCOMPARE(resaved(file), spelled(file));
    }

    void typeTwoIsReadAsTracksOfWhichTheFirstSounds()
    {
        const std::string file = midiFile(2, 1, {"00 FF 51 03 07 A1 20 00 90 3C 50 01 3C 00 00 FF 2F 00",
                                                 "00 FF 51 03 0F 42 40 00 90 40 50 01 40 00 00 FF 2F 00"});
        const auto loaded = readMidi(file, "song.mid");
        QCOMPARE(textOf(loaded->song), textOf(songFromText("C4 q\nE4 q")));
        QVERIFY(!loaded->song.tracks[0]->muted);
        QVERIFY(loaded->song.tracks[1]->muted);
        QCOMPARE(loaded->song.tempo.bpmAt(Tick(0)), 120.0);
        QCOMPARE(loaded->notices.size(), std::size_t(2));
        QCOMPARE(static_cast<int>(writeMidi(loaded->song)[9]), 1);
    }

    void nameThatIsNotUnicodeIsReadableAndSavedAsItWas()
    {
        const std::string file = midiFile(1, 1, {"00 FF 03 04 'Fl' F6 't' 00 90 3C 50 01 3C 00 00 FF 2F 00"});
        QCOMPARE(song(file).tracks[0]->name, "Fl\xC3\xB6t"s);
        QCOMPARE(resaved(file), spelled(file));
    }

    void changedNameReplacesTheOldOne()
    {
        const Song read = song(midiFile(1, 1, {"00 FF 03 04 'Fl' F6 't' 00 90 3C 50 01 3C 00 00 FF 2F 00"}));
        const Song renamed = changed(read, 0, [](Track& track) { track.name = "Oboe"; });
        QCOMPARE(spelled(writeMidi(renamed)),
            spelled(midiFile(1, 1, {"00 FF 03 04 'Oboe' 00 90 3C 50 01 3C 00 00 FF 2F 00"})));
    }

    void secondNameOfATrackIsKept()
    {
        const std::string file = midiFile(1, 1, {"00 FF 03 01 'A' 00 FF 03 01 'B' 00 90 3C 50 01 3C 00 00 FF 2F 00"});
        QCOMPARE(song(file).tracks[0]->name, "A"s);
        QCOMPARE(resaved(file), spelled(file));
    }

    void namesOfChannelsInOneTrackSurvive()
    {
        Song read = song(midiFile(0, 1, {"00 90 3C 50 00 91 40 50 01 90 3C 00 00 91 40 00 00 FF 2F 00"}));
        read = changed(read, 0, [](Track& track) { track.name = "Low"; });
        read = changed(read, 1, [](Track& track) { track.name = "High"; });
        QCOMPARE(textOf(song(writeMidi(read))), "Low: C4 q\nHigh: E4 q"s);
    }

    /// The last of them names its track, and the file is saved as it was.
    void secondNameOfAChannelIsKept()
    {
        const std::string file = midiFile(0, 1, {"00 FF 20 01 00 00 FF 03 01 'a' 00 FF 20 01 00 00 FF 03 01 'b' "
                                                 "00 90 3C 50 00 91 40 50 01 90 3C 00 00 91 40 00 00 FF 2F 00"});
        QCOMPARE(textOf(song(file)), "b: C4 q\nE4 q"s);
        QCOMPARE(resaved(file), spelled(file));
    }

    void timeInSecondsIsReadAt120AndSavedAsItWas_data()
    {
        QTest::addColumn<int>("division");
        QTest::addColumn<int>("ticksInASecond");
        QTest::newRow("24 frames") << 0xE850 << 1920;
        QTest::newRow("25 frames, milliseconds") << 0xE728 << 1000;
        QTest::newRow("30 frames") << 0xE204 << 120;
        QTest::newRow("one tick a frame") << 0xE201 << 30;
    }
    void timeInSecondsIsReadAt120AndSavedAsItWas()
    {
        QFETCH(int, division);
        QFETCH(int, ticksInASecond);
        const std::string second = ticksInASecond < 128 ? hex("78") : std::string();
        std::string delta;
        if (ticksInASecond >= 128)
            delta += static_cast<char>(0x80 | ticksInASecond >> 7);
        delta += static_cast<char>(ticksInASecond & 0x7F);
        const std::string track = hex("00 90 3C 50") + delta + hex("3C 00 01 3C 51 01 3C 00 00 FF 2F 00");
        const std::string file = header(1, 1, division) + chunk("MTrk", track);
        const Song read = song(file);
        QCOMPARE(read.tracks[0]->clips[0]->notes[0].length, kQuarter * 2);
        QCOMPARE(resaved(file), spelled(file));
    }

    void dropFrameTimeIsSavedAsItWas()
    {
        const std::string file = midiFile(1, 0xE364, {"00 90 3C 50 07 3C 00 83 60 3C 51 01 3C 00 00 FF 2F 00"});
        QCOMPARE(resaved(file), spelled(file));
    }

    void tempoInAFileThatCountsSecondsHasNoEffectAndIsKept()
    {
        const std::string file =
            midiFile(1, 0xE728, {"00 FF 51 03 0F 42 40 00 FF 2F 00", "00 90 3C 50 8768 3C 00 00 FF 2F 00"});
        const auto loaded = readMidi(file, "song.mid");
        QCOMPARE(loaded->song.tempo.bpmAt(Tick(0)), 120.0);
        QCOMPARE(loaded->notices, std::vector{"A tempo was kept without effect: the file counts time in seconds."s});
        QCOMPARE(resaved(file), spelled(file));
    }

    void songInSecondsThatGainsATempoIsSavedInQuarters()
    {
        Song read = song(midiFile(1, 0xE728, {"00 90 3C 50 83 74 3C 00 00 FF 2F 00"}));
        read.tempo = TempoMap({{Tick(0), 1'000'000}});
        const std::string file = writeMidi(read);
        QVERIFY(divisionOf(file) < 0x8000);
        QCOMPARE(textOf(song(file)), textOf(read));
    }

    void divisionGrowsWhenANoteNeedsIt_data()
    {
        QTest::addColumn<int>("division");
        QTest::addColumn<QString>("notes");
        QTest::addColumn<int>("expected");
        QTest::newRow("fits") << 96 << "C4 q | D4 640t" << 96;
        QTest::newRow("quintuplet") << 96 << "C4 12288t" << 480;
        QTest::newRow("triplet") << 1 << "C4 e3" << 3;
        QTest::newRow("one that does not divide ours") << 25 << "C4 2458t" << 25;
        QTest::newRow("multiple of one that does not") << 25 << "C4 2458t | D4 e @0" << 50;
    }
    void divisionGrowsWhenANoteNeedsIt()
    {
        QFETCH(int, division);
        QFETCH(QString, notes);
        QFETCH(int, expected);
        Song written = songFromText(notes.toStdString());
        written.layout.division = static_cast<std::uint16_t>(division);
        const std::string file = writeMidi(written);
        QCOMPARE(divisionOf(file), expected);
        QCOMPARE(textOf(song(file)), textOf(written));
    }

    void freeRecordingIsSavedToHalfATick()
    {
        const std::string file = writeMidi(songFromText("C4 61439t | D4 10001t"));
        QCOMPARE(divisionOf(file), 30720);
        const Song read = song(file);
        for (const Note& note : read.tracks[0]->clips[0]->notes)
            QVERIFY(std::abs(note.end().value - (note.pitch == Pitch(60) ? 61439 : 71440)) <= 1);
    }

    void randomSongsComeBackTheSame_data()
    {
        QTest::addColumn<int>("division");
        for (const int division :
            {1, 2, 24, 96, 100, 120, 192, 220, 384, 480, 960, 1001, 1024, 3072, 15360, 25600, 30720, 32766, 32767})
            QTest::newRow(std::to_string(division).c_str()) << division;
    }
    void randomSongsComeBackTheSame()
    {
        QFETCH(int, division);
        std::mt19937 random(static_cast<unsigned>(division));
        for (int i = 0; i < 50; ++i) {
            const Song written = randomSong(random, division);
            const std::string file = writeMidi(written);
            QCOMPARE(divisionOf(file), division);
            const Song read = song(file);
            QCOMPARE(textOf(read), textOf(written));
            QCOMPARE(read.tempo, written.tempo);
            QCOMPARE(read.meters, written.meters);
            for (std::size_t t = 0; t < read.tracks.size(); ++t) {
                QCOMPARE(read.tracks[t]->events, written.tracks[t]->events);
                QCOMPARE(read.tracks[t]->program, written.tracks[t]->program);
                QCOMPARE(read.tracks[t]->bankMsb, written.tracks[t]->bankMsb);
            }
            QCOMPARE(spelled(writeMidi(read)), spelled(file));
        }
    }

    void randomSongsComeBackTheSameThroughTypeZero()
    {
        std::mt19937 random(7);
        for (int i = 0; i < 50; ++i) {
            const Song read = song(writeMidi(randomSong(random, 480), {0}));
            QCOMPARE(dump(song(writeMidi(read))), dump(read));
        }
    }

    void restTooLongForOneDeltaTimeIsBridged()
    {
        Song written = songFromText("C4 q @20000000");
        written.layout.division = 480;
        const Song read = song(writeMidi(written));
        QCOMPARE(textOf(read), textOf(written));
        QVERIFY(read.tracks[0]->events.empty());
    }

    void clipEndsWithItsLastBar()
    {
        const Song read = song(midiFile(1, 1, {"00 FF 58 04 03 02 18 08 00 90 3C 50 04 3C 00 00 FF 2F 00"}));
        QCOMPARE(read.tracks[0]->clips[0]->length, kQuarter * 6);
    }

    void everythingHasAnIdOfItsOwn()
    {
        const Song read = song(midiFile(1, 1, {"00 90 3C 50 00 91 40 50 01 90 3C 00 00 91 40 00 00 FF 2F 00"}));
        std::vector<std::uint64_t> ids;
        for (const auto& track : read.tracks) {
            ids.insert(ids.end(), {track->id.value, track->clips[0]->id.value, track->clips[0]->notes[0].id.value});
        }
        std::sort(ids.begin(), ids.end());
        QCOMPARE(ids, (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(read.lastId, std::uint64_t(6));
    }

    void damageIsSkippedAndNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("notes");
        QTest::addColumn<QString>("notices");
        const auto row = [](const char* name, const std::string& file, const char* notes, const char* notices) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << notes << notices;
        };
        const std::string note = "00 90 3C 50 01 3C 00 ", end = "00 FF 2F 00";
        const std::string good = chunk("MTrk", hex(note + end));
        row("riff wrapper", "RIFF" + hex("00 00 00 00") + "RMIDdata" + hex("26 00 00 00") + header(1, 1, 1) + good,
            "C4 q", "The music was inside a RIFF wrapper, which is not written again.");
        row("riff wrapper with a block before",
            "RIFF" + hex("00 00 00 00") + "RMIDINFO" + hex("01 00 00 00 41 00") + "data" + hex("26 00 00 00")
                + header(1, 1, 1) + good,
            "C4 q", "The music was inside a RIFF wrapper, which is not written again.");
        row("long header", "MThd" + hex("00 00 00 08 00 01 00 01 00 01 AA BB") + good, "C4 q",
            "The header is longer than usual; the rest of it was left out.");
        row("header that claims to be endless", "MThd" + hex("7F FF FF FF 00 01 00 01 00 01") + good, "C4 q",
            "The header is longer than usual; the rest of it was left out.\nBytes that belong to no track were skipped "
            "in one place.");
        row("unknown type", header(7, 1, 1) + good, "C4 q", "The file is of an unknown type and was read as type 1.");
        row("wrong number of tracks", header(1, 9, 1) + good, "C4 q",
            "The file does not have the number of tracks that its header says.");
        row("foreign chunk", header(1, 1, 1) + chunk("XFIH", "abc") + good, "C4 q",
            "One block that is not a track was left out.");
        row("bytes at the end", header(1, 1, 1) + good + "*", "C4 q",
            "Bytes that belong to no track were skipped in one place.");
        row("bytes between", header(1, 2, 1) + good + hex("01 02 03") + good, "C4 q\nC4 q",
            "Bytes that belong to no track were skipped in one place.");
        row("chunk length too long", header(1, 1, 1) + "MTrk" + hex("00 00 10 00" + note + end), "C4 q",
            "One track is shorter than it says; what is there was read.");
        row("chunk length too long before another", header(1, 2, 1) + "MTrk" + hex("00 00 10 00" + note + end) + good,
            "C4 q\nC4 q",
            "Bytes that belong to no track were skipped in one place.\n"
            "One track is shorter than it says; what is there was read.\nWhat follows the end mark of one track was "
            "left out.");
        row("chunk length too short", header(1, 2, 1) + "MTrk" + hex("00 00 00 07" + note + end) + good, "C4 q\nC4 q",
            "Bytes that belong to no track were skipped in one place.\nOne track has no end mark.");
        row("track that breaks off", header(1, 1, 1) + chunk("MTrk", hex(note + "00 90 40")), "C4 q",
            "One track breaks off before its end; what is there was read.\nOne track has no end mark.");
        row("text longer than the track", header(1, 1, 1) + chunk("MTrk", hex(note + "00 FF 01 7F 41")), "C4 q",
            "One track breaks off before its end; what is there was read.\nOne track has no end mark.");
        row("events behind the end", header(1, 1, 1) + chunk("MTrk", hex(note + end + note)), "C4 q",
            "What follows the end mark of one track was left out.");
        row("long time", header(1, 1, 1) + chunk("MTrk", hex(note + "80 80 80 80 01 3C 51 01 3C 00" + end)),
            "C4 q | C4 q @2 v81", "One number was written with too many bytes and was taken as far as it makes sense.");
        row("running status after meta",
            header(1, 1, 1) + chunk("MTrk", hex("00 90 3C 50 01 FF 01 01 'x' 00 3C 00" + end)), "C4 q",
            "In one place a status byte is missing; the one before was taken.");
        row("running status after system exclusive",
            header(1, 1, 1) + chunk("MTrk", hex("00 90 3C 50 01 F0 01 F7 00 3C 00" + end)), "C4 q",
            "In one place a status byte is missing; the one before was taken.");
        row("data without status", header(1, 1, 1) + chunk("MTrk", hex("00 3C 50 90 3C 50 01 3C 00" + end)), "C4 q",
            "Bytes that are no event were skipped in one place.");
        row("missing velocity",
            header(1, 1, 1) + chunk("MTrk", hex("00 90 3C 50 01 3C 00 00 40 81 00 3C 51 01 3C 00" + end)),
            "C4 q | C4 q @129 v81", "One damaged event was left out.");
        row("system messages",
            header(1, 1, 1) + chunk("MTrk", hex("00 F1 7F 00 F2 7F 7F 00 F3 7F 00 F6 00 F8 00 FE" + note + end)),
            "C4 q", "6 system messages that a file may not hold were left out.");
        row("tempo of two bytes", header(1, 1, 1) + chunk("MTrk", hex("00 FF 51 02 07 A1" + note + end)), "C4 q",
            "One tempo, meter or key that makes no sense was left out.");
        row("impossible tempo, meter and keys",
            header(1, 1, 1) + chunk("MTrk", hex("00 FF 51 03 00 00 00 00 FF 58 04 00 02 18 08 00 FF 58 04 04 09 18 08 "
                                                "00 FF 59 02 08 00 00 FF 59 02 00 02" + note + end)), "C4 q",
            "5 tempo, meter or key events that make no sense were left out.");
        row("two tracks in type 0", header(0, 2, 1) + good + good, "C4 q\nC4 q",
            "The file says type 0 but has several tracks, and was read as type 1.");
        row("odd frame rate", header(1, 1, 0xFF01) + good, "C4 122880t",
            "The file has an unusual frame rate, which was taken as it stands.");
    }
    void damageIsSkippedAndNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, notes);
        QFETCH(QString, notices);
        QCOMPARE(notesDespiteNotices(file.toStdString()), textOf(songFromText(notes.toStdString())));
        QCOMPARE(noticesOf(file.toStdString()), notices.toStdString());
    }

    void timeBeyondAllReasonIsCutOff()
    {
        std::string track = hex("00 90 3C 50 01 3C 00");
        for (int i = 0; i < 200; ++i)
            track += hex("FF FF FF 7F B0 07 01");
        const std::string file = header(1, 1, 1) + chunk("MTrk", track + hex("00 FF 2F 00"));
        QCOMPARE(notesDespiteNotices(file), "C4 q"s);
        QVERIFY(noticesOf(file).starts_with("One track has no end mark.\nWhat lies beyond"));
    }

    void filesWithoutMusicAreTurnedDown_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& file, const char* message) {
            QTest::newRow(name) << QByteArray::fromStdString(file) << message;
        };
        row("empty", "", "song.mid is empty.");
        row("text", "not a MIDI file", "song.mid is not a MIDI file.");
        row("short header", "MThd" + hex("00 00 00 04 00 01 00 01") + chunk("MTrk", hex("00 FF 2F 00")),
            "song.mid has a MIDI header that is too short.");
        row("header that breaks off", "MThd" + hex("00 00 00 06 00"), "song.mid has a MIDI header that is too short.");
        row("no track", header(1, 0, 480), "song.mid has no track.");
        row("no ticks", midiFile(1, 0, {"00 FF 2F 00"}), "song.mid has no time base: its header says zero ticks.");
        row("no ticks in a frame", midiFile(1, 0xE700, {"00 FF 2F 00"}),
            "song.mid has no time base: its header says zero ticks.");
        row("MIDI 2.0 clip", "SMF2CLIP" + hex("00 00"),
            "song.mid is a MIDI 2.0 clip, which Continuo cannot read; save it as a MIDI 1.0 file.");
    }
    void filesWithoutMusicAreTurnedDown()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, message);
        const auto loaded = readMidi(file.toStdString(), "song.mid");
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().code, ErrorCode::Input);
        QCOMPARE(loaded.error().message, message.toStdString());
    }

    void tenThousandTracksAreKept()
    {
        std::string file = header(1, 10'000, 1);
        for (int i = 0; i < 10'000; ++i)
            file += chunk("MTrk", hex("00 90 3C 50 01 3C 00 00 FF 2F 00"));
        const Song read = song(file);
        QCOMPARE(read.tracks.size(), std::size_t(10'000));
        QVERIFY(writeMidi(read) == file);
    }

    void manyNotesAtOnceAndNeverEndingTakeLinearTime()
    {
        std::string track;
        for (int i = 0; i < 300'000; ++i)
            track += hex("00 90") + static_cast<char>(127 - i % 128) + '\x40';
        const auto loaded = readMidi(header(1, 1, 1) + chunk("MTrk", track + hex("01 FF 2F 00")), "song.mid");
        QCOMPARE(loaded->song.noteCount(), std::size_t(300'000));
        const auto again = readMidi(writeMidi(loaded->song), "song.mid");
        QCOMPARE(again->song.noteCount(), std::size_t(300'000));
        QVERIFY(again->notices.empty());
    }

    void savedFileHoldsTheSong()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "song.mid";
        const Song written = songFromText("Lead: C4 q | E4 q\nBass: C2 h");
        QVERIFY(writeMidiFile(written, path).ok());
        const auto loaded = readMidiFile(path);
        QCOMPARE(textOf(loaded->song), textOf(written));
    }

    void overlappingNotesOfOnePitchCanBeSaved()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "song.mid";
        QVERIFY(writeMidiFile(songFromText("C4 w | C4 q @1 | C4 1t @2"), path).ok());
    }

    void songThatAFileCannotHoldLeavesTheOldFile()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "song.mid";
        QVERIFY(writeMidiFile(songFromText("C4 q"), path).ok());
        const Song impossible = songFromText("C4 q @40000000");
        const auto result = writeMidiFile(impossible, path);
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Output);
        QVERIFY(result.error().message.find(path.string()) != std::string::npos);
        QCOMPARE(textOf(readMidiFile(path)->song), "C4 q"s);
    }

    void missingFileIsNamed()
    {
        const auto loaded = readMidiFile("no/such/song.mid");
        QVERIFY(!loaded.ok());
        QCOMPARE(loaded.error().message, "Cannot read no/such/song.mid: No such file or directory."s);
    }
};

QTEST_APPLESS_MAIN(TestMidiFile)
#include "tst_MidiFile.moc"

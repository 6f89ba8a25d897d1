// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"
#include "core/io/ProjectFile.h"
#include "core/io/ReadFile.h"
#include "core/io/SongDump.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTest>

#include <fstream>
#include <set>

using namespace continuo;
using namespace std::string_literals;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(CONTINUO_SOURCE_DIR) / "../shared/midi-conformance";

/// The paths in the list of files.
std::vector<std::string> listedFiles()
{
    std::vector<std::string> paths;
    std::ifstream list(kFolder / "FILES.tsv");
    std::string line;
    std::getline(list, line); // the names of the columns
    while (std::getline(list, line))
        paths.push_back(line.substr(0, line.find('\t')));
    return paths;
}

/// A song of type 2 is saved as type 1, where tracks cannot be muted.
Song asSaved(Song song)
{
    if (song.layout.format != 2)
        return song;
    song.layout.format = 1;
    for (auto& track : song.tracks) {
        Track sounding = *track;
        sounding.muted = false;
        track = std::make_shared<const Track>(std::move(sounding));
    }
    return song;
}

/// A file made with one fault: its music, or the error after its name, and the notices.
struct Made {
    std::string file;
    std::string outcome;
    std::vector<std::string> notices;
};

const std::vector<Made> kMade{
    {"all-128-notes-at-once", "128 notes", {}},
    {"division-smpte-zero", " has no time base: its header says zero ticks.", {}},
    {"format-0-two-tracks", "C4 q\nC4 q", {"The file says type 0 but has several tracks, and was read as type 1."}},
    {"header-length-10", "C4 q", {"The header is longer than usual; the rest of it was left out."}},
    {"header-length-4", " has a MIDI header that is too short.", {}},
    {"header-wrong-tag", " is not a MIDI file.", {}},
    {"karaoke-lyrics", "C4 q | D4 q", {}},
    {"meta-tempo-two-bytes", "C4 q", {"One tempo, meter or key that makes no sense was left out."}},
    {"meta-text-latin1", "Fl\xC3\xB6te: C4 q", {}},
    {"meta-text-newlines-nul", "ab  c: C4 q", {}},
    {"note-on-never-off", "C4 h | E4 q @1", {"One note never ends and was ended with its track."}},
    {"rmid-wrapper", "C4 q", {"The music was inside a RIFF wrapper, which is not written again."}},
    {"running-status-after-meta", "C4 2048t", {"In one place a status byte is missing; the one before was taken."}},
    {"running-status-after-sysex", "C4 2048t",
        {"In one place a status byte is missing; the one before was taken."}},
    {"sysex-length-beyond-end", "",
        {"One track breaks off before its end; what is there was read.", "One track has no end mark."}},
    {"tiny-division-1", "C4 q", {}},
    {"track-end-mark-early", "C4 q", {"What follows the end mark of one track was left out."}},
    {"track-length-too-long", "C4 q", {"One track is shorter than it says; what is there was read."}},
    {"tracks-one-promised-two-present", "C4 q\nC4 q",
        {"The file does not have the number of tracks that its header says."}},
    {"vlq-five-bytes", "C4 1t @17895697/32",
        {"One number was written with too many bytes and was taken as far as it makes sense.",
            "One note never ends and was ended with its track."}},
    {"vlq-largest-many", "20 notes", {"20 notes never end and were ended with their tracks."}},
};

} // namespace

/// Files by other hands, listed with their sources in the folder that holds them.
class TestMidiConformance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!std::filesystem::exists(kFolder / "FILES.tsv"))
            QSKIP("the conformance files are not here");
    }

    void fileIsReadOrTurnedDownAndComesBackTheSame_data()
    {
        QTest::addColumn<QString>("path");
        for (const std::string& path : listedFiles())
            QTest::newRow(path.c_str()) << QString::fromStdString(path);
    }
    void fileIsReadOrTurnedDownAndComesBackTheSame()
    {
        QFETCH(QString, path);
        const std::string name = path.toStdString();
        const auto loaded = readMidiFile(kFolder / name);
        if (!loaded) {
            QCOMPARE(loaded.error().code, ErrorCode::Input);
            QVERIFY(loaded.error().message.find(name) != std::string::npos);
            QVERIFY(loaded.error().message.ends_with('.'));
            return;
        }
        const Song expected = asSaved(loaded->song);
        const std::string saved = writeMidi(loaded->song);
        const auto again = readMidi(saved, name);
        QVERIFY(again.ok());
        QVERIFY2(again->notices.empty(), again->notices.empty() ? "" : again->notices.front().c_str());
        QCOMPARE(dump(again->song), dump(expected));
        QVERIFY(writeMidi(again->song) == saved);
        // Nothing is lost in Continuo's own file either.
        const auto project = readProject(writeProject(loaded->song), name);
        QVERIFY2(project.ok(), project ? "" : project.error().message.c_str());
        QVERIFY(sameContent(project->song, loaded->song));
    }

    void everyFileWithOneFaultIsKnown()
    {
        std::set<std::string> listed, known;
        for (const std::string& path : listedFiles())
            if (path.starts_with("made/"))
                listed.insert(path);
        for (const Made& made : kMade)
            known.insert("made/" + made.file + ".mid");
        QVERIFY(listed == known);
    }

    void fileWithOneFaultIsReadAsItShouldBe_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < kMade.size(); ++i)
            QTest::newRow(kMade[i].file.c_str()) << static_cast<int>(i);
    }
    void fileWithOneFaultIsReadAsItShouldBe()
    {
        QFETCH(int, index);
        const Made& made = kMade[static_cast<std::size_t>(index)];
        const std::string name = made.file + ".mid";
        const auto bytes = readFile(kFolder / "made" / name);
        QVERIFY(bytes.ok());
        const auto loaded = readMidi(*bytes, name);
        if (!loaded) {
            QCOMPARE(loaded.error().message, name + made.outcome);
            return;
        }
        constexpr std::size_t kMostSpelledOut = 10;
        const std::size_t count = loaded->song.noteCount();
        QCOMPARE(count > kMostSpelledOut ? std::to_string(count) + " notes" : textOf(loaded->song), made.outcome);
        QCOMPARE(loaded->notices, made.notices);
    }
};

QTEST_APPLESS_MAIN(TestMidiConformance)
#include "tst_MidiConformance.moc"

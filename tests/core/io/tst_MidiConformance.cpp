// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"
#include "core/io/ReadFile.h"
#include "core/io/SongDump.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <QTest>

#include <fstream>
#include <map>
#include <sstream>

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

/// What becomes of the files made with one fault each: the notes, or the error after the file's name.
const std::map<std::string, std::string> kMade{
    {"division-smpte-zero", " has no time base: its header says zero ticks."},
    {"format-0-two-tracks", "C4 q v80\n: E4 q v80"},
    {"header-length-4", " has a MIDI header that is too short."},
    {"header-wrong-tag", " is not a MIDI file."},
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
        Song expected = loaded->song;
        if (expected.layout.format == 2)
            expected.layout.format = 1;
        const std::string saved = writeMidi(loaded->song);
        const auto again = readMidi(saved, name);
        QVERIFY(again.ok());
        QVERIFY2(again->notices.empty(), again->notices.empty() ? "" : again->notices.front().c_str());
        QCOMPARE(dump(again->song), dump(expected));
        QVERIFY(writeMidi(again->song) == saved);
    }

    void fileWithOneFaultIsReadAsItShouldBe_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& path : listedFiles())
            if (path.starts_with("made/"))
                QTest::newRow(path.c_str()) << QString::fromStdString(path);
    }
    void fileWithOneFaultIsReadAsItShouldBe()
    {
        QFETCH(QString, name);
        const auto loaded = readMidiFile(kFolder / name.toStdString());
        qInfo().noquote() << (loaded ? QString::fromStdString(textOf(loaded->song)) : QString::fromStdString(loaded.error().message));
        if (loaded) for (auto& n : loaded->notices) qInfo() << n.c_str();
    }
};

QTEST_APPLESS_MAIN(TestMidiConformance)
#include "tst_MidiConformance.moc"

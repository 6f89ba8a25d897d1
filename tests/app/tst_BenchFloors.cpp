// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchFloors.h"
#include "app/cli/BenchSong.h"
#include "core/io/MidiFile.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <QtTest>

using namespace continuo;

/// A floor counts only when it does the same work.
class tst_BenchFloors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rawReaderFindsTheNotesOfTheFile()
    {
        const Song song = benchSong(12);
        const std::vector<RawNote> raw = readRawNotes(writeMidi(song));
        QCOMPARE(raw.size(), song.noteCount());
        for (const RawNote& note : raw)
            QVERIFY(note.end > note.start);
    }

    void rawWriterWritesAFileWithTheNotes()
    {
        const Song song = benchSong(12);
        const std::vector<RawNote> raw = readRawNotes(writeMidi(song));
        const auto back = readMidi(writeRawNotes(raw, song.layout.division), "raw");
        QVERIFY(back.ok());
        QVERIFY(back->notices.empty());
        QCOMPARE(back->song.tracks.size(), song.tracks.size());
        for (std::size_t i = 0; i < song.tracks.size(); ++i) {
            const auto spelled = [](Track track) {
                track.name.clear();
                return textOf(track);
            };
            QCOMPARE(spelled(*back->song.tracks[i]), spelled(*song.tracks[i]));
        }
    }

    void damagedFilesDoNoHarm()
    {
        const std::string file = writeMidi(benchSong(2));
        for (std::size_t size = 0; size < file.size(); ++size)
            QVERIFY(readRawNotes(std::string_view(file).substr(0, size)).size() <= benchSong(2).noteCount());
    }

    void bandwidthIsAPositiveNumber() { QVERIFY(readBandwidth(1 << 16) > 0); }
};

QTEST_APPLESS_MAIN(tst_BenchFloors)
#include "tst_BenchFloors.moc"

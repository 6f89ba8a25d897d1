// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"

#include "core/io/Damage.h"
#include "core/io/MidiBytes.h"
#include "core/io/SongDump.h"
#include "support/QtText.h"

#include <QTest>

#include <random>

using namespace continuo;

namespace {

/// Small files with every kind of event.
std::vector<std::string> seeds()
{
    return {
        midiFile(1, 480,
            {"00 FF 03 05 'Title' 00 FF 58 04 06 03 18 08 00 FF 59 02 FD 01 00 FF 51 03 07 A1 20 0A FF 06 01 'A' 8760 "
              "FF 2F 00",
                "00 FF 03 05 'Piano' 00 B0 00 01 00 20 02 00 C0 05 00 B0 07 64 00 E0 00 40 00 90 3C 50 0A 40 50 0A 43 "
                "50 "
                "0A A0 3C 11 0A D0 22 0A C0 06 83 60 90 3C 00 00 40 00 00 43 00 0A FF 05 02 'la' 0A F0 03 41 10 F7 "
                "0A F7 01 F8 0A FF 7F 03 00 00 41 0A FF 2F 00",
                "00 FF 03 05 'Drums' 00 99 24 64 00 26 64 0A 24 00 00 26 00 0A 24 64 0A 24 00 00 FF 2F 00"}),
        midiFile(0, 96,
            {"00 FF 03 01 'T' 00 FF 20 01 00 00 FF 03 01 'a' 00 FF 20 01 01 00 FF 03 01 'b' 00 C0 01 00 C1 02 "
              "00 90 3C 50 00 91 40 50 60 80 3C 00 00 81 40 10 00 FF 2F 00"}),
        midiFile(
            2, 0xE728, {"00 FF 51 03 07 A1 20 00 90 3C 50 01 3C 00 00 FF 2F 00", "00 90 40 50 01 40 00 00 FF 2F 00"}),
        "RIFF" + hex("00 00 00 00") + "RMIDdata" + hex("26 00 00 00")
            + midiFile(1, 1, {"00 90 3C 50 01 3C 00 00 FF 2F 00"}),
    };
}

/// Lengths of all kinds, and runs of bytes that begin something.
std::vector<std::string> foreignBytes()
{
    return {hex("00 00 00 00"), hex("7F FF FF FF"), hex("FF FF FF FF"), hex("80 00 00 00"), hex("00 00 FF FF"),
            std::string(9, '\xFF'), std::string(5, '\x80'), std::string(7, '\x90'), std::string(3, '\xF0')};
}

} // namespace

class TestMidiFuzz : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// What is read from a damaged file is a song like any other: saved and read again it is the same, without notices.
    void damagedFilesAreReadOrTurnedDown_data()
    {
        QTest::addColumn<int>("seed");
        for (int i = 0; i < static_cast<int>(seeds().size()); ++i)
            QTest::newRow(std::to_string(i).c_str()) << i;
    }
    void damagedFilesAreReadOrTurnedDown()
    {
        QFETCH(int, seed);
        const std::string whole = seeds()[static_cast<std::size_t>(seed)];
        std::mt19937 random(static_cast<unsigned>(seed) + 1);
        const std::vector<std::string> foreign = foreignBytes();
        int read = 0;
        for (int i = 0; i < 3000; ++i) {
            const std::string bytes = damagedFile(whole, foreign, random);
            const auto loaded = readMidi(bytes, "damaged.mid");
            if (!loaded) {
                QCOMPARE(loaded.error().code, ErrorCode::Input);
                continue;
            }
            ++read;
            const auto again = readMidi(writeMidi(loaded->song), "again.mid");
            QVERIFY2(again.ok() && again->song.noteCount() == loaded->song.noteCount(), spelled(bytes).c_str());
            const auto third = readMidi(writeMidi(again->song), "third.mid");
            QVERIFY2(dump(third->song) == dump(again->song), spelled(bytes).c_str());
            if (loaded->song.layout.format == 1)
                QVERIFY2(dump(again->song) == dump(loaded->song), spelled(bytes).c_str());
        }
        QVERIFY(read > 300);
    }

    void everyBeginningOfAFileIsReadOrTurnedDown()
    {
        for (const std::string& whole : seeds())
            for (std::size_t length = 0; length < whole.size(); ++length)
                if (const auto loaded = readMidi(whole.substr(0, length), "cut.mid"))
                    QVERIFY2(!loaded->notices.empty(), std::to_string(length).c_str());
    }

    void randomBytesInATrackAreRead()
    {
        std::mt19937 random(5);
        for (int i = 0; i < 2000; ++i) {
            std::string track(random() % 400, '\0');
            for (char& byte : track)
                byte = static_cast<char>(random());
            const auto loaded = readMidi(header(1, 1, 480) + chunk("MTrk", track), "random.mid");
            QVERIFY(loaded.ok());
            const auto again = readMidi(writeMidi(loaded->song), "again.mid");
            QVERIFY2(dump(again->song) == dump(loaded->song), spelled(track).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestMidiFuzz)
#include "tst_MidiFuzz.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MusicXmlFile.h"

#include "core/io/Damage.h"
#include "core/io/MxlArchive.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <filesystem>
#include <fstream>

using namespace continuo;
using namespace std::string_literals;

namespace {

/// A score with everything that the writer writes.
std::string wholeScore()
{
    Song song = songFromText("Voice: C4 q | D4 e3 | E4 e3 | F4 e3 | G4 w\nPiano: C5+E5 h | C3 w @0 | 60 h @1\nKit: 36 q | 38 q | 42 e | 42 e");
    Track kit = *song.tracks.back();
    kit.channel = kDrumChannel;
    song = withTrack(song, std::move(kit));
    song.tempo = TempoMap({{Tick(0), 451'234}, {kTicksPerQuarter * 5, 700'001}});
    song.meters = MeterMap({{Tick(0), {4, 4}}, {kTicksPerQuarter * 4, {3, 8}}});
    song.keys = {{Tick(0), {-3, Mode::Minor}}};
    song.conductor = {{Tick(0), 0xFF, meta::kTrackName, 0, "Title"}, {Tick(0), 0xFF, meta::kText, 0, "Cm7/Bb"}, {kTicksPerQuarter, 0xFF, meta::kMarker, 0, "Verse"}};
    return writeMusicXml(song).text;
}

const std::vector<std::string>& foreign()
{
    static const std::vector<std::string> kPieces{"-1", "0", "1e308", "nan", "999999999999999999999", "<note>", "</note>", "<chord/>", "&#0;", "\xFF\xFE",
                                                  "<duration>-4</duration>", "<tie type=\"stop\"/>", "<!--", "<![CDATA[", "\"", ">"};
    return kPieces;
}

/// Whatever is read is a song that can be written again, and reads back.
void check(const std::string& bytes)
{
    const auto loaded = readMusicXml(bytes, "damaged.musicxml");
    if (!loaded) {
        QCOMPARE(loaded.error().code, ErrorCode::Input);
        QVERIFY2(loaded.error().message.starts_with("damaged.musicxml ") && loaded.error().message.find('\n') == std::string::npos,
                 loaded.error().message.c_str());
        return;
    }
    for (const auto& track : loaded->song.tracks)
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes)
                QVERIFY(note.start >= Tick(0) && note.length >= Tick(1) && note.velocity >= 1 && note.velocity <= 127);
    QVERIFY(readMidi(writeMidi(loaded->song), "again.mid").ok());
    // Songs of millions of bars are read, but not drawn as scores here.
    constexpr int kFew = 1000;
    if (loaded->song.lastBar() < kFew)
        QVERIFY(readMusicXml(writeMusicXml(loaded->song).text, "again.musicxml").ok());
}

} // namespace

class TestMusicXmlFuzz : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damagedScoresAreReadOrTurnedDown()
    {
        const std::string whole = wholeScore();
        std::mt19937 random(1);
        int read = 0;
        for (int i = 0; i < 2000; ++i) {
            const std::string bytes = damagedFile(whole, foreign(), random);
            check(bytes);
            read += readMusicXml(bytes, "damaged.musicxml").ok() ? 1 : 0;
        }
        QVERIFY(read > 50);
    }

    void damagedArchivesAreReadOrTurnedDown()
    {
        const std::string whole = mxlOf(wholeScore()).value();
        std::mt19937 random(2);
        for (int i = 0; i < 1000; ++i)
            check(damagedFile(whole, foreign(), random));
    }

    void everyBeginningOfAScoreIsTurnedDown()
    {
        const std::string whole = wholeScore();
        for (std::size_t length = 0; length + 20 < whole.size(); length += 37)
            QVERIFY(!readMusicXml(whole.substr(0, length), "cut.musicxml"));
    }

    void deepNestingIsNoHarm()
    {
        std::string deep = "<score-partwise><part id=\"P1\"><measure>";
        for (int i = 0; i < 100'000; ++i)
            deep += "<a>";
        check(deep);
        for (int i = 0; i < 100'000; ++i)
            deep += "</a>";
        check(deep + "</measure></part></score-partwise>");
    }
};

QTEST_APPLESS_MAIN(TestMusicXmlFuzz)
#include "tst_MusicXmlFuzz.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Random.h"
#include "models/train/TaskSampler.h"
#include "models/train/Versions.h"

#include <QTest>

#include <vector>

using namespace continuo;

namespace {

struct LineNote {
    int pitch, sixteenths;
};

std::vector<LineNote> randomLine(Random& random, int notes)
{
    std::vector<LineNote> line;
    for (int i = 0; i < notes; ++i)
        line.push_back({60 + random.below(17), 1 + random.below(4)});
    return line;
}

/// The line, its notes twice as long where `half` says so.
Score pieceOf(const std::vector<LineNote>& line, int transposed = 0, bool half = false, bool drums = false)
{
    Song song;
    Track track;
    track.id = TrackId(++song.lastId);
    track.channel = drums ? 9 : 0;
    Clip clip;
    clip.id = ClipId(++song.lastId);
    std::vector<Note> notes;
    Tick at{};
    for (const LineNote& from : line) {
        Note note;
        note.id = NoteId(++song.lastId);
        note.start = at;
        note.length = kTicksPerQuarter / (half ? 2 : 4) * from.sixteenths;
        note.pitch = Pitch(from.pitch + transposed);
        at = note.start + note.length;
        notes.push_back(note);
    }
    clip.notes = std::move(notes);
    track.clips.push_back(std::make_shared<const Clip>(clip));
    song.tracks.push_back(std::make_shared<const Track>(track));
    return makeStudyPiece(song, "made", "folk/tune")->score;
}

std::vector<int> families(const std::vector<Score>& pieces)
{
    std::vector<const Score*> scores;
    for (const Score& piece : pieces)
        scores.push_back(&piece);
    return familiesOf(scores);
}

} // namespace

class tst_Versions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTuneInAnotherKeyOrAtHalfTheSpeedIsTheSameTune();
    void otherTunesAreOtherFamilies();
    void halfOfTheShorterMakesAVersion();
    void versionsOfAVersionBelongToTheFamily();
    void scalesAndDrumsAndShortPiecesTellNothing();
};

void tst_Versions::aTuneInAnotherKeyOrAtHalfTheSpeedIsTheSameTune()
{
    Random random(1);
    for (int round = 0; round < 20; ++round) {
        const std::vector<LineNote> line = randomLine(random, 60);
        QCOMPARE(families({pieceOf(line), pieceOf(line, 5), pieceOf(line, -7, true)}), (std::vector<int>{0, 0, 0}));
    }
}

void tst_Versions::otherTunesAreOtherFamilies()
{
    Random random(2);
    std::vector<Score> pieces;
    std::vector<int> each;
    for (int i = 0; i < 20; ++i) {
        pieces.push_back(pieceOf(randomLine(random, 80)));
        each.push_back(i);
    }
    QCOMPARE(families(pieces), each);
}

void tst_Versions::halfOfTheShorterMakesAVersion()
{
    Random random(3);
    const std::vector<LineNote> tune = randomLine(random, 80);
    const auto withOther = [&](int kept, int other) {
        std::vector<LineNote> line(tune.begin(), tune.begin() + kept);
        const std::vector<LineNote> end = randomLine(random, other);
        line.insert(line.end(), end.begin(), end.end());
        return pieceOf(line);
    };
    QCOMPARE(families({pieceOf(tune), withOther(60, 20)}), (std::vector<int>{0, 0}));
    QCOMPARE(families({pieceOf(tune), withOther(60, 200)}), (std::vector<int>{0, 0})); // inside a longer piece
    QCOMPARE(families({pieceOf(tune), withOther(30, 50)}), (std::vector<int>{0, 1}));
}

void tst_Versions::versionsOfAVersionBelongToTheFamily()
{
    Random random(4);
    const std::vector<LineNote> a = randomLine(random, 60), b = randomLine(random, 60);
    std::vector<LineNote> both = a;
    both.insert(both.end(), b.begin(), b.end());
    QCOMPARE(families({pieceOf(b), pieceOf(a)}), (std::vector<int>{0, 1}));
    QCOMPARE(families({pieceOf(b), pieceOf(randomLine(random, 60)), pieceOf(a, 2), pieceOf(both)}),
             (std::vector<int>{0, 1, 0, 0}));
}

void tst_Versions::scalesAndDrumsAndShortPiecesTellNothing()
{
    Random random(5);
    std::vector<LineNote> scale;
    for (int i = 0; i < 60; ++i)
        scale.push_back({40 + i, 2});
    const std::vector<LineNote> tune = randomLine(random, 60), few = randomLine(random, 20);
    QCOMPARE(families({pieceOf(scale), pieceOf(scale)}), (std::vector<int>{0, 1}));
    QCOMPARE(families({pieceOf(few), pieceOf(few)}), (std::vector<int>{0, 1}));
    QCOMPARE(families({pieceOf(tune, 0, false, true), pieceOf(tune, 0, false, true)}), (std::vector<int>{0, 1}));
}

QTEST_APPLESS_MAIN(tst_Versions)
#include "tst_Versions.moc"

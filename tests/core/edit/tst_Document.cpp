// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Document.h"

#include "core/edit/FeelEdits.h"
#include "core/edit/NoteEdits.h"
#include "core/edit/Overlaps.h"
#include "core/edit/PieceEdits.h"
#include "core/edit/PitchEdits.h"
#include "core/edit/SongEdits.h"
#include "core/edit/TimingEdits.h"
#include "core/edit/VelocityEdits.h"
#include "support/EditCheck.h"
#include "support/QtText.h"

#include <random>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

Edit transposeAll(const Document& document, int semitones)
{
    return transposeNotes(allNotes(document.committedSong()), semitones);
}

Edit withKey(Edit edit, std::string key)
{
    edit.mergeKey = std::move(key);
    return edit;
}

Edit nothing()
{
    return {"Nothing", [](const Song& song) { return song; }, {}};
}

/// Any edit, of notes and tracks that are mostly there.
Edit anyEdit(Document& document, std::mt19937& random)
{
    const Song& song = document.committedSong();
    const auto below = [&random](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
    std::vector<NoteRef> notes;
    for (const NoteRef& note : allNotes(song))
        if (below(3) == 0)
            notes.push_back(note);
    if (below(10) == 0)
        notes.push_back({TrackId(999), NoteId(999)});
    const TrackId track = song.tracks.empty() || below(10) == 0
        ? TrackId(999)
        : song.tracks[static_cast<std::size_t>(below(static_cast<int>(song.tracks.size())))]->id;
    const Tick ticks = kQuarter * (below(9) - 4) / 4;

    switch (below(20)) {
    case 0: {
        std::vector<TrackNote> added;
        for (int i = 0; i < below(5); ++i)
            added.push_back({track, {document.newNoteId(), kQuarter * below(64) / 4, kQuarter * (1 + below(8)) / 4,
                                     Pitch(below(128)), static_cast<std::uint8_t>(1 + below(127))}});
        return addNotes(std::move(added));
    }
    case 1: return eraseNotes(notes);
    case 2: return moveNotes(notes, {ticks, below(7) - 3});
    case 3: return resizeNotes(notes, below(2) == 0 ? NoteEdge::Start : NoteEdge::End, ticks, kQuarter / 8);
    case 4: return withKey(transposeNotes(notes, below(25) - 12), below(2) == 0 ? "transpose" : "");
    case 5: return quantizeNotes(notes, {commonSnapGrids()[static_cast<std::size_t>(below(17))], below(11) / 10.0});
    case 6: return withKey(changeVelocity(notes, below(61) - 30), "velocity");
    case 7: {
        std::vector<NoteId> copies;
        for (std::size_t i = 0; i < notes.size(); ++i)
            copies.push_back(document.newNoteId());
        return duplicateNotes(notes, copies, ticks);
    }
    case 8: return legatoNotes(notes);
    case 9: return below(2) == 0 ? muteNotes(notes) : unmuteNotes(notes);
    case 10: {
        Track added;
        added.id = document.newTrackId();
        added.name = "T" + std::to_string(added.id.value);
        return addTrack(added);
    }
    case 11: return below(4) == 0 ? removeTrack(track) : renameTrack(track, "R" + std::to_string(below(9)));
    case 12: return setVolume(track, below(11) / 10.0);
    case 13: return setTempo(kQuarter * below(16), 60 + below(100));
    case 14: return settlingOverlaps(below(2) == 0 ? transposeInScale(notes, below(9) - 4) : invertPitches(notes));
    case 15: return settlingOverlaps(below(2) == 0 ? reverseNotes(notes) : stretchNotes(notes, below(30) / 10.0));
    case 16: return below(2) == 0 ? humanizeNotes(notes, {Tick(900), 9, static_cast<std::uint64_t>(below(99))}) : strumNotes(notes, {});
    case 17: return below(2) == 0 ? glueNotes(notes) : mirrorPitches(notes);
    case 18: {
        std::vector<NoteId> pieces;
        for (std::size_t i = 0; i < notes.size(); ++i)
            pieces.push_back(document.newNoteId());
        return splitNotes(notes, kQuarter * below(64) / 4, pieces);
    }
    default: return below(2) == 0 ? setMeter(kQuarter * below(32), {2 + below(5), 4})
                                  : setKey(kQuarter * below(16), KeySignature{below(15) - 7, Mode::Minor});
    }
}

} // namespace

class TestDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void previewIsSeenButNotCommitted()
    {
        Document document(songFromText("C4 q"));
        document.preview(transposeAll(document, 2));
        QCOMPARE(textOf(document.song()), "D4 q"s);
        QCOMPARE(textOf(document.committedSong()), "C4 q"s);
        QVERIFY(document.isPreviewing());
        QVERIFY(!document.canUndo());
        QVERIFY(!document.isModified());
    }

    void previewsDoNotAddUp()
    {
        Document document(songFromText("C4 q"));
        for (int i = 0; i < 10; ++i)
            document.preview(transposeAll(document, 2));
        QCOMPARE(textOf(document.song()), "D4 q"s);
        document.cancelPreview();
        QCOMPARE(textOf(document.song()), "C4 q"s);
    }

    void commitTakesThePlaceOfThePreview()
    {
        Document document(songFromText("C4 q"));
        document.preview(transposeAll(document, 5));
        QVERIFY(document.commit(transposeAll(document, 2)));
        QCOMPARE(textOf(document.song()), "D4 q"s);
        QVERIFY(!document.isPreviewing());
    }

    void editThatChangesNothingAddsNoStep()
    {
        Document document(songFromText("C4 q"));
        document.preview(transposeAll(document, 5));
        QVERIFY(!document.commit(nothing()));
        QVERIFY(!document.canUndo());
        QCOMPARE(textOf(document.song()), "C4 q"s);
        QVERIFY(!document.commit(setVelocity(allNotes(document.song()), 80)));
        QVERIFY(!document.isModified());
    }

    void editThatChangesNothingKeepsWhatCanBeRedone()
    {
        Document document(songFromText("C4 q"));
        document.commit(transposeAll(document, 5));
        document.undo();
        QVERIFY(!document.commit(nothing()));
        QVERIFY(document.canRedo());
    }

    void undoAndRedoWalkTheSteps()
    {
        Document document(songFromText("C4 q"));
        document.commit(transposeAll(document, 2));
        document.commit(eraseNotes(allNotes(document.song())));
        QCOMPARE(document.undoName(), "Erase note"s);
        document.undo();
        QCOMPARE(textOf(document.song()), "D4 q"s);
        QCOMPARE(document.undoName(), "Transpose note"s);
        QCOMPARE(document.redoName(), "Erase note"s);
        document.undo();
        QCOMPARE(textOf(document.song()), "C4 q"s);
        QCOMPARE(document.undoName(), ""s);
        document.undo();
        QCOMPARE(textOf(document.song()), "C4 q"s);
        document.redo();
        document.redo();
        document.redo();
        QCOMPARE(textOf(document.song()), ""s);
    }

    void newEditForgetsWhatWasUndone()
    {
        Document document(songFromText("C4 q"));
        document.commit(transposeAll(document, 2));
        document.undo();
        document.commit(transposeAll(document, 4));
        QVERIFY(!document.canRedo());
        QCOMPARE(textOf(document.song()), "E4 q"s);
    }

    void undoDropsThePreview()
    {
        Document document(songFromText("C4 q"));
        document.commit(transposeAll(document, 2));
        document.preview(transposeAll(document, 7));
        document.undo();
        QVERIFY(!document.isPreviewing());
        QCOMPARE(textOf(document.song()), "C4 q"s);
    }

    void runWithOneMergeKeyIsOneStep()
    {
        Document document(songFromText("C4 q"));
        for (int i = 0; i < 5; ++i)
            document.commit(withKey(transposeAll(document, 1), "up"));
        QCOMPARE(textOf(document.song()), "F4 q"s);
        document.undo();
        QCOMPARE(textOf(document.song()), "C4 q"s);
        document.redo();
        QCOMPARE(textOf(document.song()), "F4 q"s);
    }

    void runEnds_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("with another key") << 0;
        QTest::newRow("with an edit without a key") << 1;
        QTest::newRow("when told so") << 2;
        QTest::newRow("with saving") << 3;
        QTest::newRow("with undo and redo") << 4;
    }

    void runEnds()
    {
        QFETCH(int, how);
        Document document(songFromText("C4 q"));
        document.commit(withKey(transposeAll(document, 1), "up"));
        switch (how) {
        case 0: document.commit(withKey(transposeAll(document, 1), "other")); break;
        case 1: document.commit(transposeAll(document, 1)); break;
        case 2: document.endRun(); break;
        case 3: document.markSaved(); break;
        default: document.undo(); document.redo(); break;
        }
        const std::string before = textOf(document.song());
        document.commit(withKey(transposeAll(document, 1), "up"));
        document.undo();
        QCOMPARE(textOf(document.song()), before);
        QVERIFY(document.canUndo());
    }

    void runThatComesBackToItsBeginningLeavesNoStep()
    {
        Document document(songFromText("C4 q"));
        document.commit(withKey(transposeAll(document, 1), "arrows"));
        document.commit(withKey(transposeAll(document, -1), "arrows"));
        QVERIFY(!document.canUndo());
        QVERIFY(!document.isModified());
    }

    void editsWithoutAKeyNeverMerge()
    {
        Document document(songFromText("C4 q"));
        document.commit(transposeAll(document, 1));
        document.commit(transposeAll(document, 1));
        document.undo();
        QCOMPARE(textOf(document.song()), "C#4 q"s);
    }

    void modifiedMeansOtherThanSaved()
    {
        Document document(songFromText("C4 q"));
        QVERIFY(!document.isModified());
        document.commit(transposeAll(document, 1));
        QVERIFY(document.isModified());
        document.markSaved();
        QVERIFY(!document.isModified());
        document.undo();
        QVERIFY(document.isModified());
        document.redo();
        QVERIFY(!document.isModified());
        document.undo();
        document.commit(transposeAll(document, 1)); // the same song again, by another way
        QVERIFY(document.isModified());
    }

    void loadingForgetsTheHistory()
    {
        Document document(songFromText("C4 q"));
        document.commit(transposeAll(document, 1));
        document.preview(transposeAll(document, 1));
        document.load(songFromText("G4 q"));
        QVERIFY(!document.canUndo());
        QVERIFY(!document.isModified());
        QVERIFY(!document.isPreviewing());
        QCOMPARE(textOf(document.song()), "G4 q"s);
    }

    void aSongThatNoFileHoldsCountsAsChangedUntilItIsSaved()
    {
        Document document(songFromText("C4 q"));
        document.loadUnsaved(songFromText("G4 q"));
        QVERIFY(document.isModified());
        QVERIFY(!document.canUndo());
        document.commit(transposeAll(document, 1));
        document.undo();
        QVERIFY(document.isModified());
        document.markSaved();
        QVERIFY(!document.isModified());
    }

    void idsAreNeverGivenTwice()
    {
        Document document(songFromText("C4 q"));
        const NoteId first = document.newNoteId();
        QVERIFY(first.value > document.song().lastId);
        QVERIFY(document.newNoteId() != first);
        document.commit(addNotes(document.song().tracks[0]->id, {{document.newNoteId(), Tick(0), kQuarter, Pitch(60)}}));
        const std::uint64_t used = document.song().lastId;
        document.undo();
        QVERIFY(document.newNoteId().value > used);
        document.load(songFromText("C4 q"));
        QVERIFY(document.newNoteId().value > document.song().lastId);
    }

    void observersSeeEveryChangeOnce()
    {
        Document document(songFromText("C4 q"));
        std::string seen;
        const Observation observation = document.observe([&seen](const Change& change) {
            seen += textOf(change.before) + ">" + textOf(change.after) + " ";
        });
        document.preview(transposeAll(document, 1));
        document.preview(transposeAll(document, 1)); // nothing new to see
        document.preview(transposeAll(document, 2));
        document.commit(transposeAll(document, 2)); // what is seen already
        document.commit(nothing());
        document.undo();
        document.undo();
        document.redo();
        document.cancelPreview();
        document.load(songFromText("A4 q"));
        QCOMPARE(seen, "C4 q>C#4 q C#4 q>D4 q D4 q>D4 q D4 q>C4 q C4 q>D4 q D4 q>A4 q "s);
    }

    void commitOfAPreviewTellsItsCause()
    {
        Document document(songFromText("C4 q"));
        std::vector<Change::Cause> causes;
        const Observation observation = document.observe([&causes](const Change& change) { causes.push_back(change.cause); });
        document.preview(transposeAll(document, 1));
        document.commit(transposeAll(document, 1));
        document.undo();
        document.redo();
        document.load({});
        using enum Change::Cause;
        QCOMPARE(causes, (std::vector{Preview, Change::Cause::Edit, Undo, Redo, Load}));
    }

    void observerIsCalledWhileItsGuardLives()
    {
        Document document(songFromText("C4 q"));
        int calls = 0;
        {
            const Observation observation = document.observe([&calls](const Change&) { ++calls; });
            document.commit(transposeAll(document, 1));
        }
        document.commit(transposeAll(document, 1));
        QCOMPARE(calls, 1);
    }

    void guardMayOutliveTheDocument()
    {
        Observation observation;
        {
            Document document;
            observation = document.observe([](const Change&) {});
        }
        observation = Observation();
    }

    void observerMayEndItselfAndOthersWhileItIsCalled()
    {
        Document document(songFromText("C4 q"));
        int first = 0, second = 0;
        Observation one, other;
        one = document.observe([&](const Change&) {
            ++first;
            one = Observation();
            other = Observation();
        });
        other = document.observe([&](const Change&) { ++second; });
        document.commit(transposeAll(document, 1));
        document.commit(transposeAll(document, 1));
        QCOMPARE(first, 1);
        QCOMPARE(second, 0);
    }

    void changeMadeByAnObserverReachesAllInOrder()
    {
        Document document(songFromText("C4 q"));
        std::string seen;
        const Observation corrector = document.observe([&document](const Change&) {
            if (textOf(document.committedSong()) == "C#4 q")
                document.commit(transposeAll(document, 1));
        });
        const Observation viewer = document.observe([&seen](const Change& change) {
            seen += textOf(change.before) + ">" + textOf(change.after) + " ";
        });
        document.commit(transposeAll(document, 1));
        QCOMPARE(seen, "C4 q>C#4 q C#4 q>D4 q "s);
    }

    void undoingEverythingGivesTheFirstSong()
    {
        for (unsigned seed = 1; seed <= 40; ++seed) {
            std::mt19937 random(seed);
            const Song first = songFromText("A: C4 q | E4 q | G4 h\nB: C3 w | C3+G3 w\nC:");
            Document document(first);
            Song shown = first;
            const Observation observation = document.observe([&shown](const Change& change) {
                if (!sameContent(change.before, shown))
                    throw std::logic_error("before is not the last after");
                shown = change.after;
            });
            for (int i = 0; i < 120; ++i) {
                const auto kind = random() % 10;
                if (kind == 0) {
                    document.undo();
                } else if (kind == 1) {
                    document.redo();
                } else {
                    const Edit edit = anyEdit(document, random);
                    if (random() % 2 == 0)
                        document.preview(edit);
                    if (random() % 5 == 0)
                        document.cancelPreview();
                    const Song expected = edit.apply(document.committedSong());
                    document.commit(edit);
                    QVERIFY(sameContent(document.song(), expected));
                }
                QVERIFY(isWellFormed(document.song()));
                QVERIFY(sameContent(shown, document.song()));
            }
            const Song last = document.song();
            int steps = 0;
            while (document.canUndo()) {
                document.undo();
                QVERIFY(isWellFormed(document.song()));
                ++steps;
            }
            QVERIFY(sameContent(document.song(), first));
            QVERIFY(!document.isModified());
            QVERIFY(steps > 20);
            for (int i = 0; i < steps; ++i)
                document.redo();
            QVERIFY(sameContent(document.song(), last));
        }
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "tst_Document.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/NoteIndex.h"

#include "core/base/Random.h"
#include "core/song/Clip.h"

#include <QtTest>

using namespace continuo;

namespace {

std::vector<Note> randomNotes(Random& random, int count)
{
    Clip clip;
    for (int i = 0; i < count; ++i) {
        Note note;
        note.id = NoteId(static_cast<std::uint64_t>(i) + 1);
        note.start = Tick(random.below(1000));
        note.length = Tick(1 + (random.chance(0.05) ? random.below(2000) : random.below(20)));
        note.pitch = Pitch(random.below(128));
        clip.notes.push_back(note);
    }
    return withSortedNotes(std::move(clip)).notes;
}

std::vector<std::uint64_t> idsIn(const NoteIndex& index, std::span<const Note> notes, Range<Tick> range)
{
    std::vector<std::uint64_t> ids;
    index.eachSounding(notes, range, [&ids](const Note& note) { ids.push_back(note.id.value); });
    return ids;
}

} // namespace

class tst_NoteIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhatLookingAtEveryNoteFinds()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            Random random(seed);
            const std::vector<Note> notes = randomNotes(random, random.below(700));
            const NoteIndex index(notes);
            for (int i = 0; i < 20; ++i) {
                const Tick begin(random.below(3200) - 100);
                const Range<Tick> range{begin, begin + Tick(random.below(200))};
                std::vector<std::uint64_t> expected;
                for (const Note& note : notes)
                    if (note.start < range.end && note.end() > range.begin)
                        expected.push_back(note.id.value);
                QCOMPARE(idsIn(index, notes, range), expected);
            }
        }
    }

    void endIsWhereTheLastNoteEndsAndNotTheOneThatStartsLast()
    {
        Note longOne, later;
        longOne.length = Tick(500);
        later.start = Tick(100);
        later.length = Tick(10);
        QCOMPARE(NoteIndex(std::vector{longOne, later}).end().value, 500);
        QCOMPARE(NoteIndex().end().value, 0);
    }

    void noteThatEndsAtTheBeginOfTheRangeDoesNotSoundInIt()
    {
        Note note;
        note.id = NoteId(1);
        note.length = Tick(10);
        const std::vector notes{note};
        const NoteIndex index(notes);
        QVERIFY(idsIn(index, notes, {Tick(10), Tick(20)}).empty());
        QCOMPARE(idsIn(index, notes, {Tick(9), Tick(20)}).size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(tst_NoteIndex)
#include "tst_NoteIndex.moc"

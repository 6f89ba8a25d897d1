// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/NoteList.h"

#include "core/base/Random.h"
#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

NoteList listFromText(std::string_view text)
{
    return songFromText(text).tracks.front()->clips.front()->notes;
}

std::string pitches(const NoteList::Stretch& notes)
{
    std::string text;
    for (const Note& note : notes)
        text += (text.empty() ? "" : " ") + pitchName(note.pitch);
    return text;
}

Note randomNote(Random& random, std::uint64_t id)
{
    Note note;
    note.id = NoteId(id);
    note.start = Tick(random.below(1000));
    note.length = Tick(1 + (random.chance(0.05) ? random.below(2000) : random.below(20)));
    note.pitch = Pitch(random.below(128));
    return note;
}

/// So many notes with the ids 1, 2, ...
std::vector<Note> randomNotes(Random& random, int count)
{
    std::vector<Note> notes;
    for (int i = 1; i <= count; ++i)
        notes.push_back(randomNote(random, static_cast<std::uint64_t>(i)));
    return notes;
}

std::vector<Note> vectorOf(const NoteList& list)
{
    return {list.begin(), list.end()};
}

/// A change of a few notes: some go, some become others, some are new.
struct RandomChange {
    RandomChange(Random& random, const NoteList& list, std::uint64_t& lastId)
    {
        for (const Note& note : list) {
            if (!random.chance(0.01))
                continue;
            without.push_back(note.id);
            if (random.chance(0.5))
                with.push_back(randomNote(random, note.id.value));
        }
        for (int i = random.below(4); i > 0; --i)
            with.push_back(randomNote(random, ++lastId));
        std::ranges::sort(without);
        std::ranges::sort(with, comesBefore);
    }

    /// The same by looking at every note.
    std::vector<Note> appliedTo(std::vector<Note> notes) const
    {
        std::erase_if(notes, [this](const Note& note) { return std::ranges::binary_search(without, note.id); });
        notes.insert(notes.end(), with.begin(), with.end());
        std::ranges::sort(notes, comesBefore);
        return notes;
    }

    std::vector<NoteId> without;
    std::vector<Note> with;
};

} // namespace

class TestNoteList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noteStartingAtRangeBeginIsInIt()
    {
        const NoteList list = listFromText("C4 q | D4 q | E4 q");
        QCOMPARE(pitches(list.startingIn({kQuarter, kQuarter * 2})), "D4"s);
    }

    void noteStartingAtRangeEndIsNotInIt()
    {
        const NoteList list = listFromText("C4 q | D4 q");
        QCOMPARE(pitches(list.startingIn({Tick(0), kQuarter})), "C4"s);
    }

    void noteEndingAtRangeStartIsNotInIt()
    {
        const NoteList list = listFromText("C4 q");
        QCOMPARE(pitches(list.startingIn({kQuarter, kQuarter * 2})), ""s);
    }

    void noteSoundingIntoTheRangeDoesNotStartInIt()
    {
        const NoteList list = listFromText("C4 w | E4 q @2");
        QCOMPARE(pitches(list.startingIn({kQuarter, kQuarter * 4})), "E4"s);
    }

    void emptyRangeHoldsNothing()
    {
        const NoteList list = listFromText("C4 q | D4 q");
        QVERIFY(list.startingIn({Tick(0), Tick(0)}).empty());
        QVERIFY(list.startingIn({kQuarter, Tick(0)}).empty());
        QVERIFY(NoteList().startingIn({Tick(0), kQuarter}).empty());
    }

    void orderIsByStartThenPitchThenId()
    {
        const NoteList list{{NoteId(4), Tick(5), Tick(1), Pitch(60)},
                            {NoteId(3), Tick(0), Tick(1), Pitch(64)},
                            {NoteId(2), Tick(0), Tick(1), Pitch(60)},
                            {NoteId(1), Tick(0), Tick(9), Pitch(64)}};
        std::string order;
        for (const Note& note : list)
            order += std::to_string(note.id.value);
        QCOMPARE(order, "2134"s);
        QCOMPARE(list.front().id, NoteId(2));
        QCOMPARE(list.back().id, NoteId(4));
    }

    void findLooksForTheId()
    {
        const NoteList list = listFromText("C4 q | D4 q");
        QCOMPARE(list.find(NoteId(4))->pitch, Pitch(62));
        QVERIFY(!list.find(NoteId(99)));
        QVERIFY(!list.find(NoteId()));
    }

    void endIsWhereTheLastNoteEndsAndNotTheOneThatStartsLast()
    {
        QCOMPARE(listFromText("C4 w | D4 q @2").lastEnd(), kQuarter * 4);
        QCOMPARE(NoteList().lastEnd(), Tick(0));
    }

    void noteThatEndsAtTheBeginOfTheRangeDoesNotSoundInIt()
    {
        const NoteList list = listFromText("C4 q");
        int heard = 0;
        list.eachSounding({kQuarter, kQuarter * 2}, [&heard](const Note&) { ++heard; });
        QCOMPARE(heard, 0);
        list.eachSounding({kQuarter - Tick(1), kQuarter * 2}, [&heard](const Note&) { ++heard; });
        QCOMPARE(heard, 1);
    }

    void questionsFindWhatLookingAtEveryNoteFinds()
    {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            Random random(seed);
            std::vector<Note> notes = randomNotes(random, random.below(3000));
            const NoteList list(notes);
            std::ranges::sort(notes, comesBefore);
            QCOMPARE(vectorOf(list), notes);
            QCOMPARE(list.size(), notes.size());
            for (std::size_t i = 0; i < notes.size(); i += 97)
                QCOMPARE(list[i], notes[i]);
            for (int i = 0; i < 20; ++i) {
                const Tick begin(random.below(3200) - 100);
                const Range<Tick> range{begin, begin + Tick(random.below(200))};
                std::vector<Note> starting, sounding, heard;
                std::ranges::copy_if(notes, std::back_inserter(starting), [range](const Note& note) { return range.contains(note.start); });
                std::ranges::copy_if(notes, std::back_inserter(sounding),
                                     [range](const Note& note) { return note.start < range.end && note.end() > range.begin; });
                list.eachSounding(range, [&heard](const Note& note) { heard.push_back(note); });
                const NoteList::Stretch found = list.startingIn(range);
                QCOMPARE(std::vector(found.begin(), found.end()), starting);
                QCOMPARE(heard, sounding);
            }
        }
    }

    void changesGiveWhatChangingAVectorGives()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Random random(seed);
            std::uint64_t lastId = 3000;
            std::vector<Note> expected = randomNotes(random, random.below(2) * random.below(3000));
            NoteList list(expected);
            for (int round = 0; round < 60; ++round) {
                const RandomChange change(random, list, lastId);
                expected = change.appliedTo(std::move(expected));
                list = list.exchanged(change.without, change.with);
                QCOMPARE(vectorOf(list), expected);
                QCOMPARE(list.size(), expected.size());
                QVERIFY(list == NoteList(expected));
                std::vector<Note> found;
                list.eachOf(change.without, [&found](const Note& note) { found.push_back(note); });
                for (const Note& note : found)
                    QVERIFY(std::ranges::binary_search(change.without, note.id));
                const auto isStill = [&](NoteId id) { return std::ranges::find(expected, id, &Note::id) != expected.end(); };
                QCOMPARE(static_cast<std::ptrdiff_t>(found.size()), std::ranges::count_if(change.without, isStill));
            }
        }
    }

    void differenceLeadsFromOneListToTheOther()
    {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            Random random(seed);
            std::uint64_t lastId = 3000;
            const NoteList before(randomNotes(random, random.below(3000)));
            const RandomChange change(random, before, lastId);
            const NoteList after = before.exchanged(change.without, change.with);
            const NoteList unshared(vectorOf(after));
            for (const NoteList* each : {&after, &unshared}) {
                const NoteListDifference difference = differenceBetween(before, *each);
                QVERIFY(difference.gone.size() <= change.without.size());
                QVERIFY(difference.come.size() <= change.with.size());
                std::vector<NoteId> gone;
                std::ranges::transform(difference.gone, std::back_inserter(gone), &Note::id);
                std::ranges::sort(gone);
                QVERIFY(before.exchanged(gone, difference.come) == after);
                QCOMPARE(*each == before, difference.gone.empty() && difference.come.empty());
            }
        }
    }

    void changedNoteSharesAllOthersButItsNeighbours()
    {
        Random random(1);
        const NoteList list(randomNotes(random, 100'000));
        Note louder = list[50'000];
        louder.velocity = 127;
        const NoteList changed = list.exchanged(std::span(&louder.id, 1), std::span(&louder, 1));
        QVERIFY(changed.countNotSharedWith(list) < 600);
        QVERIFY(list.countNotSharedWith(changed) < 600);
        QCOMPARE(list.countNotSharedWith(list), std::size_t(0));
        QVERIFY(!(changed == list));
        QCOMPARE(differenceBetween(list, changed).come, std::vector{louder});
    }
};

QTEST_APPLESS_MAIN(TestNoteList)
#include "tst_NoteList.moc"

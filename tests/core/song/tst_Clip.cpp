// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/Clip.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <random>

using namespace continuo;
using namespace std::string_literals;

namespace {

Clip clipFromText(std::string_view text)
{
    return *songFromText(text).tracks.front()->clips.front();
}

std::string pitches(std::span<const Note> notes)
{
    std::string text;
    for (const Note& note : notes)
        text += (text.empty() ? "" : " ") + pitchName(note.pitch);
    return text;
}

constexpr Tick kQuarter = kTicksPerQuarter;

} // namespace

class TestClip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noteStartingAtRangeBeginIsInIt()
    {
        QCOMPARE(pitches(clipFromText("C4 q | D4 q | E4 q").notesStartingIn({kQuarter, kQuarter * 2})), "D4"s);
    }

    void noteStartingAtRangeEndIsNotInIt()
    {
        QCOMPARE(pitches(clipFromText("C4 q | D4 q").notesStartingIn({Tick(0), kQuarter})), "C4"s);
    }

    void noteEndingAtRangeStartIsNotInIt()
    {
        QCOMPARE(pitches(clipFromText("C4 q").notesStartingIn({kQuarter, kQuarter * 2})), ""s);
    }

    void noteSoundingIntoTheRangeIsNotInIt()
    {
        QCOMPARE(pitches(clipFromText("C4 w | E4 q @2").notesStartingIn({kQuarter, kQuarter * 4})), "E4"s);
    }

    void emptyRangeHoldsNothing()
    {
        const Clip clip = clipFromText("C4 q | D4 q");
        QVERIFY(clip.notesStartingIn({Tick(0), Tick(0)}).empty());
        QVERIFY(clip.notesStartingIn({kQuarter, Tick(0)}).empty());
    }

    void rangeQueryAgreesWithLookingAtEveryNote()
    {
        std::mt19937 random(7);
        Clip clip;
        for (std::uint64_t i = 1; i <= 200; ++i)
            clip.notes.push_back({NoteId(i), Tick(random() % 100), Tick(1 + random() % 50), Pitch(static_cast<int>(random() % 128))});
        clip = withSortedNotes(std::move(clip));
        for (int round = 0; round < 500; ++round) {
            const Range<Tick> range{Tick(random() % 110), Tick(random() % 110)};
            const auto expected = std::count_if(clip.notes.begin(), clip.notes.end(),
                                                [range](const Note& note) { return range.contains(note.start); });
            const auto found = clip.notesStartingIn(range);
            QCOMPARE(static_cast<std::ptrdiff_t>(found.size()), expected);
            for (const Note& note : found)
                QVERIFY(range.contains(note.start));
        }
    }

    void sortingIsByStartThenPitchThenId()
    {
        Clip clip;
        clip.notes = {{NoteId(4), Tick(5), Tick(1), Pitch(60)},
                      {NoteId(3), Tick(0), Tick(1), Pitch(64)},
                      {NoteId(2), Tick(0), Tick(1), Pitch(60)},
                      {NoteId(1), Tick(0), Tick(9), Pitch(64)}};
        std::string order;
        for (const Note& note : withSortedNotes(clip).notes)
            order += std::to_string(note.id.value);
        QCOMPARE(order, "2134"s);
    }

    void findLooksForTheId()
    {
        const Clip clip = clipFromText("C4 q | D4 q");
        QCOMPARE(clip.find(NoteId(4))->pitch, Pitch(62));
        QVERIFY(!clip.find(NoteId(99)));
        QVERIFY(!clip.find(NoteId()));
    }
};

QTEST_APPLESS_MAIN(TestClip)
#include "tst_Clip.moc"

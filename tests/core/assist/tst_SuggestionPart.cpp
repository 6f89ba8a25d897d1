// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SuggestionPart.h"

#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// Two voices in bars 2 and 3, of which the second gets a new track.
struct Harmony {
    Harmony()
    {
        suggestion.newTracks = {{added, "Bass", 1, 32}, {second, "Tenor", 2, 52}};
        suggestion.writtenTracks = {song.tracks[0]->id};
        suggestion.target = song.meters.bars(2, 3);
        const Song notes = songFromText("C5 w @4 | D5 w\nC3 w @4 | D3 w\nE4 w @8");
        const TrackId tracks[] = {song.tracks[0]->id, added, second};
        for (std::size_t i = 0; i < 3; ++i)
            for (const Note& note : notesInSongTime(*notes.tracks[i]))
                suggestion.notes.push_back({tracks[i], note});
    }
    Song song = songFromText("Melody: C4 w | E4 w | G4 w | A4 w");
    TrackId added{song.lastId + 1}, second{song.lastId + 2};
    Suggestion suggestion;
};

std::vector<NoteId> idsAbove(const Song& song, std::uint64_t last)
{
    std::vector<NoteId> ids;
    for (const NoteRef& each : allNotes(song))
        if (each.note.value > last)
            ids.push_back(each.note);
    return ids;
}

} // namespace

class TestSuggestionPart : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsAreTheBarsThenTheVoices()
    {
        const Harmony bench;
        const auto parts = partsOf(bench.song, bench.suggestion);
        QCOMPARE(parts.size(), std::size_t(5));
        QVERIFY((parts[0] == SuggestionPart{bench.song.meters.bar(2), {}}));
        QVERIFY((parts[1] == SuggestionPart{bench.song.meters.bar(3), {}}));
        QVERIFY((parts[2] == SuggestionPart{bench.suggestion.target, bench.song.tracks[0]->id}));
        QVERIFY((parts[4] == SuggestionPart{bench.suggestion.target, bench.second}));
    }

    void theOnlyVoiceIsNoPartOfItsOwn()
    {
        Harmony bench;
        std::erase_if(bench.suggestion.notes, [&](const SuggestedNote& note) { return note.track != bench.added; });
        QCOMPARE(partsOf(bench.song, bench.suggestion).size(), std::size_t(2));
    }

    void oneBarReplacesThatBarAlone()
    {
        const Harmony bench;
        const Song after = withSuggestion(bench.song, onlyPart(bench.suggestion, {bench.song.meters.bar(2), {}}));
        QCOMPARE(textOf(after), "Melody: C4 w | C5 w suggested | G4 w | A4 w\nBass: C3 w @4 suggested"s);
        QVERIFY(isWellFormed(after));
    }

    void oneVoiceLeavesTheOthersAlone()
    {
        const Harmony bench;
        const Song after = withSuggestion(bench.song, onlyPart(bench.suggestion, {bench.suggestion.target, bench.added}));
        QCOMPARE(textOf(after), "Melody: C4 w | E4 w | G4 w | A4 w\nBass: C3 w @4 suggested | D3 w suggested"s);
    }

    void theRestCompletesWhatWasAccepted()
    {
        const Harmony bench;
        const std::string whole = textOf(withSuggestion(bench.song, bench.suggestion));
        for (const SuggestionPart& part : partsOf(bench.song, bench.suggestion)) {
            const Song roomy = withRoomFor(bench.song, bench.suggestion);
            const Song some = withSuggestion(roomy, onlyPart(bench.suggestion, part));
            const Suggestion rest = withoutPart(bench.suggestion, part, idsAbove(some, roomy.lastId));
            const Song all = withSuggestion(some, rest);
            QVERIFY(isWellFormed(all));
            QCOMPARE(all.noteCount(), withSuggestion(bench.song, bench.suggestion).noteCount());
            for (const auto& track : withSuggestion(bench.song, bench.suggestion).tracks)
                QCOMPARE(textOf(*all.findTrack(track->id)), textOf(*track));
        }
        QVERIFY(!whole.empty());
    }

    void acceptedVoiceLeavesTheIdsOfTheOthersFree()
    {
        const Harmony bench;
        const Song roomy = withRoomFor(bench.song, bench.suggestion);
        QVERIFY(roomy.lastId >= bench.second.value);
        const Song some = withSuggestion(roomy, onlyPart(bench.suggestion, {bench.suggestion.target, bench.added}));
        for (const NoteRef& each : allNotes(some))
            QVERIFY(each.note.value != bench.second.value);
    }
};

QTEST_APPLESS_MAIN(TestSuggestionPart)
#include "tst_SuggestionPart.moc"

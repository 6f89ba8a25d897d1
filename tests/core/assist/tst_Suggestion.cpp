// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Suggestion.h"

#include "support/EditCheck.h"
#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// The notes of the text, for the tracks in their order.
std::vector<SuggestedNote> notesFromText(std::string_view text, const std::vector<TrackId>& tracks)
{
    std::vector<SuggestedNote> notes;
    const Song song = songFromText(text);
    for (std::size_t i = 0; i < tracks.size(); ++i)
        for (Note note : notesInSongTime(*song.tracks[i])) {
            note.id = NoteId();
            notes.push_back({tracks[i], note});
        }
    return notes;
}

} // namespace

class TestSuggestion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tasksHaveTheNamesOfTheirCommands()
    {
        QCOMPARE(std::string(taskName(Task::Continue)), "continue"s);
        QCOMPARE(std::string(taskName(Task::Harmonize)), "harmonize"s);
        QCOMPARE(std::string(taskName(Task::Vary)), "vary"s);
        QCOMPARE(std::string(taskName(Task::Infill)), "infill"s);
    }

    void continuedNotesAreAddedAsSuggested()
    {
        const Song song = songFromText("A: C4 w");
        Suggestion suggestion;
        suggestion.notes = notesFromText("D4 h @4 | E4 h", {song.tracks[0]->id});
        suggestion.writtenTracks = {song.tracks[0]->id};
        suggestion.target = {kQuarter * 4, kQuarter * 8};
        const Song after = withSuggestion(song, suggestion);
        QCOMPARE(textOf(after), "A: C4 w | D4 h suggested | E4 h suggested"s);
        QVERIFY(isWellFormed(after));
    }

    void targetIsEmptiedInTheWrittenTracksOnly()
    {
        const Song song = songFromText("A: C4 w | D4 w | E4 w\nB: C3 w | D3 w");
        Suggestion suggestion;
        suggestion.notes = notesFromText("G4 h @5", {song.tracks[0]->id});
        suggestion.writtenTracks = {song.tracks[0]->id};
        suggestion.target = {kQuarter * 4, kQuarter * 8};
        const Song after = withSuggestion(song, suggestion);
        QCOMPARE(textOf(after), "A: C4 w | G4 h @5 suggested | E4 w @8\nB: C3 w | D3 w"s);
        QCOMPARE(after.tracks[1], song.tracks[1]);
    }

    void noteThatRingsIntoTheTargetStaysWhole()
    {
        const Song song = songFromText("C4 w @2 | E4 q @4 | F4 q @8");
        Suggestion suggestion;
        suggestion.writtenTracks = {song.tracks[0]->id};
        suggestion.target = {kQuarter * 4, kQuarter * 8};
        QCOMPARE(textOf(withSuggestion(song, suggestion)), "C4 w @2 | F4 q @8"s);
    }

    void harmonyGetsTracksOfItsOwn()
    {
        const Song song = songFromText("A: C4 w");
        Suggestion suggestion;
        suggestion.newTracks = {{TrackId(song.lastId + 1), "Alto", 1, 52}, {TrackId(song.lastId + 2), "Bass", 2, 32}};
        suggestion.notes = notesFromText("G3 w\nC3 w", {TrackId(song.lastId + 1), TrackId(song.lastId + 2)});
        const Song after = withSuggestion(song, suggestion);
        QCOMPARE(textOf(after), "A: C4 w\nAlto: G3 w suggested\nBass: C3 w suggested"s);
        QCOMPARE(after.tracks[2]->channel, 2);
        QCOMPARE(after.tracks[2]->program, std::optional(32));
        QCOMPARE(after.tracks[0], song.tracks[0]);
        QVERIFY(isWellFormed(after));
    }

    void sameCallGivesTheSameSong()
    {
        const Song song = songFromText("A: C4 w\nB: C3 w");
        Suggestion suggestion;
        suggestion.notes = notesFromText("D4 h @4 | E4 h\nG3 w @4", {song.tracks[0]->id, song.tracks[1]->id});
        QVERIFY(sameContent(withSuggestion(song, suggestion), withSuggestion(song, suggestion)));
        QCOMPARE(withSuggestion(song, suggestion).lastId, song.lastId + 3);
    }

    void notesForTracksThatAreGoneAreLeftOut()
    {
        const Song song = songFromText("A: C4 w");
        Suggestion suggestion;
        suggestion.notes = notesFromText("D4 h", {TrackId(99)});
        suggestion.writtenTracks = {TrackId(99)};
        suggestion.target = {Tick(0), kQuarter * 4};
        QVERIFY(sameContent(withSuggestion(song, suggestion), song));
    }

    void acceptedSuggestionIsOneUndoStep()
    {
        Document document(songFromText("A: C4 w"));
        Suggestion suggestion;
        suggestion.notes = notesFromText("D4 h @4 | E4 h", {document.song().tracks[0]->id});
        const Edit accept{"Accept suggestion",
                          [suggestion](const Song& song) { return withSuggestion(song, suggestion); },
                          {}};
        QCOMPARE(edited(document.song(), accept), "A: C4 w | D4 h suggested | E4 h suggested"s);
    }
};

QTEST_APPLESS_MAIN(TestSuggestion)
#include "tst_Suggestion.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Differences.h"

#include "support/QtText.h"
#include "support/SongText.h"

using namespace continuo;
using namespace std::string_literals;

namespace {

/// A suggestion that puts the text's notes into the first track's bars 1 and 2.
Suggestion suggestionOf(const Song& song, const char* text)
{
    Suggestion suggestion;
    suggestion.target = song.meters.bars(1, 2);
    suggestion.writtenTracks = {song.tracks[0]->id};
    const Song notes = songFromText(text);
    for (const Note& note : notesInSongTime(*notes.tracks[0]))
        suggestion.notes.push_back({song.tracks[0]->id, note});
    return suggestion;
}

/// "same C4, pitch E4>F4, added G4": what became of the notes.
std::string changesOf(const Song& song, const Suggestion& suggestion)
{
    constexpr const char* kNames[] = {"same", "pitch", "length", "time", "added", "removed"};
    std::string text;
    for (const NoteDifference& each : differencesOf(song, suggestion)) {
        text += (text.empty() ? "" : ", ") + std::string(kNames[static_cast<int>(each.change)]) + " ";
        if (each.before)
            text += pitchName(each.before->pitch);
        if (each.before && each.after && each.before->pitch != each.after->pitch)
            text += ">" + pitchName(each.after->pitch);
        if (!each.before)
            text += pitchName(each.after->pitch);
    }
    return text;
}

} // namespace

class TestDifferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfChangeIsTold()
    {
        const Song song = songFromText("A: C4 q | D4 q | E4 q | F4 q | G4 q | A4 q");
        const Suggestion suggestion = suggestionOf(song, "C4 q | E4 q | E4 h | F4 q @7/2 | B4 q @6");
        QCOMPARE(changesOf(song, suggestion), "same C4, pitch D4>E4, length E4, time F4, removed G4, removed A4, added B4"s);
    }

    void nothingChangesInTheSameNotes()
    {
        const Song song = songFromText("A: C4+E4+G4 h | C4+E4+G4 h");
        QCOMPARE(changesOf(song, suggestionOf(song, "C4+E4+G4 h | C4+E4+G4 h")), "same C4, same E4, same G4, same C4, same E4, same G4"s);
    }

    void theNearestPitchIsThePartner()
    {
        const Song song = songFromText("A: C4+G4 w");
        QCOMPARE(changesOf(song, suggestionOf(song, "A4+D4 w")), "pitch C4>D4, pitch G4>A4"s);
    }

    void emptyBarsAreAllAdded()
    {
        const Song song = songFromText("A: C4 w @8");
        QCOMPARE(changesOf(song, suggestionOf(song, "E4 h")), "added E4"s);
    }

    void lockedNotesAndOtherTracksAreLeftOut()
    {
        const Song song = songFromText("A: C4 q | D4 q\nB: C3 w");
        Suggestion suggestion = suggestionOf(song, "G4 q @2");
        suggestion.lockedNotes = {notesInSongTime(*song.tracks[0]).front().id};
        QCOMPARE(changesOf(song, suggestion), "removed D4, added G4"s);
    }
};

QTEST_APPLESS_MAIN(TestDifferences)
#include "tst_Differences.moc"

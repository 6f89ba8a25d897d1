// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/EditCheck.h"
#include "support/QtText.h"
#include "ui/assist/Asking.h"

#include <QtTest>

using namespace continuo;
using namespace continuo::ui;

namespace {

struct Place {
    explicit Place(const char* text, std::size_t active = 0) : song(songFromText(text)), track(song.tracks[active]->id) {}
    Result<SuggestionRequest> ask(Ask what) const { return requestFor(what, settings, {song, selection, loop, track}); }

    Song song;
    TrackId track;
    Selection selection;
    std::optional<Range<Tick>> loop;
    SuggestionSettings settings;
};

} // namespace

class tst_Asking : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWishReachesTheRequest()
    {
        Place place("Melody: C4 w | D4 w | E4 w | F4 w");
        place.loop = place.song.meters.bars(2, 3);
        SuggestionSettings& wishes = place.settings;
        wishes.range = "C3-C5";
        wishes.density = "0.5-2";
        wishes.grid = "1/8";
        wishes.chords = "C | F G";
        wishes.chordTones = ChordTones::StrongBeats;
        wishes.key = "D minor";
        wishes.lockScale = true;
        wishes.polyphony = 2;
        wishes.span = 12;
        wishes.voiceLeading = true;
        wishes.keep.rhythm = true;
        wishes.character.syncopation = 0.5;
        wishes.closeness = 0.7;
        wishes.styles = {"folk"};
        wishes.topK = 5;
        const auto request = place.ask(Ask::Vary);
        QVERIFY(request);
        QCOMPARE(request->task, Task::Vary);
        QCOMPARE(request->firstBar, 2);
        QCOMPARE(request->range->highest, Pitch(72));
        QCOMPARE(request->density->lowest, 0.5);
        QCOMPARE(*request->grid, kTicksPerQuarter / 2);
        QCOMPARE(request->chords.size(), std::size_t(3));
        QCOMPARE(request->chords.front().at, place.song.meters.bar(2).begin);
        QVERIFY(request->chordTones == ChordTones::StrongBeats);
        QVERIFY(request->key == parseKey("D minor"));
        QVERIFY(request->lockScale && request->voiceLeading && request->keep.rhythm);
        QCOMPARE(*request->polyphony, 2);
        QCOMPARE(*request->span, 12);
        QCOMPARE(*request->character.syncopation, 0.5);
        QCOMPARE(request->closeness, 0.7);
        QCOMPARE(request->styles, std::vector<std::string>{"folk"});
        QCOMPARE(request->sampling.topK, 5);
    }

    void aWishThatCannotBeReadIsRefusedByName()
    {
        Place place("Melody: C4 w");
        place.settings.range = "low";
        const auto request = place.ask(Ask::Continue);
        QVERIFY(!request);
        QCOMPARE(request.error().message, std::string("The range needs two pitches from low to high such as C3-C5 or 48-72, not 'low'."));
    }

    void keptThingsBindVariationsAlone()
    {
        Place place("Melody: C4 w");
        place.settings.keep.contour = true;
        QVERIFY(!place.ask(Ask::Continue)->keep.any());
    }

    void pinnedNotesOfTheTargetAreLocked()
    {
        Place place("Melody: C4 w pinned | D4 w pinned | E4 w\nBass: C3 w");
        place.loop = place.song.meters.bars(2, 3);
        const auto request = place.ask(Ask::Infill);
        QCOMPARE(request->lockedNotes, std::vector<NoteId>{notesNamed(place.song, "D4").front().note});
        QVERIFY(aboutSentence(Ask::Infill, *request).contains(QStringLiteral("pinned")));
        QVERIFY(place.ask(Ask::Harmonize)->lockedNotes.empty());
    }

    void accompanyIsAPianoForTheMelody()
    {
        const Place place("Melody: C4 w | D4 w");
        const auto request = place.ask(Ask::Accompany);
        QCOMPARE(request->task, Task::Harmonize);
        QVERIFY(request->harmonizeAs == HarmonizeAs::Piano);
        QVERIFY(request->melody == place.track);
        QVERIFY(request->tracks.empty());
    }

    void anEmptyActiveTrackIsTheOneThatIsWritten()
    {
        const Place place("Melody: C4 w | D4 w\nStrings: - w", 1);
        for (const Ask ask : {Ask::Accompany, Ask::Harmonize}) {
            const auto request = place.ask(ask);
            QVERIFY(request->melody == place.song.tracks[0]->id);
            QCOMPARE(request->tracks, std::vector<TrackId>{place.track});
        }
    }

    void chosenTracksAreWrittenButNotTheMelody()
    {
        Place place("Melody: C4 w\nAlto: - w\nBass: - w");
        place.settings.tracks = {place.song.tracks[0]->id, place.song.tracks[1]->id, TrackId(999)};
        QCOMPARE(place.ask(Ask::Harmonize)->tracks, std::vector<TrackId>{place.song.tracks[1]->id});
        QCOMPARE(place.ask(Ask::Continue)->tracks.size(), std::size_t(2));
    }

    void itIsSaidWhatIsAskedAbout()
    {
        Place place("Melody: C4 w | D4 w");
        QCOMPARE(aboutSentence(Ask::Continue, *place.ask(Ask::Continue)), QStringLiteral("Continue: bars 3 to 6 of all tracks with notes."));
        QCOMPARE(aboutSentence(Ask::Harmonize, *place.ask(Ask::Harmonize)), QStringLiteral("Harmonize: bars 1 to 2 of Melody, into new tracks."));
        QVERIFY(!place.ask(Ask::Vary));
    }
};

QTEST_APPLESS_MAIN(tst_Asking)
#include "tst_Asking.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Check.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <QtTest>

using namespace continuo;

namespace {

const char* const kBefore = "Flute: C4 w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w";

SuggestionRequest askFor(int firstBar, int lastBar)
{
    SuggestionRequest request;
    request.song = songFromText(kBefore);
    request.firstBar = firstBar;
    request.lastBar = lastBar;
    return request;
}

/// The names of what was not kept, with spaces between.
QString broken(const SuggestionRequest& request, const Song& changed)
{
    QStringList names;
    for (const CheckFinding& finding : checkResult(request, changed)) {
        if (!finding.kept)
            names << QString::fromStdString(finding.name);
        if (finding.kept != finding.broken.empty())
            names << QStringLiteral("a finding without its reason");
    }
    return names.join(QStringLiteral(" "));
}

/// Ids count through a text, so tracks behind a changed one are given the ids that they had.
QString broken(const SuggestionRequest& request, const char* changed)
{
    Song song = songFromText(changed);
    for (std::size_t i = 0; i < request.song.tracks.size() && i < song.tracks.size(); ++i) {
        Track track = *song.tracks[i];
        track.id = request.song.tracks[i]->id;
        song.tracks[i] = std::make_shared<const Track>(track);
    }
    return broken(request, song);
}

} // namespace

class tst_Check : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSongPasses() { QCOMPARE(broken(askFor(2, 3), kBefore), QString()); }

    void newNotesInTheBarsPass()
    {
        QCOMPARE(broken(askFor(2, 3), "Flute: C4 w | G4 h | A4 h | - w | F4 w\nBass: C2 w | - w | D2 w | C2 w"), QString());
    }

    void changesOutsideAreFound()
    {
        QCOMPARE(broken(askFor(2, 3), "Flute: C4 w | D4 w | E4 w | G4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
        QCOMPARE(broken(askFor(2, 3), "Flute: C4 w v81 | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
        QCOMPARE(broken(askFor(2, 3), "Flute: - w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
        QCOMPARE(broken(askFor(2, 3), "Flute: C4 w | D4 w | E4 w | F4 w | G4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
    }

    void tracksThatWereNotAskedForAreOutside()
    {
        SuggestionRequest request = askFor(2, 3);
        request.tracks = {request.song.tracks[0]->id};
        QCOMPARE(broken(request, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(request, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | D2 w | C2 w | C2 w"), "notes outside untouched");
    }

    void notesThatLeaveTheBarsAreFound()
    {
        QCOMPARE(broken(askFor(2, 2), "Flute: C4 w | D4 w. | E4 w @8 | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "new notes inside the bars");
        QCOMPARE(broken(askFor(2, 2), "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 q. | C2 w @8 | C2 w"), QString());
    }

    void anythingButNotesMayNotChange()
    {
        const SuggestionRequest request = askFor(2, 3);
        Song changed = request.song;
        changed.tempo = TempoMap({{Tick(0), 400'000}});
        QCOMPARE(broken(request, changed), "everything but notes untouched");

        changed = request.song;
        changed.conductor.push_back({Tick(5), 0xff, meta::kMarker, 0, "verse"});
        QCOMPARE(broken(request, changed), "everything but notes untouched");

        changed = request.song;
        Track track = *changed.tracks[1];
        track.events.push_back({Tick(5), 0xb0, 7, 100, ""});
        QCOMPARE(broken(request, withTrack(request.song, track)), "everything but notes untouched");
        track = *changed.tracks[1];
        track.program = 33;
        QCOMPARE(broken(request, withTrack(request.song, track)), "everything but notes untouched");

        changed.tracks.pop_back();
        QCOMPARE(broken(request, changed), "everything but notes untouched");
        QCOMPARE(broken(request, (std::string(kBefore) + "\nNew: C4 w").c_str()), "everything but notes untouched");
    }

    void harmonyMayOnlyAddTracks()
    {
        SuggestionRequest request = askFor(2, 3);
        request.task = Task::Harmonize;
        request.melody = request.song.tracks[0]->id;
        QCOMPARE(broken(request, (std::string(kBefore) + "\nAlto: - w | A3 w | B3 w").c_str()), QString());
        QCOMPARE(broken(request, (std::string(kBefore) + "\nAlto: A3 w | A3 w | B3 w").c_str()), "new notes inside the bars");
        QCOMPARE(broken(request, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
    }

    void scaleAndRangeBindNewNotesOnly()
    {
        SuggestionRequest request = askFor(2, 3);
        request.key = KeySignature{-2, Mode::Major}; // Bb major has no E natural, and the song outside has one
        request.lockScale = true;
        QCOMPARE(broken(request, "Flute: C4 w | D4 w | F4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(request, "Flute: C4 w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "scale kept");
        request.lockScale = false;
        request.range = PitchRange{Pitch(36), Pitch(62)};
        QCOMPARE(broken(request, "Flute: C4 w | D4 w | D4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(request, "Flute: C4 w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "range kept");
    }

    void drumsHaveNoPitch()
    {
        SuggestionRequest request = askFor(2, 3);
        Track drums = *request.song.tracks[1];
        drums.channel = kDrumChannel;
        request.song = withTrack(request.song, drums);
        request.range = PitchRange{Pitch(60), Pitch(72)};
        QCOMPARE(broken(request, request.song), QString());
    }

    void densityAndPolyphonyAreCounted()
    {
        SuggestionRequest request = askFor(2, 3);
        request.density = DensityRange{0.25, 0.5};
        QCOMPARE(broken(request, kBefore), QString());
        request.density = DensityRange{0.3, 0.5};
        QCOMPARE(broken(request, kBefore), "density kept");
        request.density.reset();
        request.polyphony = 1;
        QCOMPARE(broken(request, kBefore), QString());
        QCOMPARE(broken(request, "Flute: C4 w | D4+F4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "polyphony kept");
    }

    void aRhythmThatWasToStayIsCompared()
    {
        SuggestionRequest request = askFor(2, 3);
        request.task = Task::Vary;
        request.keepRhythm = true;
        QCOMPARE(broken(request, "Flute: C4 w | A4 w | B4 w | F4 w\nBass: C2 w | D2 w | E2 w | C2 w"), QString());
        QCOMPARE(broken(request, "Flute: C4 w | A4 h | B4 h | B4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "rhythm kept");
    }
};

QTEST_APPLESS_MAIN(tst_Check)
#include "tst_Check.moc"

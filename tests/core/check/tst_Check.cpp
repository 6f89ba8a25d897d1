// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/Check.h"

#include "support/QtText.h"
#include "support/SongText.h"

#include <QtTest>

using namespace continuo;

namespace {

const char* const kBefore = "Flute: C4 w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w";

Promises promised(int firstBar, int lastBar, const char* before = kBefore)
{
    Promises promises;
    promises.before = songFromText(before);
    for (const auto& track : promises.before.tracks)
        promises.tracks.push_back(track->id);
    promises.firstBar = firstBar;
    promises.lastBar = lastBar;
    return promises;
}

/// The names of what was not kept, with spaces between.
QString broken(const Promises& promises, const Song& changed)
{
    QStringList names;
    for (const CheckFinding& finding : checkPromises(promises, changed)) {
        if (!finding.kept)
            names << QString::fromStdString(finding.name);
        if (finding.kept != finding.broken.empty())
            names << QStringLiteral("a finding without its reason");
    }
    return names.join(QStringLiteral(" "));
}

/// Ids count through a text, so tracks behind a changed one are given the ids that they had.
QString broken(const Promises& promises, const char* changed)
{
    Song song = songFromText(changed);
    for (std::size_t i = 0; i < promises.before.tracks.size() && i < song.tracks.size(); ++i) {
        Track track = *song.tracks[i];
        track.id = promises.before.tracks[i]->id;
        song.tracks[i] = std::make_shared<const Track>(track);
    }
    return broken(promises, song);
}

} // namespace

class tst_Check : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSongPasses() { QCOMPARE(broken(promised(2, 3), kBefore), QString()); }

    void newNotesInTheBarsPass()
    {
        QCOMPARE(broken(promised(2, 3), "Flute: C4 w | G4 h | A4 h | - w | F4 w\nBass: C2 w | - w | D2 w | C2 w"), QString());
    }

    void changesOutsideAreFound()
    {
        QCOMPARE(broken(promised(2, 3), "Flute: C4 w | D4 w | E4 w | G4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
        QCOMPARE(broken(promised(2, 3), "Flute: C4 w v81 | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
        QCOMPARE(broken(promised(2, 3), "Flute: - w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
        QCOMPARE(broken(promised(2, 3), "Flute: C4 w | D4 w | E4 w | F4 w | G4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
    }

    void tracksThatWereNotAskedForAreOutside()
    {
        Promises promises = promised(2, 3);
        promises.tracks = {promises.before.tracks[0]->id};
        QCOMPARE(broken(promises, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | D2 w | C2 w | C2 w"), "notes outside untouched");
    }

    void notesThatLeaveTheBarsAreFound()
    {
        QCOMPARE(broken(promised(2, 2), "Flute: C4 w | D4 w. | E4 w @8 | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "new notes inside the bars single notes stay single");
        QCOMPARE(broken(promised(2, 2), "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 q. | C2 w @8 | C2 w"), QString());
    }

    void anythingButNotesMayNotChange()
    {
        const Promises promises = promised(2, 3);
        Song changed = promises.before;
        changed.tempo = TempoMap({{Tick(0), 400'000}});
        QCOMPARE(broken(promises, changed), "everything but notes untouched");

        changed = promises.before;
        changed.conductor.push_back({Tick(5), 0xff, meta::kMarker, 0, "verse"});
        QCOMPARE(broken(promises, changed), "everything but notes untouched");

        changed = promises.before;
        Track track = *changed.tracks[1];
        track.events.push_back({Tick(5), 0xb0, 7, 100, ""});
        QCOMPARE(broken(promises, withTrack(promises.before, track)), "everything but notes untouched");
        track = *changed.tracks[1];
        track.program = 33;
        QCOMPARE(broken(promises, withTrack(promises.before, track)), "everything but notes untouched");

        changed.tracks.pop_back();
        QCOMPARE(broken(promises, changed), "everything but notes untouched");
        QCOMPARE(broken(promises, (std::string(kBefore) + "\nNew: C4 w").c_str()), "everything but notes untouched");
    }

    void harmonyMayOnlyAddTracks()
    {
        Promises promises = promised(2, 3);
        promises.tracks.clear();
        promises.mayAddTracks = true;
        QCOMPARE(broken(promises, (std::string(kBefore) + "\nAlto: - w | A3 w | B3 w").c_str()), QString());
        QCOMPARE(broken(promises, (std::string(kBefore) + "\nAlto: A3 w | A3 w | B3 w").c_str()), "new notes inside the bars");
        QCOMPARE(broken(promises, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "notes outside untouched");
    }

    void scaleAndRangeBindNewNotesOnly()
    {
        Promises promises = promised(2, 3);
        promises.scale = KeySignature{-2, Mode::Major}.scaleMask(); // Bb major has no E natural, and the song outside has one
        QCOMPARE(broken(promises, "Flute: C4 w | D4 w | F4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "scale kept");
        promises.scale.reset();
        promises.range = std::pair(36, 62);
        QCOMPARE(broken(promises, "Flute: C4 w | D4 w | D4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | D4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "range kept");
    }

    void drumsHaveNoPitch()
    {
        Promises promises = promised(2, 3);
        Track drums = *promises.before.tracks[1];
        drums.channel = kDrumChannel;
        promises.before = withTrack(promises.before, drums);
        promises.range = std::pair(60, 72);
        QCOMPARE(broken(promises, promises.before), QString());
    }

    void densityAndPolyphonyAreCounted()
    {
        Promises promises = promised(2, 3);
        promises.density = std::pair(0.25, 0.5);
        QCOMPARE(broken(promises, kBefore), QString());
        promises.density = std::pair(0.3, 0.5);
        QCOMPARE(broken(promises, kBefore), "density kept");
        promises.density.reset();
        promises.polyphony = 1;
        QCOMPARE(broken(promises, kBefore), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | D4+F4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "single notes stay single polyphony kept");
        promises.polyphony = 2;
        QCOMPARE(broken(promises, "Flute: C4 w | D4+F4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "single notes stay single");
    }

    void densityIsCountedInEachBar()
    {
        Promises promises = promised(1, 2, "Flute: C4 h | D4 h | E4 h | F4 h");
        promises.density = std::pair(0.5, 0.5);
        QCOMPARE(broken(promises, "Flute: C4 h | D4 h | E4 h | F4 h"), QString());
        QCOMPARE(broken(promises, "Flute: C4 q | D4 q | D4 h | E4 w"), "density kept");
    }

    void aPitchThatSoundsTwiceIsFound()
    {
        const Promises promises = promised(2, 2, "Piano: C4+E4 w | C4+E4 w");
        QCOMPARE(broken(promises, "Piano: C4+E4 w | C4 h | C4 h"), QString());
        QCOMPARE(broken(promises, "Piano: C4+E4 w | C4 w | C4 h @6"), "no pitch sounds twice");
    }

    void theHandSpanIsMeasuredBetweenNotesThatSoundTogether()
    {
        Promises promises = promised(2, 2, "Piano: C4+E4 w | C4+E4 w");
        promises.span = 4;
        QCOMPARE(broken(promises, "Piano: C4+E4 w | C4 h | C5 h"), QString());
        QCOMPARE(broken(promises, "Piano: C4+E4 w | C4 w | F4 h @6"), "span kept");
    }

    void startsAndLengthsLieOnTheGrid()
    {
        Promises promises = promised(2, 2);
        promises.grid = kTicksPerQuarter;
        QCOMPARE(broken(promises, "Flute: C4 w | D4 q | F4 q | - h | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | D4 q | F4 e | - e | - h | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "grid kept");
        QCOMPARE(broken(promises, "Flute: C4 w | - e | F4 q | - e | - h | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "grid kept");
    }

    void chordTonesAreHeldAgainstTheChordsThatTheySoundIn()
    {
        Promises promises = promised(2, 2);
        promises.tracks = {promises.before.tracks[0]->id};
        const unsigned kC = 0b000010010001, kF = 0b001000100001;
        promises.chords = {{Tick(0), kC}, {kTicksPerQuarter * 6, kF}};
        QCOMPARE(broken(promises, "Flute: C4 w | C4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | G4 h | F4 h | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | G4 w | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "chords kept");
        promises.onStrongBeatsOnly = true;
        QCOMPARE(broken(promises, "Flute: C4 w | G4 q | D4 h. | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | G4 h | D4 h | E4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "chords kept");
    }

    void lockedNotesAreThere()
    {
        Promises promises = promised(2, 3);
        promises.lockedNotes = {promises.before.tracks[0]->clips[0]->notes[1].id};
        QCOMPARE(broken(promises, "Flute: C4 w | D4 w | G4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | D4 h | - h | G4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "locked notes kept");
        promises.range = std::pair(70, 80); // binds what is new, not what is locked
        promises.tracks = {promises.before.tracks[0]->id};
        QCOMPARE(broken(promises, "Flute: C4 w | D4 w | C5 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), QString());
    }

    void keptPitchesMayMoveInTheirBar()
    {
        Promises promises = promised(1, 2, "Piano: C4+E4 h | D4 h | G4 w");
        promises.isVariation = promises.keepsPitch = true;
        QCOMPARE(broken(promises, "Piano: C4+E4 q | D4 q | - h | - h | G4 h"), QString());
        QCOMPARE(broken(promises, "Piano: C4+E4 h | D4 q | G4 q | G4 w"), "pitches kept");
        QCOMPARE(broken(promises, "Piano: C4 q | E4 q | D4 h | G4 w"), "pitches kept");
    }

    void aKeptContourGoesTheSameWay()
    {
        Promises promises = promised(1, 2, "Flute: C4 h | D4 h | D4 h | A3 h");
        promises.isVariation = promises.keepsContour = true;
        QCOMPARE(broken(promises, "Flute: E4 h | G4 h | G4 q | C4 h."), QString());
        QCOMPARE(broken(promises, "Flute: E4 h | G4 h | A4 h | C4 h"), "contour kept");
        QCOMPARE(broken(promises, "Flute: E4 w | G4 q | G4 q | C4 h"), "contour kept");
    }

    void aKeptHarmonyIsThatOfTheBeat()
    {
        Promises promises = promised(2, 2);
        promises.isVariation = promises.keepsHarmony = true;
        QCOMPARE(broken(promises, "Flute: C4 w | C5 h | D5 h | E4 w | F4 w\nBass: C2 w | D2 w | C2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | C5 h | E5 h | E4 w | F4 w\nBass: C2 w | D2 w | C2 w | C2 w"), "harmony kept");
    }

    void linesDoNotCrossNorMoveInParallel()
    {
        Promises promises = promised(2, 2, "Flute: G4 w | A4 w\nBass: C4 w | F3 w");
        promises.leadsVoices = true;
        QCOMPARE(broken(promises, "Flute: G4 w | A4 w\nBass: C4 w | E4 w"), QString());
        QCOMPARE(broken(promises, "Flute: G4 w | A4 w\nBass: C4 w | D4 w"), "voice leading kept");
        QCOMPARE(broken(promises, "Flute: G4 w | A4 w\nBass: C4 w | B4 w"), "voice leading kept");
        QCOMPARE(broken(promises, "Flute: G4 w | G4 w\nBass: C4 w | C4 w"), QString()); // nothing moves
    }

    void aRhythmThatWasToStayIsCompared()
    {
        Promises promises = promised(2, 3);
        promises.keepsRhythm = true;
        QCOMPARE(broken(promises, "Flute: C4 w | A4 w | B4 w | F4 w\nBass: C2 w | D2 w | E2 w | C2 w"), QString());
        QCOMPARE(broken(promises, "Flute: C4 w | A4 h | B4 h | B4 w | F4 w\nBass: C2 w | C2 w | C2 w | C2 w"), "rhythm kept");
    }
};

QTEST_APPLESS_MAIN(tst_Check)
#include "tst_Check.moc"

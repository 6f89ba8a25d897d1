// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guarantees.h"
#include "core/assist/Generator.h"
#include "support/RandomRequest.h"
#include "support/RandomRowModel.h"
#include "support/SongText.h"

#include <QtTest>

using namespace continuo;

namespace {

SuggestionRequest ask(Task task, const char* song, int firstBar, int lastBar)
{
    SuggestionRequest request;
    request.id = 1;
    request.task = task;
    request.song = songFromText(song);
    request.firstBar = firstBar;
    request.lastBar = lastBar;
    request.drafts = 1;
    request.closeness = 0.5;
    return request;
}

const char* const kLine = "Melody: C4 q | E4 q | G4 q | C5 q | D4 q | F4 q | A4 q | D5 q";
const char* const kChords = "Piano: C3+E3+G3 w | D3+F3+A3 w";

std::vector<NoteId> allNotes(const Song& song)
{
    std::vector<NoteId> ids;
    for (const auto& track : song.tracks)
        for (const Note& note : notesInSongTime(*track))
            ids.push_back(note.id);
    return ids;
}

PitchRange only(int pitch)
{
    return {Pitch(pitch), Pitch(pitch)};
}

std::vector<PlacedChord> chord(const char* symbol)
{
    return {{Tick(0), *parseChord(symbol)}};
}

/// A request that cannot be had, and what its refusal must name.
struct Impossible {
    const char* name;
    SuggestionRequest request;
    std::vector<const char*> named;
};

std::vector<Impossible> impossibleRequests()
{
    std::vector<Impossible> all;
    const auto add = [&](const char* name, SuggestionRequest request, std::vector<const char*> named, auto wish) {
        wish(request);
        all.push_back({name, std::move(request), std::move(named)});
    };
    const auto vary = [](const char* song) { return ask(Task::Vary, song, 1, 2); };
    const auto infill = [](const char* song) { return ask(Task::Infill, song, 1, 2); };
    using Request = SuggestionRequest;
    const auto inC = [](Request& r) {
        r.key = parseKey("C major");
        r.lockScale = true;
    };
    add("no pitch of the scale in the range", infill(kLine), {"the range", "the locked scale"}, [&](Request& r) { inC(r); r.range = only(61); });
    add("no chord tone in the scale", infill(kLine), {"the chords", "the locked scale"}, [&](Request& r) { inC(r); r.chords = chord("F#"); });
    add("no chord tone in the range", infill(kLine), {"the chords", "the range"}, [](Request& r) { r.chords = chord("C"); r.range = only(62); });
    add("no number of notes", infill(kLine), {"the density"}, [](Request& r) { r.density = DensityRange{0.3, 0.4}; });
    add("more notes than steps", infill(kLine), {"the density"}, [](Request& r) { r.density = DensityRange{13, 20}; });
    add("more notes than grid places", infill(kLine), {"the density", "the grid"}, [](Request& r) { r.density = DensityRange{2, 4}; r.grid = kTicksPerQuarter; });
    add("more notes than may sound", infill(kChords), {"the density", "the polyphony"}, [](Request& r) { r.density = DensityRange{13, 20}; r.polyphony = 1; });
    add("more notes than the hand holds", infill(kChords), {"the density", "the hand span", "the grid"},
        [](Request& r) { r.density = DensityRange{4, 8}; r.span = 0; r.grid = kTicksPerQuarter; });
    add("a grid longer than the bar", infill(kLine), {"the grid"}, [](Request& r) { r.lastBar = 1; r.grid = kTicksPerQuarter * 8; });
    add("rhythm against density", vary(kLine), {"the kept rhythm", "the density"}, [](Request& r) { r.keep.rhythm = true; r.density = DensityRange{2, 3}; });
    add("rhythm against grid", vary(kLine), {"the kept rhythm", "the grid"}, [](Request& r) { r.keep.rhythm = true; r.grid = kTicksPerQuarter * 4; });
    add("rhythm against polyphony", vary(kChords), {"the kept rhythm", "the polyphony"}, [](Request& r) { r.keep.rhythm = true; r.polyphony = 2; });
    add("rhythm against range", vary(kChords), {"the kept rhythm", "the range"}, [](Request& r) { r.keep.rhythm = true; r.range = PitchRange{Pitch(48), Pitch(49)}; });
    add("rhythm against span", vary(kChords), {"the kept rhythm", "the hand span"}, [](Request& r) { r.keep.rhythm = true; r.span = 1; });
    add("pitches against range", vary(kLine), {"the kept pitches", "the range"}, [](Request& r) { r.keep.pitch = true; r.range = PitchRange{Pitch(60), Pitch(70)}; });
    add("pitches against scale", vary(kLine), {"the kept pitches", "the locked scale"},
        [](Request& r) { r.keep.pitch = true; r.key = parseKey("B major"); r.lockScale = true; });
    add("pitches against chords", vary(kLine), {"the kept pitches", "the chords"}, [](Request& r) { r.keep.pitch = true; r.chords = chord("C"); });
    add("pitches against polyphony", vary(kChords), {"the kept pitches", "the polyphony"}, [](Request& r) { r.keep.pitch = true; r.polyphony = 2; });
    add("pitches against span", vary(kChords), {"the kept pitches", "the hand span"}, [](Request& r) { r.keep.pitch = true; r.span = 6; });
    add("pitches against grid", vary(kLine), {"the kept pitches", "the grid"}, [](Request& r) { r.keep.pitch = true; r.grid = kTicksPerQuarter * 2; });
    add("pitches against density", vary(kLine), {"the kept pitches", "the density"}, [](Request& r) { r.keep.pitch = true; r.density = DensityRange{0, 0.5}; });
    add("contour against range", vary(kLine), {"the kept contour", "the range"}, [](Request& r) { r.keep.contour = true; r.range = PitchRange{Pitch(60), Pitch(62)}; });
    add("contour against chords", vary(kLine), {"the kept contour", "the chords", "the range"},
        [](Request& r) { r.keep.contour = true; r.chords = chord("C5"); r.range = PitchRange{Pitch(60), Pitch(72)}; });
    add("contour against density", vary(kLine), {"the kept contour", "the density"}, [](Request& r) { r.keep.contour = true; r.density = DensityRange{0, 0.5}; });
    add("contour against grid", vary(kLine), {"the kept contour", "the grid"}, [](Request& r) { r.keep.contour = true; r.grid = kTicksPerQuarter * 2; });
    add("harmony against range", vary(kLine), {"the kept harmony", "the range"}, [](Request& r) { r.keep.harmony = true; r.range = only(61); });
    add("harmony against scale", vary(kLine), {"the kept harmony", "the locked scale"},
        [](Request& r) { r.keep.harmony = true; r.key = parseKey("F# major"); r.lockScale = true; r.song = songFromText("Melody: C4 w | C4 w"); });
    add("locked notes against density", infill(kLine), {"the locked notes", "the density"},
        [](Request& r) { r.lockedNotes = allNotes(r.song); r.density = DensityRange{0, 0.5}; });
    add("locked notes against polyphony", infill(kChords), {"the locked notes", "the polyphony"},
        [](Request& r) { r.lockedNotes = allNotes(r.song); r.polyphony = 2; });
    add("locked notes against span", infill(kChords), {"the locked notes", "the hand span"},
        [](Request& r) { r.lockedNotes = allNotes(r.song); r.span = 5; });
    add("voice leading of one line", infill(kLine), {"voice leading"}, [](Request& r) { r.voiceLeading = true; });
    add("voice leading against range", ask(Task::Harmonize, kLine, 1, 2), {"the voice leading", "the range"}, [](Request& r) {
        r.melody = r.song.tracks[0]->id;
        r.harmonizeAs = HarmonizeAs::Bass;
        r.voiceLeading = true;
        r.range = PitchRange{Pitch(84), Pitch(96)};
    });
    return all;
}

} // namespace

/// A network that wants anything, under any combination of locks and limits, before the checker.
class tst_Guarantees : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noPromiseIsBrokenWhateverTheNetworkWants()
    {
        GuaranteeCount count;
        for (std::uint64_t seed = 1; count.notes < 20'000; ++seed) {
            Random random(seed);
            const SuggestionRequest request = randomRequest(random);
            RandomRowModel model(seed);
            count.ask(model, request);
            QVERIFY2(count.violations.empty(), count.violations.empty() ? "" : (std::to_string(seed) + ": " + count.violations.front()).c_str());
        }
        // The locks must be met by music, not by refusals.
        QVERIFY2(count.served * 2 > count.requests, qPrintable(QStringLiteral("%1 of %2").arg(count.served).arg(count.requests)));
        for (const auto& [name, notes] : count.bound)
            QVERIFY2(notes > 200, name.c_str());
        QCOMPARE(count.bound.size(), std::size_t{18});
    }

    void impossibleRequestsAreRefusedByName_data()
    {
        QTest::addColumn<int>("index");
        const auto all = impossibleRequests();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << static_cast<int>(i);
    }

    void impossibleRequestsAreRefusedByName()
    {
        QFETCH(int, index);
        Impossible impossible = impossibleRequests()[static_cast<std::size_t>(index)];
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            impossible.request.sampling.seed = seed;
            RandomRowModel model(seed);
            Error error;
            int notes = 0;
            generate(model, impossible.request, {}, [&](const SuggestionEvent& event) {
                notes += event.kind == SuggestionEvent::Kind::Candidate ? 1 : 0;
                if (event.kind == SuggestionEvent::Kind::Failed)
                    error = event.error;
            });
            QCOMPARE(notes, 0);
            QCOMPARE(error.code, ErrorCode::Unsatisfiable);
            for (const char* named : impossible.named)
                QVERIFY2(error.message.find(named) != std::string::npos, error.message.c_str());
            QVERIFY2(error.message.ends_with('.'), error.message.c_str());
        }
    }

    void lockedNotesElsewhereAreNoWish()
    {
        SuggestionRequest request = ask(Task::Continue, kLine, 3, 4);
        request.lockedNotes = allNotes(request.song);
        RandomRowModel model(1);
        Error error;
        generate(model, request, {}, [&](const SuggestionEvent& event) { error = event.error; });
        QCOMPARE(error.code, ErrorCode::Usage);
        QVERIFY2(error.message.find("locked notes") != std::string::npos, error.message.c_str());
    }
};

QTEST_APPLESS_MAIN(tst_Guarantees)
#include "tst_Guarantees.moc"

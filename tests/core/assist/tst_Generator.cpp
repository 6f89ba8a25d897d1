// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Generator.h"
#include "core/assist/StepGrid.h"
#include "core/assist/Styles.h"
#include "core/song/TrackNotes.h"
#include "support/RandomRowModel.h"
#include "support/SongText.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

using namespace continuo;

namespace {

/// Three parts over `bars` bars of 4/4: a melody in quarters, chords in halves, drums on each beat.
Song smallSong(int bars)
{
    Song song;
    const auto part = [&](const char* name, int channel, const std::vector<int>& pitches, int perBar) {
        Track track;
        track.id = TrackId(++song.lastId);
        track.name = name;
        track.channel = channel;
        Clip clip;
        clip.id = ClipId(++song.lastId);
        std::vector<Note> notes;
        const Tick length = kTicksPerQuarter * 4 / perBar;
        for (int i = 0; i < bars * perBar; ++i)
            for (const int pitch : pitches) {
                Note note;
                note.id = NoteId(++song.lastId);
                note.start = length * i;
                note.length = length;
                note.pitch = Pitch(pitch + (channel == kDrumChannel ? 0 : (i * 5) % 7));
                notes.push_back(note);
            }
        clip.length = length * bars * perBar;
        clip.notes = std::move(notes);
        track.clips.push_back(std::make_shared<const Clip>(clip));
        song.tracks.push_back(std::make_shared<const Track>(track));
    };
    part("Melody", 0, {67}, 4);
    part("Piano", 1, {48, 52, 55}, 2);
    part("Drums", kDrumChannel, {36, 42}, 4);
    return song;
}

/// A network with a mind of its own about when notes start: `lean` makes its logit of what was random.
class OnsetsRowModel : public RandomRowModel {
public:
    explicit OnsetsRowModel(float (*lean)(float logit, int onset)) : RandomRowModel(1), lean_(lean) {}
    std::span<const float> onsetLogits() override
    {
        const std::span<const float> own = RandomRowModel::onsetLogits();
        logits_.assign(own.begin(), own.end());
        for (std::size_t i = 0; i < logits_.size(); ++i)
            logits_[i] = lean_(logits_[i], static_cast<int>(i % kOnsetClasses));
        return logits_;
    }

private:
    float (*lean_)(float, int);
    std::vector<float> logits_;
};

float toSilence(float logit, int onset)
{
    return onset == kEndOfCell ? logit + 8 : logit;
}

float somewhatToBeats(float logit, int onset)
{
    return logit / 6 + (onset % kStepsPerQuarter == 0 ? 3.0f : 0.0f);
}

/// A network that would start single notes on beats only; kept from that, it would rather add to the last chord than start
/// notes elsewhere.
class BeatsRowModel : public RandomRowModel {
public:
    BeatsRowModel() : RandomRowModel(1) {}
    Result<void> begin(std::span<const Row> prefix, int lanes) override
    {
        last_.assign(static_cast<std::size_t>(lanes), -1);
        return RandomRowModel::begin(prefix, lanes);
    }
    void append(std::span<const Row> rows, std::span<const std::uint8_t> active) override
    {
        for (std::size_t lane = 0; lane < rows.size(); ++lane)
            if (active[lane]) {
                last_[lane] = -1;
                for (const std::uint16_t value : rows[lane].fields)
                    if (value >= field::kOnset.base && value < field::kOnset.end())
                        last_[lane] = value - field::kOnset.base;
            }
    }
    std::span<const float> onsetLogits() override
    {
        const std::span<const float> own = RandomRowModel::onsetLogits();
        logits_.assign(own.begin(), own.end());
        for (std::size_t i = 0; i < logits_.size(); ++i) {
            const auto onset = static_cast<int>(i % kOnsetClasses);
            const bool isLast = onset == last_[i / kOnsetClasses];
            const bool isBeat = onset == kEndOfCell || onset % kStepsPerQuarter == 0;
            logits_[i] = logits_[i] / 6 + (isLast ? 4.0f : isBeat ? 8.0f : 0.0f);
        }
        return logits_;
    }

private:
    std::vector<int> last_;
    std::vector<float> logits_;
};

/// A network that in two drafts of eight writes whole notes, and sixteenths in the others.
class RestlessRowModel : public RandomRowModel {
public:
    using RandomRowModel::RandomRowModel;
    std::span<const float> onsetLogits() override
    {
        return leaning(RandomRowModel::onsetLogits(), kOnsetClasses,
                       [](int onset, int steps) { return onset % steps == 0; }); // the end of a cell too
    }
    std::span<const float> pitchLogits(std::span<const int> onsets) override
    {
        return leaning(RandomRowModel::pitchLogits(onsets), kPitchClassesOut,
                       [](int pitch, int) { return pitch == 60 || pitch == 62 || pitch == 64; });
    }
    std::span<const float> durationLogits(std::span<const int> pitches) override
    {
        return leaning(RandomRowModel::durationLogits(pitches), kDurationClasses,
                       [](int duration, int steps) { return kDurationSteps[static_cast<std::size_t>(duration)] == steps; });
    }

private:
    template <typename IsWanted>
    std::span<const float> leaning(std::span<const float> logits, int classes, IsWanted isWanted)
    {
        logits_.assign(logits.begin(), logits.end());
        for (std::size_t i = 0; i < logits_.size(); ++i) {
            const auto lane = static_cast<int>(i) / classes, value = static_cast<int>(i) % classes;
            logits_[i] = logits_[i] / 6 + (isWanted(value, lane % 4 == 0 ? 4 * kStepsPerQuarter : kStepsPerQuarter / 4) ? 12.0f : 0.0f);
        }
        return logits_;
    }

    std::vector<float> logits_;
};

/// Remembers what it read before it wrote.
class AttentiveRowModel : public RandomRowModel {
public:
    AttentiveRowModel() : RandomRowModel(1) {}
    Result<void> begin(std::span<const Row> prefix, int lanes) override
    {
        read.assign(prefix.begin(), prefix.end());
        return RandomRowModel::begin(prefix, lanes);
    }
    std::vector<Row> read;
};

struct Outcome {
    std::vector<Suggestion> candidates;
    std::vector<SuggestedNote> streamed;
    std::optional<Error> error;
    int endings = 0;
};

Outcome ask(RowModel& model, const SuggestionRequest& request, std::stop_token stop = {})
{
    Outcome outcome;
    generate(model, request, stop, [&](const SuggestionEvent& event) {
        switch (event.kind) {
        case SuggestionEvent::Kind::Track: break;
        case SuggestionEvent::Kind::Note: outcome.streamed.push_back(event.note); break;
        case SuggestionEvent::Kind::Candidate: outcome.candidates.push_back(event.suggestion); break;
        case SuggestionEvent::Kind::Finished: ++outcome.endings; break;
        case SuggestionEvent::Kind::Failed:
            ++outcome.endings;
            outcome.error = event.error;
            break;
        }
    });
    return outcome;
}

Outcome ask(const SuggestionRequest& request, std::stop_token stop = {})
{
    RandomRowModel model(request.sampling.seed);
    return ask(model, request, std::move(stop));
}

SuggestionRequest request(Task task, int firstBar, int lastBar, std::uint64_t seed = 1)
{
    SuggestionRequest wish;
    wish.id = 1;
    wish.task = task;
    wish.song = smallSong(6);
    wish.firstBar = firstBar;
    wish.lastBar = lastBar;
    wish.sampling.seed = seed;
    wish.sampling.topP = 1;
    if (task == Task::Harmonize)
        wish.melody = wish.song.tracks.front()->id;
    return wish;
}

/// Most notes of one track that sound together.
int mostTogether(const std::vector<SuggestedNote>& notes, TrackId track)
{
    int most = 0;
    for (const SuggestedNote& at : notes) {
        if (at.track != track)
            continue;
        const auto sounds = [&](const SuggestedNote& other) {
            return other.track == track && other.note.start <= at.note.start && at.note.start < other.note.end();
        };
        most = std::max(most, static_cast<int>(std::count_if(notes.begin(), notes.end(), sounds)));
    }
    return most;
}

constexpr Task kTasks[] = {Task::Continue, Task::Harmonize, Task::Vary, Task::Infill};

} // namespace

class tst_Generator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notesLieInTheBarsAskedForAndEndInThem();
    void aTrackOfSingleNotesStaysOne();
    void limitsHoldWhateverTheNetworkWants();
    void everyBarHasAsManyNotesAsAskedFor();
    void theSameSeedGivesTheSameNotesAndAnotherSeedOthers();
    void candidatesDiffer();
    void whatIsStreamedOfAnOnlyDraftIsWhatIsSuggested();
    void ofSeveralDraftsOneComesFirstThatStaysInTheTexture();
    void variationOfClosenessOneIsTheSameMusic();
    void aVariationOfSingleNotesIsNoPileOfChords();
    void keptRhythmIsKeptExactly();
    void aKeptNoteThatComesBeforeItsBarHearsTheBarBefore();
    void harmonizeAddsVoicesAndLeavesTheMelodyAlone();
    void aPianoIsAddedAsTwoHands();
    void musicThatNeverStoppedDoesNotStop();
    void harmonizeWritesTheTracksThatAreNamedInsteadOfNewOnes();
    void aBarThatANoteRingsThroughIsLeftToIt();
    void aRegisterMovesAllPartsByTheSame();
    void whatATrackPlaysAroundIsReadBeforeItHarmonizes();
    void newNotesAreAsDetachedAsTheOldOnes();
    void drumsThatRepeatTheirBarsGoOnMoreSurely();
    void eachOfSeveralStylesGetsItsShareOfTheCandidates();
    void impossibleWishesAreNamed();
    void aCancelledRequestSaysSo();
    void aSongWithoutNotesSaysWhatIsMissing();
};

void tst_Generator::notesLieInTheBarsAskedForAndEndInThem()
{
    for (const Task task : kTasks)
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const SuggestionRequest wish = task == Task::Continue ? request(task, 7, 9, seed) : request(task, 3, 4, seed);
            const Range<Tick> bars = wish.song.meters.bars(wish.firstBar, wish.lastBar);
            const Outcome outcome = ask(wish);
            QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
            QCOMPARE(outcome.endings, 1);
            QCOMPARE(outcome.candidates.size(), std::size_t{1});
            QVERIFY(!outcome.candidates[0].notes.empty());
            for (const SuggestedNote& note : outcome.candidates[0].notes) {
                QVERIFY(bars.contains(note.note.start));
                QVERIFY(note.note.end() <= bars.end);
                QVERIFY(note.note.length > Tick(0));
                QVERIFY(note.note.velocity >= 1 && note.note.velocity <= 127);
            }
        }
}

void tst_Generator::aTrackOfSingleNotesStaysOne()
{
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const SuggestionRequest wish = request(Task::Continue, 7, 10, seed);
        const Outcome outcome = ask(wish);
        QCOMPARE(mostTogether(outcome.candidates.at(0).notes, wish.song.tracks[0]->id), 1);
    }
}

void tst_Generator::limitsHoldWhateverTheNetworkWants()
{
    Random random(11);
    for (int round = 0; round < 60; ++round) {
        const Task task = kTasks[random.below(4)];
        SuggestionRequest wish = task == Task::Continue ? request(task, 7, 9, random.next()) : request(task, 2, 4, random.next());
        const int lowest = 40 + random.below(24);
        wish.range = PitchRange{Pitch(lowest), Pitch(lowest + 12 + random.below(12))};
        wish.key = keyWithTonic(random.below(12), random.chance(0.5) ? Mode::Major : Mode::Minor);
        wish.lockScale = random.chance(0.7);
        wish.polyphony = 1 + random.below(4);
        wish.density = DensityRange{0, 0.5 + random.uniform() * 2};
        wish.closeness = 0; // nothing of the old notes must stay
        const Outcome outcome = ask(wish);
        QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
        std::map<std::pair<std::uint64_t, int>, int> perBar;
        for (const SuggestedNote& suggested : outcome.candidates.at(0).notes) {
            const Track* track = wish.song.findTrack(suggested.track);
            const bool isDrums = track && track->isDrums();
            QVERIFY(isDrums || (suggested.note.pitch >= wish.range->lowest && suggested.note.pitch <= wish.range->highest));
            if (wish.lockScale && !isDrums)
                QVERIFY((wish.key->scaleMask() >> suggested.note.pitch.pitchClass() & 1u) != 0);
            QVERIFY(mostTogether(outcome.candidates[0].notes, suggested.track) <= *wish.polyphony);
            ++perBar[{suggested.track.value, wish.song.meters.barAt(suggested.note.start)}];
        }
        for (const auto& [where, count] : perBar)
            QVERIFY(count <= wish.density->highest * 4 + 1e-6);
    }
}

void tst_Generator::everyBarHasAsManyNotesAsAskedFor()
{
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        SuggestionRequest wish = request(Task::Continue, 7, 10, seed);
        wish.density = DensityRange{1.5, 2.5};
        const Outcome outcome = ask(wish);
        QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
        for (const auto& track : wish.song.tracks)
            for (int bar = 7; bar <= 10; ++bar) {
                const auto here = [&](const SuggestedNote& note) {
                    return note.track == track->id && wish.song.meters.barAt(note.note.start) == bar;
                };
                const auto& notes = outcome.candidates.at(0).notes;
                const auto count = std::count_if(notes.begin(), notes.end(), here);
                QVERIFY(count >= 6 && count <= 10);
            }
    }
}

void tst_Generator::theSameSeedGivesTheSameNotesAndAnotherSeedOthers()
{
    const auto notesOf = [](std::uint64_t seed) {
        std::vector<Note> notes;
        const auto outcome = ask(request(Task::Infill, 3, 4, seed));
        for (const SuggestedNote& note : outcome.candidates.at(0).notes)
            notes.push_back(note.note);
        return notes;
    };
    QVERIFY(notesOf(5) == notesOf(5));
    QVERIFY(notesOf(5) != notesOf(6));
}

void tst_Generator::candidatesDiffer()
{
    SuggestionRequest wish = request(Task::Continue, 7, 8);
    wish.candidates = 4;
    const Outcome outcome = ask(wish);
    QCOMPARE(outcome.candidates.size(), std::size_t{4});
    for (std::size_t i = 1; i < 4; ++i) {
        const auto same = [](const SuggestedNote& a, const SuggestedNote& b) { return a.note == b.note; };
        QVERIFY(!std::equal(outcome.candidates[0].notes.begin(), outcome.candidates[0].notes.end(),
                            outcome.candidates[i].notes.begin(), outcome.candidates[i].notes.end(), same));
    }
}

void tst_Generator::whatIsStreamedOfAnOnlyDraftIsWhatIsSuggested()
{
    SuggestionRequest wish = request(Task::Continue, 7, 9);
    wish.drafts = 1;
    const Outcome outcome = ask(wish);
    const auto& notes = outcome.candidates.at(0).notes;
    QCOMPARE(outcome.streamed.size(), notes.size());
    for (std::size_t i = 0; i < notes.size(); ++i)
        QVERIFY(outcome.streamed[i].note == notes[i].note && outcome.streamed[i].track == notes[i].track);
}

void tst_Generator::ofSeveralDraftsOneComesFirstThatStaysInTheTexture()
{
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        RestlessRowModel model(seed);
        SuggestionRequest wish = request(Task::Continue, 5, 8, seed);
        wish.song = songFromText("C4 w | E4 w | D4 w | C4 w");
        wish.candidates = wish.drafts = 8;
        const Outcome outcome = ask(model, wish);
        QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
        const auto isCalm = [](const Suggestion& suggestion) { return suggestion.notes.size() <= 4; };
        QCOMPARE(std::count_if(outcome.candidates.begin(), outcome.candidates.end(), isCalm), 2);
        QVERIFY(isCalm(outcome.candidates.at(0)));
    }
}

void tst_Generator::variationOfClosenessOneIsTheSameMusic()
{
    SuggestionRequest wish = request(Task::Vary, 2, 5);
    wish.closeness = 1;
    const Outcome outcome = ask(wish);
    for (const auto& track : wish.song.tracks)
        for (const Note& note : notesInSongTime(*track)) {
            if (!wish.song.meters.bars(2, 5).contains(note.start))
                continue;
            const auto same = [&](const SuggestedNote& other) {
                return other.track == track->id && other.note.start == note.start && other.note.length == note.length
                    && other.note.pitch == note.pitch && other.note.velocity == note.velocity;
            };
            const auto& notes = outcome.candidates.at(0).notes;
            QCOMPARE(std::count_if(notes.begin(), notes.end(), same), 1);
        }
    std::size_t before = 0;
    for (const auto& track : wish.song.tracks)
        for (const Note& note : notesInSongTime(*track))
            before += wish.song.meters.bars(2, 5).contains(note.start) ? 1 : 0;
    QCOMPARE(outcome.candidates.at(0).notes.size(), before);
}

/// A piano with chords in the first bar and single notes after it, on beats or between them.
void tst_Generator::aVariationOfSingleNotesIsNoPileOfChords()
{
    for (const char* const notes : {"C4+E4+G4 w | C4 q | E4 q | G4 q | E4 q | F4 q | A4 q | G4 q | E4 q | D4 q | E4 q | F4 q | D4 q",
                                    "C4+E4+G4 w | C4 e | E4 q | G4 q | E4 q | F4 q | A4 q | G4 q | E4 q | D4 q | E4 q | F4 q | D4 e"})
        for (const double asked : {0.1, 0.5, 0.8}) {
            SuggestionRequest wish;
            wish.id = 1;
            wish.task = Task::Vary;
            wish.song = songFromText(notes);
            wish.firstBar = 2;
            wish.lastBar = 4;
            wish.closeness = asked;
            wish.candidates = 4;
            BeatsRowModel model;
            const Outcome outcome = ask(model, wish);
            QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
            for (const Suggestion& candidate : outcome.candidates) {
                std::map<Tick, int> starts;
                for (const SuggestedNote& note : candidate.notes)
                    ++starts[note.note.start];
                for (const auto& [at, together] : starts)
                    QVERIFY2(together <= 3, std::to_string(together).c_str());
                QVERIFY2(candidate.notes.size() <= 16, std::to_string(candidate.notes.size()).c_str());
            }
        }
}

void tst_Generator::keptRhythmIsKeptExactly()
{
    SuggestionRequest wish = request(Task::Vary, 2, 5);
    wish.closeness = 0.3;
    wish.keep.rhythm = true;
    const Outcome outcome = ask(wish);
    QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
    for (const auto& track : wish.song.tracks) {
        std::vector<std::pair<Tick, Tick>> before, after;
        for (const Note& note : notesInSongTime(*track))
            if (wish.song.meters.bars(2, 5).contains(note.start))
                before.emplace_back(note.start, note.length);
        for (const SuggestedNote& note : outcome.candidates.at(0).notes)
            if (note.track == track->id)
                after.emplace_back(note.note.start, note.note.length);
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        QVERIFY(before == after);
    }
}

void tst_Generator::aKeptNoteThatComesBeforeItsBarHearsTheBarBefore()
{
    // Played, not drawn: the second bar's note comes a little before the bar line, where the first's still sounds.
    SuggestionRequest wish = request(Task::Vary, 1, 2);
    wish.song = songFromText("Piano: C4 h | E4 122700t | C4 w @245500t\n");
    wish.closeness = 0;
    wish.keep.rhythm = true;
    wish.range = PitchRange{Pitch(60), Pitch(61)};
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        wish.sampling.seed = seed;
        const Outcome outcome = ask(wish);
        QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
        const std::vector<SuggestedNote>& notes = outcome.candidates.at(0).notes;
        QCOMPARE(notes.size(), std::size_t{3});
        QVERIFY(notes[2].note.start < notes[1].note.end());
        QVERIFY(notes[2].note.pitch != notes[1].note.pitch);
    }
}

void tst_Generator::harmonizeAddsVoicesAndLeavesTheMelodyAlone()
{
    const SuggestionRequest wish = request(Task::Harmonize, 1, 6);
    const Outcome outcome = ask(wish);
    const Suggestion& suggestion = outcome.candidates.at(0);
    QCOMPARE(suggestion.newTracks.size(), std::size_t{3});
    QVERIFY(suggestion.writtenTracks.empty());
    for (const SuggestedNote& note : suggestion.notes)
        QVERIFY(!wish.song.findTrack(note.track));
    const Song song = withSuggestion(wish.song, suggestion);
    QCOMPARE(song.tracks.size(), wish.song.tracks.size() + 3);
    for (std::size_t i = 0; i < wish.song.tracks.size(); ++i)
        QVERIFY(song.tracks[i] == wish.song.tracks[i]);
}

void tst_Generator::aPianoIsAddedAsTwoHands()
{
    SuggestionRequest wish = request(Task::Harmonize, 1, 6);
    wish.harmonizeAs = HarmonizeAs::Piano;
    const Suggestion suggestion = ask(wish).candidates.at(0);
    QCOMPARE(suggestion.newTracks.size(), std::size_t{2});
    std::vector<double> means;
    for (const SuggestedTrack& hand : suggestion.newTracks) {
        QCOMPARE(hand.program, std::optional<int>(0));
        double sum = 0;
        int notes = 0;
        for (const SuggestedNote& note : suggestion.notes)
            if (note.track == hand.id) {
                sum += note.note.pitch.number;
                ++notes;
            }
        QVERIFY(notes > 6);
        means.push_back(sum / notes);
    }
    QCOMPARE(suggestion.newTracks.at(0).name, std::string("Piano RH"));
    QCOMPARE(suggestion.newTracks.at(1).name, std::string("Piano LH"));
    QVERIFY(means.at(0) > means.at(1) + 6);
}

void tst_Generator::musicThatNeverStoppedDoesNotStop()
{
    // Two tracks that take turns, so that neither has to sound in every bar, but one of them always does.
    SuggestionRequest wish;
    wish.song = songFromText("A: C5 w | - w | E5 w | - w | C5 w | - w | E5 w | - w\nB: - w | G3 w | - w | C4 w | - w | G3 w | - w | C4 w");
    wish.firstBar = 9;
    wish.lastBar = 12;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        wish.sampling.seed = seed;
        OnsetsRowModel model(toSilence);
        std::set<int> bars;
        generate(model, wish, {}, [&](const SuggestionEvent& event) {
            if (event.kind == SuggestionEvent::Kind::Candidate)
                for (const SuggestedNote& note : event.suggestion.notes)
                    for (int bar = 9; bar <= 12; ++bar)
                        if (Range<Tick>{note.note.start, note.note.end()}.overlaps(wish.song.meters.bar(bar)))
                            bars.insert(bar);
        });
        QCOMPARE(bars, (std::set<int>{9, 10, 11, 12}));
    }
}

void tst_Generator::harmonizeWritesTheTracksThatAreNamedInsteadOfNewOnes()
{
    SuggestionRequest wish = request(Task::Harmonize, 1, 6);
    Track bass, strings;
    bass.id = TrackId(wish.song.lastId + 1);
    bass.program = 33; // fingered bass: one note at a time
    wish.song = withNewTrack(wish.song, bass);
    strings.id = TrackId(wish.song.lastId + 1);
    strings.program = 48;
    wish.song = withNewTrack(wish.song, strings);
    wish.tracks = {bass.id, strings.id};
    const Suggestion suggestion = ask(wish).candidates.at(0);
    QVERIFY(suggestion.newTracks.empty());
    QCOMPARE(suggestion.writtenTracks, wish.tracks);
    QVERIFY(!suggestion.notes.empty());
    for (const SuggestedNote& note : suggestion.notes)
        QVERIFY(note.track == bass.id || note.track == strings.id);
    QCOMPARE(mostTogether(suggestion.notes, bass.id), 1);
    QVERIFY(mostTogether(suggestion.notes, strings.id) > 1);

    wish.tracks.push_back(*wish.melody);
    QVERIFY(QString::fromStdString(ask(wish).error->message).contains("cannot be harmonized by itself"));
}

void tst_Generator::aBarThatANoteRingsThroughIsLeftToIt()
{
    // The cello's last note ends in the middle of the second bar that is asked for.
    SuggestionRequest wish = request(Task::Continue, 3, 5);
    wish.song = songFromText("Violin: C5 q | D5 q | E5 q | F5 q | G5 w\n"
                             "Cello: C3 q | G3 q | C3 q | G3 q | C2 614400t\n"); // ten quarters from the second bar on
    const TrackId cello = wish.song.tracks[1]->id;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        wish.sampling.seed = seed;
        const Outcome outcome = ask(wish);
        QVERIFY2(!outcome.error, outcome.error ? outcome.error->message.c_str() : "");
        bool plays = false;
        for (const SuggestedNote& note : outcome.candidates.at(0).notes)
            if (note.track == cello) {
                QVERIFY(note.note.start >= kTicksPerQuarter * 14);
                plays = true;
            }
        QVERIFY(plays);
    }
}

void tst_Generator::aRegisterMovesAllPartsByTheSame()
{
    // A flute an octave and a half above a cello, asked to be where the two together are a fifth higher.
    SuggestionRequest wish = request(Task::Continue, 3, 6);
    wish.song = songFromText("Flute: C5 q | D5 q | E5 q | F5 q | G5 q | F5 q | E5 q | D5 q\n"
                             "Cello: C3 q | G3 q | C3 q | G3 q | C3 q | G3 q | C3 q | G3 q\n");
    wish.character.meanPitch = 72;
    const Outcome outcome = ask(wish);
    QVERIFY(!outcome.error);
    std::map<TrackId, std::pair<double, int>> heights;
    for (const SuggestedNote& note : outcome.candidates.at(0).notes) {
        heights[note.track].first += note.note.pitch.number;
        ++heights[note.track].second;
    }
    const auto mean = [&](std::size_t track) {
        const auto& [sum, count] = heights[wish.song.tracks[track]->id];
        return sum / std::max(1, count);
    };
    QVERIFY2(mean(0) > mean(1) + 12, qPrintable(QStringLiteral("%1 and %2").arg(mean(0)).arg(mean(1))));
    QVERIFY(std::abs((mean(0) + mean(1)) / 2 - 72) < 4);
}

void tst_Generator::whatATrackPlaysAroundIsReadBeforeItHarmonizes()
{
    const std::string melody = "Melody: C5 h | E5 h | D5 h | F5 h | E5 h | G5 h | C5 w | D5 w\n";
    const auto readFor = [&](const std::string& piano) {
        SuggestionRequest wish = request(Task::Harmonize, 3, 4);
        wish.song = songFromText(melody + piano);
        wish.melody = wish.song.tracks[0]->id;
        wish.tracks = {wish.song.tracks[1]->id};
        AttentiveRowModel model;
        const Outcome outcome = ask(model, wish);
        return outcome.error ? std::vector<Row>() : model.read;
    };
    const std::vector<Row> silent = readFor("Piano:\n");
    QVERIFY(!silent.empty());
    QVERIFY(readFor("Piano: C4+E4+G4 h | C4+E4+G4 h | D4+F4+A4 h | D4+F4+A4 h\n").size() >= silent.size() + 12);
    // What is to be written over says nothing.
    QCOMPARE(readFor("Piano: C4+E4+G4 w @8\n").size(), silent.size());
}

void tst_Generator::drumsThatRepeatTheirBarsGoOnMoreSurely()
{
    const auto offBeat = [](bool repeats) { // the share of the strokes
        SuggestionRequest wish = request(Task::Continue, 7, 14);
        int strokesSoFar = 0;
        if (!repeats)
            wish.song = withTrack(wish.song, withChangedNotes(*wish.song.tracks[2], [&](Note stroke) -> std::optional<Note> {
                                      stroke.pitch = Pitch(35 + strokesSoFar * strokesSoFar % 11);
                                      ++strokesSoFar;
                                      return stroke;
                                  }));
        wish.tracks = {wish.song.tracks[2]->id};
        OnsetsRowModel model(somewhatToBeats);
        const Outcome outcome = ask(model, wish);
        const std::vector<SuggestedNote>& strokes = outcome.candidates.at(0).notes;
        const auto off = std::count_if(strokes.begin(), strokes.end(), [](const SuggestedNote& stroke) {
            return stroke.note.start.value % kTicksPerQuarter.value != 0;
        });
        return static_cast<double>(off) / static_cast<double>(std::max<std::size_t>(1, strokes.size()));
    };
    QVERIFY2(offBeat(false) > 0.2, std::to_string(offBeat(false)).c_str());
    QVERIFY2(offBeat(true) < offBeat(false) / 4, std::to_string(offBeat(true)).c_str());
}

void tst_Generator::eachOfSeveralStylesGetsItsShareOfTheCandidates()
{
    const auto stylesOf = [](const Outcome& outcome) {
        std::vector<std::string> styles;
        for (const Suggestion& candidate : outcome.candidates)
            styles.push_back(candidate.style);
        return styles;
    };
    SuggestionRequest wish = request(Task::Continue, 7, 8);
    wish.candidates = 5;
    QCOMPARE(stylesOf(ask(wish)), std::vector<std::string>(5));
    wish.styles = {"jazz", "folk", "hymn"};
    const Outcome several = ask(wish);
    QCOMPARE(stylesOf(several), (std::vector<std::string>{"jazz", "jazz", "folk", "folk", "hymn"}));
    QCOMPARE(several.endings, 1);
    wish.candidates = 1;
    QCOMPARE(stylesOf(ask(wish)), (std::vector<std::string>{"jazz", "folk", "hymn"}));
    // The network is told of the style.
    AttentiveRowModel model;
    wish.styles = {"hymn"};
    ask(model, wish);
    const auto tells = [](const Row& row, std::string_view style) {
        return std::find(row.fields.begin(), row.fields.end(), field::kStyle.base + styleIndex(style)) != row.fields.end();
    };
    QVERIFY(std::any_of(model.read.begin(), model.read.end(), [&](const Row& row) { return tells(row, "hymn"); }));
    QVERIFY(std::none_of(model.read.begin(), model.read.end(), [&](const Row& row) { return tells(row, "jazz"); }));
}

void tst_Generator::newNotesAreAsDetachedAsTheOldOnes()
{
    const auto isWhole = [](const SuggestedNote& note) { return note.note.length % kTicksPerStep == Tick(0); };
    SuggestionRequest wish = request(Task::Continue, 2, 3);
    wish.song = songFromText("C4 58368t @0 | E4 58368t @1 | G4 58368t @2 | C5 58368t @3"); // 95 % of a quarter
    const std::vector<SuggestedNote> detached = ask(wish).candidates.at(0).notes;
    QVERIFY(!detached.empty() && std::all_of(detached.begin(), detached.end(), [](const SuggestedNote& note) {
        return note.note.length * 20 % (kTicksPerStep * 19) == Tick(0);
    }));
    // Where lengths were asked for they are as asked.
    wish.grid = kTicksPerQuarter / 4;
    const std::vector<SuggestedNote> onGrid = ask(wish).candidates.at(0).notes;
    QVERIFY(!onGrid.empty() && std::all_of(onGrid.begin(), onGrid.end(), isWhole));
    wish.grid.reset();
    wish.song = songFromText("C4 q | E4 q | G4 q | C5 q");
    const std::vector<SuggestedNote> full = ask(wish).candidates.at(0).notes;
    QVERIFY(!full.empty() && std::all_of(full.begin(), full.end(), isWhole));
}

void tst_Generator::impossibleWishesAreNamed()
{
    SuggestionRequest narrow = request(Task::Continue, 7, 8);
    narrow.range = PitchRange{Pitch(61), Pitch(61)};
    narrow.key = parseKey("C major");
    narrow.lockScale = true;
    Outcome outcome = ask(narrow);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Unsatisfiable);
    QVERIFY(QString::fromStdString(outcome.error->message).contains("scale"));

    SuggestionRequest dense = request(Task::Continue, 7, 8);
    dense.density = DensityRange{13, 20};
    outcome = ask(dense);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Unsatisfiable);
    QVERIFY(QString::fromStdString(outcome.error->message).contains("density"));
}

void tst_Generator::aCancelledRequestSaysSo()
{
    std::stop_source stop;
    stop.request_stop();
    const Outcome outcome = ask(request(Task::Continue, 7, 8), stop.get_token());
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Cancelled);
    QCOMPARE(outcome.endings, 1);
}

void tst_Generator::aSongWithoutNotesSaysWhatIsMissing()
{
    SuggestionRequest wish = request(Task::Continue, 1, 4);
    wish.song = Song{};
    const Outcome outcome = ask(wish);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, ErrorCode::Unsatisfiable);
}

QTEST_APPLESS_MAIN(tst_Generator)
#include "tst_Generator.moc"

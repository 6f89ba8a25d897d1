// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"
#include "core/assist/Variation.h"
#include "models/train/Likeness.h"
#include "models/train/TaskSampler.h"

#include <QTest>

#include <algorithm>

using namespace continuo;

namespace {

/// A phrase of four bars that comes again and again, each time with some notes changed, over a bass.
StudyPiece verses(Random& random)
{
    Song song;
    const std::vector<int> phrase{60, 62, 64, 65, 67, 67, 69, 65, 64, 62, 64, 67, 65, 64, 62, 60};
    for (const bool bass : {false, true}) {
        Track track;
        track.id = TrackId(++song.lastId);
        track.channel = bass ? 1 : 0;
        Clip clip;
        clip.id = ClipId(++song.lastId);
        std::vector<Note> notes;
        for (int verse = 0; verse < 6; ++verse)
            for (int i = 0; i < 16; i += bass ? 2 : 1) {
                Note note;
                note.id = NoteId(++song.lastId);
                note.start = kTicksPerQuarter * (16 * verse + i);
                note.length = kTicksPerQuarter * (bass ? 2 : 1);
                const int change = random.chance(0.3) ? random.below(5) - 2 : 0;
                note.pitch = Pitch(phrase[static_cast<std::size_t>(i)] + change - (bass ? 24 : 0));
                notes.push_back(note);
            }
        clip.notes = std::move(notes);
        track.clips.push_back(std::make_shared<const Clip>(clip));
        song.tracks.push_back(std::make_shared<const Track>(track));
    }
    return *makeStudyPiece(song, "made", "folk/tune");
}

std::vector<Prompt> drawn(const StudyPiece& piece, const TaskOptions& options, int count)
{
    std::vector<Prompt> prompts;
    Random random(7, 1);
    while (static_cast<int>(prompts.size()) < count)
        if (auto prompt = drawPrompt(piece, options, random))
            prompts.push_back(std::move(*prompt));
    return prompts;
}

/// The notes of a prompt's target, or those of its source.
std::vector<PlacedNote> notesOf(const Prompt& prompt, const Score& score, bool ofSource)
{
    std::vector<PlacedNote> notes;
    const auto add = [&](CellRef cell, const RowNote& note) {
        notes.push_back({cell.slot, score.grid[cell.span].firstStep + note.onset, note.pitch});
    };
    if (ofSource) {
        for (const SourceCell& source : prompt.source)
            for (const SourceNote& note : source.notes)
                add(source.cell, note.note);
    } else {
        for (const CellRef cell : prompt.target)
            for (const RowNote& note : score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span))
                add(cell, note);
    }
    return notes;
}

} // namespace

class tst_TaskSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedDrawsTheSameExamples();
    void examplesFitIntoTheSequence();
    void aLikenessIsAsCloseAsThePromptSays();
    void aBlurredSourceTellsNothingButTheTarget();
    void whatIsAskedIsWhatTheTargetShows();
};

void tst_TaskSampler::theSameSeedDrawsTheSameExamples()
{
    Random random(1, 1);
    const StudyPiece piece = verses(random);
    const auto first = drawn(piece, {}, 20), second = drawn(piece, {}, 20);
    for (std::size_t i = 0; i < first.size(); ++i)
        QVERIFY(exampleOf(first[i], piece.score).rows == exampleOf(second[i], piece.score).rows);
}

void tst_TaskSampler::examplesFitIntoTheSequence()
{
    Random random(2, 1);
    const StudyPiece piece = verses(random);
    TaskOptions options;
    options.maxRows = 90;
    for (const Prompt& prompt : drawn(piece, options, 300))
        QVERIFY(exampleOf(prompt, piece.score).rows.size() <= 90);
}

void tst_TaskSampler::aLikenessIsAsCloseAsThePromptSays()
{
    Random random(3, 1);
    const StudyPiece piece = verses(random);
    TaskOptions options;
    options.task = Task::Vary;
    int likenesses = 0;
    for (const Prompt& prompt : drawn(piece, options, 200)) {
        if (prompt.sourceKind != SourceKind::Likeness)
            continue;
        ++likenesses;
        const double measured = resemblance(notesOf(prompt, piece.score, true), notesOf(prompt, piece.score, false));
        QVERIFY(measured < 1);
        if (prompt.closeness != 0)
            QCOMPARE(prompt.closeness, closenessValue(measured));
        QCOMPARE(prompt.source.size(), prompt.target.size());
    }
    QVERIFY(likenesses > 40);
}

void tst_TaskSampler::aBlurredSourceTellsNothingButTheTarget()
{
    Random random(4, 1);
    const StudyPiece piece = verses(random);
    TaskOptions options;
    options.task = Task::Vary;
    options.augment = false;
    for (const Prompt& prompt : drawn(piece, options, 100)) {
        QVERIFY(prompt.sourceKind == SourceKind::Blurred);
        for (const SourceCell& source : prompt.source) {
            const auto& notes = piece.score.cell(prompt.slots[static_cast<std::size_t>(source.cell.slot)], source.cell.span);
            for (const SourceNote& told : source.notes)
                QVERIFY(std::find(notes.begin(), notes.end(), told.note) != notes.end());
        }
    }
}

void tst_TaskSampler::whatIsAskedIsWhatTheTargetShows()
{
    Random random(5, 1);
    const StudyPiece piece = verses(random);
    int asked = 0;
    for (const Prompt& prompt : drawn(piece, {}, 200))
        for (const Control& control : prompt.controls) {
            const Control shown = measureControl(prompt, piece.score, control.slot);
            ++asked;
            if (control.density)
                QCOMPARE(control.density, shown.density);
            if (control.stepShare)
                QCOMPARE(control.stepShare, shown.stepShare);
            if (control.syncopation)
                QCOMPARE(control.syncopation, shown.syncopation);
            if (control.lowest)
                QVERIFY(*control.lowest <= *shown.lowest && *control.highest >= *shown.highest);
        }
    QVERIFY(asked > 50);
}

QTEST_APPLESS_MAIN(tst_TaskSampler)
#include "tst_TaskSampler.moc"

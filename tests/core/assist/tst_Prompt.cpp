// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Prompt.h"
#include "core/base/Random.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace continuo;

namespace {

/// Random notes on the network's grid, in a few meters, for several tracks.
Song randomSong(Random& random)
{
    static constexpr std::array<Meter, 5> kMeters{{{4, 4, 24, 8}, {3, 4, 24, 8}, {6, 8, 24, 8}, {7, 4, 24, 8}, {5, 16, 24, 8}}};
    Song song;
    std::vector<MeterChange> changes;
    Tick at;
    for (int i = 0; i < 3; ++i) {
        const Meter meter = kMeters[static_cast<std::size_t>(random.below(5))];
        changes.push_back({at, meter});
        at += meter.barLength() * (1 + random.below(3));
    }
    song.meters = MeterMap(changes);
    const int tracks = 1 + random.below(4);
    for (int t = 0; t < tracks; ++t) {
        Track track;
        track.id = TrackId(++song.lastId);
        track.channel = t == 3 ? kDrumChannel : t;
        Clip clip;
        clip.id = ClipId(++song.lastId);
        std::vector<Note> notes;
        for (int n = 0; n < 40; ++n) {
            Note note;
            note.id = NoteId(++song.lastId);
            note.start = kTicksPerStep * random.below(static_cast<int>(at / kTicksPerStep));
            note.length = kTicksPerStep * kDurationSteps[static_cast<std::size_t>(random.below(kDurationClasses))];
            note.pitch = Pitch(random.below(128));
            notes.push_back(note);
        }
        clip.notes = std::move(notes);
        track.clips.push_back(std::make_shared<const Clip>(clip));
        song.tracks.push_back(std::make_shared<const Track>(track));
    }
    return song;
}

} // namespace

class tst_Prompt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notesOnTheGridComeBackFromTheirCells();
    void targetsSpellOutTheNotesOfTheCells();
    void theKeyFrameComesBack();
    void cellsAreNeverLongerThanTheNetworkAllows();
    void contextStaysWithinItsLimit();
    void everyRowIndexLiesInTheTable();
    void whatIsNotAskedIsNotSaid();
};

void tst_Prompt::notesOnTheGridComeBackFromTheirCells()
{
    Random random(1);
    for (int round = 0; round < 50; ++round) {
        const Song song = randomSong(random);
        const Score score = makeScore(song, 1, song.lastBar());
        for (std::size_t p = 0; p < score.parts.size(); ++p) {
            std::vector<std::tuple<Tick, int, Tick>> before, after;
            for (const Note& note : notesInSongTime(*song.findTrack(score.parts[p].track)))
                before.emplace_back(note.start, note.pitch.number, note.length);
            for (int span = 0; span < score.grid.size(); ++span)
                for (const RowNote& row : score.cell(static_cast<int>(p), span)) {
                    const int pitch = row.pitch % kDrumPitchBase;
                    after.emplace_back(score.grid.tick(span, row.onset), pitch, kTicksPerStep * kDurationSteps[row.duration]);
                }
            // Of notes that begin together on one pitch the longest stays.
            std::sort(before.begin(), before.end(), [](const auto& a, const auto& b) {
                return std::tuple(std::get<0>(a), std::get<1>(a), -std::get<2>(a)) < std::tuple(std::get<0>(b), std::get<1>(b), -std::get<2>(b));
            });
            before.erase(std::unique(before.begin(), before.end(), [](const auto& a, const auto& b) {
                return std::get<0>(a) == std::get<0>(b) && std::get<1>(a) == std::get<1>(b);
            }), before.end());
            std::sort(after.begin(), after.end());
            QVERIFY(before == after);
        }
    }
}

void tst_Prompt::targetsSpellOutTheNotesOfTheCells()
{
    Random random(2);
    for (int round = 0; round < 30; ++round) {
        const Song song = randomSong(random);
        const Score score = makeScore(song, 1, song.lastBar());
        Prompt prompt;
        prompt.slots = slotOrder(score.parts);
        prompt.frame.shift = random.below(12) - 5;
        prompt.firstTargetSpan = score.grid.size() / 2;
        std::vector<RowNote> expected;
        for (int span = prompt.firstTargetSpan; span < score.grid.size(); ++span)
            for (int slot = 0; slot < static_cast<int>(prompt.slots.size()); ++slot) {
                prompt.target.push_back({span, slot});
                for (const RowNote& note : score.cell(prompt.slots[static_cast<std::size_t>(slot)], span))
                    expected.push_back(prompt.frame.into(note));
            }
        const Example example = exampleOf(prompt, score);
        QCOMPARE(example.rows.size(), example.targets.size());
        std::vector<RowNote> spelled;
        std::size_t ends = 0;
        for (const RowTarget& target : example.targets) {
            if (target.onset == kEndOfCell)
                ++ends;
            else if (target.onset != RowTarget::kNothing)
                spelled.push_back({static_cast<std::uint8_t>(target.onset), static_cast<std::uint8_t>(target.pitch),
                                   static_cast<std::uint8_t>(target.duration)});
        }
        QVERIFY(spelled == expected);
        QCOMPARE(ends, prompt.target.size());
        QCOMPARE(example.rows.size(), 1 + prompt.target.size() + expected.size());
    }
}

void tst_Prompt::theKeyFrameComesBack()
{
    for (int shift = -5; shift <= 6; ++shift)
        for (int pitch = 12; pitch < 116; ++pitch) {
            const KeyFrame frame{shift, 0};
            const RowNote note{3, static_cast<std::uint8_t>(pitch), 5};
            QVERIFY(frame.outOf(frame.into(note)) == note);
        }
    for (int fifths = -6; fifths <= 6; ++fifths)
        for (const Mode mode : {Mode::Major, Mode::Minor}) {
            const KeySignature key{fifths, mode};
            const RowNote tonic{0, static_cast<std::uint8_t>(60 + key.tonic()), 0};
            QCOMPARE(frameOfKey(key).into(tonic).pitch % 12, mode == Mode::Major ? 0 : 9);
        }
}

void tst_Prompt::cellsAreNeverLongerThanTheNetworkAllows()
{
    Random random(3);
    for (int round = 0; round < 50; ++round) {
        const Song song = randomSong(random);
        const StepGrid grid(song.meters, 1, 12);
        Tick at;
        for (const StepSpan& span : grid.spans()) {
            QVERIFY(span.steps >= 1 && span.steps <= kMaxCellSteps);
            QCOMPARE(span.ticks.begin.value, at.value);
            at = span.ticks.end;
        }
        QCOMPARE(at.value, song.meters.bar(12).end.value);
    }
}

void tst_Prompt::contextStaysWithinItsLimit()
{
    Random random(4);
    for (int round = 0; round < 30; ++round) {
        const Song song = randomSong(random);
        const Score score = makeScore(song, 1, song.lastBar());
        Prompt prompt;
        prompt.slots = slotOrder(score.parts);
        const int span = random.below(score.grid.size());
        prompt.firstTargetSpan = span;
        ContextLimits limits;
        limits.insideTarget = false;
        limits.rows = random.below(120);
        addContext(prompt, score, {span, span + 1}, limits);
        QVERIFY(static_cast<int>(prefixOf(prompt, score).rows.size()) - 1 <= limits.rows);
        for (const CellRef cell : prompt.context)
            QVERIFY(cell.span != span);
    }
}

void tst_Prompt::everyRowIndexLiesInTheTable()
{
    Random random(5);
    for (int round = 0; round < 30; ++round) {
        const Song song = randomSong(random);
        const Score score = makeScore(song, 1, song.lastBar());
        Prompt prompt;
        prompt.slots = slotOrder(score.parts);
        prompt.style = 23;
        prompt.meter = 11;
        prompt.tempo = 11;
        prompt.closeness = 8;
        for (int span = 0; span < score.grid.size(); ++span)
            prompt.target.push_back({span, 0});
        prompt.mood = {1.0, 1.0, 1.0};
        prompt.chords = {{0, 0xfff}, {24, 0}};
        prompt.controls.push_back({0, 99.0, 127.0, 99, 127, 127, true, 1.0, 1.0, 1.0, 127});
        for (const Row& row : exampleOf(prompt, score).rows)
            for (const std::uint16_t index : row.fields)
                QVERIFY(index < field::kTableSize);
    }
}

void tst_Prompt::whatIsNotAskedIsNotSaid()
{
    Random random(6);
    const Song song = randomSong(random);
    const Score score = makeScore(song, 1, song.lastBar());
    Prompt prompt;
    prompt.slots = slotOrder(score.parts);
    prompt.target.push_back({0, 0});
    const auto rowsOfKind = [&](RowKind kind) {
        const std::vector<Row> rows = prefixOf(prompt, score).rows;
        return std::count_if(rows.begin(), rows.end(),
                             [&](const Row& row) { return row.fields[0] == field::kKind.at(static_cast<int>(kind)); });
    };
    prompt.controls.push_back({});
    QCOMPARE(rowsOfKind(RowKind::Control) + rowsOfKind(RowKind::Shape) + rowsOfKind(RowKind::Mood), 0);
    prompt.controls[0].polyphony = 2;
    QCOMPARE(rowsOfKind(RowKind::Control), 1);
    QCOMPARE(rowsOfKind(RowKind::Shape), 0);
    prompt.controls[0].stepShare = 0.5;
    prompt.mood.energy = 0.5;
    QCOMPARE(rowsOfKind(RowKind::Control) + rowsOfKind(RowKind::Shape) + rowsOfKind(RowKind::Mood), 3);
    QCOMPARE(rowsOfKind(RowKind::Chord), 0);
    prompt.chords = {{0, 0b10010001}, {24, 0}};
    QCOMPARE(rowsOfKind(RowKind::Chord), 2);
}

QTEST_APPLESS_MAIN(tst_Prompt)
#include "tst_Prompt.moc"

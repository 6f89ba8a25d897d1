// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/TaskSampler.h"

#include "core/assist/Character.h"
#include "core/assist/Features.h"
#include "core/assist/Harmony.h"
#include "core/assist/Styles.h"
#include "core/assist/Variation.h"
#include "models/train/Likeness.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace continuo {

namespace {

template <typename T>
void shuffle(std::vector<T>& values, Random& random)
{
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
}

Task drawTask(Random& random)
{
    const double at = random.uniform();
    return at < 0.25 ? Task::Continue : at < 0.60 ? Task::Infill : at < 0.80 ? Task::Harmonize : Task::Vary;
}

bool hasNotes(const Score& score, int part, Range<int> spans)
{
    for (int span = spans.begin; span < spans.end; ++span)
        if (!score.cell(part, span).empty())
            return true;
    return false;
}

KeyFrame drawFrame(const StudyPiece& piece, Range<int> near, const TaskOptions& options, Random& random)
{
    if (!options.keyFrame)
        return options.augment ? KeyFrame{random.below(12) - 5, 2} : KeyFrame{};
    const std::optional<KeySignature> key = keyNear(piece, near);
    if (!key)
        return {};
    KeyFrame frame = frameOfKey(*key);
    // A neighbouring key now and then, so that a wrong guess does no harm.
    if (options.augment && random.chance(0.15)) {
        frame.shift += random.chance(0.5) ? 5 : -5;
        if (frame.shift > 6)
            frame.shift -= 12;
        if (frame.shift < -5)
            frame.shift += 12;
        frame.mode = 2;
    }
    return frame;
}

Range<int> targetSpansOf(const Prompt& prompt)
{
    int end = prompt.firstTargetSpan;
    for (const CellRef cell : prompt.target)
        end = std::max(end, cell.span + 1);
    return {prompt.firstTargetSpan, end};
}

/// The notes of a slot's target cells in the key frame, drum sounds by their number.
std::vector<FeatureNote> targetNotes(const Prompt& prompt, const Score& score, int slot, Range<int> spans)
{
    std::vector<FeatureNote> notes;
    for (int span = spans.begin; span < spans.end; ++span) {
        if (std::find(prompt.target.begin(), prompt.target.end(), CellRef{span, slot}) == prompt.target.end())
            continue;
        for (const RowNote& raw : score.cell(prompt.slots[static_cast<std::size_t>(slot)], span)) {
            const RowNote note = prompt.frame.into(raw);
            notes.push_back({score.grid[span].firstStep + note.onset, kDurationSteps[note.duration],
                             note.pitch % kDrumPitchBase});
        }
    }
    return notes;
}

/// The music of which the target is a variation: a place of the piece that resembles it, or the target itself, blurred.
void drawSource(Prompt& prompt, const Score& score, const TaskOptions& options, Random& random)
{
    const bool saysCloseness = !options.augment || random.chance(0.9);
    if (options.augment && random.chance(0.5))
        if (auto likeness = drawLikeness(prompt, score, random)) {
            prompt.sourceKind = SourceKind::Likeness;
            prompt.source = std::move(likeness->source);
            if (saysCloseness)
                prompt.closeness = closenessValue(likeness->resemblance);
            return;
        }
    const int value = 1 + random.below(kClosenessValues);
    if (saysCloseness)
        prompt.closeness = value;
    // Sometimes all that is hidden is hidden in one way, as a user asks who keeps the rhythm or the pitches.
    std::optional<Blur> blur;
    if (options.augment && random.chance(0.4))
        blur = random.chance(0.6) ? Blur::Pitch : Blur::Rhythm;
    for (const CellRef cell : prompt.target) {
        const auto& notes = score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span);
        prompt.source.push_back({cell, blurNotes(notes, value / static_cast<double>(kClosenessValues), random, blur)});
    }
    if (options.augment && random.chance(0.3))
        tellContours(prompt.source);
}

/// Forgets a value half of the time.
template <typename T>
void forgetSome(T& value, Random& random)
{
    if (random.chance(0.5))
        value.reset();
}

/// What a user might have asked for who got this target: some of what it shows, limits rarely tight.
Control drawControl(Control control, Random& random)
{
    forgetSome(control.density, random);
    forgetSome(control.meanPitch, random);
    forgetSome(control.polyphony, random);
    if (random.chance(0.5)) {
        control.lowest.reset();
        control.highest.reset();
    } else if (control.lowest) {
        control.lowest = std::max(0, *control.lowest - random.below(7));
        control.highest = std::min(127, *control.highest + random.below(7));
    }
    if (random.chance(0.5))
        control.scaleLock = false;
    if (random.chance(0.5)) {
        control.stepShare.reset();
        control.leapShare.reset();
        control.syncopation.reset();
        control.span.reset();
        return control;
    }
    forgetSome(control.stepShare, random);
    forgetSome(control.leapShare, random);
    forgetSome(control.syncopation, random);
    forgetSome(control.span, random);
    return control;
}

} // namespace

std::optional<StudyPiece> makeStudyPiece(const Song& song, const std::string& corpus, const std::string& styleLabel)
{
    const int lastBar = song.lastBar();
    if (lastBar < 1)
        return std::nullopt;
    StudyPiece piece{corpus, styleOfLabel(styleLabel), makeScore(song, 1, lastBar), song.keys, {}, 0};
    for (const StepSpan& span : piece.score.grid.spans())
        piece.bpm.push_back(song.tempo.bpmAt(span.ticks.begin));
    std::vector<int> all(piece.score.parts.size());
    std::iota(all.begin(), all.end(), 0);
    piece.rows = rowsOf(piece.score, all, {0, piece.score.grid.size()});
    return piece;
}

std::optional<KeySignature> keyNear(const StudyPiece& piece, Range<int> near)
{
    std::optional<KeySignature> key;
    for (const KeyChange& change : piece.keys)
        if (change.at <= piece.score.grid[near.begin].ticks.begin)
            key = change.key;
    return key ? key : estimateKey(piece.score, near);
}

Control measureControl(const Prompt& prompt, const Score& score, int slot)
{
    Control control;
    control.slot = slot;
    const Range<int> spans = targetSpansOf(prompt);
    const std::vector<FeatureNote> notes = targetNotes(prompt, score, slot, spans);
    const Features features = measureFeatures(notes, score.grid, spans);
    control.density = features.density;
    if (notes.empty())
        return control;
    control.polyphony = features.polyphony;
    control.syncopation = features.syncopation;
    if (score.parts[static_cast<std::size_t>(prompt.slots[static_cast<std::size_t>(slot)])].isDrums())
        return control;
    control.meanPitch = features.meanPitch;
    control.lowest = features.lowest;
    control.highest = features.highest;
    control.stepShare = features.stepShare;
    control.leapShare = features.leapShare;
    control.span = features.span;
    const unsigned scale = KeySignature{0, prompt.frame.mode == 1 ? Mode::Minor : Mode::Major}.scaleMask();
    control.scaleLock = prompt.frame.mode != 2 && std::all_of(notes.begin(), notes.end(), [scale](const FeatureNote& note) {
        return (scale >> (note.pitch % 12) & 1u) != 0;
    });
    return control;
}

Mood measureMood(const Prompt& prompt, const Score& score, double bpm)
{
    std::vector<int> parts;
    for (const CellRef cell : prompt.target)
        if (const int part = prompt.slots[static_cast<std::size_t>(cell.slot)];
            std::find(parts.begin(), parts.end(), part) == parts.end())
            parts.push_back(part);
    const Character shown = measureCharacter(score, parts, targetSpansOf(prompt), prompt.frame, bpm);
    return {shown.brightness, shown.energy, shown.closing};
}

std::optional<Prompt> drawPrompt(const StudyPiece& piece, const TaskOptions& options, Random& random)
{
    const Score& score = piece.score;
    Prompt prompt;
    prompt.task = options.task.value_or(drawTask(random));
    const int start = random.below(score.grid.size());
    const Range<int> near{std::max(0, start - 8), std::min(score.grid.size(), start + 8)};

    // Slots: the parts that play nearby.
    for (const int part : slotOrder(score.parts))
        if (hasNotes(score, part, near))
            prompt.slots.push_back(part);
    if (options.augment && prompt.slots.size() > 1 && random.chance(0.15))
        std::erase_if(prompt.slots, [&](int) { return random.chance(0.3); });
    while (prompt.slots.size() > kMaxSlots)
        prompt.slots.erase(prompt.slots.begin() + random.below(static_cast<int>(prompt.slots.size())));
    if (prompt.slots.empty() || (prompt.task == Task::Harmonize && prompt.slots.size() < 2))
        return std::nullopt;
    if (options.augment && random.chance(0.2))
        shuffle(prompt.slots, random);
    const int slotCount = static_cast<int>(prompt.slots.size());

    // Which slots are written.
    std::vector<bool> written(static_cast<std::size_t>(slotCount), true);
    if (prompt.task == Task::Harmonize) {
        int given = random.below(slotCount);
        for (int slot = 0; slot < slotCount; ++slot)
            if (score.parts[static_cast<std::size_t>(prompt.slots[static_cast<std::size_t>(slot)])].role == Role::Melody
                && random.chance(0.7))
                given = slot;
        written[static_cast<std::size_t>(given)] = false;
    } else if (slotCount > 1 && random.chance(prompt.task == Task::Continue ? 0.2 : 0.6)) {
        for (int slot = 0; slot < slotCount; ++slot)
            written[static_cast<std::size_t>(slot)] = random.chance(0.5);
        written[static_cast<std::size_t>(random.below(slotCount))] = true;
    }
    std::vector<int> writtenParts;
    for (int slot = 0; slot < slotCount; ++slot)
        if (written[static_cast<std::size_t>(slot)])
            writtenParts.push_back(prompt.slots[static_cast<std::size_t>(slot)]);

    // How many spans: what fits into half of the sequence.
    int count = 1 + random.below(8);
    count = std::min(count, score.grid.size() - start);
    const int sourceShare = prompt.task == Task::Vary ? 2 : 1;
    while (count > 1 && rowsOf(score, writtenParts, {start, start + count}) * sourceShare > options.maxRows / 2)
        --count;
    const Range<int> targetSpans{start, start + count};
    if (!std::any_of(writtenParts.begin(), writtenParts.end(),
                     [&](int part) { return hasNotes(score, part, targetSpans); }))
        if (!random.chance(0.1)) // silence is learned too, but it is cheap
            return std::nullopt;

    prompt.firstTargetSpan = start;
    prompt.frame = drawFrame(piece, near, options, random);
    prompt.style = options.augment && random.chance(0.25) ? 0 : piece.style;
    prompt.meter = meterValue(score.grid[start].meter);
    prompt.tempo = tempoValue(piece.bpm[static_cast<std::size_t>(start)]);
    for (int span = targetSpans.begin; span < targetSpans.end; ++span)
        for (int slot = 0; slot < slotCount; ++slot)
            if (written[static_cast<std::size_t>(slot)])
                prompt.target.push_back({span, slot});

    if (prompt.task == Task::Vary)
        drawSource(prompt, score, options, random);
    if (options.augment && random.chance(0.5))
        for (int slot = 0; slot < slotCount; ++slot) {
            if (!written[static_cast<std::size_t>(slot)])
                continue;
            const Control control = drawControl(measureControl(prompt, score, slot), random);
            if (control.saysSomething())
                prompt.controls.push_back(control);
        }
    if (options.augment && random.chance(0.3)) {
        prompt.mood = measureMood(prompt, score, piece.bpm[static_cast<std::size_t>(start)]);
        forgetSome(prompt.mood.brightness, random);
        forgetSome(prompt.mood.energy, random);
        forgetSome(prompt.mood.closing, random);
    }

    ContextLimits limits;
    if (options.augment && random.chance(0.25)) {
        std::vector<int> all(score.parts.size());
        std::iota(all.begin(), all.end(), 0);
        const auto pace = static_cast<HarmonyPace>(random.below(3));
        prompt.chords = measureHarmony(score, all, targetSpans, pace, prompt.frame);
        // Without what else plays, the chords are all that tells the harmony.
        limits.insideTarget = prompt.task == Task::Harmonize || random.chance(0.5);
    }
    limits.pastSpans = options.augment && random.chance(0.15) ? random.below(4) : 16;
    limits.futureSpans = prompt.task == Task::Continue ? 0 : options.augment ? random.below(9) : 8;
    if (prompt.task == Task::Harmonize && random.chance(0.7)) {
        limits.given.resize(written.size());
        for (std::size_t slot = 0; slot < written.size(); ++slot)
            limits.given[slot] = !written[slot];
    }
    int fixedRows = 2 + rowsOf(score, writtenParts, targetSpans) + 2 * static_cast<int>(prompt.controls.size())
        + static_cast<int>(prompt.chords.size());
    for (const SourceCell& source : prompt.source)
        fixedRows += 1 + static_cast<int>(source.notes.size());
    limits.rows = std::max(0, options.maxRows - fixedRows);
    addContext(prompt, score, targetSpans, limits);
    // What lies inside the target's spans is shown whatever it takes; too much of it, and the answer would be cut off.
    int contextRows = 0;
    for (const CellRef cell : prompt.context)
        contextRows += 1 + static_cast<int>(score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span).size());
    if (contextRows + fixedRows > options.maxRows)
        return std::nullopt;
    return prompt;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Prompt.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

/// Puts values into the fields of a row, one after another.
class RowWriter {
public:
    explicit RowWriter(RowKind kind, int time = 0)
    {
        row_.time = time;
        put(field::kKind, static_cast<int>(kind));
    }
    void put(field::Field into, int value) { row_.fields[next_++] = into.at(value); }
    void skip() { row_.fields[next_++] = field::kNone; }
    Row row() const { return row_; }

private:
    Row row_;
    std::size_t next_ = 0;
};

const Part& partOf(const Prompt& prompt, const Score& score, int slot)
{
    return score.parts[static_cast<std::size_t>(prompt.slots[static_cast<std::size_t>(slot)])];
}

int timeOf(const Prompt& prompt, const Score& score, int span, int step)
{
    return score.grid[span].firstStep + step - score.grid[prompt.firstTargetSpan].firstStep;
}

void putPitch(RowWriter& row, int pitch)
{
    const bool drum = pitch >= kDrumPitchBase;
    row.put(field::kPitch, pitch);
    row.put(field::kPitchClass, drum ? 12 : pitch % 12);
    row.put(field::kOctave, drum ? 11 : pitch / 12);
}

} // namespace

int meterValue(const Meter& meter)
{
    struct Known {
        int numerator, denominator;
    };
    static constexpr std::array<Known, 11> kKnown{
        {{4, 4}, {3, 4}, {2, 4}, {6, 8}, {2, 2}, {3, 8}, {9, 8}, {12, 8}, {3, 2}, {5, 4}, {6, 4}}};
    for (std::size_t i = 0; i < kKnown.size(); ++i)
        if (kKnown[i].numerator == meter.numerator && kKnown[i].denominator == meter.denominator)
            return static_cast<int>(i);
    return static_cast<int>(kKnown.size());
}

int tempoValue(double bpm)
{
    static constexpr std::array<double, 11> kAbove{50, 60, 70, 80, 90, 100, 112, 126, 144, 168, 200};
    return static_cast<int>(std::lower_bound(kAbove.begin(), kAbove.end(), bpm) - kAbove.begin());
}

int metricValue(const StepSpan& span, int onset)
{
    const int step = span.stepInBar + onset;
    const int barSteps = static_cast<int>(span.meter.barLength() / kTicksPerStep);
    if (step == 0)
        return 0;
    const int beat = beatSteps(span.meter);
    if (barSteps % 2 == 0 && step == barSteps / 2 && beat > 0 && step % beat == 0)
        return 1;
    if (beat > 0 && step % beat == 0)
        return 2;
    if (step % 6 == 0)
        return 3;
    if (step % 3 == 0)
        return 4;
    if (step % 4 == 0)
        return 5;
    if (step % 2 == 0)
        return 6;
    return 7;
}

Row globalRow(const Prompt& prompt)
{
    RowWriter row(RowKind::Global);
    row.put(field::kStyle, prompt.style);
    row.put(field::kMode, prompt.frame.mode);
    row.put(field::kMeter, prompt.meter);
    row.put(field::kTempo, prompt.tempo);
    row.put(field::kTask, static_cast<int>(prompt.task));
    row.put(field::kCloseness, prompt.closeness);
    return row.row();
}

Row headerRow(const Prompt& prompt, const Score& score, CellRef cell, RowKind kind)
{
    const StepSpan& span = score.grid[cell.span];
    const Part& part = partOf(prompt, score, cell.slot);
    RowWriter row(kind, timeOf(prompt, score, cell.span, 0));
    row.put(field::kBarOffset, cell.span - prompt.firstTargetSpan + 64);
    row.put(field::kSlot, cell.slot);
    row.put(field::kRole, static_cast<int>(part.role));
    row.put(field::kFamily, part.family);
    row.put(field::kMono, part.mono ? 1 : 0);
    row.put(field::kCellSteps, span.steps);
    if (kind == RowKind::TargetCell) {
        const auto later = [&](const CellRef& other) { return other.slot == cell.slot && other.span > cell.span; };
        row.put(field::kCellsLeft,
                static_cast<int>(std::count_if(prompt.target.begin(), prompt.target.end(), later)));
    }
    return row.row();
}

Row noteRow(const Prompt& prompt, const Score& score, CellRef cell, const RowNote& framed, RowKind kind)
{
    RowWriter row(kind, timeOf(prompt, score, cell.span, framed.onset));
    row.put(field::kOnset, framed.onset);
    row.put(field::kMetric, metricValue(score.grid[cell.span], framed.onset));
    putPitch(row, framed.pitch);
    row.put(field::kDuration, framed.duration);
    row.put(field::kSlot, cell.slot);
    return row.row();
}

Row sourceNoteRow(const Prompt& prompt, const Score& score, CellRef cell, const SourceNote& source)
{
    const RowNote framed = prompt.frame.into(source.note);
    RowWriter row(RowKind::SourceNote, timeOf(prompt, score, cell.span, source.onsetHidden ? 0 : framed.onset));
    if (source.onsetHidden) {
        row.skip();
        row.skip();
    } else {
        row.put(field::kOnset, framed.onset);
        row.put(field::kMetric, metricValue(score.grid[cell.span], framed.onset));
    }
    if (source.pitchHidden) {
        if (source.contour)
            row.put(field::kContour, *source.contour);
        else
            row.skip();
        row.skip();
        row.skip();
    } else {
        putPitch(row, framed.pitch);
    }
    if (source.durationHidden)
        row.skip();
    else
        row.put(field::kDuration, framed.duration);
    row.put(field::kSlot, cell.slot);
    return row.row();
}

namespace {

void putIfSaid(RowWriter& row, field::Field into, std::optional<int> value)
{
    if (value)
        row.put(into, *value);
    else
        row.skip();
}

/// How many of the bounds lie below the value.
template <std::size_t N>
std::optional<int> binOf(std::optional<double> value, const std::array<double, N>& bounds)
{
    if (!value)
        return std::nullopt;
    return static_cast<int>(std::lower_bound(bounds.begin(), bounds.end(), *value) - bounds.begin());
}

std::optional<int> divided(std::optional<int> value, int by)
{
    return value ? std::optional<int>(*value / by) : std::nullopt;
}

} // namespace

Row controlRow(const Control& control)
{
    static constexpr std::array<double, 9> kDensityAbove{0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6};
    RowWriter row(RowKind::Control);
    row.put(field::kSlot, control.slot);
    putIfSaid(row, field::kDensity, binOf(control.density, kDensityAbove));
    putIfSaid(row, field::kRegister,
              control.meanPitch ? std::optional<int>(static_cast<int>(std::lround(*control.meanPitch)) / 8) : std::nullopt);
    putIfSaid(row, field::kPolyphony, control.polyphony);
    putIfSaid(row, field::kLowest, divided(control.lowest, 6));
    putIfSaid(row, field::kHighest, divided(control.highest, 6));
    putIfSaid(row, field::kScaleLock, control.scaleLock ? std::optional<int>(1) : std::nullopt);
    return row.row();
}

Row shapeRow(const Control& control)
{
    static constexpr std::array<double, 7> kStepsAbove{0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.999};
    static constexpr std::array<double, 7> kLeapsAbove{0, 0.06, 0.12, 0.2, 0.35, 0.5, 0.75};
    static constexpr std::array<double, 7> kSyncopationAbove{0, 0.04, 0.08, 0.15, 0.25, 0.4, 0.6};
    RowWriter row(RowKind::Shape);
    row.put(field::kSlot, control.slot);
    putIfSaid(row, field::kStepShare, binOf(control.stepShare, kStepsAbove));
    putIfSaid(row, field::kLeapShare, binOf(control.leapShare, kLeapsAbove));
    putIfSaid(row, field::kSyncopation, binOf(control.syncopation, kSyncopationAbove));
    putIfSaid(row, field::kSpan, divided(control.span, 3));
    return row.row();
}

Row moodRow(const Mood& mood)
{
    static constexpr std::array<double, 9> kBrightnessAbove{0.3, 0.36, 0.42, 0.47, 0.52, 0.57, 0.62, 0.68, 0.75};
    static constexpr std::array<double, 9> kEnergyAbove{0.2, 0.26, 0.32, 0.38, 0.44, 0.5, 0.56, 0.62, 0.7};
    static constexpr std::array<double, 5> kClosingAbove{0.1, 0.3, 0.5, 0.7, 0.9};
    RowWriter row(RowKind::Mood);
    putIfSaid(row, field::kBrightness, binOf(mood.brightness, kBrightnessAbove));
    putIfSaid(row, field::kEnergy, binOf(mood.energy, kEnergyAbove));
    putIfSaid(row, field::kClosing, binOf(mood.closing, kClosingAbove));
    return row.row();
}

Row chordRow(const ToldChord& chord)
{
    RowWriter row(RowKind::Chord, chord.step);
    int told = 0;
    for (int pitchClass = 0; pitchClass < 12 && told < kRowFields - 1; ++pitchClass)
        if ((chord.pitchClasses >> pitchClass & 1u) != 0) {
            row.put(field::kChordTone, pitchClass);
            ++told;
        }
    return row.row();
}

namespace {

void append(Example& example, const Row& row, RowTarget target = {})
{
    example.rows.push_back(row);
    example.targets.push_back(target);
}

/// A cell whose notes are known: each row is followed by the next note or the end.
void appendKnownCell(Example& example, const Prompt& prompt, const Score& score, CellRef cell, bool isContext)
{
    const auto& notes = score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span);
    const auto targetAt = [&](std::size_t next) {
        RowTarget target{kEndOfCell, RowTarget::kNothing, RowTarget::kNothing, isContext};
        if (next < notes.size()) {
            const RowNote framed = prompt.frame.into(notes[next]);
            target.onset = framed.onset;
            target.pitch = framed.pitch;
            target.duration = framed.duration;
        }
        return target;
    };
    append(example, headerRow(prompt, score, cell, isContext ? RowKind::ContextCell : RowKind::TargetCell), targetAt(0));
    const RowKind kind = isContext ? RowKind::ContextNote : RowKind::TargetNote;
    for (std::size_t i = 0; i < notes.size(); ++i)
        append(example, noteRow(prompt, score, cell, prompt.frame.into(notes[i]), kind), targetAt(i + 1));
}

} // namespace

Example prefixOf(const Prompt& prompt, const Score& score)
{
    Example example;
    append(example, globalRow(prompt));
    for (const CellRef cell : prompt.context)
        appendKnownCell(example, prompt, score, cell, true);
    const RowKind sourceHeader
        = prompt.sourceKind == SourceKind::Likeness ? RowKind::LikenedCell : RowKind::SourceCell;
    for (const SourceCell& source : prompt.source) {
        append(example, headerRow(prompt, score, source.cell, sourceHeader));
        for (const SourceNote& note : source.notes)
            append(example, sourceNoteRow(prompt, score, source.cell, note));
    }
    if (prompt.mood.saysSomething())
        append(example, moodRow(prompt.mood));
    for (const ToldChord& chord : prompt.chords)
        append(example, chordRow(chord));
    for (const Control& control : prompt.controls) {
        if (control.hasLimits())
            append(example, controlRow(control));
        if (control.hasShape())
            append(example, shapeRow(control));
    }
    return example;
}

Example exampleOf(const Prompt& prompt, const Score& score)
{
    Example example = prefixOf(prompt, score);
    for (const CellRef cell : prompt.target)
        appendKnownCell(example, prompt, score, cell, false);
    return example;
}

int rowsOf(const Score& score, const std::vector<int>& slots, Range<int> spans)
{
    int rows = 0;
    for (const int part : slots)
        for (int span = spans.begin; span < spans.end; ++span)
            rows += 1 + static_cast<int>(score.cell(part, span).size());
    return rows;
}

void addContext(Prompt& prompt, const Score& score, Range<int> targetSpans, const ContextLimits& limits)
{
    const int slotCount = static_cast<int>(prompt.slots.size());
    const auto isGiven = [&](int slot) { return limits.given.empty() || limits.given[static_cast<std::size_t>(slot)]; };
    const auto isTarget = [&](CellRef cell) {
        return std::find(prompt.target.begin(), prompt.target.end(), cell) != prompt.target.end();
    };
    const auto rowsOfSpan = [&](int span) {
        int rows = 0;
        for (int slot = 0; slot < slotCount; ++slot)
            if (isGiven(slot))
                rows += 1 + static_cast<int>(score.cell(prompt.slots[static_cast<std::size_t>(slot)], span).size());
        return rows;
    };

    int rows = 0;
    std::vector<CellRef> cells;
    if (limits.insideTarget)
        for (int span = targetSpans.begin; span < targetSpans.end; ++span)
            for (int slot = 0; slot < slotCount; ++slot)
                if (!isTarget({span, slot})) {
                    cells.push_back({span, slot});
                    rows += 1 + static_cast<int>(score.cell(prompt.slots[static_cast<std::size_t>(slot)], span).size());
                }

    int past = targetSpans.begin;
    int future = targetSpans.end;
    bool pastOpen = true;
    bool futureOpen = true;
    while (pastOpen || futureOpen) {
        // Two spans back for each one ahead: what led here tells more than what follows.
        for (int i = 0; i < 2 && pastOpen; ++i) {
            pastOpen = past > 0 && targetSpans.begin - past < limits.pastSpans
                && rows + rowsOfSpan(past - 1) <= limits.rows;
            if (pastOpen)
                rows += rowsOfSpan(--past);
        }
        if (futureOpen) {
            futureOpen = future < score.grid.size() && future - targetSpans.end < limits.futureSpans
                && rows + rowsOfSpan(future) <= limits.rows;
            if (futureOpen)
                rows += rowsOfSpan(future++);
        }
    }
    for (int span = past; span < future; ++span) {
        if (targetSpans.contains(span))
            continue;
        for (int slot = 0; slot < slotCount; ++slot)
            if (isGiven(slot))
                cells.push_back({span, slot});
    }
    std::sort(cells.begin(), cells.end(), [](CellRef a, CellRef b) {
        return a.span != b.span ? a.span < b.span : a.slot < b.slot;
    });
    prompt.context = std::move(cells);
}

} // namespace continuo

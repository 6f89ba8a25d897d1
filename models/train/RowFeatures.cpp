// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/RowFeatures.h"

#include <algorithm>
#include <bit>
#include <span>

namespace continuo {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// The notes of the cell on one onset, from high to low.
std::span<const RowNote> notesOn(const std::vector<RowNote>& notes, int onset)
{
    const auto before = [](const RowNote& note, int value) { return note.onset < value; };
    const auto first = std::lower_bound(notes.begin(), notes.end(), onset, before);
    const auto end = std::lower_bound(first, notes.end(), onset + 1, before);
    return {first, end};
}

/// The first onset after `onset`, or kEndOfCell.
int onsetAfter(const std::vector<RowNote>& notes, int onset)
{
    const auto next = std::upper_bound(notes.begin(), notes.end(), onset,
                                       [](int value, const RowNote& note) { return value < note.onset; });
    return next == notes.end() ? kEndOfCell : next->onset;
}

/// The onset that followed `onset` with `chordSize` notes on it: the same one when it had more.
int onsetFollowing(const std::vector<RowNote>& notes, int onset, int chordSize)
{
    if (onset >= 0 && static_cast<int>(notesOn(notes, onset).size()) > chordSize)
        return onset;
    return onsetAfter(notes, onset);
}

} // namespace

KnownCells::KnownCells(const Prompt& prompt, const Score& score, Range<int> spans)
    : prompt_(prompt), score_(score), spans_(spans), slotCount_(static_cast<int>(prompt.slots.size())),
      isKnown_(at((spans.end - spans.begin) * slotCount_), 0), cells_(isKnown_.size())
{
    const StepSpan& last = score.grid[spans.end - 1];
    const int steps = last.firstStep + last.steps - score.grid[spans.begin].firstStep;
    pitchClasses_.assign(at(slotCount_), std::vector<std::uint16_t>(at(steps)));
}

void KnownCells::reveal(CellRef cell)
{
    if (!spans_.contains(cell.span) || isKnown_[index(cell.slot, cell.span)] != 0)
        return;
    isKnown_[index(cell.slot, cell.span)] = 1;
    auto& notes = cells_[index(cell.slot, cell.span)];
    auto& pitchClasses = pitchClasses_[at(cell.slot)];
    const int start = score_.grid[cell.span].firstStep - score_.grid[spans_.begin].firstStep;
    for (const RowNote& raw : score_.cell(prompt_.slots[at(cell.slot)], cell.span)) {
        const RowNote note = prompt_.frame.into(raw);
        notes.push_back(note);
        if (note.pitch >= kDrumPitchBase)
            continue;
        const std::size_t from = at(start + note.onset);
        const std::size_t to = std::min(pitchClasses.size(), from + at(kDurationSteps[note.duration]));
        for (std::size_t step = from; step < to; ++step)
            pitchClasses[step] = static_cast<std::uint16_t>(pitchClasses[step] | 1u << note.pitch % 12);
    }
}

const std::vector<RowNote>* KnownCells::notes(int slot, int span) const
{
    return spans_.contains(span) && isKnown_[index(slot, span)] != 0 ? &cells_[index(slot, span)] : nullptr;
}

unsigned KnownCells::pitchClassesAt(int slot, int span, int step) const
{
    const int place = score_.grid[span].firstStep - score_.grid[spans_.begin].firstStep + step;
    return pitchClasses_[at(slot)][at(place)];
}

CellReader::CellReader(const Prompt& prompt, const Score& score, const KnownCells& known, CellRef cell,
                       unsigned visible, const std::vector<SourceNote>* source)
    : prompt_(prompt), score_(score), known_(known), cell_(cell), visible_(visible & ((1u << prompt.slots.size()) - 1u) & ~(1u << cell.slot)),
      source_(source)
{
    const StepSpan& span = score.grid[cell.span];
    const Part& part = score.parts[at(prompt.slots[at(cell.slot)])];
    values_[Feature::Style] = prompt.style;
    values_[Feature::Role] = static_cast<int>(part.role) * 2 + (part.mono ? 1 : 0);
    values_[Feature::Family] = part.family;
    values_[Feature::Steps] = span.steps;
    if (source_ != nullptr)
        values_[Feature::Closeness] = prompt.closeness;

    // What the part played before this cell.
    for (int back = 2; back >= 1; --back) {
        const auto* before = known.notes(cell.slot, cell.span - back);
        if (before == nullptr)
            continue;
        lastOnset_ = -1;
        for (const RowNote& note : *before) {
            remember(note);
            prevEnd_ = note.onset + kDurationSteps[note.duration] - score.grid[cell.span - back].steps;
        }
        if (back == 2)
            prevEnd_ -= score.grid[cell.span - 1].steps;
    }
    lastOnset_ = -1;
    prevEnd_ = std::clamp(prevEnd_, 0, span.steps);
}

void CellReader::remember(const RowNote& note)
{
    if (note.onset != lastOnset_) {
        std::rotate(groups_.begin(), groups_.end() - 1, groups_.end());
        groups_[0] = {};
        lastOnset_ = note.onset;
    }
    Group& group = groups_[0];
    if (group.size < static_cast<int>(group.notes.size()))
        group.notes[at(group.size++)] = note;
}

void CellReader::append(RowNote note)
{
    if (source_ != nullptr) {
        if (const SourceNote* used = expectedSource(note.onset, note.pitch))
            nextSource_ = static_cast<std::size_t>(used - source_->data()) + 1;
        while (nextSource_ < source_->size() && !(*source_)[nextSource_].onsetHidden &&
               (*source_)[nextSource_].note.onset < note.onset)
            ++nextSource_;
    }
    remember(note);
    ++noteCount_;
    prevEnd_ = note.onset + kDurationSteps[note.duration];
}

/// The next source note that agrees with what is chosen (-1 for what is not yet), a few notes ahead at most.
const SourceNote* CellReader::expectedSource(int onset, int pitch) const
{
    constexpr std::size_t kAhead = 4;
    for (std::size_t i = nextSource_; i < std::min(source_->size(), nextSource_ + kAhead); ++i) {
        const SourceNote& source = (*source_)[i];
        const bool onsetAgrees = onset < 0 || source.onsetHidden || source.note.onset == onset;
        const bool pitchAgrees = pitch < 0 || source.pitchHidden || prompt_.frame.into(source.note).pitch == pitch;
        if (onsetAgrees && pitchAgrees)
            return &source;
    }
    return nullptr;
}

const FeatureValues& CellReader::beforeOnset()
{
    const int chordSize = lastOnset_ < 0 ? 0 : groups_[0].size;
    values_[Feature::PrevOnset] = lastOnset_;
    values_[Feature::PrevEnd] = prevEnd_;
    values_[Feature::ChordSize] = chordSize;
    values_[Feature::LastChordSize] = groups_[lastOnset_ < 0 ? 0 : 1].size;
    values_[Feature::NotesSoFar] = std::min(noteCount_, 16);
    if (const auto* last = known_.notes(cell_.slot, cell_.span - 1))
        values_[Feature::LastCellNext] = onsetFollowing(*last, lastOnset_, chordSize);
    if (const auto* last = known_.notes(cell_.slot, cell_.span - 2))
        values_[Feature::TwoBackNext] = onsetFollowing(*last, lastOnset_, chordSize);

    int next = kUnknown;
    for (unsigned slots = visible_; slots != 0; slots &= slots - 1)
        if (const auto* other = known_.notes(std::countr_zero(slots), cell_.span))
            next = std::min(next == kUnknown ? kEndOfCell : next, onsetAfter(*other, lastOnset_));
    values_[Feature::OthersNext] = next;

    if (source_ != nullptr) {
        const SourceNote* expected = expectedSource(-1, -1);
        values_[Feature::SourceOnset] = expected == nullptr ? kEndOfCell : expected->onsetHidden ? -1 : expected->note.onset;
    }
    return values_;
}

const FeatureValues& CellReader::beforePitch(int onset)
{
    const bool sameOnset = onset == lastOnset_;
    const int above = sameOnset ? groups_[0].size : 0;
    const auto groupBefore = [&](int back) -> const Group& { return groups_[at(back - (sameOnset ? 0 : 1))]; };
    const auto top = [](const Group& group) { return group.size > 0 ? static_cast<int>(group.notes[0].pitch) : -1; };

    values_[Feature::Onset] = onset;
    values_[Feature::Metric] = metricValue(score_.grid[cell_.span], onset);
    values_[Feature::Above] = above > 0 ? groups_[0].notes[at(above - 1)].pitch : -1;
    values_[Feature::AboveTwo] = above > 1 ? groups_[0].notes[at(above - 2)].pitch : -1;
    const Group& last = groupBefore(1);
    values_[Feature::Last] = top(last);
    values_[Feature::LastTwo] = top(groupBefore(2));
    values_[Feature::LastSame] = above < last.size ? last.notes[at(above)].pitch : -1;

    const auto pitchBack = [&](int back) {
        const auto* cell = known_.notes(cell_.slot, cell_.span - back);
        if (cell == nullptr)
            return kUnknown;
        const auto notes = notesOn(*cell, onset);
        return at(above) < notes.size() ? static_cast<int>(notes[at(above)].pitch) : -1;
    };
    values_[Feature::LastCellPitch] = pitchBack(1);
    values_[Feature::TwoBackPitch] = pitchBack(2);

    unsigned harmony = 0;
    for (unsigned slots = visible_; slots != 0; slots &= slots - 1)
        harmony |= known_.pitchClassesAt(std::countr_zero(slots), cell_.span, onset);
    values_[Feature::Harmony] = harmony != 0 ? static_cast<int>(harmony) : kUnknown;

    if (source_ != nullptr) {
        const SourceNote* expected = expectedSource(onset, -1);
        values_[Feature::SourcePitch] =
            expected == nullptr || expected->pitchHidden ? -1 : prompt_.frame.into(expected->note).pitch;
    }
    return values_;
}

const FeatureValues& CellReader::beforeLength(int pitch)
{
    const int onset = values_[Feature::Onset];
    const bool sameOnset = onset == lastOnset_;
    const int above = sameOnset ? groups_[0].size : 0;
    const auto length = [](const Group& group) { return group.size > 0 ? static_cast<int>(group.notes[0].duration) : -1; };

    values_[Feature::AboveLength] = above > 0 ? groups_[0].notes[at(above - 1)].duration : -1;
    values_[Feature::LastLength] = length(groups_[sameOnset ? 1 : 0]);
    values_[Feature::LastTwoLength] = length(groups_[sameOnset ? 2 : 1]);
    if (const auto* cell = known_.notes(cell_.slot, cell_.span - 1)) {
        const auto notes = notesOn(*cell, onset);
        values_[Feature::LastCellLength] = at(above) < notes.size() ? static_cast<int>(notes[at(above)].duration) : -1;
    }

    const int steps = values_[Feature::Steps];
    int othersLength = -1;
    int next = kUnknown;
    for (unsigned slots = visible_; slots != 0; slots &= slots - 1) {
        const auto* other = known_.notes(std::countr_zero(slots), cell_.span);
        if (other == nullptr)
            continue;
        const auto notes = notesOn(*other, onset);
        if (othersLength < 0 && !notes.empty())
            othersLength = notes.front().duration;
        next = std::min(next == kUnknown ? steps : next, onsetAfter(*other, onset));
    }
    values_[Feature::OthersLength] = next == kUnknown ? kUnknown : othersLength;
    values_[Feature::OthersGap] = next == kUnknown ? kUnknown : next - onset;

    if (source_ != nullptr) {
        const SourceNote* expected = expectedSource(onset, pitch);
        values_[Feature::SourceLength] = expected == nullptr || expected->durationHidden ? -1 : expected->note.duration;
    }
    return values_;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/CellPlanner.h"

#include <algorithm>
#include <cstdlib>

namespace continuo {

namespace {

bool byStart(const Sounding& a, const Sounding& b)
{
    return a.time.begin < b.time.begin;
}

/// Whether an old note may stay among others. Unlike a new one it may sound together with notes that it always did.
bool maySound(const SlotRules& rules, const std::vector<Sounding>& others, const Sounding& note)
{
    SlotRules locks = rules;
    locks.writable = allPitches();
    if ((locks.open(note.time) & pitchesWithin(note.pitch, note.pitch)).none())
        return false;
    const auto together = [&](Tick at) {
        return std::count_if(others.begin(), others.end(), [at](const Sounding& other) { return other.time.contains(at); });
    };
    int most = static_cast<int>(together(note.time.begin));
    for (const Sounding& other : others) {
        if (!other.time.overlaps(note.time))
            continue;
        if (rules.span && std::abs(other.pitch - note.pitch) > *rules.span)
            return false;
        if (note.time.contains(other.time.begin))
            most = std::max(most, static_cast<int>(together(other.time.begin)));
    }
    return most < rules.polyphony;
}

Motion motionBetween(int from, int to)
{
    return to > from ? Motion::Up : to < from ? Motion::Down : Motion::Same;
}

} // namespace

bool PartState::stays(NoteId note) const
{
    return std::binary_search(staying.begin(), staying.end(), note);
}

CellPlanner::CellPlanner(const RequestPlan& plan, const SourceMusic& source, bool mostAreSource)
    : plan_(plan), source_(source), mostAreSource_(mostAreSource), lines_(plan.score.parts.size())
{
    for (const int index : plan_.written)
        lines_[static_cast<std::size_t>(index)] = linePlan(index, rules(index));
}

Sounding CellPlanner::oldSounding(int index, const Note& note) const
{
    return {plan_.framedPitch(note.pitch, part(index)), {note.start, note.end()}, true};
}

/// The chords of the old cell. With a state their notes are marked that come out as they are.
KeptCell CellPlanner::keptCell(int index, int span, const SlotRules& bound, const PartState* state) const
{
    KeptCell kept;
    kept.rhythm = bound.locks.has(Lock::Rhythm);
    kept.pitch = bound.locks.has(Lock::Pitch);
    kept.contour = bound.locks.has(Lock::Contour);
    if (!kept.rhythm && !kept.pitch && !kept.contour)
        return kept;
    const auto& notes = source_.notes(index, span);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const SourceMusicNote& old = notes[i];
        const bool isFixed = state ? state->stays(old.note.id) : bound.locks.has(Lock::LockedNotes) && plan_.isLocked(old.note.id);
        // A note that is doubled at its pitch cannot be written twice, and need not be.
        if (!kept.rhythm && !isFixed && i > 0 && notes[i - 1].row.onset == old.row.onset && notes[i - 1].row.pitch == old.row.pitch)
            continue;
        if (kept.chords.empty() || kept.chords.back().onset != old.row.onset)
            kept.chords.push_back({old.row.onset, {}});
        kept.chords.back().notes.push_back({plan_.frame.into(old.row), plan_.framedPitch(old.note.pitch, part(index)),
                                            {old.note.start, std::min(old.note.end(), plan_.target.end)}, static_cast<int>(i), isFixed});
    }
    return kept;
}

/// What the line of the part's highest notes may do, under the rules that do not depend on what is written.
LinePlan CellPlanner::linePlan(int index, const SlotRules& bound) const
{
    const bool keepsRhythm = bound.locks.has(Lock::Rhythm);
    const bool keepsPitch = bound.locks.has(Lock::Pitch);
    const bool keepsContour = bound.locks.has(Lock::Contour);
    if (!keepsPitch && !keepsContour)
        return {};
    std::vector<LinePlan::Place> places;
    std::vector<KeptChord> chords;
    for (int span = plan_.targetSpans.begin; span < plan_.targetSpans.end; ++span) {
        for (KeptChord& chord : keptCell(index, span, bound, nullptr).chords) {
            const Motion motion = keepsContour && !chords.empty()
                ? motionBetween(chords.back().notes.front().pitch, chord.notes.front().pitch)
                : Motion::Free;
            places.push_back({span, plan_.score.grid[span].steps, motion});
            chords.push_back(std::move(chord));
        }
    }
    return LinePlan(places, [&](std::size_t number, int step) {
        const KeptChord& chord = chords[number];
        const KeptNote& top = chord.notes.front();
        const StepGrid& grid = plan_.score.grid;
        const int span = places[number].span;
        const auto fixed = std::find_if(chord.notes.begin(), chord.notes.end(), [](const KeptNote& note) { return note.isFixed; });
        if ((keepsRhythm || fixed != chord.notes.end()) && step != chord.onset)
            return PitchSet();
        if (top.isFixed)
            return pitchesWithin(std::clamp(top.pitch, 0, kPitchClassesOut - 1), std::clamp(top.pitch, 0, kPitchClassesOut - 1));
        Range<Tick> time = top.time;
        if (!keepsRhythm) {
            time.begin = grid.tick(span, step);
            time.end = time.begin + std::max(kTicksPerStep, bound.grid);
            const Tick inBar = time.begin - grid[span].ticks.begin + kTicksPerStep * grid[span].stepInBar;
            const Tick latest = bound.fewestPerQuarter > 0 ? grid[span].ticks.end : plan_.target.end;
            if (bound.grid > Tick(0) && (inBar % bound.grid != Tick(0) || time.end > latest))
                return PitchSet();
        }
        const PitchSet open = bound.open(time);
        PitchSet set = open;
        if (fixed != chord.notes.end())
            set &= pitchesAbove(fixed->pitch);
        if (keepsPitch) {
            set &= pitchesWithin(top.pitch, top.pitch);
            for (const KeptNote& note : chord.notes)
                if (!note.isFixed && !keepsRhythm && (open & pitchesWithin(note.pitch, note.pitch)).none())
                    return PitchSet();
        }
        return set;
    });
}

std::vector<PartState> CellPlanner::begin(const std::function<bool(int, const SourceMusicNote&)>& wanted) const
{
    std::vector<PartState> states(plan_.score.parts.size());
    for (int index = 0; index < static_cast<int>(states.size()); ++index) {
        PartState& state = states[static_cast<std::size_t>(index)];
        const bool isWritten = std::find(plan_.written.begin(), plan_.written.end(), index) != plan_.written.end();
        for (const Note& note : notesInSongTime(*plan_.song.findTrack(part(index).track))) {
            if (note.muted)
                continue;
            const bool isLocked = plan_.isLocked(note.id);
            if (isWritten && plan_.target.contains(note.start) && !isLocked)
                continue;
            Sounding sounding = oldSounding(index, note);
            sounding.isOld = isLocked;
            state.notes.push_back(sounding);
            if (isWritten && isLocked)
                state.staying.push_back(note.id);
        }
        if (!isWritten)
            continue;
        // What is wanted from before stays where it breaks no lock beside what is there already.
        const SlotRules& bound = rules(index);
        for (int span = plan_.targetSpans.begin; span < plan_.targetSpans.end; ++span) {
            const CellWriter cell = writer(index, span, states, false);
            int count = static_cast<int>(std::count_if(source_.notes(index, span).begin(), source_.notes(index, span).end(),
                                                       [&](const SourceMusicNote& old) { return plan_.isLocked(old.note.id); }));
            for (const SourceMusicNote& old : source_.notes(index, span)) {
                if (plan_.isLocked(old.note.id) || !wanted(index, old))
                    continue;
                const Sounding sounding = oldSounding(index, old.note);
                if (!bound.locks.isEmpty() && (count >= cell.mostNotes() || !cell.isOnGrid(sounding.time) || !maySound(bound, state.notes, sounding)))
                    continue;
                state.notes.push_back(sounding);
                state.staying.push_back(old.note.id);
                ++count;
            }
        }
        std::stable_sort(state.notes.begin(), state.notes.end(), byStart);
        std::sort(state.staying.begin(), state.staying.end());
    }
    return states;
}

CellWriter CellPlanner::writer(int index, int span, const std::vector<PartState>& states, bool isLastOfBar) const
{
    return writer(index, span, states, rules(index), lines_[static_cast<std::size_t>(index)], isLastOfBar);
}

CellWriter CellPlanner::writer(int index, int span, const std::vector<PartState>& states, const SlotRules& bound,
                               const LinePlan& line, bool isLastOfBar) const
{
    const PartState& own = states[static_cast<std::size_t>(index)];
    const Range<Tick> cell = plan_.score.grid[span].ticks;
    CellWriter::Surroundings around;
    for (const Sounding& note : own.notes) {
        if (note.time.begin < cell.begin)
            around.before = note;
        // Played notes come up to half a step before the cell that they belong to.
        if (note.time.end > cell.begin - kTicksPerStep && note.time.begin < plan_.target.end)
            around.known.push_back(note);
    }
    if (bound.voiceLeading) {
        const auto rank = std::find(plan_.lines.begin(), plan_.lines.end(), index);
        for (auto other = plan_.lines.begin(); other != plan_.lines.end(); ++other)
            if (other != rank)
                around.lines.push_back({other < rank, states[static_cast<std::size_t>(*other)].notes});
    }
    const auto& old = source_.notes(index, span);
    for (std::size_t i = 0; i < old.size(); ++i)
        if (own.stays(old[i].note.id))
            around.fixed.push_back({plan_.frame.into(old[i].row), plan_.framedPitch(old[i].note.pitch, part(index)), static_cast<int>(i)});
    around.kept = keptCell(index, span, bound, &own);
    around.kept.previousTop = own.lineEnd;
    if (line.size() > 0) {
        around.kept.line = &line;
        while (around.kept.firstChord < line.size() && line.place(around.kept.firstChord).span < span)
            ++around.kept.firstChord;
    }
    if (isLastOfBar && plan_.neverSilent)
        around.isSilent = std::none_of(states.begin(), states.end(), [&](const PartState& state) {
            const Range<Tick> bar{plan_.song.meters.bar(plan_.score.grid[span].bar).begin, cell.end};
            return std::any_of(state.notes.begin(), state.notes.end(),
                               [&](const Sounding& note) { return note.time.overlaps(bar); });
        });
    if (mostAreSource_)
        around.mostNotes = static_cast<int>(old.size());
    return CellWriter(bound, {&plan_.score.grid, span, plan_.target}, std::move(around));
}

void CellPlanner::finish(const CellWriter& writer, int index, PartState& state) const
{
    state.notes.insert(state.notes.end(), writer.written().begin(), writer.written().end());
    std::stable_sort(state.notes.begin(), state.notes.end(), byStart);
    if (rules(index).locks.has(Lock::Contour))
        state.lineEnd = writer.lineEnd();
}

LockSet CellPlanner::inTheWayOf(const CellWriter& writer, int index, bool (*canGoOn)(const CellWriter&)) const
{
    LockSet alone;
    const LockSet all = rules(index).locks;
    for (int i = 0; i < kLockCount; ++i)
        if (const Lock lock = static_cast<Lock>(i); all.has(lock) && canGoOn(writer.without(lock)))
            alone.add(lock);
    return alone.isEmpty() ? all : alone;
}

Error CellPlanner::cannotWrite(int index, int span, LockSet locks) const
{
    return {ErrorCode::Unsatisfiable, "Bar " + std::to_string(plan_.score.grid[span].bar) + " of the track \""
                + plan_.song.findTrack(part(index).track)->name + "\" cannot be written within " + namesOf(locks) + "."};
}

/// Locked notes stay whatever they are, but they cannot themselves be more than may sound.
Result<void> CellPlanner::checkLockedNotes(int index, const PartState& state) const
{
    const SlotRules& bound = rules(index);
    for (const Sounding& note : state.notes) {
        if (!note.isOld)
            continue;
        LockSet broken;
        int together = 0;
        for (const Sounding& other : state.notes) {
            together += other.time.contains(note.time.begin) ? 1 : 0;
            if (bound.span && other.time.overlaps(note.time) && std::abs(other.pitch - note.pitch) > *bound.span)
                broken.add(Lock::Span);
        }
        if (together > bound.polyphony)
            broken.add(Lock::Polyphony);
        if (!broken.isEmpty()) {
            broken.add(Lock::LockedNotes);
            return cannotWrite(index, plan_.score.grid.nearest(note.time.begin).span, broken);
        }
    }
    return {};
}

Result<void> CellPlanner::check() const
{
    const std::vector<PartState> states = begin([](int, const SourceMusicNote&) { return false; });
    for (const int index : plan_.written) {
        if (const Result<void> locked = checkLockedNotes(index, states[static_cast<std::size_t>(index)]); !locked)
            return locked;
        for (int span = plan_.targetSpans.begin; span < plan_.targetSpans.end; ++span) {
            if (writer(index, span, states, false).isFeasible())
                continue;
            const LockSet all = rules(index).locks;
            LockSet alone;
            for (int i = 0; i < kLockCount; ++i) {
                const Lock lock = static_cast<Lock>(i);
                if (!all.has(lock))
                    continue;
                const SlotRules relaxed = rules(index).without(lock);
                const LinePlan line = linePlan(index, relaxed);
                if (writer(index, span, states, relaxed, line, false).without(lock).isFeasible())
                    alone.add(lock);
            }
            return cannotWrite(index, span, alone.isEmpty() ? all : alone);
        }
    }
    return {};
}

} // namespace continuo

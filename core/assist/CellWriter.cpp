// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/CellWriter.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr double kHair = 1e-9; // bounds that are met exactly are met

template <typename Mask>
bool offersNothing(const Mask& mask)
{
    return std::none_of(mask.begin(), mask.end(), [](std::uint8_t one) { return one != 0; });
}

int highestOf(const PitchSet& set)
{
    for (int pitch = kPitchClassesOut; pitch-- > 0;)
        if (set[static_cast<std::size_t>(pitch)])
            return pitch;
    return -1;
}

} // namespace

CellWriter::CellWriter(SlotRules rules, Cell cell, Surroundings surroundings)
    : rules_(std::move(rules))
    , cell_(cell)
    , known_(std::move(surroundings.known))
    , before_(surroundings.before)
    , lines_(std::move(surroundings.lines))
    , fixed_(std::move(surroundings.fixed))
    , kept_(std::move(surroundings.kept))
    , mostGiven_(surroundings.mostNotes)
    , top_(kept_.previousTop)
{
    rules_.neverPauses = rules_.neverPauses || surroundings.isSilent;
    setBounds();
}

void CellWriter::setBounds()
{
    const StepSpan& span = (*cell_.grid)[cell_.span];
    const double quarters = static_cast<double>((span.ticks.end - span.ticks.begin).value) / static_cast<double>(kTicksPerQuarter.value);
    fewest_ = static_cast<int>(std::ceil(std::min(1e6, rules_.fewestPerQuarter * quarters) - kHair));
    most_ = static_cast<int>(std::floor(std::min(1e6, rules_.mostPerQuarter * quarters) + kHair));
    if (mostGiven_)
        most_ = std::min(most_, std::max(*mostGiven_, fewest_));
}

CellWriter CellWriter::without(Lock lock) const
{
    CellWriter rest = *this;
    rest.rules_ = rules_.without(lock);
    if (lock == Lock::Rhythm)
        rest.kept_.rhythm = false;
    else if (lock == Lock::Pitch)
        rest.kept_.pitch = false;
    else if (lock == Lock::Contour)
        rest.kept_.contour = false;
    if (lock == Lock::Pitch || lock == Lock::Contour)
        rest.kept_.line = nullptr;
    if (lock == Lock::LockedNotes) {
        std::erase_if(rest.known_, [&](const Sounding& note) { return note.isOld && note.time.begin >= at(0); });
        rest.fixed_.clear();
        rest.nextFixed_ = 0;
        for (KeptChord& chord : rest.kept_.chords)
            for (KeptNote& note : chord.notes)
                note.isFixed = false;
    }
    rest.setBounds();
    return rest;
}

// --- single notes ---

bool CellWriter::isOnGrid(Range<Tick> time) const
{
    if (rules_.grid == Tick(0))
        return true;
    const StepSpan& span = (*cell_.grid)[cell_.span];
    const Tick inBar = time.begin - span.ticks.begin + kTicksPerStep * span.stepInBar;
    return inBar % rules_.grid == Tick(0) && (time.end - time.begin) % rules_.grid == Tick(0);
}

Range<Tick> CellWriter::timeOf(const RowNote& note) const
{
    return {at(note.onset), at(note.onset + kDurationSteps[note.duration])};
}

/// The first duration class with which a note can start there; -1 for none.
int CellWriter::shortest(int onset) const
{
    // Where each bar needs its notes, none may be rung over.
    const Tick latest = rules_.fewestPerQuarter > 0 ? (*cell_.grid)[cell_.span].ticks.end : cell_.target.end;
    for (int duration = 0; duration < kDurationClasses; ++duration) {
        const Range<Tick> time{at(onset), at(onset + kDurationSteps[static_cast<std::size_t>(duration)])};
        if (time.end > latest)
            return -1;
        if (isOnGrid(time))
            return duration;
    }
    return -1;
}

PitchSet CellWriter::fitting(Range<Tick> time) const
{
    PitchSet set = fittingPitches(rules_, known_, time);
    if (!rules_.voiceLeading || set.none())
        return set;
    std::optional<Sounding> before = before_;
    for (const Sounding& note : known_)
        if (note.time.begin < time.begin && (!before || before->time.begin <= note.time.begin))
            before = note;
    for (const NeighbourLine& line : lines_)
        set &= pitchesBeside(line, before, time);
    return set;
}

// --- fixed notes ---

const FixedNote* CellWriter::pendingAt(int onset) const
{
    const FixedNote* const next = nextFixed();
    return next && next->row.onset == onset ? next : nullptr;
}

const FixedNote* CellWriter::fixedAt(int onset, int pitch) const
{
    const FixedNote* next = pendingAt(onset);
    return next && next->row.pitch == pitch ? next : nullptr;
}

/// Whether the next fixed note, which starts there, may be what comes next.
bool CellWriter::fixedMayCome(int onset) const
{
    if (kept_.rhythm) {
        const KeptNote* next = nextInRhythm();
        return next && next->isFixed;
    }
    if (!hasForm())
        return true;
    if (onset == lastOnset_)
        return !kept_.pitch || (!isChordComplete() && kept_.chords[chordsBegun_ - 1].notes[notesInChord_].isFixed);
    return isChordComplete() && chordsBegun_ < kept_.chords.size() && kept_.chords[chordsBegun_].notes.front().isFixed;
}

// --- kept pitches and contour ---

bool CellWriter::isChordComplete() const
{
    return chordsBegun_ == 0 || !kept_.pitch || notesInChord_ >= kept_.chords[chordsBegun_ - 1].notes.size();
}

/// What the kept form lets start there.
PitchSet CellWriter::formPitches(int onset) const
{
    PitchSet one;
    if (onset == lastOnset_ && chordsBegun_ > 0) {
        if (!kept_.pitch)
            return allPitches();
        if (isChordComplete())
            return {};
        const KeptNote& next = kept_.chords[chordsBegun_ - 1].notes[notesInChord_];
        if (!next.isFixed && next.pitch >= 0 && next.pitch < kPitchClassesOut)
            one.set(static_cast<std::size_t>(next.pitch));
        return one;
    }
    if (!isChordComplete() || chordsBegun_ == kept_.chords.size() || kept_.chords[chordsBegun_].notes.front().isFixed)
        return {};
    return kept_.line ? kept_.line->at(kept_.firstChord + chordsBegun_, onset, top_) : allPitches();
}

/// Notes that must have a place after the next new one.
int CellWriter::notesReserved(bool beginsChord) const
{
    int reserved = static_cast<int>(fixedLeft());
    if (!hasForm())
        return reserved;
    for (std::size_t i = chordsBegun_ + (beginsChord ? 1 : 0); i < kept_.chords.size(); ++i)
        if (std::none_of(kept_.chords[i].notes.begin(), kept_.chords[i].notes.end(), [](const KeptNote& note) { return note.isFixed; }))
            ++reserved;
    return reserved;
}

// --- kept rhythm ---

const KeptNote* CellWriter::nextInRhythm() const
{
    auto left = static_cast<std::size_t>(count_);
    for (const KeptChord& chord : kept_.chords) {
        if (left < chord.notes.size())
            return &chord.notes[left];
        left -= chord.notes.size();
    }
    return nullptr;
}

/// What the next note of the kept rhythm may be, so that the rest of its chord finds pitches below it.
PitchSet CellWriter::rhythmPitches() const
{
    auto place = static_cast<std::size_t>(count_);
    std::size_t index = 0;
    while (place >= kept_.chords[index].notes.size())
        place -= kept_.chords[index++].notes.size();
    const KeptChord& chord = kept_.chords[index];
    const KeptNote& next = chord.notes[place];
    if (!isOnGrid(next.time))
        return {};
    const auto choices = [&](const KeptNote& note) {
        PitchSet set = fitting(note.time);
        if (kept_.pitch)
            set &= pitchesWithin(note.pitch, note.pitch);
        return set;
    };
    PitchSet set = choices(next);
    if (place > 0)
        set &= pitchesBelow(lastPitch_);
    else if (kept_.line)
        set &= kept_.line->at(kept_.firstChord + index, chord.onset, top_);
    std::vector<PitchSet> below;
    for (std::size_t i = place + 1; i < chord.notes.size(); ++i)
        below.push_back(chord.notes[i].isFixed ? pitchesWithin(chord.notes[i].pitch, chord.notes[i].pitch) : choices(chord.notes[i]));
    for (int pitch = 0; pitch < kPitchClassesOut && !below.empty(); ++pitch) {
        int lowest = pitch;
        for (const PitchSet& each : below)
            lowest = lowest < 0 ? -1 : highestOf(each & pitchesBelow(lowest));
        if (lowest < 0 || (rules_.span && pitch - lowest > *rules_.span))
            set.reset(static_cast<std::size_t>(pitch));
    }
    return set;
}

// --- room for what must still come ---

int CellWriter::newNotesNeeded() const
{
    return fewest_ - count_ - static_cast<int>(fixedLeft());
}

/// How many of these pitches can start together there.
int CellWriter::roomAt(int onset, const PitchSet& pitches) const
{
    if (pitches.none())
        return 0;
    if (rules_.mono)
        return 1;
    auto together = static_cast<int>(pitches.count());
    if (rules_.span) {
        together = 1;
        for (int lowest = 0; lowest < kPitchClassesOut; ++lowest)
            if (pitches[static_cast<std::size_t>(lowest)])
                together = std::max(together, static_cast<int>((pitches & pitchesWithin(lowest, lowest + *rules_.span)).count()));
    }
    const Tick begin = at(onset);
    const auto sounding = std::count_if(known_.begin(), known_.end(), [begin](const Sounding& note) { return note.time.contains(begin); });
    return std::min(together, rules_.polyphony - static_cast<int>(sounding));
}

/// By step: how many new notes find a place from there to the end of the cell.
std::vector<int> CellWriter::roomFrom() const
{
    std::vector<int> room(static_cast<std::size_t>(steps()) + 1, 0);
    for (int onset = steps() - 1; onset >= std::max(lastOnset_, 0); --onset)
        room[static_cast<std::size_t>(onset)] = room[static_cast<std::size_t>(onset) + 1] + roomAt(onset, newPitches(onset));
    return room;
}

// --- masks ---

PitchSet CellWriter::newPitches(int onset) const
{
    const int duration = shortest(onset);
    const bool beginsChord = onset != lastOnset_;
    if (duration < 0 || count_ + 1 + notesReserved(beginsChord) > most_)
        return {};
    PitchSet set = hasForm() ? formPitches(onset) : allPitches();
    if (set.none())
        return set;
    set &= fitting({at(onset), at(onset + kDurationSteps[static_cast<std::size_t>(duration)])});
    if (!beginsChord)
        set &= pitchesBelow(lastPitch_);
    // A fixed note that starts there comes in its turn, from high to low.
    if (const FixedNote* fixed = pendingAt(onset)) {
        set &= pitchesAbove(fixed->pitch);
        set.reset(fixed->row.pitch);
    }
    return set;
}

CellWriter::OnsetMask CellWriter::onsets() const
{
    OnsetMask mask{};
    if (kept_.rhythm) {
        if (const KeptNote* next = nextInRhythm()) {
            if (next->isFixed || rhythmPitches().any())
                mask[next->row.onset] = 1;
        } else {
            mask[kEndOfCell] = 1;
        }
        return mask;
    }
    const FixedNote* const next = nextFixed();
    const int last = next ? next->row.onset : steps() - 1;
    const int needed = hasForm() ? 0 : newNotesNeeded();
    const std::vector<int> room = needed > 0 ? roomFrom() : std::vector<int>();
    for (int onset = std::max(lastOnset_, 0); onset <= last; ++onset)
        if (needed > 0 ? room[static_cast<std::size_t>(onset)] >= needed && room[static_cast<std::size_t>(onset)] > room[static_cast<std::size_t>(onset) + 1]
                       : newPitches(onset).any())
            mask[static_cast<std::size_t>(onset)] = 1;
    if (next && fixedMayCome(next->row.onset))
        mask[next->row.onset] = 1;
    const bool formComplete = !hasForm() || (chordsBegun_ == kept_.chords.size() && isChordComplete());
    const bool goesOn = rules_.neverPauses && count_ == 0 && !offersNothing(mask);
    if (!next && formComplete && count_ >= fewest_ && !goesOn)
        mask[kEndOfCell] = 1;
    return mask;
}

bool CellWriter::isStuck() const
{
    return offersNothing(onsets());
}

CellWriter::PitchMask CellWriter::pitches(int onset) const
{
    PitchMask mask{};
    const FixedNote* fixed = pendingAt(onset);
    if (fixed && fixedMayCome(onset))
        mask[fixed->row.pitch] = 1;
    PitchSet set;
    if (kept_.rhythm) {
        if (!nextInRhythm()->isFixed)
            set = rhythmPitches();
    } else {
        set = newPitches(onset);
        const int needed = hasForm() ? 0 : newNotesNeeded() - 1;
        if (needed > 0) {
            const std::vector<int> room = roomFrom();
            const PitchSet all = set;
            for (int pitch = 0; pitch < kPitchClassesOut; ++pitch) {
                if (!all[static_cast<std::size_t>(pitch)])
                    continue;
                PitchSet below = all & pitchesBelow(pitch);
                if (rules_.span)
                    below &= pitchesAbove(pitch - *rules_.span - 1);
                const int here = rules_.mono ? 0 : std::min(roomAt(onset, below), roomAt(onset, all) - 1);
                if (std::max(0, here) + room[static_cast<std::size_t>(onset) + 1] < needed)
                    set.reset(static_cast<std::size_t>(pitch));
            }
        }
    }
    for (std::size_t pitch = 0; pitch < mask.size(); ++pitch)
        if (set[pitch])
            mask[pitch] = 1;
    return mask;
}

/// Whether a new note may end there and what must still come finds its place.
bool CellWriter::mayEnd(int onset, int pitch, Tick end) const
{
    if (hasForm() && kept_.line) {
        const bool begins = onset != lastOnset_;
        const int top = begins ? pitch : top_.value_or(pitch);
        const std::size_t current = kept_.firstChord + (begins ? chordsBegun_ : chordsBegun_ - 1);
        for (std::size_t later = current + 1; later < kept_.line->size(); ++later) {
            const LinePlan::Place& place = kept_.line->place(later);
            if ((*cell_.grid)[place.span].ticks.begin >= end)
                break;
            int step = place.span == cell_.span ? onset + 1 : 0;
            while (step < place.steps && cell_.grid->tick(place.span, step) < end)
                ++step;
            if (kept_.line->from(later, step, later == current + 1 ? std::optional(top) : std::nullopt).none())
                return false;
        }
    }
    const int needed = hasForm() ? 0 : newNotesNeeded() - 1;
    if (needed <= 0)
        return true;
    CellWriter after = *this;
    after.known_.push_back({pitch, {at(onset), end}});
    after.lastOnset_ = onset;
    after.lastPitch_ = pitch;
    ++after.count_;
    return after.roomFrom()[static_cast<std::size_t>(onset)] >= needed;
}

CellWriter::DurationMask CellWriter::durations(int onset, int pitch) const
{
    DurationMask mask{};
    if (kept_.rhythm) {
        mask[nextInRhythm()->row.duration] = 1;
        return mask;
    }
    const StepSpan& span = (*cell_.grid)[cell_.span];
    Tick latest = cell_.target.end;
    if (rules_.fewestPerQuarter > 0)
        latest = span.ticks.end;
    else if (rules_.neverPauses)
        latest = std::min(latest, span.ticks.end + kTicksPerStep * (span.steps / 2));
    const auto timeOfLength = [&](int duration) {
        return Range<Tick>{at(onset), at(onset + kDurationSteps[static_cast<std::size_t>(duration)])};
    };
    // The longer a note, the more it is in the way: find the longest that may be. The pitch was chosen for the shortest.
    const int first = shortest(onset);
    int longest = first;
    for (int tooLong = kDurationClasses; tooLong - longest > 1;) {
        const int middle = (longest + tooLong) / 2;
        const Range<Tick> time = timeOfLength(middle);
        const bool fits = time.end <= latest && fitting(time)[static_cast<std::size_t>(pitch)] && mayEnd(onset, pitch, time.end);
        (fits ? longest : tooLong) = middle;
    }
    for (int duration = first; duration <= longest; ++duration)
        mask[static_cast<std::size_t>(duration)] = isOnGrid(timeOfLength(duration)) ? 1 : 0;
    return mask;
}

void CellWriter::add(const RowNote& note, const FixedNote* fixed)
{
    const bool beginsChord = note.onset != lastOnset_;
    const int pitch = fixed ? fixed->pitch : note.pitch;
    if (!fixed) {
        const Range<Tick> time = kept_.rhythm ? nextInRhythm()->time : timeOf(note);
        known_.push_back({pitch, time});
        written_.push_back(known_.back());
    } else {
        ++nextFixed_;
    }
    lastOnset_ = note.onset;
    lastPitch_ = pitch;
    ++count_;
    if (beginsChord) {
        ++chordsBegun_;
        notesInChord_ = 0;
        top_ = pitch;
    }
    ++notesInChord_;
}

bool CellWriter::isFeasible() const
{
    const int fixedCount = static_cast<int>(fixed_.size());
    if (fewest_ > most_ || fixedCount > most_)
        return false;
    const bool keepsLine = kept_.line && (kept_.pitch || kept_.contour) && !kept_.chords.empty();
    if (keepsLine && kept_.line->from(kept_.firstChord, 0, std::nullopt).none())
        return false;
    int kept = 0;
    for (const KeptChord& chord : kept_.chords)
        kept += static_cast<int>(chord.notes.size());
    if (kept_.rhythm) {
        if (kept < fewest_ || kept > most_)
            return false;
        for (const KeptChord& chord : kept_.chords)
            for (const KeptNote& note : chord.notes) {
                if (note.isFixed)
                    continue;
                if (!isOnGrid(note.time) || fitting(note.time).none()
                    || (kept_.pitch && (fitting(note.time) & pitchesWithin(note.pitch, note.pitch)).none()))
                    return false;
                int together = 0;
                for (const KeptChord& other : kept_.chords)
                    for (const KeptNote& each : other.notes)
                        together += !each.isFixed && each.time.contains(note.time.begin) ? 1 : 0;
                for (const Sounding& each : known_)
                    together += each.time.contains(note.time.begin) ? 1 : 0;
                if (together > rules_.polyphony)
                    return false;
            }
        return true;
    }
    const int together = rules_.mono ? 1 : rules_.polyphony;
    if (hasForm()) {
        const auto chords = static_cast<int>(kept_.chords.size());
        if (kept_.pitch) {
            const bool fits = std::all_of(kept_.chords.begin(), kept_.chords.end(), [&](const KeptChord& chord) {
                return static_cast<int>(chord.notes.size()) <= together
                    && (!rules_.span || chord.notes.front().pitch - chord.notes.back().pitch <= *rules_.span);
            });
            return fits && kept >= fewest_ && kept <= most_;
        }
        return chords <= most_ && (chords == 0 ? fewest_ <= fixedCount : static_cast<double>(chords) * together >= fewest_);
    }
    if (!fixed_.empty() && newNotesNeeded() <= 0)
        return true;
    if (most_ == 0)
        return true;
    // Fixed notes come in their turn; here they only take their place.
    CellWriter rest = *this;
    rest.fixed_.clear();
    rest.most_ = most_ - fixedCount;
    if (rest.roomFrom().front() >= std::max(1, newNotesNeeded()))
        return true;
    if (newNotesNeeded() > 0)
        return false;
    // What rings on from before may fill the cell; nothing else may.
    std::erase_if(rest.known_, [&](const Sounding& note) { return !note.isOld && note.time.begin < at(0); });
    return rest.roomFrom().front() > 0;
}

} // namespace continuo

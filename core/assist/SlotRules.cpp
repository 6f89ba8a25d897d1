// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/SlotRules.h"

#include "core/assist/StepGrid.h"

#include <algorithm>

namespace continuo {

namespace {

/// The last entry at or before the tick, or null.
const PitchesFrom* inForce(const std::vector<PitchesFrom>& entries, Tick at)
{
    const auto next = std::upper_bound(entries.begin(), entries.end(), at,
                                       [](Tick tick, const PitchesFrom& entry) { return tick < entry.at; });
    return next == entries.begin() ? nullptr : &*std::prev(next);
}

/// The strong beat that a note starting there stands on.
std::optional<Tick> strongBeatAt(const std::vector<Tick>& beats, Tick at)
{
    const Tick near = kTicksPerQuarter / 24;
    const auto next = std::lower_bound(beats.begin(), beats.end(), at - near);
    return next != beats.end() && *next <= at + near ? std::optional(*next) : std::nullopt;
}

} // namespace

PitchSet allPitches()
{
    return ~PitchSet();
}

PitchSet pitchesBelow(int pitch)
{
    if (pitch <= 0)
        return {};
    return pitch >= kPitchClassesOut ? allPitches() : allPitches() >> static_cast<std::size_t>(kPitchClassesOut - pitch);
}

PitchSet pitchesAbove(int pitch)
{
    return ~pitchesBelow(pitch + 1);
}

PitchSet pitchesWithin(int lowest, int highest)
{
    return pitchesBelow(highest + 1) & ~pitchesBelow(lowest);
}

PitchSet SlotRules::open(Range<Tick> time) const
{
    PitchSet set = writable & range & scale;
    if (!chords.empty() && chordTones == ChordTones::Always) {
        for (std::size_t i = 0; i < chords.size(); ++i)
            if (chords[i].at < time.end && (i + 1 == chords.size() || time.begin < chords[i + 1].at))
                set &= chords[i].pitches;
    } else if (!chords.empty()) {
        if (const auto beat = strongBeatAt(strongBeats, time.begin))
            if (const PitchesFrom* chord = inForce(chords, *beat))
                set &= chord->pitches;
    }
    if (const PitchesFrom* beat = inForce(harmony, time.begin))
        set &= beat->pitches;
    return set;
}

SlotRules SlotRules::without(Lock lock) const
{
    SlotRules rest = *this;
    rest.locks.remove(lock);
    switch (lock) {
    case Lock::Scale: rest.scale = allPitches(); break;
    case Lock::Range: rest.range = allPitches(); break;
    case Lock::Chords: rest.chords.clear(); break;
    case Lock::Harmony: rest.harmony.clear(); break;
    case Lock::Density:
        rest.fewestPerQuarter = 0;
        rest.mostPerQuarter = 1e9;
        break;
    case Lock::Polyphony:
        rest.mono = mono && polyphony > 1;
        rest.polyphony = kPitchClassesOut;
        break;
    case Lock::Span: rest.span.reset(); break;
    case Lock::Grid: rest.grid = Tick(0); break;
    case Lock::VoiceLeading: rest.voiceLeading = false; break;
    case Lock::Rhythm:
    case Lock::Pitch:
    case Lock::Contour:
    case Lock::LockedNotes: break;
    }
    return rest;
}

PitchSet fittingPitches(const SlotRules& rules, std::span<const Sounding> known, Range<Tick> time)
{
    PitchSet set = rules.open(time);
    for (const Sounding& note : known) {
        if (!note.time.overlaps(time))
            continue;
        if (rules.mono)
            return {};
        if (note.pitch >= 0 && note.pitch < kPitchClassesOut)
            set.reset(static_cast<std::size_t>(note.pitch));
        if (rules.span)
            set &= pitchesWithin(note.pitch - *rules.span, note.pitch + *rules.span);
    }
    if (rules.polyphony < kPitchClassesOut) {
        const auto isFull = [&](Tick at) {
            return std::count_if(known.begin(), known.end(), [at](const Sounding& note) { return note.time.contains(at); })
                >= rules.polyphony;
        };
        if (isFull(time.begin))
            return {};
        for (const Sounding& note : known)
            if (time.begin < note.time.begin && note.time.begin < time.end && isFull(note.time.begin))
                return {};
    }
    return set;
}

} // namespace continuo

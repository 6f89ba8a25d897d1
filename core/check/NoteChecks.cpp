// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/Checks.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace continuo::check {

namespace {

/// The first note that a promise binds and that is not allowed.
template <typename Allowed>
std::string firstWrong(const Change& change, bool drumsToo, Allowed allowed)
{
    for (const TrackChange& track : change.tracks())
        if (drumsToo || !track.track->isDrums())
            for (const CheckedNote& checked : track.sounding)
                if (checked.isBound && !allowed(checked.note))
                    return change.describe(track, checked.note);
    return {};
}

/// The first two notes of a track, not both old, that sound together and are wrong so.
template <typename Applies, typename Wrong>
std::string firstWrongPair(const Change& change, Applies applies, Wrong wrong)
{
    for (const TrackChange& track : change.tracks()) {
        if (!track.isWritten() || !applies(track))
            continue;
        for (std::size_t i = 0; i < track.sounding.size(); ++i)
            for (std::size_t j = i + 1; j < track.sounding.size(); ++j) {
                const CheckedNote& a = track.sounding[i];
                const CheckedNote& b = track.sounding[j];
                if (b.note.start >= a.note.end())
                    break; // and so do all that follow
                if (!(a.isOld && b.isOld) && wrong(a.note, b.note))
                    return change.describe(track, a.note) + " and " + change.describe(track, b.note);
            }
    }
    return {};
}

bool hasClass(unsigned classes, Pitch pitch)
{
    return (classes >> pitch.pitchClass() & 1u) != 0;
}

/// The bar line, or the middle of a bar with an even number of beats from four up, that is at most 1/24 quarter away.
std::optional<Tick> strongBeatNear(const MeterMap& meters, Tick at)
{
    const Range<Tick> bar = meters.bar(meters.barAt(at));
    const Meter meter = meters.meterAt(bar.begin);
    std::vector<Tick> beats{bar.begin, bar.end};
    if (meter.numerator >= 4 && meter.numerator % 2 == 0 && bar.begin + meter.barLength() / 2 < bar.end)
        beats.push_back(bar.begin + meter.barLength() / 2);
    for (const Tick beat : beats)
        if (at - beat <= kTicksPerQuarter / 24 && beat - at <= kTicksPerQuarter / 24)
            return beat;
    return std::nullopt;
}

} // namespace

std::string samePitch(const Change& change)
{
    return firstWrongPair(change, [](const TrackChange&) { return true; },
                          [](const Note& a, const Note& b) { return a.pitch == b.pitch; });
}

std::string singleNotes(const Change& change)
{
    return firstWrongPair(change, [](const TrackChange& track) { return track.wasLine; }, [](const Note&, const Note&) { return true; });
}

std::string scale(const Change& change)
{
    return firstWrong(change, false, [&](const Note& note) { return hasClass(*change.promises().scale, note.pitch); });
}

std::string range(const Change& change)
{
    const auto [lowest, highest] = *change.promises().range;
    return firstWrong(change, false, [low = lowest, high = highest](const Note& note) {
        return note.pitch.number >= low && note.pitch.number <= high;
    });
}

std::string chords(const Change& change)
{
    const auto& chords = change.promises().chords;
    const auto endOf = [&](std::size_t i) {
        return i + 1 < chords.size() ? chords[i + 1].from : Tick(std::numeric_limits<std::int64_t>::max());
    };
    return firstWrong(change, false, [&](const Note& note) {
        const std::optional<Tick> beat = strongBeatNear(change.promises().before.meters, note.start);
        for (std::size_t i = 0; i < chords.size(); ++i) {
            const bool binds = change.promises().onStrongBeatsOnly ? beat && *beat >= chords[i].from && *beat < endOf(i)
                                                                   : note.start < endOf(i) && note.end() > chords[i].from;
            if (binds && !hasClass(chords[i].pitchClasses, note.pitch))
                return false;
        }
        return true;
    });
}

std::string harmony(const Change& change)
{
    const Song& before = change.promises().before;
    std::vector<Note> old;
    for (const auto& track : before.tracks)
        if (!track->isDrums())
            for (const Note& note : notesInSongTime(*track))
                if (!note.muted)
                    old.push_back(note);
    return firstWrong(change, false, [&](const Note& note) {
        const BarPosition at = before.meters.position(note.start);
        const Range<Tick> bar = before.meters.bar(at.bar);
        const Tick length = before.meters.meterAt(note.start).beatLength();
        const Tick begin = bar.begin + length * (at.beat - 1);
        const Tick end = std::min(bar.end, begin + length);
        bool anything = false;
        for (const Note& one : old) {
            if (one.start >= end || one.end() <= begin)
                continue;
            if (one.pitch.pitchClass() == note.pitch.pitchClass())
                return true;
            anything = true;
        }
        return !anything;
    });
}

std::string grid(const Change& change)
{
    const Tick unit = *change.promises().grid;
    const MeterMap& meters = change.promises().before.meters;
    return firstWrong(change, true, [&](const Note& note) {
        return (note.start - meters.bar(meters.barAt(note.start)).begin) % unit == Tick(0) && note.length % unit == Tick(0);
    });
}

std::string density(const Change& change)
{
    constexpr double kRounding = 1e-6;
    const auto [fewest, most] = *change.promises().density;
    for (const TrackChange& track : change.tracks()) {
        if (!track.isWritten())
            continue;
        for (int bar = change.promises().firstBar; bar <= change.promises().lastBar; ++bar) {
            const auto isHere = [&](const CheckedNote& checked) {
                return change.target().contains(checked.note.start) && change.placeOf(checked.note.start).bar == bar;
            };
            const auto count = static_cast<double>(std::count_if(track.sounding.begin(), track.sounding.end(), isHere));
            const Range<Tick> ticks = change.promises().before.meters.bar(bar);
            const double quarters = static_cast<double>((ticks.end - ticks.begin).value) / static_cast<double>(kTicksPerQuarter.value);
            if (count < fewest * quarters - kRounding || count > most * quarters + kRounding)
                return "'" + track.track->name + "' has " + std::to_string(static_cast<int>(count)) + " notes in bar " + std::to_string(bar);
        }
    }
    return {};
}

std::string polyphony(const Change& change)
{
    for (const TrackChange& track : change.tracks()) {
        if (!track.isWritten())
            continue;
        // The number can only be passed where a note starts.
        for (const CheckedNote& at : track.sounding) {
            int together = 0;
            bool oneIsBound = false;
            for (const CheckedNote& other : track.sounding)
                if (other.note.start <= at.note.start && at.note.start < other.note.end()) {
                    ++together;
                    oneIsBound = oneIsBound || other.isBound;
                }
            if (oneIsBound && together > *change.promises().polyphony)
                return change.describe(track, at.note) + " is one of " + std::to_string(together);
        }
    }
    return {};
}

std::string span(const Change& change)
{
    return firstWrongPair(change, [](const TrackChange& track) { return !track.track->isDrums(); }, [&](const Note& a, const Note& b) {
        return std::abs(a.pitch.number - b.pitch.number) > *change.promises().span;
    });
}

} // namespace continuo::check

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiDivision.h"

#include "core/io/MidiTime.h"

#include <algorithm>
#include <numeric>

namespace continuo {

namespace {

constexpr std::int64_t kLargestDivision = 0x7FFF;
constexpr std::uint16_t kFinestDivision = 30'720; ///< the largest that the song's ticks are a multiple of
constexpr std::uint16_t kUsualDivision = 480;

/// Whether `holds` is true of every time in the song that a MIDI file has; stops at the first that it is not.
template <typename Predicate>
bool allTimes(const Song& song, const Predicate& holds)
{
    const auto allAt = [&holds](const auto& things) {
        return std::all_of(things.begin(), things.end(), [&holds](const auto& thing) { return holds(thing.at); });
    };
    if (!allAt(song.tempo.changes()) || !allAt(song.meters.changes()) || !allAt(song.keys) || !allAt(song.conductor))
        return false;
    for (const auto& track : song.tracks) {
        if (!allAt(track->events) || !holds(track->end))
            return false;
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes) {
                const Tick start = clip->start + note.start;
                if (!holds(start) || (note.length > Tick(1) && !holds(start + note.length)))
                    return false;
            }
    }
    return true;
}

bool holdsAll(std::uint16_t division, const Song& song)
{
    const MidiTime time(division);
    return allTimes(song, [&time](Tick at) { return time.holds(at); });
}

/// The smallest division in which every time is a whole number, without rounding; may be too large for a file.
std::int64_t smallestExactDivision(const Song& song)
{
    std::int64_t common = kTicksPerQuarter.value;
    allTimes(song, [&common](Tick at) {
        common = std::gcd(common, at.value);
        return common > 1;
    });
    return kTicksPerQuarter.value / common;
}

} // namespace

std::uint16_t divisionFor(const Song& song)
{
    std::uint16_t own = song.layout.division;
    const bool isUsable = MidiTime::isValid(own) && (!MidiTime::isSmpte(own) || song.tempo.changes().empty());
    if (isUsable && holdsAll(own, song))
        return own;
    if (!isUsable || MidiTime::isSmpte(own))
        own = kUsualDivision;

    const std::int64_t exact = smallestExactDivision(song);
    if (const std::int64_t both = std::lcm<std::int64_t>(own, exact); both <= kLargestDivision)
        return static_cast<std::uint16_t>(both);
    // The times of a file whose division does not divide the song's ticks are rounded, so multiples are tried.
    constexpr std::int64_t kMostMultiples = 64;
    for (std::int64_t n = 2; n <= kMostMultiples && n * own <= kLargestDivision; ++n)
        if (holdsAll(static_cast<std::uint16_t>(n * own), song))
            return static_cast<std::uint16_t>(n * own);
    return exact <= kLargestDivision ? static_cast<std::uint16_t>(exact) : kFinestDivision;
}

} // namespace continuo

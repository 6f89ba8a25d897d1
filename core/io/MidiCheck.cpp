// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiCheck.h"

#include "core/io/MidiTrackWriter.h"

#include <algorithm>

namespace continuo {

namespace {

/// SplitMix64, Steele, Lea and Flood 2014.
std::uint64_t mix(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15u;
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 27) * 0x94D049BB133111EBu;
    return value ^ value >> 31;
}

std::uint64_t hashOf(std::int64_t at, unsigned status, unsigned data1, unsigned data2)
{
    return mix(static_cast<std::uint64_t>(at) << 22 ^ static_cast<std::uint64_t>(status) << 14 ^ data1 << 7 ^ data2);
}

/// Sums, because the order of the tracks does not matter.
struct NoteSummary {
    std::uint64_t count = 0;
    std::uint64_t beginnings = 0;
    std::uint64_t ends = 0;
    Tick lastEnd;
};

NoteSummary summarize(const Song& song, const MidiTime& time)
{
    NoteSummary summary;
    for (const auto& track : song.tracks)
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes) {
                const MidiNote written = inFileTime(note, clip->start, track->channel, time);
                ++summary.count;
                summary.lastEnd = std::max(summary.lastEnd, clip->start + note.end());
                summary.beginnings += hashOf(written.on, 0x90u | written.channel, written.pitch, written.velocity);
                summary.ends += hashOf(written.off, 0x80u | written.channel, written.pitch, written.releaseVelocity);
            }
    return summary;
}

} // namespace

bool haveSameNotes(const Song& a, const Song& b, const MidiTime& time)
{
    const NoteSummary ofA = summarize(a, time), ofB = summarize(b, time);
    return ofA.count == ofB.count && ofA.beginnings == ofB.beginnings && ofA.ends == ofB.ends &&
           std::max(ofA.lastEnd, ofB.lastEnd) <= kLongestMidiTime;
}

} // namespace continuo

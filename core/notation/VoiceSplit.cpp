// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/VoiceSplit.h"

#include <algorithm>
#include <tuple>

namespace continuo {

namespace {

/// Notes of one pitch that begin and end together are left to chords of their own.
std::vector<VoiceChord> chordsOf(std::vector<PlacedNote> notes)
{
    std::sort(notes.begin(), notes.end(), [](const PlacedNote& a, const PlacedNote& b) {
        return std::tuple(a.ticks.begin, a.ticks.end, a.note.pitch) < std::tuple(b.ticks.begin, b.ticks.end, b.note.pitch);
    });
    std::vector<VoiceChord> chords;
    for (auto first = notes.begin(); first != notes.end();) {
        const auto last = std::find_if(first, notes.end(), [&](const PlacedNote& note) { return !(note.ticks == first->ticks); });
        const std::size_t begin = chords.size();
        for (; first != last; ++first) {
            const auto chord = std::find_if(chords.begin() + static_cast<std::ptrdiff_t>(begin), chords.end(), [&](const VoiceChord& one) {
                return one.notes.back().pitch != first->note.pitch;
            });
            if (chord == chords.end())
                chords.push_back({first->ticks, {first->note}});
            else
                chord->notes.push_back(first->note);
        }
    }
    return chords;
}

} // namespace

std::vector<VoiceLine> voiceLines(std::vector<PlacedNote> notes)
{
    std::vector<VoiceChord> chords = chordsOf(std::move(notes));
    std::stable_sort(chords.begin(), chords.end(), [](const VoiceChord& a, const VoiceChord& b) {
        return a.ticks.begin != b.ticks.begin ? a.ticks.begin < b.ticks.begin : a.notes.back().pitch > b.notes.back().pitch;
    });
    std::vector<VoiceLine> lines;
    for (VoiceChord& chord : chords) {
        const auto free = std::find_if(lines.begin(), lines.end(), [&](const VoiceLine& line) {
            return line.back().ticks.end <= chord.ticks.begin;
        });
        if (free == lines.end())
            lines.push_back({std::move(chord)});
        else
            free->push_back(std::move(chord));
    }
    return lines;
}

} // namespace continuo

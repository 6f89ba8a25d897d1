// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/TimingEdits.h"

#include "core/edit/NoteChanges.h"
#include "core/edit/Selection.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr int kNeighbours = 2; ///< how many lines to either side are compared; swing moves a line by half a step at most

/// Where the line at `line` sounds with swing: every second one of a bar comes later.
Tick swung(Tick line, const Quantization& how, const MeterMap& meters)
{
    const Range<Tick> bar = meters.bar(meters.barAt(line));
    const bool isOffBeat = (line - bar.begin) / how.grid.step() % 2 == 1;
    if (!isOffBeat)
        return line;
    const double later = (2.0 * std::clamp(how.swing, 0.5, 0.75) - 1.0) * static_cast<double>(how.grid.step().value);
    return std::min(line + Tick(std::llround(later)), bar.end - Tick(1));
}

/// The nearest line, swung; of two equally near ones the later.
Tick nearestLine(Tick at, const Quantization& how, const MeterMap& meters)
{
    Tick line = how.grid.snapDown(at, meters);
    for (int i = 0; i < kNeighbours && line > Tick(0); ++i)
        line = how.grid.snapDown(line - Tick(1), meters);
    Tick best = swung(line, how, meters);
    for (int i = 0; i < 2 * kNeighbours; ++i) {
        line = how.grid.next(line, meters);
        const Tick candidate = swung(line, how, meters);
        if (std::abs((candidate - at).value) <= std::abs((best - at).value))
            best = candidate;
    }
    return best;
}

/// The time drawn towards its line.
Tick drawn(Tick at, const Quantization& how, const MeterMap& meters)
{
    const Tick way = nearestLine(at, how, meters) - at;
    if (std::abs(way.value) <= how.beyond.value)
        return at;
    return at + Tick(std::llround(static_cast<double>(way.value) * std::clamp(how.strength, 0.0, 1.0)));
}

Note quantized(Note note, const Quantization& how, const MeterMap& meters)
{
    using Ends = Quantization::Ends;
    const Tick end = how.ends == Ends::Starts ? note.end() : drawn(note.end(), how, meters);
    if (how.ends != Ends::EndsOnly) {
        const Tick length = note.length;
        note.start = drawn(note.start, how, meters);
        if (how.ends == Ends::Starts) {
            note.length = length;
            return note;
        }
    }
    const bool hasRoom = end > note.start;
    note.length = hasRoom ? end - note.start : std::max(Tick(1), std::min(note.length, how.grid.step()));
    return note;
}

Tick mapped(Tick at, Range<Tick> from, Range<Tick> to)
{
    const double share = static_cast<double>((at - from.begin).value) / static_cast<double>((from.end - from.begin).value);
    return to.begin + Tick(std::llround(share * static_cast<double>((to.end - to.begin).value)));
}

Song stretched(const Song& song, std::span<const NoteRef> notes, Range<Tick> from, Range<Tick> to)
{
    if (from.isEmpty() || to.isEmpty())
        return song;
    std::vector<TrackNote> changed = notesOf(song, notes);
    for (TrackNote& each : changed) {
        const Tick end = mapped(each.note.end(), from, to);
        each.note.start = mapped(each.note.start, from, to);
        each.note.length = std::max(end - each.note.start, Tick(1));
        if (each.note.start < Tick(0))
            return song;
    }
    return withNotesReplaced(song, changed);
}

} // namespace

Edit quantizeNotes(std::vector<NoteRef> notes, Quantization how)
{
    std::string name = counted("Quantize", notes.size());
    return {std::move(name),
            [notes = std::move(notes), how](const Song& song) {
                return how.grid.isOff() ? song : withNotesChanged(song, notes, [&](const Note& note) {
                    return quantized(note, how, song.meters);
                });
            },
            {}};
}

Edit setLength(std::vector<NoteRef> notes, Tick length)
{
    return changeEach("Set length", std::move(notes), [length = std::max(length, Tick(1))](Note note) {
        note.length = length;
        return note;
    });
}

Edit toggleDots(std::vector<NoteRef> notes)
{
    return changeEach("Dot", std::move(notes), [](Note note) {
        note.length = withDotToggled(note.length);
        return note;
    });
}

Tick withDotToggled(Tick length)
{
    for (Tick plain = kTicksPerQuarter * 4; plain >= kTicksPerQuarter / 16; plain = plain / 2)
        if (length == plain * 3 / 2)
            return plain;
    return std::max(length * 3 / 2, length + Tick(1));
}

Edit legatoNotes(std::vector<NoteRef> notes)
{
    return {"Legato",
            [notes = std::move(notes)](const Song& song) {
                std::vector<TrackNote> changed = notesOf(song, notes);
                for (const std::span<TrackNote> part : byTrack(changed)) {
                    auto next = part.begin();
                    for (TrackNote& each : part) {
                        while (next != part.end() && next->note.start <= each.note.start)
                            ++next;
                        if (next != part.end())
                            each.note.length = next->note.start - each.note.start;
                    }
                }
                return withNotesReplaced(song, changed);
            },
            {}};
}

Edit reverseNotes(std::vector<NoteRef> notes)
{
    std::string name = counted("Reverse", notes.size());
    return {std::move(name),
            [notes = std::move(notes)](const Song& song) {
                const Range<Tick> extent = extentOf(song, notes);
                return withNotesChanged(song, notes, [extent](Note note) {
                    note.start = extent.begin + extent.end - note.end();
                    return note;
                });
            },
            {}};
}

Edit stretchNotes(std::vector<NoteRef> notes, Range<Tick> from, Range<Tick> to)
{
    std::string name = counted("Stretch", notes.size());
    return {std::move(name),
            [notes = std::move(notes), from, to](const Song& song) { return stretched(song, notes, from, to); },
            {}};
}

Edit stretchNotes(std::vector<NoteRef> notes, double factor)
{
    std::string name = counted("Stretch", notes.size());
    return {std::move(name),
            [notes = std::move(notes), factor](const Song& song) {
                const Range<Tick> extent = extentOf(song, notes);
                const double length = static_cast<double>((extent.end - extent.begin).value) * factor;
                return stretched(song, notes, extent, {extent.begin, extent.begin + Tick(std::llround(length))});
            },
            {}};
}

} // namespace continuo

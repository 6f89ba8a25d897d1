// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/VelocityEdits.h"

#include "core/edit/NoteChanges.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

std::uint8_t velocityWithin(int velocity)
{
    return static_cast<std::uint8_t>(std::clamp(velocity, 1, 127));
}

} // namespace

Edit setVelocity(std::vector<NoteRef> notes, int velocity)
{
    return changeEach("Set velocity", std::move(notes), [velocity](Note note) {
        note.velocity = velocityWithin(velocity);
        return note;
    });
}

Edit changeVelocity(std::vector<NoteRef> notes, int by)
{
    return changeEach("Change velocity", std::move(notes), [by](Note note) {
        note.velocity = velocityWithin(note.velocity + std::clamp(by, -127, 127));
        return note;
    });
}

Edit rampVelocity(std::vector<NoteRef> notes, int from, int to)
{
    return {"Ramp velocity",
            [notes = std::move(notes), first = velocityWithin(from), last = velocityWithin(to)](const Song& song) {
                std::vector<TrackNote> changed = notesOf(song, notes);
                if (changed.empty())
                    return song;
                const auto startOf = [](const TrackNote& each) { return each.note.start; };
                const Tick begin = startOf(*std::ranges::min_element(changed, {}, startOf));
                const Tick end = startOf(*std::ranges::max_element(changed, {}, startOf));
                for (TrackNote& each : changed) {
                    const double share = begin == end ? 0.0 : static_cast<double>((each.note.start - begin).value)
                                                                  / static_cast<double>((end - begin).value);
                    each.note.velocity = velocityWithin(first + static_cast<int>(std::lround(share * (last - first))));
                }
                return withNotesReplaced(song, changed);
            },
            {}};
}

} // namespace continuo

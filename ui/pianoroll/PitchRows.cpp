// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/PitchRows.h"

#include <algorithm>

namespace continuo::ui {

PitchRows::PitchRows() : PitchRows(Pitches().set()) {}

PitchRows::PitchRows(const Pitches& shown) : shown_(shown.none() ? Pitches().set() : shown)
{
    for (int number = kPitches - 1; number >= 0; --number) {
        const auto pitch = static_cast<std::size_t>(number);
        rowOf_[pitch] = static_cast<std::uint8_t>(count_);
        if (shown_[pitch])
            pitchOf_[static_cast<std::size_t>(count_++)] = static_cast<std::uint8_t>(number);
    }
}

Pitch PitchRows::pitch(int row) const
{
    return Pitch(pitchOf_[static_cast<std::size_t>(std::clamp(row, 0, count_ - 1))]);
}

Pitch PitchRows::stepped(Pitch from, int rowsUp) const
{
    const bool fromBetween = !shows(from) && rowsUp < 0;
    return pitch(row(from) - rowsUp - (fromBetween ? 1 : 0));
}

PitchRows::Pitches usedPitches(const Track& track)
{
    PitchRows::Pitches used;
    for (const auto& clip : track.clips)
        for (const Note& note : clip->notes)
            used.set(note.pitch.number);
    return used;
}

PitchRows::Pitches scalePitches(const Song& song)
{
    unsigned mask = song.keys.empty() ? KeySignature{}.scaleMask() : 0u;
    for (const KeyChange& change : song.keys)
        mask |= change.key.scaleMask();
    PitchRows::Pitches pitches;
    for (int number = 0; number < PitchRows::kPitches; ++number)
        pitches[static_cast<std::size_t>(number)] = (mask >> Pitch(number).pitchClass() & 1u) != 0;
    return pitches;
}

} // namespace continuo::ui

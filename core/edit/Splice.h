// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <limits>
#include <optional>
#include <span>

namespace continuo {

/// Later than anything in a song.
inline constexpr Tick kEndless{std::numeric_limits<std::int64_t>::max() / 4};

/// A stretch of a song, or silence, of which another song is put together. Begins and ends on bar lines.
struct Segment {
    Range<Tick> from;                   ///< of the song; empty for silence
    Tick silence{};                     ///< how long it lasts
    std::optional<Meter> meter{};       ///< of the silence; none: the one before it goes on

    bool isSilence() const { return from.isEmpty(); }
};

/// The song put together of these stretches of it, one after the other.
///
/// Notes come with the stretch that they begin in. One that sounds beyond it sounds on into silence and into what followed it
/// before; where something earlier follows, it ends there, and where time is left out it lasts by so much shorter. A clip is
/// cut where what stands beside it is no longer what stood there. What comes for the first time keeps its id; what comes
/// again gets a new one, above lastId.
///
/// Tempi, meters, keys, markers and other events come with their stretches. Where one does not follow what it followed before,
/// what was in force there, also of controllers, programs and pitch bend, is set anew where it differs; but where no key was
/// in force the one before goes on. Titles, other texts and system exclusive messages at the song's beginning stay there. One
/// segment at least is no silence.
Song spliced(const Song& song, std::span<const Segment> segments);

} // namespace continuo

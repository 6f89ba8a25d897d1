// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/ScaleDegree.h"

#include <array>

namespace continuo {

namespace {

/// By semitones above the tonic.
constexpr std::array<ScaleDegree, 12> kInMajor{
    {{1, 0}, {2, -1}, {2, 0}, {3, -1}, {3, 0}, {4, 0}, {4, 1}, {5, 0}, {6, -1}, {6, 0}, {7, -1}, {7, 0}}};
constexpr std::array<ScaleDegree, 12> kInMinor{
    {{1, 0}, {2, -1}, {2, 0}, {3, 0}, {3, 1}, {4, 0}, {4, 1}, {5, 0}, {6, 0}, {6, 1}, {7, 0}, {7, 1}}};
constexpr std::array<const char*, 12> kSyllables{"Do", "Ra", "Re", "Me", "Mi", "Fa", "Fi", "Sol", "Le", "La", "Te", "Ti"};

std::size_t semitonesAboveTonic(Pitch pitch, KeySignature key)
{
    return static_cast<std::size_t>((pitch.pitchClass() - key.tonic() + 12) % 12);
}

} // namespace

ScaleDegree degreeOf(Pitch pitch, KeySignature key)
{
    const auto& degrees = key.mode == Mode::Major ? kInMajor : kInMinor;
    return degrees[semitonesAboveTonic(pitch, key)];
}

std::string degreeName(ScaleDegree degree)
{
    const std::string sign = degree.alteration < 0 ? "b" : degree.alteration > 0 ? "#" : "";
    return sign + std::to_string(degree.number);
}

std::string solfegeName(Pitch pitch, KeySignature key)
{
    return kSyllables[semitonesAboveTonic(pitch, key)];
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/Excerpt.h"

#include <array>
#include <vector>

namespace continuo {

/// What the distribution of music is compared by.
enum class MusicFeature { PitchClass, Interval, Duration, Density, Groove };
inline constexpr std::array<MusicFeature, 5> kMusicFeatures{MusicFeature::PitchClass, MusicFeature::Interval, MusicFeature::Duration,
                                                            MusicFeature::Density, MusicFeature::Groove};

/// "pitch class", "interval", "duration", "density", "groove".
const char* featureName(MusicFeature feature);

/// How often each value occurs. Equal features have histograms of equal length, which can be added.
/// - pitch class: above the tonic, once a note; drum sounds instead where there are drums, 12 + sound mod 48
/// - interval: between successive top notes of a part, semitones, -12..12 and beyond
/// - duration: kDurationSteps, once a note
/// - density: notes that begin in a bar of a part, per quarter note, once a bar and part, empty bars included
/// - groove: where in the bar notes begin, in steps, once an onset
std::vector<double> histogram(MusicFeature feature, const Excerpt& excerpt);

} // namespace continuo

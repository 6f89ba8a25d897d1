// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Metronome.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace continuo {

namespace {

constexpr double kFirstHertz = 1760, kOtherHertz = 1175;
constexpr double kFirstLevel = 0.35, kOtherLevel = 0.2;
constexpr double kHalfLife = 0.006;     ///< seconds in which a click falls to half
constexpr double kSilence = 0.0005;     ///< below it a click has ended

} // namespace

Beat beatFrom(const MeterMap& meters, Tick at)
{
    const Tick from = std::max(at, Tick(0));
    const BarPosition here = meters.position(from);
    if (here.offset == Tick(0))
        return {from, here.beat == 1};
    const Tick next = meters.tick({here.bar, here.beat + 1, {}});
    const Tick barEnd = meters.bar(here.bar).end;
    return next >= barEnd ? Beat{barEnd, true} : Beat{next, false};
}

Metronome::Metronome(int sampleRate) : sampleRate_(std::max(sampleRate, 1)), decay_(std::exp2(-1 / (kHalfLife * sampleRate_)))
{
}

void Metronome::strike(bool isFirst) noexcept
{
    phase_ = 0;
    step_ = 2 * std::numbers::pi * (isFirst ? kFirstHertz : kOtherHertz) / sampleRate_;
    level_ = isFirst ? kFirstLevel : kOtherLevel;
}

void Metronome::addTo(float* left, float* right, int frames) noexcept
{
    for (int i = 0; i < frames && level_ > kSilence; ++i) {
        const auto sample = static_cast<float>(level_ * std::cos(phase_));
        left[i] += sample;
        right[i] += sample;
        phase_ += step_;
        level_ *= decay_;
    }
}

} // namespace continuo

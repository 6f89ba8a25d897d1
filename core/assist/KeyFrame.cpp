// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/KeyFrame.h"

#include <array>
#include <cmath>

namespace continuo {

namespace {

std::uint8_t shifted(std::uint8_t pitch, int by)
{
    if (pitch >= kDrumPitchBase)
        return pitch;
    int moved = pitch + by;
    if (moved < 0)
        moved += 12;
    if (moved > 127)
        moved -= 12;
    return static_cast<std::uint8_t>(moved);
}

constexpr std::array<double, 12> kMajorProfile{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr std::array<double, 12> kMinorProfile{6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

double correlation(const std::array<double, 12>& weights, const std::array<double, 12>& profile, int tonic)
{
    double meanW = 0, meanP = 0;
    for (std::size_t i = 0; i < 12; ++i) {
        meanW += weights[i] / 12;
        meanP += profile[i] / 12;
    }
    double wp = 0, ww = 0, pp = 0;
    for (std::size_t i = 0; i < 12; ++i) {
        const double w = weights[(i + static_cast<std::size_t>(tonic)) % 12] - meanW;
        const double p = profile[i] - meanP;
        wp += w * p;
        ww += w * w;
        pp += p * p;
    }
    return ww > 0 ? wp / std::sqrt(ww * pp) : 0;
}

} // namespace

RowNote KeyFrame::into(RowNote note) const
{
    note.pitch = shifted(note.pitch, -shift);
    return note;
}

RowNote KeyFrame::outOf(RowNote note) const
{
    note.pitch = shifted(note.pitch, shift);
    return note;
}

KeyFrame frameOfKey(KeySignature key)
{
    const int home = key.mode == Mode::Major ? 0 : 9;
    int shift = ((key.tonic() - home) % 12 + 12) % 12;
    if (shift > 6)
        shift -= 12;
    return {shift, key.mode == Mode::Major ? 0 : 1};
}

std::optional<KeySignature> estimateKey(const Score& score, Range<int> spans)
{
    std::array<double, 12> weights{};
    double total = 0;
    for (std::size_t p = 0; p < score.parts.size(); ++p) {
        if (score.parts[p].isDrums())
            continue;
        for (int span = spans.begin; span < spans.end; ++span)
            for (const RowNote& note : score.cell(static_cast<int>(p), span)) {
                const double length = kDurationSteps[note.duration];
                weights[note.pitch % 12u] += length;
                total += length;
            }
    }
    if (total <= 0)
        return std::nullopt;
    double best = -2;
    KeySignature key;
    for (int tonic = 0; tonic < 12; ++tonic)
        for (const Mode mode : {Mode::Major, Mode::Minor}) {
            const double fit = correlation(weights, mode == Mode::Major ? kMajorProfile : kMinorProfile, tonic);
            if (fit > best) {
                best = fit;
                key = keyWithTonic(tonic, mode);
            }
        }
    return key;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/KeyEstimate.h"

#include <cmath>
#include <numeric>

namespace continuo {

namespace {

constexpr PitchClassWeights kMajorProfile{6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88};
constexpr PitchClassWeights kMinorProfile{6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17};

double correlation(const PitchClassWeights& weights, const PitchClassWeights& profile, int tonic)
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

std::optional<KeyEstimate> estimateKey(const PitchClassWeights& sounding)
{
    if (std::accumulate(sounding.begin(), sounding.end(), 0.0) <= 0)
        return std::nullopt;
    KeyEstimate best{{}, -2, 0};
    for (int tonic = 0; tonic < 12; ++tonic)
        for (const Mode mode : {Mode::Major, Mode::Minor}) {
            const double fit = correlation(sounding, mode == Mode::Major ? kMajorProfile : kMinorProfile, tonic);
            if (fit > best.fit)
                best = {keyWithTonic(tonic, mode), fit, fit - best.fit};
            else
                best.lead = std::min(best.lead, best.fit - fit);
        }
    return best;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/Loudness.h"

#include "core/playback/Peak.h"

#include <ebur128.h>

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace continuo {

namespace {

constexpr unsigned kSides = 2;
/// Frames that are looked at together for whether a new peak may lie between them.
constexpr std::size_t kStretch = 8;
/// Frames that reach into a value between samples: those of the stretch, and of the two before.
constexpr std::size_t kBefore = 2 * kStretch;
/// A value between samples is at most so many times the largest of those that it is made of: the library's filter, a sinc
/// under a Hann window of 49 taps at four times the rate, has taps half-way between samples whose magnitudes add up to 1.865.
constexpr double kMostOver = 1.87;

struct EndMeasuring {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};
using State = std::unique_ptr<ebur128_state, EndMeasuring>;

State begun(int sampleRate, int mode)
{
    return State(ebur128_init(kSides, static_cast<unsigned long>(std::max(sampleRate, 1)), mode));
}

} // namespace

struct LoudnessMeter::Library {
    explicit Library(int sampleRate)
        : loudness(begun(sampleRate, EBUR128_MODE_I | EBUR128_MODE_HISTOGRAM)), peaks(begun(sampleRate, EBUR128_MODE_TRUE_PEAK))
    {
    }

    void add(std::span<const float> left, std::span<const float> right)
    {
        frames.resize((kBefore + left.size()) * kSides);
        for (std::size_t i = 0; i < left.size(); ++i) {
            frames[(kBefore + i) * kSides] = left[i];
            frames[(kBefore + i) * kSides + 1] = right[i];
        }
        if (loudness)
            ebur128_add_frames_float(loudness.get(), frames.data() + kBefore * kSides, left.size());
        if (peaks)
            findPeaks();
        std::copy(frames.end() - kBefore * kSides, frames.end(), frames.begin());
    }

    /// Looks between samples only where they are large enough for a new peak, because that takes time.
    void findPeaks()
    {
        const std::span<const float> all = frames;
        const auto samples = [&](std::size_t begin, std::size_t count) { return all.subspan(begin * kSides, count * kSides); };
        std::array<float, 3> largest{0, peakOf(samples(0, kStretch)), peakOf(samples(kStretch, kStretch))};
        bool isThere = false; // whether the library had all frames so far
        for (std::size_t begin = kBefore; begin < all.size() / kSides; begin += kStretch) {
            const std::size_t length = std::min(kStretch, all.size() / kSides - begin);
            largest = {largest[1], largest[2], peakOf(samples(begin, length))};
            const bool mayPeak = std::ranges::max(largest) * kMostOver > truePeak;
            if (mayPeak) {
                if (!isThere) // whatever it had before is forgotten with these
                    ebur128_add_frames_float(peaks.get(), samples(begin - kBefore, kBefore).data(), kBefore);
                ebur128_add_frames_float(peaks.get(), samples(begin, length).data(), length);
                for (unsigned side = 0; side < kSides; ++side)
                    if (double peak = 0; ebur128_prev_true_peak(peaks.get(), side, &peak) == EBUR128_SUCCESS)
                        truePeak = std::max(truePeak, peak);
            }
            isThere = mayPeak;
        }
    }

    State loudness, peaks; ///< null when there is no memory for them: then nothing is measured
    std::vector<float> frames = std::vector<float>(kBefore * kSides); ///< interleaved; the last of what came before, then what came
    double truePeak = 0;
};

LoudnessMeter::LoudnessMeter(int sampleRate) : library_(std::make_unique<Library>(sampleRate)) {}
LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;
LoudnessMeter::~LoudnessMeter() = default;

void LoudnessMeter::add(std::span<const float> left, std::span<const float> right)
{
    library_->add(left, right);
}

double LoudnessMeter::integrated() const
{
    double loudness = 0;
    if (!library_->loudness || ebur128_loudness_global(library_->loudness.get(), &loudness) != EBUR128_SUCCESS)
        return -std::numeric_limits<double>::infinity();
    return loudness;
}

double LoudnessMeter::truePeak() const
{
    return library_->truePeak;
}

} // namespace continuo

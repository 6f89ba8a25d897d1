// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>

namespace continuo {

/// Measures how loud stereo sound is, as ITU-R BS.1770-4 and EBU R 128 define it.
class LoudnessMeter {
public:
    /// Frames a second, 8,000..96,000.
    explicit LoudnessMeter(int sampleRate);
    LoudnessMeter(LoudnessMeter&&) noexcept;
    LoudnessMeter& operator=(LoudnessMeter&&) noexcept;
    ~LoudnessMeter();

    /// Takes the next frames; both sides of one length.
    void add(std::span<const float> left, std::span<const float> right);

    /// Integrated loudness in LUFS; -infinity when there was nothing above -70.
    double integrated() const;
    /// The largest value between samples too, found by sampling four times as often; 1 is full scale. Exact to about
    /// 0.2 dB.
    double truePeak() const;

private:
    struct Library; ///< the library's own objects

    std::unique_ptr<Library> library_;
};

} // namespace continuo

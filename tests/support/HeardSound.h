// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Song.h"

#include <sndfile.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace continuo {

/// Both sides of a sound file, interleaved; none when it cannot be read.
inline std::vector<float> samplesOf(const std::filesystem::path& path)
{
    SF_INFO info{};
    SNDFILE* const file = sf_open(path.c_str(), SFM_READ, &info);
    if (file == nullptr)
        return {};
    std::vector<float> samples(static_cast<std::size_t>(info.frames * info.channels));
    samples.resize(static_cast<std::size_t>(sf_read_float(file, samples.data(), static_cast<sf_count_t>(samples.size()))));
    sf_close(file);
    return samples;
}

/// The largest of some samples, whatever its sign.
inline float loudest(const std::vector<float>& samples, std::size_t begin = 0, std::size_t count = std::string::npos)
{
    float peak = 0;
    for (std::size_t i = begin; i < samples.size() && i - begin < count; ++i)
        peak = std::max(peak, std::abs(samples[i]));
    return peak;
}

/// Each track on a channel of its own, with that program.
inline Song withPrograms(Song song, const std::vector<int>& programs)
{
    for (std::size_t i = 0; i < programs.size(); ++i) {
        Track track = *song.tracks[i];
        track.channel = static_cast<int>(i);
        track.program = programs[i];
        song = withTrack(song, std::move(track));
    }
    return song;
}

} // namespace continuo

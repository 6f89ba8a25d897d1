// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/base/Result.h"
#include "core/song/Song.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace continuo::ui {

/// What is to be exported, and how it is told and ended.
struct AudioExport {
    std::filesystem::path path{};           ///< its ending says the kind: .wav, .flac, .ogg, .mp3
    std::string bits{};                     ///< 16, 24 or 32f; empty: what the kind chooses
    int sampleRate = 48000;
    std::optional<Range<Tick>> range{};     ///< only this stretch; none: the whole song
    double tailSeconds = 10;                ///< at most, until it is silent
    bool stems = false;                     ///< also each track alone, in a folder named after the file
    std::function<void(double)> progress{}; ///< called with how much is done, 0..1
    std::stop_token stopped{};
};

/// Renders a song to an audio file and says how loud it is, as the end of a sentence; runs on a thread of its own.
using AudioExporter = std::function<Result<std::string>(const Song& song, const AudioExport& wanted)>;

} // namespace continuo::ui

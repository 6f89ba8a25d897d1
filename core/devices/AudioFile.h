// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace continuo {

enum class SampleFormat { Pcm16, Pcm24, Float32 };

/// "16", "24" or "32f"; nothing for anything else.
std::optional<SampleFormat> parseSampleFormat(std::string_view text);

/// What an audio file is to be. Its name's ending says the kind: .wav, .flac, .ogg, .mp3.
struct AudioFileFormat {
    int sampleRate = 48000;
    /// WAV: any, 16 bit when none. FLAC: 16 or 24 bit, 16 when none. OGG and MP3 choose for themselves: none.
    std::optional<SampleFormat> samples{};
};

/// Writes a stereo audio file through libsndfile, so that the old file of that name stays until the new one is whole.
///
/// 16 and 24 bit samples are rounded; to 16 bit, triangular noise of one step either way is added first, so that soft
/// tails fade instead of breaking up. The noise is the same every time. Samples beyond full scale are cut off there.
class AudioFileWriter {
public:
    /// Fails with ErrorCode::Usage when the ending, the rate or the samples cannot be, and with ErrorCode::Output when the
    /// file cannot be made; the sentence names the file.
    static Result<AudioFileWriter> create(const std::filesystem::path& path, const AudioFileFormat& format);
    AudioFileWriter(AudioFileWriter&&) noexcept;
    AudioFileWriter& operator=(AudioFileWriter&&) noexcept;
    /// Without finish() nothing remains of the new file, and the old one is as it was.
    ~AudioFileWriter();

    /// Adds frames; both sides are of one length. Fails with ErrorCode::Output.
    Result<void> write(std::span<const float> left, std::span<const float> right);
    /// Completes the file, checks that it reads back to its last frame, and puts it in place. Fails with
    /// ErrorCode::Output; the old file is then as it was.
    Result<void> finish();

    /// Samples so far that were cut off at full scale; always 0 for Float32.
    std::int64_t clippedSamples() const;

private:
    struct File;
    explicit AudioFileWriter(std::unique_ptr<File> file);

    std::unique_ptr<File> file_;
};

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/AudioFile.h"

#include "core/devices/SampleRounding.h"
#include "core/io/SafeFile.h"

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace continuo {

namespace {

constexpr int kChannels = 2;

/// What a file's ending means to libsndfile.
struct Kind {
    std::string_view ending;
    std::string_view name;
    int container;
    int compressed;      ///< the coding when it has only one; 0 when SampleFormat says
    bool hasFloat;
};

constexpr std::array<Kind, 4> kKinds{{
    {".wav", "WAV", SF_FORMAT_WAV, 0, true},
    {".flac", "FLAC", SF_FORMAT_FLAC, 0, false},
    {".ogg", "OGG", SF_FORMAT_OGG, SF_FORMAT_VORBIS, false},
    {".mp3", "MP3", SF_FORMAT_MPEG, SF_FORMAT_MPEG_LAYER_III, false},
}};

const Kind* kindOf(const std::filesystem::path& path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return kind.ending == ending; });
    return found == kKinds.end() ? nullptr : &*found;
}

int coding(SampleFormat samples)
{
    switch (samples) {
    case SampleFormat::Pcm16: return SF_FORMAT_PCM_16;
    case SampleFormat::Pcm24: return SF_FORMAT_PCM_24;
    case SampleFormat::Float32: return SF_FORMAT_FLOAT;
    }
    return SF_FORMAT_PCM_16;
}

struct CloseSoundFile {
    void operator()(SNDFILE* file) const { sf_close(file); }
};
using SoundFile = std::unique_ptr<SNDFILE, CloseSoundFile>;

} // namespace

std::optional<SampleFormat> parseSampleFormat(std::string_view text)
{
    if (text == "16")
        return SampleFormat::Pcm16;
    if (text == "24")
        return SampleFormat::Pcm24;
    if (text == "32f")
        return SampleFormat::Float32;
    return std::nullopt;
}

struct AudioFileWriter::File {
    File(std::filesystem::path shownPath, SafeFileWriter safeWriter)
        : path(std::move(shownPath)), safe(std::move(safeWriter))
    {
    }

    std::filesystem::path path;
    SafeFileWriter safe;
    SoundFile sound;            ///< closed before `safe` removes or places its file
    SampleFormat samples = SampleFormat::Pcm16;
    std::int64_t frames = 0;
    std::int64_t clipped = 0;
    SampleRounding rounding;
    std::vector<float> floats;  ///< interleaved
    std::vector<short> shorts;
    std::vector<int> ints;

    Error failure(const std::string& reason) const
    {
        return {ErrorCode::Output, "\"" + path.string() + "\" could not be written: " + reason};
    }

    void interleave(std::span<const float> left, std::span<const float> right)
    {
        floats.resize(left.size() * kChannels);
        for (std::size_t i = 0; i < left.size(); ++i) {
            floats[i * 2] = left[i];
            floats[i * 2 + 1] = right[i];
        }
    }

    sf_count_t writeFloats(sf_count_t count)
    {
        switch (samples) {
        case SampleFormat::Pcm16:
            shorts.resize(floats.size());
            clipped += rounding.to16(floats, shorts);
            return sf_writef_short(sound.get(), shorts.data(), count);
        case SampleFormat::Pcm24:
            ints.resize(floats.size());
            clipped += rounding.to24(floats, ints);
            return sf_writef_int(sound.get(), ints.data(), count);
        case SampleFormat::Float32: break;
        }
        return sf_writef_float(sound.get(), floats.data(), count);
    }

    /// Whether the file that was written can be read to its last frame.
    bool readsBack() const
    {
        SF_INFO info{};
        const SoundFile written(sf_open(safe.temporaryPath().c_str(), SFM_READ, &info));
        if (!written || info.channels != kChannels || info.frames < frames)
            return false;
        std::array<float, kChannels> last{};
        return frames == 0
               || (sf_seek(written.get(), frames - 1, SEEK_SET) == frames - 1
                   && sf_readf_float(written.get(), last.data(), 1) == 1);
    }
};

Result<AudioFileWriter> AudioFileWriter::create(const std::filesystem::path& path, const AudioFileFormat& format)
{
    const std::string name = "\"" + path.string() + "\"";
    const Kind* const kind = kindOf(path);
    if (kind == nullptr)
        return Error{ErrorCode::Usage, name + " should end in .wav, .flac, .ogg or .mp3."};
    const std::string kindName(kind->name);
    if (format.samples && kind->compressed != 0)
        return Error{ErrorCode::Usage, name + " is " + kindName + ", which has no choice of bits."};
    if (format.samples == SampleFormat::Float32 && !kind->hasFloat)
        return Error{ErrorCode::Usage, name + " is " + kindName + ", which has 16 or 24 bits."};

    const SampleFormat samples = format.samples.value_or(kind->compressed != 0 ? SampleFormat::Float32 : SampleFormat::Pcm16);
    SF_INFO info{};
    info.samplerate = format.sampleRate;
    info.channels = kChannels;
    info.format = kind->container | (kind->compressed != 0 ? kind->compressed : coding(samples));
    if (format.sampleRate < 1 || !sf_format_check(&info))
        return Error{ErrorCode::Usage, name + " cannot be " + kindName + " at " + std::to_string(format.sampleRate) + " Hz."};

    auto safe = SafeFileWriter::open(path);
    if (!safe)
        return safe.error();
    auto file = std::make_unique<File>(path, std::move(*safe));
    file->samples = samples;
    file->sound.reset(sf_open(file->safe.temporaryPath().c_str(), SFM_WRITE, &info));
    if (!file->sound)
        return file->failure(sf_strerror(nullptr));
    // The peak chunk of a float file holds the time of day, which would make every file another.
    sf_command(file->sound.get(), SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    // Whoever hands over floats beyond full scale to a compressed file wants them cut off, not wrapped around.
    sf_command(file->sound.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
    return AudioFileWriter(std::move(file));
}

AudioFileWriter::AudioFileWriter(std::unique_ptr<File> file) : file_(std::move(file)) {}
AudioFileWriter::AudioFileWriter(AudioFileWriter&&) noexcept = default;
AudioFileWriter& AudioFileWriter::operator=(AudioFileWriter&&) noexcept = default;
AudioFileWriter::~AudioFileWriter() = default;

Result<void> AudioFileWriter::write(std::span<const float> left, std::span<const float> right)
{
    file_->interleave(left, right);
    const auto count = static_cast<sf_count_t>(left.size());
    if (file_->writeFloats(count) != count || sf_error(file_->sound.get()) != SF_ERR_NO_ERROR)
        return file_->failure("not all of the sound was taken; the disk may be full.");
    file_->frames += count;
    return {};
}

Result<void> AudioFileWriter::finish()
{
    if (sf_close(file_->sound.release()) != SF_ERR_NO_ERROR)
        return file_->failure("its end was not taken; the disk may be full.");
    std::error_code problem;
    const std::uintmax_t size = std::filesystem::file_size(file_->safe.temporaryPath(), problem);
    if (problem)
        return file_->failure(problem.message());
    if (!file_->readsBack())
        return file_->failure("it does not read back whole.");
    return file_->safe.commit(size);
}

std::int64_t AudioFileWriter::clippedSamples() const
{
    return file_->clipped;
}

} // namespace continuo

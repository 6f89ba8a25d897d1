// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/base/Result.h"
#include "core/devices/AudioFile.h"
#include "core/song/Song.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace continuo {

/// When notes begin in a file.
enum class RenderTiming {
    Exact,         ///< where the song has them, to the frame that begins the synth's block
    AsFluidsynth,  ///< where the `fluidsynth` program has them, sample for sample; see withFluidsynthTiming
};

struct RenderOptions {
    std::filesystem::path out;         ///< its ending says the kind: .wav, .flac, .ogg, .mp3
    std::optional<std::filesystem::path> soundFont{}; ///< none: the one that findSoundFont finds
    int sampleRate = 48000;            ///< 8,000..96,000
    std::optional<SampleFormat> samples{}; ///< none: 16 bit, or what the kind chooses
    std::optional<std::filesystem::path> stems{}; ///< a folder for a file of each track alone, made when it is not there
    std::optional<Range<Tick>> range{};  ///< only this stretch, such as the loop; none: the whole song
    double maxTailSeconds = 10.0;      ///< how long the sound may ring on after the end
    RenderTiming timing = RenderTiming::Exact; ///< without a range; one is always exact
    /// Called now and then with how much is done, 0..1, on a thread of the renderer's; null for nobody.
    std::function<void(double)> progress{};
};

struct RenderReport {
    std::filesystem::path soundFont;
    std::vector<std::filesystem::path> files; ///< what was written, the whole song first
    double songSeconds = 0;            ///< to the end of the last note, or of the range
    double seconds = 0;                ///< of sound, its tail included
    double peakDb = 0;                 ///< largest sample relative to full scale; -infinity for silence
    double truePeakDb = 0;             ///< the same, between samples too
    double loudness = 0;               ///< integrated, in LUFS; -infinity for silence
    int silentTracks = 0;              ///< tracks with notes that mute and solo left out
    double gainDb = 0;                 ///< 0, or how far everything was turned down so that nothing is cut off
    double wallSeconds = 0;            ///< that it took

    double timesRealTime() const { return wallSeconds > 0 ? seconds / wallSeconds : 0; }
};

/// Plays the song into a sound file with the SoundFont.
///
/// Loudness is the synth's own. Would the sound go beyond full scale somewhere, the whole is rendered again, quieter by
/// what was too much: no sample is cut off or bent, and no quiet passage is raised. Files of floating-point samples
/// keep what is beyond full scale. Stems are of the tracks that mute and solo let through, begin together and are of one
/// length, and add up to the whole: exactly, sample by sample, in 24 bits. The range begins with the sounds and
/// controllers that the song has there.
/// Fails, naming the file or option, with codes Usage, Input, Output, Unavailable, or Cancelled when stopped; a file
/// that was not finished leaves what was there before.
Result<RenderReport> renderSong(const Song& song, const RenderOptions& options, const std::stop_token& stopped = {});

} // namespace continuo

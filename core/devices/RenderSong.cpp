// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RenderSong.h"

#include "core/devices/ChorusSends.h"
#include "core/devices/FluidSynth.h"
#include "core/devices/Loudness.h"
#include "core/devices/SoundFont.h"
#include "core/playback/FluidsynthTiming.h"
#include "core/playback/OfflineRender.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <thread>

namespace continuo {

namespace {

/// Where the loudest sample of a song that was turned down ends up, relative to full scale.
constexpr float kTurnedDownPeak = 0.989f; // -0.1 dB
/// More threads than this do not make rendering faster.
constexpr unsigned kMostCores = 2;

double decibels(double amplitude)
{
    return 20 * std::log10(amplitude);
}

/// A file that a part of the song is rendered into.
struct PartFile {
    std::filesystem::path path;
    PlanOptions plan;
};

/// Makes whole numbers of 24 bits of what adds up, so that they add up: each part becomes the difference between
/// the rounded sum with it and the rounded sum without it.
class SumRounding {
public:
    void begin(std::size_t frames) { sum_.assign(frames, 0.0); }
    /// The next part, in place.
    void round(std::span<float> part)
    {
        constexpr double kFull = 8388608.0;
        for (std::size_t i = 0; i < part.size(); ++i) {
            const double before = std::nearbyint(sum_[i] * kFull);
            sum_[i] += static_cast<double>(part[i]);
            part[i] = static_cast<float>((std::nearbyint(sum_[i] * kFull) - before) / kFull);
        }
    }

private:
    std::vector<double> sum_;
};

/// What stays the same for each time that the song is rendered.
class Renderer {
public:
    Renderer(const Song& song, const RenderOptions& options, std::filesystem::path soundFont, const std::stop_token& stopped)
        : song_(song), options_(options), soundFont_(std::move(soundFont)), stopped_(stopped),
          chorusPrograms_(programsWithChorus(soundFont_))
    {
    }

    enum class TooLoud { CutOff, LeaveUnwritten };

    /// Renders the whole into the file and its parts, which may be none, into theirs.
    Result<OfflineReport> render(const std::vector<PartFile>& stems, TooLoud tooLoud)
    {
        auto mix = AudioFileWriter::create(options_.out, format());
        if (!mix)
            return mix.error();
        std::vector<AudioFileWriter> writers;
        std::vector<OfflinePart> parts;
        for (const PartFile& stem : stems) {
            auto writer = AudioFileWriter::create(stem.path, format());
            if (!writer)
                return writer.error();
            writers.push_back(*std::move(writer));
        }
        for (const PartFile& part : stems.empty() ? std::vector<PartFile>{{options_.out, {}}} : stems) {
            auto plan = compilePlan(song_, part.plan);
            auto synth = FluidSynth::open(soundFont_, {.sampleRate = options_.sampleRate,
                                                       .cores = cores(),
                                                       .samples = samples(),
                                                       .starts = FluidSynth::Starts::OnBlocks,
                                                       .chorus = reachesChorus(*plan, chorusPrograms_)});
            if (!synth)
                return synth.error();
            parts.push_back(playing(std::move(plan), *std::move(synth)));
        }

        const OfflineOptions offline{.sampleRate = options_.sampleRate,
                                     .gain = gain_,
                                     .range = options_.range,
                                     .maxTailSeconds = options_.maxTailSeconds};
        meter_.emplace(options_.sampleRate);
        frames_ = 0;
        const auto report = renderOffline(std::move(parts), offline, [&](std::span<const StereoBlock> blocks) {
            return take(blocks, *mix, writers);
        });
        if (!report || (tooLoud == TooLoud::LeaveUnwritten && isTooLoud(*report)))
            return report;
        for (AudioFileWriter& writer : writers)
            if (const auto finished = writer.finish(); !finished)
                return finished.error();
        if (const auto finished = mix->finish(); !finished)
            return finished.error();
        return report;
    }

    /// The same; turned down and rendered again when it was too loud.
    Result<OfflineReport> renderUncut(const std::vector<PartFile>& stems)
    {
        auto report = render(stems, TooLoud::LeaveUnwritten);
        if (!report || !isTooLoud(*report))
            return report;
        gain_ = kTurnedDownPeak / report->peak;
        return render(stems, TooLoud::CutOff);
    }

    float gain() const { return gain_; }
    /// Of what was rendered last.
    const LoudnessMeter& meter() const { return *meter_; }

private:
    bool isAsFluidsynth() const { return options_.timing == RenderTiming::AsFluidsynth && !options_.range; }

    /// A sample that is loaded alone ends a little differently from one in its SoundFont, where that program has it.
    FluidSynth::Samples samples() const
    {
        return isAsFluidsynth() ? FluidSynth::Samples::AllAtOnce : FluidSynth::Samples::OnDemand;
    }

    /// The part that plays the plan, or lets the synth play it.
    OfflinePart playing(std::unique_ptr<const PlaybackPlan> plan, std::unique_ptr<FluidSynth> synth) const
    {
        if (!isAsFluidsynth())
            return {std::move(plan), std::move(synth)};
        auto placed = withFluidsynthTiming(std::move(plan), song_, options_.sampleRate);
        const TempoMap steady;
        auto silence = std::make_unique<const PlaybackPlan>(std::vector<PlaybackEvent>(), steady, steady.tick(placed->endSeconds()));
        synth->play(std::move(placed));
        return {std::move(silence), std::move(synth)};
    }

    AudioFileFormat format() const { return {options_.sampleRate, options_.samples}; }

    /// One for floating-point files, which would show the order in which threads were done.
    int cores() const
    {
        if (options_.samples == SampleFormat::Float32)
            return 1;
        return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, kMostCores));
    }

    bool isTooLoud(const OfflineReport& report) const
    {
        return report.peak > 1.0f && options_.samples != SampleFormat::Float32;
    }

    Result<void> take(std::span<const StereoBlock> blocks, AudioFileWriter& mix, std::vector<AudioFileWriter>& stems)
    {
        if (stopped_.stop_requested())
            return Error{ErrorCode::Cancelled, "Rendering was stopped."};
        const std::size_t count = blocks.front().left.size();
        tell(count);
        if (stems.empty())
            return write(mix, blocks.front().left, blocks.front().right);
        sums_[0].assign(count, 0.0f);
        sums_[1].assign(count, 0.0f);
        for (SumRounding& rounding : rounding_)
            rounding.begin(count);
        for (std::size_t i = 0; i < stems.size(); ++i) {
            addTo(sums_[0], blocks[i].left, 0);
            addTo(sums_[1], blocks[i].right, 1);
            if (const auto written = stems[i].write(part_[0], part_[1]); !written)
                return written;
        }
        return write(mix, sums_[0], sums_[1]);
    }

    /// Adds a side of a part to the sum and leaves in `part_` what its file gets.
    void addTo(std::vector<float>& sum, std::span<const float> part, std::size_t side)
    {
        part_[side].assign(part.begin(), part.end());
        if (options_.samples == SampleFormat::Pcm24)
            rounding_[side].round(part_[side]);
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += part_[side][i];
    }

    Result<void> write(AudioFileWriter& mix, std::span<const float> left, std::span<const float> right)
    {
        meter_->add(left, right);
        return mix.write(left, right);
    }

    void tell(std::size_t frames)
    {
        frames_ += static_cast<std::int64_t>(frames);
        if (!options_.progress)
            return;
        const Range<Tick> range = options_.range.value_or(Range<Tick>{Tick(0), song_.end()});
        const double all = (song_.tempo.seconds(range.end) - song_.tempo.seconds(range.begin)) * options_.sampleRate;
        options_.progress(std::min(static_cast<double>(frames_) / std::max(all, 1.0), 1.0));
    }

    const Song& song_;
    const RenderOptions& options_;
    std::filesystem::path soundFont_;
    const std::stop_token& stopped_;
    ProgramSet chorusPrograms_;
    float gain_ = 1.0f;
    std::optional<LoudnessMeter> meter_;
    std::int64_t frames_ = 0;
    std::array<SumRounding, 2> rounding_;
    std::array<std::vector<float>, 2> sums_, part_; ///< left and right
};

/// "03 Bass.wav": a name that every file system takes.
std::filesystem::path stemName(std::size_t number, const Track& track, const std::filesystem::path& out)
{
    std::ostringstream name;
    name << std::setw(2) << std::setfill('0') << number;
    std::string text = track.name;
    std::replace_if(text.begin(), text.end(),
                    [](unsigned char c) { return c < ' ' || std::string_view("/\\:*?\"<>|").find(static_cast<char>(c)) != std::string_view::npos; },
                    '_');
    if (!text.empty())
        name << ' ' << text;
    return name.str() + out.extension().string();
}

/// A stem for each track that has notes and is heard; the folder is made.
Result<std::vector<PartFile>> stemsOf(const Song& song, const RenderOptions& options)
{
    std::error_code problem;
    std::filesystem::create_directories(*options.stems, problem);
    if (problem)
        return Error{ErrorCode::Output, "The folder \"" + options.stems->string() + "\" cannot be made: " + problem.message()};
    std::vector<PartFile> stems;
    for (std::size_t i = 0; i < song.tracks.size(); ++i)
        if (const Track& track = *song.tracks[i]; track.noteCount() > 0 && isHeard(song, track))
            stems.push_back({*options.stems / stemName(i + 1, track, options.out), {.onlyTrack = track.id}});
    return stems;
}

} // namespace

Result<RenderReport> renderSong(const Song& song, const RenderOptions& options, const std::stop_token& stopped)
{
    const auto began = std::chrono::steady_clock::now();
    RenderReport report;
    if (options.soundFont) {
        report.soundFont = *options.soundFont;
    } else {
        auto found = findSoundFont();
        if (!found)
            return found.error();
        report.soundFont = std::move(*found);
    }

    std::vector<PartFile> stems;
    if (options.stems) {
        auto found = stemsOf(song, options);
        if (!found)
            return found.error();
        stems = *std::move(found);
    }
    Renderer renderer(song, options, report.soundFont, stopped);
    const auto whole = renderer.renderUncut(stems);
    if (!whole)
        return whole.error();
    report.files.push_back(options.out);
    for (const PartFile& stem : stems)
        report.files.push_back(stem.path);

    report.songSeconds = static_cast<double>(whole->songFrames) / options.sampleRate;
    report.seconds = static_cast<double>(whole->frames) / options.sampleRate;
    report.peakDb = decibels(whole->peak);
    report.truePeakDb = decibels(renderer.meter().truePeak());
    report.loudness = renderer.meter().integrated();
    report.gainDb = decibels(renderer.gain());
    report.silentTracks = static_cast<int>(std::count_if(song.tracks.begin(), song.tracks.end(), [&](const auto& track) {
        return track->noteCount() > 0 && !isHeard(song, *track);
    }));
    report.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return report;
}

} // namespace continuo

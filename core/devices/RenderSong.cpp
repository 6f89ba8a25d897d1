// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RenderSong.h"

#include "core/devices/FluidSynth.h"
#include "core/devices/SoundFont.h"
#include "core/playback/OfflineRender.h"

#include <algorithm>
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

/// What stays the same for the whole and its stems.
class Renderer {
public:
    Renderer(const Song& song, const RenderOptions& options, std::filesystem::path soundFont, const std::stop_token& stopped)
        : song_(song), options_(options), soundFont_(std::move(soundFont)), stopped_(stopped)
    {
    }

    enum class TooLoud { CutOff, LeaveUnwritten };

    /// Renders into the file.
    Result<OfflineReport> render(const std::filesystem::path& out, const PlanOptions& planOptions, TooLoud tooLoud)
    {
        auto writer = AudioFileWriter::create(out, {options_.sampleRate, options_.samples});
        if (!writer)
            return writer.error();
        auto synth = FluidSynth::open(soundFont_, {.sampleRate = options_.sampleRate,
                                                   .cores = cores(),
                                                   .samples = FluidSynth::Samples::OnDemand,
                                                   .starts = FluidSynth::Starts::OnBlocks});
        if (!synth)
            return synth.error();

        OfflineOptions offline;
        offline.sampleRate = options_.sampleRate;
        offline.gain = gain_;
        offline.maxTailSeconds = options_.maxTailSeconds;
        const auto report = renderOffline(compilePlan(song_, planOptions), std::move(*synth), offline,
                                          [&](std::span<const float> left, std::span<const float> right) -> Result<void> {
                                              if (stopped_.stop_requested())
                                                  return Error{ErrorCode::Cancelled, "Rendering was stopped."};
                                              return writer->write(left, right);
                                          });
        if (!report || (tooLoud == TooLoud::LeaveUnwritten && isTooLoud(*report)))
            return report;
        if (const auto finished = writer->finish(); !finished)
            return finished.error();
        return report;
    }

    /// The whole song; turned down and rendered again when it was too loud.
    Result<OfflineReport> renderWhole()
    {
        auto report = render(options_.out, {}, TooLoud::LeaveUnwritten);
        if (!report || !isTooLoud(*report))
            return report;
        gain_ = kTurnedDownPeak / report->peak;
        return render(options_.out, {}, TooLoud::CutOff);
    }

    float gain() const { return gain_; }

private:
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

    const Song& song_;
    const RenderOptions& options_;
    std::filesystem::path soundFont_;
    const std::stop_token& stopped_;
    float gain_ = 1.0f;
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

Result<std::vector<std::filesystem::path>> renderStems(Renderer& renderer, const Song& song, const RenderOptions& options)
{
    std::error_code problem;
    std::filesystem::create_directories(*options.stems, problem);
    if (problem)
        return Error{ErrorCode::Output, "The folder \"" + options.stems->string() + "\" cannot be made: " + problem.message()};
    std::vector<std::filesystem::path> files;
    for (std::size_t i = 0; i < song.tracks.size(); ++i) {
        const Track& track = *song.tracks[i];
        if (track.noteCount() == 0)
            continue;
        files.push_back(*options.stems / stemName(i + 1, track, options.out));
        if (const auto report = renderer.render(files.back(), {.onlyTrack = track.id}, Renderer::TooLoud::CutOff);
            !report)
            return report.error();
    }
    return files;
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

    Renderer renderer(song, options, report.soundFont, stopped);
    const auto whole = renderer.renderWhole();
    if (!whole)
        return whole.error();
    report.files.push_back(options.out);
    if (options.stems) {
        auto stems = renderStems(renderer, song, options);
        if (!stems)
            return stems.error();
        report.files.insert(report.files.end(), stems->begin(), stems->end());
    }

    report.songSeconds = static_cast<double>(whole->songFrames) / options.sampleRate;
    report.seconds = static_cast<double>(whole->frames) / options.sampleRate;
    report.peakDb = decibels(whole->peak);
    report.gainDb = decibels(renderer.gain());
    report.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return report;
}

} // namespace continuo

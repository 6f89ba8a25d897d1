// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchCommand.h"

#include "app/cli/BenchFloors.h"
#include "app/cli/BenchSong.h"
#include "app/cli/Engine.h"
#include "app/cli/ModelFolders.h"
#include "core/assist/Generator.h"
#include "core/assist/RowModel.h"
#include "core/io/MidiFile.h"
#include "core/io/SafeFile.h"
#include "core/neural/Product.h"
#ifdef CONTINUO_HAS_AUDIO
#include "core/devices/RenderSong.h"
#endif

#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <thread>

namespace continuo {

namespace {

using Clock = std::chrono::steady_clock;
using Json = nlohmann::ordered_json;

constexpr int kTurns = 5;

double secondsOf(const std::function<void()>& work)
{
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// Collects numbers and prints them as they come.
class Board {
public:
    explicit Board(std::ostream& out) : out_(out) {}

    void say(const std::string& line) { out_ << line << '\n' << std::flush; }
    void metric(const std::string& name, double value)
    {
        out_ << "METRIC " << name << ' ' << value << '\n' << std::flush;
        json_[name] = value;
    }
    std::string json() const { return json_.dump(1) + "\n"; }

private:
    std::ostream& out_;
    Json json_ = Json::object();
};

/// Passes everything on and notes how long each step takes: the network, what is forbidden, and drawing.
class TimedModel : public RowModel {
public:
    explicit TimedModel(RowModel& model) : model_(model) {}

    int capacity() const override { return model_.capacity(); }
    Result<void> begin(std::span<const Row> prefix, int lanes) override { return model_.begin(prefix, lanes); }
    void append(std::span<const Row> rows, std::span<const std::uint8_t> active) override
    {
        const auto now = Clock::now();
        if (lastBegan_)
            steps.push_back(std::chrono::duration<double>(now - *lastBegan_).count());
        lastBegan_ = now;
        model_.append(rows, active);
    }
    std::span<const float> onsetLogits() override { return model_.onsetLogits(); }
    std::span<const float> pitchLogits(std::span<const int> onsets) override { return model_.pitchLogits(onsets); }
    std::span<const float> durationLogits(std::span<const int> pitches) override { return model_.durationLogits(pitches); }

    std::vector<double> steps;      ///< seconds from one row (of all lanes) to the next

private:
    RowModel& model_;
    std::optional<Clock::time_point> lastBegan_;
};

struct ModelTurn {
    double firstNoteSeconds = 0, seconds = 0, stepSeconds = 0;
    Result<void> ended;
};

/// Eight bars of four parts go on for eight bars. The typical step counts, so that a moment in which another program
/// had the core does not.
ModelTurn generateOnce(RowModel& model, std::uint64_t seed, int candidates, int drafts)
{
    SuggestionRequest request;
    request.song = benchSong(8);
    request.firstBar = 9;
    request.lastBar = 16;
    request.sampling.seed = seed;
    request.candidates = candidates;
    request.drafts = drafts;
    TimedModel timed(model);
    ModelTurn turn;
    const auto begin = Clock::now();
    const auto sinceBegin = [begin] { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    generate(timed, request, {}, [&](const SuggestionEvent& event) {
        if (event.kind == SuggestionEvent::Kind::Note && turn.firstNoteSeconds == 0)
            turn.firstNoteSeconds = sinceBegin();
        if (event.kind == SuggestionEvent::Kind::Failed)
            turn.ended = event.error;
    });
    turn.seconds = sinceBegin();
    turn.stepSeconds = median(timed.steps);
    return turn;
}

/// Keeps a core busy while it lives.
class BusyCore {
public:
    BusyCore()
        : thread_([](const std::stop_token& stop) {
            volatile std::uint64_t turns = 0;
            while (!stop.stop_requested())
                turns = turns + 1;
        })
    {
    }

private:
    std::jthread thread_;
};

/// The most memory that this process ever had, in millions of bytes.
double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

Result<void> benchModel(const EngineArguments& arguments, Board& board)
{
    const auto folder = findModel(arguments.model);
    if (!folder) {
        board.say("model: " + folder.error().message);
        return arguments.model.empty() ? Result<void>() : folder.error();
    }
    std::unique_ptr<RowModel> model;
    Result<void> loaded;
    const double loadSeconds = secondsOf([&] {
        auto result = loadRowModel(*folder, arguments.device);
        if (result)
            model = std::move(*result);
        else
            loaded = result.error();
    });
    if (!loaded)
        return loaded;

    board.say("model " + folder->string() + ": continues 8 bars of four parts, products by "
              + std::string(kernels::nameOf(kernels::fastestEngine())));
    const ModelTurn cold = generateOnce(*model, 1, 1, 1);
    if (!cold.ended)
        return cold.ended;
    const auto weights = static_cast<std::size_t>(model->bytesPerRow());
    std::vector<double> firstNotes, knownFirstNotes, rates, shares, eights, kept, fours;
    for (int turn = 0; turn < kTurns; ++turn) {
        const auto seed = static_cast<std::uint64_t>(turn) + 2;
        if (auto forgotten = model->begin({{Row{}}}, 1); !forgotten) // another context, so that nothing of it is known
            return forgotten;
        firstNotes.push_back(generateOnce(*model, seed, 1, 1).firstNoteSeconds);
        const double floor = readBandwidth(weights) / static_cast<double>(weights);
        const ModelTurn one = generateOnce(*model, seed, 1, 1);
        const ModelTurn eight = generateOnce(*model, seed, 8, 8);
        fours.push_back(generateOnce(*model, seed, 4, 0).seconds);
        knownFirstNotes.push_back(one.firstNoteSeconds);
        rates.push_back(1 / one.stepSeconds);
        shares.push_back(rates.back() / floor);
        eights.push_back(eight.stepSeconds / one.stepSeconds);
        // Here the moments without a core do count: the same request as a whole, alone and beside the other program.
        const BusyCore busy;
        kept.push_back(one.seconds / generateOnce(*model, seed, 1, 1).seconds);
    }
    board.metric("model_load_ms", loadSeconds * 1e3);
    board.metric("model_first_note_cold_ms", (loadSeconds + cold.firstNoteSeconds) * 1e3);
    board.metric("model_first_note_warm_ms", median(firstNotes) * 1e3);
    board.metric("model_first_note_known_context_ms", median(knownFirstNotes) * 1e3);
    board.metric("model_four_candidates_ms", median(fours) * 1e3);
    board.metric("model_rows_per_s", median(rates));
    board.metric("model_weight_megabytes", static_cast<double>(weights) / 1e6);
    board.metric("model_share_of_memory_limit", median(shares));
    board.metric("model_eight_lanes_step_ratio", median(eights));
    board.metric("model_rows_kept_beside_busy_core", median(kept));
    board.metric("model_peak_megabytes", peakMegabytes());
    return {};
}

void benchMidi(Board& board)
{
    const Song song = benchSong(15'000);
    const auto notes = static_cast<double>(song.noteCount());
    const std::string file = writeMidi(song);
    std::vector<double> reads, writes, readRatios, writeRatios;
    for (int turn = 0; turn < kTurns; ++turn) {
        std::vector<RawNote> raw;
        const double rawRead = secondsOf([&] { raw = readRawNotes(file); });
        const double read = secondsOf([&] { (void)readMidi(file, "bench"); });
        const double rawWrite = secondsOf([&] { (void)writeRawNotes(raw, song.layout.division); });
        const double write = secondsOf([&] { (void)writeMidi(song); });
        reads.push_back(notes / read);
        writes.push_back(notes / write);
        readRatios.push_back(read / rawRead);
        writeRatios.push_back(write / rawWrite);
    }
    board.say("MIDI files of " + std::to_string(song.noteCount()) + " notes in memory, against a flat array of notes");
    board.metric("midi_read_notes_per_s", median(reads));
    board.metric("midi_read_time_to_floor", median(readRatios));
    board.metric("midi_write_notes_per_s", median(writes));
    board.metric("midi_write_time_to_floor", median(writeRatios));
}

Result<void> benchRender([[maybe_unused]] Board& board)
{
#ifdef CONTINUO_HAS_AUDIO
    const auto file = std::filesystem::temp_directory_path() / ("continuo-bench-" + std::to_string(::getpid()) + ".wav");
    const auto report = renderSong(benchSong(60), {.out = file});
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    if (!report && report.error().code == ErrorCode::Unavailable) {
        board.say("render: " + report.error().message);
        return {};
    }
    if (!report)
        return report.error();
    board.say("render of four parts with " + report->soundFont.filename().string() + ", against the time that the music lasts");
    board.metric("render_times_real_time", report->timesRealTime());
#endif
    return {};
}

} // namespace

Result<void> runBenchCommand(const BenchArguments& arguments, std::ostream& out)
{
    Board board(out);
    if (auto done = benchModel(arguments.engine, board); !done)
        return done;
    benchMidi(board);
    if (auto done = benchRender(board); !done)
        return done;
    if (!arguments.json.empty())
        return replaceFile(arguments.json, board.json());
    return {};
}

} // namespace continuo

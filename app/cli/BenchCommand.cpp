// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchCommand.h"

#include "app/cli/BenchFloors.h"
#include "app/cli/BenchSong.h"
#include "app/cli/Engine.h"
#include "core/assist/Generator.h"
#include "core/assist/RowModel.h"
#include "core/io/MidiFile.h"
#include "core/io/SafeFile.h"
#ifdef CONTINUO_HAS_AUDIO
#include "core/devices/RenderSong.h"
#endif

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <numeric>

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

/// Passes everything on and counts the rows that are written after the prompt.
class CountingModel : public RowModel {
public:
    explicit CountingModel(RowModel& model) : model_(model) {}

    int capacity() const override { return model_.capacity(); }
    Result<void> begin(std::span<const Row> prefix, int lanes) override
    {
        auto begun = model_.begin(prefix, lanes);
        promptEnd = Clock::now();
        return begun;
    }
    void append(std::span<const Row> rows, std::span<const std::uint8_t> active) override
    {
        rowsWritten += std::accumulate(active.begin(), active.end(), 0);
        model_.append(rows, active);
    }
    std::span<const float> onsetLogits() override { return model_.onsetLogits(); }
    std::span<const float> pitchLogits(std::span<const int> onsets) override { return model_.pitchLogits(onsets); }
    std::span<const float> durationLogits(std::span<const int> pitches) override { return model_.durationLogits(pitches); }

    int rowsWritten = 0;
    Clock::time_point promptEnd;

private:
    RowModel& model_;
};

struct ModelTurn {
    double firstNoteSeconds = 0, rowsPerSecond = 0;
    Result<void> ended;
};

ModelTurn generateOnce(RowModel& model, std::uint64_t seed, int candidates)
{
    SuggestionRequest request;
    request.song = benchSong(8);
    request.firstBar = 9;
    request.lastBar = 16;
    request.sampling.seed = seed;
    request.candidates = candidates;
    CountingModel counting(model);
    ModelTurn turn;
    const auto begin = Clock::now();
    generate(counting, request, {}, [&](const SuggestionEvent& event) {
        if (event.kind == SuggestionEvent::Kind::Note && turn.firstNoteSeconds == 0)
            turn.firstNoteSeconds = std::chrono::duration<double>(Clock::now() - begin).count();
        if (event.kind == SuggestionEvent::Kind::Failed)
            turn.ended = event.error;
    });
    turn.rowsPerSecond = counting.rowsWritten / std::chrono::duration<double>(Clock::now() - counting.promptEnd).count();
    return turn;
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
    std::error_code noSize;
    const auto weights = std::filesystem::file_size(*folder / "weights.safetensors", noSize);
    if (noSize)
        return Error{ErrorCode::Unavailable, "'" + folder->string() + "' has no weights."};

    board.say("model " + folder->string() + ": continues 8 bars of four parts");
    const ModelTurn cold = generateOnce(*model, 1, 1);
    if (!cold.ended)
        return cold.ended;
    std::vector<double> firstNotes, rates, shares, batchGains;
    for (int turn = 0; turn < kTurns; ++turn) {
        const double floor = readBandwidth(weights) / static_cast<double>(weights);
        const ModelTurn one = generateOnce(*model, static_cast<std::uint64_t>(turn) + 2, 1);
        const ModelTurn eight = generateOnce(*model, static_cast<std::uint64_t>(turn) + 2, 8);
        firstNotes.push_back(one.firstNoteSeconds);
        rates.push_back(one.rowsPerSecond);
        shares.push_back(one.rowsPerSecond / floor);
        batchGains.push_back(eight.rowsPerSecond / one.rowsPerSecond);
    }
    board.metric("model_load_ms", loadSeconds * 1e3);
    board.metric("model_first_note_cold_ms", (loadSeconds + cold.firstNoteSeconds) * 1e3);
    board.metric("model_first_note_warm_ms", median(firstNotes) * 1e3);
    board.metric("model_rows_per_s", median(rates));
    board.metric("model_weight_megabytes", static_cast<double>(weights) / 1e6);
    board.metric("model_share_of_memory_limit", median(shares));
    board.metric("model_eight_candidates_rows_ratio", median(batchGains));
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

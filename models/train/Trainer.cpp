// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Trainer.h"

#include "core/neural/ModelFolder.h"
#include "core/neural/Threads.h"
#include "core/neural/Transformer.h"
#include "models/train/Checkpoint.h"
#include "models/train/Growth.h"
#include "models/train/Material.h"
#include "models/train/Optimizer.h"
#include "models/train/PieceDrawer.h"
#include "models/train/TrainingStep.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <set>
#include <thread>

namespace continuo {

namespace {

using Clock = std::chrono::steady_clock;
using torch::Tensor;

constexpr double kCheckpointSeconds = 180;
constexpr int kWarmUpSteps = 100;
constexpr double kCoolDownShare = 0.3;       // of the run, the rates fall to 0 in a straight line
constexpr int kSpeedSteps = 20;              // measured before the length of a run in minutes is fixed
constexpr int kValidationExamples = 256;
constexpr int kValidationEvery = 250;
constexpr double kLessonPasses = 20;
constexpr int kFewestLessonSteps = 40, kMostLessonSteps = 200;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// About `rows` rows of examples, the shortest first.
std::vector<Example> drawExamples(const PieceDrawer& drawer, int rows, const TaskOptions& options, Random& random)
{
    std::vector<Example> examples;
    int total = 0;
    for (int tries = 0; total < rows && tries < 100'000; ++tries) {
        const StudyPiece& piece = drawer.draw(random);
        const std::optional<Prompt> prompt = drawPrompt(piece, options, random);
        if (!prompt)
            continue;
        examples.push_back(exampleOf(*prompt, piece.score));
        total += std::min(options.maxRows, static_cast<int>(examples.back().rows.size()));
    }
    std::stable_sort(examples.begin(), examples.end(),
                     [](const Example& a, const Example& b) { return a.rows.size() < b.rows.size(); });
    return examples;
}

/// Warm-up, flat, then straight down to nothing at the end.
double rateAt(std::int64_t step, std::int64_t total)
{
    const double warm = std::min(1.0, static_cast<double>(step + 1) / kWarmUpSteps);
    const double left = static_cast<double>(total - step) / std::max(1.0, kCoolDownShare * static_cast<double>(total));
    return std::min(warm, std::min(1.0, left));
}

/// For a model that begins with another. Measured on piano arrangements of pop, with S and a tenth of its rates: three songs
/// are known by heart, and nothing else, after 160 steps, but after 40 they help with others; 18 songs gain until 160.
int lessonSteps(double rows, int rowsPerStep)
{
    return std::clamp(static_cast<int>(std::lround(kLessonPasses * rows / rowsPerStep)), kFewestLessonSteps, kMostLessonSteps);
}

std::string progressLine(const RunState& state, const Loss& loss, double rowsPerSecond, double secondsLeft)
{
    char text[256];
    std::snprintf(text, sizeof text,
                  "step %lld/%lld  %.3f nats a target row (onset %.3f, pitch %.3f, length %.3f)  %.0f rows/s  %.0f min left",
                  static_cast<long long>(state.step), static_cast<long long>(state.totalSteps), loss.perTarget(),
                  loss.onset / loss.targets, loss.pitch / loss.targets, loss.duration / loss.targets, rowsPerSecond,
                  secondsLeft / 60);
    return text;
}

std::string heldOutLine(const char* what, const Loss& loss)
{
    char text[128];
    std::snprintf(text, sizeof text, "%s: %.4f nats a target row (onset %.3f, pitch %.3f, length %.3f)", what, loss.perTarget(),
                  loss.onset / loss.targets, loss.pitch / loss.targets, loss.duration / loss.targets);
    return text;
}

/// Keeps freed memory for the next step: giving large arrays back to the system and getting them again costs a page
/// fault for every 4 KiB.
void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 2'000'000'000);
#endif
}

Result<torch::Device> chooseDevice(const std::string& name)
{
    const bool hasCuda = torch::cuda::is_available();
    if (name == "cuda" && !hasCuda)
        return Error{ErrorCode::Unavailable, "No CUDA device can be used on this machine."};
    return torch::Device(name == "cuda" || (name == "auto" && hasCuda) ? torch::kCUDA : torch::kCPU);
}

/// One thread a core, up to four: more share too few examples to gain anything. A GPU needs one.
int usualThreads(torch::Device device)
{
    return device.is_cuda() ? 1 : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 4);
}

/// Also of a path that ends with a slash, or of ".".
std::string folderName(const std::filesystem::path& folder)
{
    return (std::filesystem::absolute(folder) / "").lexically_normal().parent_path().filename().string();
}

/// What a run begins with.
struct Beginning {
    std::string name;                           ///< of the model to be
    NetworkShape shape;
    std::shared_ptr<const LoadedNetwork> known; ///< null: begin with nothing
};

Result<Beginning> beginningOf(const TrainOptions& options)
{
    Beginning beginning;
    if (!options.from.empty()) {
        Result<LoadedNetwork> read = readModel(options.from);
        if (!read)
            return read.error();
        beginning.known = std::make_shared<const LoadedNetwork>(std::move(*read));
        beginning.name = folderName(options.output);
        beginning.shape = beginning.known->info.shape;
    }
    if (options.from.empty() || !options.preset.empty()) {
        beginning.name = options.preset.empty() ? "S" : options.preset;
        const std::optional<NetworkShape> preset = networkPreset(beginning.name);
        if (!preset)
            return Error{ErrorCode::Usage, "--preset " + options.preset + " is not one of tiny, mini, S, M."};
        beginning.shape = *preset;
    }
    return beginning;
}

} // namespace

Result<void> train(const TrainOptions& options, const std::function<void(const std::string&)>& say)
{
    const Result<Beginning> beginning = beginningOf(options);
    if (!beginning)
        return beginning.error();
    const auto& [modelName, shape, known] = *beginning;
    if (options.steps <= 0 && options.minutes <= 0 && !options.resume && !known)
        return Error{ErrorCode::Usage, "Training needs --minutes or --steps above 0."};
    const Result<torch::Device> device = chooseDevice(options.device);
    if (!device)
        return device.error();
    CorpusOptions source;
    source.folder = options.corpus;
    source.exclude = options.exclude;
    source.flagged = options.include;
    const Result<Material> material = loadMaterial(source, options.comparison.deduplication);
    if (!material)
        return material.error();
    const auto& [learned, held, corpora, ofHeldOut, notices] = *material;

    keepFreedMemory();
    useOneThread();
    double rows = 0;
    for (const StudyPiece& piece : learned.pieces)
        rows += piece.rows;
    say(std::to_string(learned.pieces.size()) + " pieces in "
        + std::to_string(std::set<int>(learned.families.begin(), learned.families.end()).size()) + " families, "
        + std::to_string(static_cast<long long>(rows)) + " rows; left out as versions of pieces in other splits: "
        + std::to_string(ofHeldOut));
    for (const std::string& notice : notices)
        say(notice);

    Transformer network(shape, options.seed);
    if (known)
        if (const Result<void> grown = growFrom(*known->network, network); !grown)
            return grown;
    network.setParts({options.comparison.timeRotation, options.comparison.chainedHeads});
    network.to(*device);
    network.setComputeType(device->is_cuda() || hasFastBf16() ? torch::kBFloat16 : torch::kFloat);
    for (const auto& [name, weight] : network.weights())
        weight.set_requires_grad(true);
    Optimizer optimizer(network, options.comparison.muon);

    RunState state;
    state.seed = options.seed;
    state.totalSteps = options.steps > 0 || options.minutes > 0 ? options.steps : lessonSteps(rows, options.rowsPerStep);
    state.rate = options.rate;
    state.threads = options.threads > 0 ? options.threads : usualThreads(*device);
    const std::filesystem::path checkpoint = options.output / "checkpoint.safetensors";
    std::error_code failed;
    std::filesystem::create_directories(options.output, failed);
    if (failed)
        return Error{ErrorCode::Output, "The folder " + options.output.string() + " cannot be made: " + failed.message() + "."};
    if (options.resume) {
        const Result<RunState> read = readCheckpoint(checkpoint, network, optimizer);
        if (!read)
            return read.error();
        state = *read;
        if (options.steps > 0)
            state.totalSteps = options.steps;
        say("resumed after step " + std::to_string(state.step));
    }

    TaskOptions taskOptions;
    taskOptions.maxRows = options.maxRows;
    taskOptions.keyFrame = options.comparison.keyFrame;
    const PieceDrawer drawer(learned);
    std::vector<Example> validation;
    if (!held.pieces.empty()) {
        TaskOptions plain = taskOptions;
        plain.augment = false;
        Random random(20'261, 7);
        const PieceDrawer heldDrawer(held);
        while (static_cast<int>(validation.size()) < kValidationExamples)
            for (Example& example : drawExamples(heldDrawer, 1, plain, random))
                validation.push_back(std::move(example));
        std::stable_sort(validation.begin(), validation.end(),
                         [](const Example& a, const Example& b) { return a.rows.size() < b.rows.size(); });
    }

    if (known && !options.resume && !validation.empty())
        say(heldOutLine("held out, before", lossOf(network, validation, options.maxRows, *device)));

    const Clock::time_point start = Clock::now();
    const double secondsBefore = state.seconds;
    Clock::time_point lastCheckpoint = start;
    Clock::time_point lastLine = start;
    Loss recent;
    double recentRows = 0;
    double validationNats = 0;
    const auto spent = [&] { return secondsBefore + secondsSince(start); };

    while (state.totalSteps == 0 || state.step < state.totalSteps) {
        Random random(state.seed, static_cast<std::uint64_t>(state.step) + 1);
        std::vector<Example> examples = drawExamples(drawer, options.rowsPerStep, taskOptions, random);
        double stepRows = 0;
        for (const Example& example : examples)
            stepRows += static_cast<double>(example.rows.size());
        const double rate = state.totalSteps == 0
            ? std::min(1.0, static_cast<double>(state.step + 1) / kWarmUpSteps)
            : rateAt(state.step, state.totalSteps);
        const Loss loss = computeGradients(network, std::move(examples), options.maxRows, *device, state.threads,
                                           options.comparison.contextWeight);
        optimizer.step({0.02 * state.rate * rate, 3e-3 * state.rate * rate});
        ++state.step;
        state.rows += stepRows;
        state.seconds = spent();
        recent.onset += loss.onset;
        recent.pitch += loss.pitch;
        recent.duration += loss.duration;
        recent.targets += loss.targets;
        recentRows += stepRows;
        if (!std::isfinite(loss.perTarget()))
            return Error{ErrorCode::Unavailable, "Training diverged at step " + std::to_string(state.step) + "."};

        if (state.totalSteps == 0 && state.step == kSpeedSteps)
            state.totalSteps = std::max<std::int64_t>(
                kSpeedSteps, static_cast<std::int64_t>(options.minutes * 60 * kSpeedSteps / state.seconds));
        const bool atEnd = state.totalSteps > 0 && state.step == state.totalSteps;
        if (secondsSince(lastLine) >= 15 || atEnd) {
            const double perSecond = recentRows / secondsSince(lastLine);
            const double left = state.totalSteps > 0 ? static_cast<double>(state.totalSteps - state.step)
                    * state.seconds / static_cast<double>(state.step) : options.minutes * 60;
            say(progressLine(state, recent, perSecond, left));
            recent = {};
            recentRows = 0;
            lastLine = Clock::now();
        }
        if (!validation.empty() && (state.step % kValidationEvery == 0 || atEnd)) {
            const Loss found = lossOf(network, validation, options.maxRows, *device);
            validationNats = found.perTarget();
            say(heldOutLine("held out", found));
        }
        const bool stopHere = options.stopAfterSteps > 0 && state.step >= options.stopAfterSteps;
        if (secondsSince(lastCheckpoint) >= kCheckpointSeconds || atEnd || stopHere) {
            if (const Result<void> written = writeCheckpoint(checkpoint, state, network, optimizer); !written)
                return written;
            lastCheckpoint = Clock::now();
        }
        if (stopHere && !atEnd) {
            say("stopped after step " + std::to_string(state.step) + "; --resume goes on");
            return {};
        }
    }

    if (!options.comparison.isUsual()) {
        say("This run was a comparison: it leaves a checkpoint, and no model.");
        return {};
    }
    ModelInfo info;
    info.name = modelName;
    info.shape = shape;
    info.corpora = known ? joined(corpora, known->info.corpora) : corpora;
    info.from = known ? known->info.name : "";
    info.seed = state.seed;
    info.steps = state.step;
    info.rows = state.rows;
    info.trainingMinutes = state.seconds / 60;
    info.validationNats = validationNats;
    return writeModel(options.output, info, network);
}

} // namespace continuo

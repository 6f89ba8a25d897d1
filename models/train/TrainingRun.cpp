// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/TrainingRun.h"

#include "core/neural/Threads.h"
#include "models/train/Growth.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <thread>

namespace continuo {

namespace {

constexpr const char* kCheckpointName = "checkpoint.safetensors";
constexpr double kCheckpointSeconds = 180;
constexpr double kLineSeconds = 15;
constexpr int kWarmUpSteps = 100;
constexpr double kCoolDownShare = 0.3;       // of the run, the rates fall to 0 in a straight line
constexpr int kSpeedSteps = 20;              // measured before the length of a run in minutes is fixed
constexpr int kHeldOutExamples = 256;
constexpr int kHeldOutEvery = 250;
constexpr double kMatrixRate = 0.02, kOtherRate = 3e-3;
constexpr double kLessonPasses = 20;
constexpr int kFewestLessonSteps = 40, kMostLessonSteps = 200;

bool isShorter(const Example& a, const Example& b)
{
    return a.rows.size() < b.rows.size();
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
    std::stable_sort(examples.begin(), examples.end(), isShorter);
    return examples;
}

/// Warm-up, flat, then straight down to nothing at the end. While nobody knows where the end is: without it.
double rateAt(std::int64_t step, std::int64_t total)
{
    const double warm = std::min(1.0, static_cast<double>(step + 1) / kWarmUpSteps);
    if (total == 0)
        return warm;
    const double left = static_cast<double>(total - step) / std::max(1.0, kCoolDownShare * static_cast<double>(total));
    return std::min(warm, std::min(1.0, left));
}

/// For a model that begins with another. Measured on piano arrangements of pop, with S and a tenth of its rates: three songs
/// are known by heart, and nothing else, after 160 steps, but after 40 they help with others.
int lessonSteps(double rows, int rowsPerStep)
{
    return std::clamp(static_cast<int>(std::lround(kLessonPasses * rows / rowsPerStep)), kFewestLessonSteps, kMostLessonSteps);
}

/// One thread a core, up to four: more share too few examples to gain anything. A GPU needs one.
int usualThreads(torch::Device device)
{
    return device.is_cuda() ? 1 : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 4);
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// "(onset 0.180, pitch 0.634, length 0.206)": nats a target row.
std::string partsOf(const Loss& loss)
{
    char text[96];
    std::snprintf(text, sizeof text, "(onset %.3f, pitch %.3f, length %.3f)", loss.onset / loss.targets, loss.pitch / loss.targets,
                  loss.duration / loss.targets);
    return text;
}

double rowsOf(const Pieces& pieces)
{
    double rows = 0;
    for (const StudyPiece& piece : pieces.pieces)
        rows += piece.rows;
    return rows;
}

std::string materialLine(const Material& material)
{
    return std::to_string(material.train.pieces.size()) + " pieces in "
        + std::to_string(std::set<int>(material.train.families.begin(), material.train.families.end()).size()) + " families, "
        + std::to_string(static_cast<long long>(rowsOf(material.train))) + " rows; left out as versions of pieces in other splits: "
        + std::to_string(material.ofHeldOut);
}

/// Ready to learn, knowing what the model knew that it begins with.
Result<Transformer> networkOf(const TrainOptions& options, const Beginning& beginning, torch::Device device)
{
    Transformer network(beginning.shape, options.seed);
    if (beginning.known)
        if (const Result<void> grown = growFrom(*beginning.known->network, network); !grown)
            return grown.error();
    network.setParts({options.comparison.timeRotation, options.comparison.chainedHeads});
    network.to(device);
    network.setComputeType(device.is_cuda() || hasFastBf16() ? torch::kBFloat16 : torch::kFloat);
    for (const auto& [name, weight] : network.weights())
        weight.set_requires_grad(true);
    return network;
}

} // namespace

Result<std::unique_ptr<TrainingRun>> TrainingRun::begin(const TrainOptions& options, Beginning beginning, Material material,
                                                       torch::Device device, Say say)
{
    Result<Transformer> network = networkOf(options, beginning, device);
    if (!network)
        return network.error();
    say(materialLine(material));
    for (const std::string& notice : material.notices)
        say(notice);
    std::unique_ptr<TrainingRun> run(
        new TrainingRun(options, std::move(beginning), std::move(material), std::move(*network), device, std::move(say)));
    std::error_code failed;
    std::filesystem::create_directories(options.output, failed);
    if (failed)
        return Error{ErrorCode::Output, "The folder " + options.output.string() + " cannot be made: " + failed.message() + "."};
    if (options.resume)
        if (const Result<void> resumed = run->resume(); !resumed)
            return resumed.error();
    run->holdOut();
    if (run->beginning_.known && !options.resume)
        run->sayHeldOut("held out, before");
    run->start_ = run->lastCheckpoint_ = run->lastLine_ = Clock::now();
    run->secondsBefore_ = run->state_.seconds;
    return run;
}

TrainingRun::TrainingRun(const TrainOptions& options, Beginning beginning, Material material, Transformer network,
                         torch::Device device, Say say)
    : options_(options), beginning_(std::move(beginning)), material_(std::move(material)), device_(device), say_(std::move(say)),
      network_(std::move(network)), optimizer_(network_, options.comparison.muon), drawer_(material_.train), state_(firstState())
{
    taskOptions_.maxRows = options.maxRows;
    taskOptions_.keyFrame = options.comparison.keyFrame;
}

RunState TrainingRun::firstState() const
{
    RunState state;
    state.seed = options_.seed;
    state.rate = options_.rate;
    state.threads = options_.threads > 0 ? options_.threads : usualThreads(device_);
    state.totalSteps = options_.steps;
    if (options_.steps <= 0 && options_.minutes <= 0)
        state.totalSteps = lessonSteps(rowsOf(material_.train), options_.rowsPerStep);
    return state;
}

Result<void> TrainingRun::resume()
{
    const Result<RunState> read = readCheckpoint(options_.output / kCheckpointName, network_, optimizer_);
    if (!read)
        return read.error();
    state_ = *read;
    if (options_.steps > 0)
        state_.totalSteps = options_.steps;
    say_("resumed after step " + std::to_string(state_.step));
    return {};
}

/// Examples of the held-out pieces, the same in every run.
void TrainingRun::holdOut()
{
    if (material_.held.pieces.empty())
        return;
    TaskOptions plain = taskOptions_;
    plain.augment = false;
    Random random(20'261, 7);
    const PieceDrawer drawer(material_.held);
    while (static_cast<int>(heldOut_.size()) < kHeldOutExamples)
        for (Example& example : drawExamples(drawer, 1, plain, random))
            heldOut_.push_back(std::move(example));
    std::stable_sort(heldOut_.begin(), heldOut_.end(), isShorter);
}

double TrainingRun::secondsSpent() const
{
    return secondsBefore_ + secondsSince(start_);
}

Result<void> TrainingRun::goOn()
{
    while (!isOver()) {
        takeStep();
        if (!std::isfinite(recent_.perTarget()))
            return Error{ErrorCode::Unavailable, "Training diverged at step " + std::to_string(state_.step) + "."};
        if (state_.totalSteps == 0 && state_.step == kSpeedSteps)
            fixLength();
        if (secondsSince(lastLine_) >= kLineSeconds || isOver())
            sayProgress();
        if (state_.step % kHeldOutEvery == 0 || isOver())
            sayHeldOut("held out");
        const bool stopsHere = options_.stopAfterSteps > 0 && state_.step >= options_.stopAfterSteps;
        if (secondsSince(lastCheckpoint_) >= kCheckpointSeconds || isOver() || stopsHere)
            if (const Result<void> written = writeCheckpoint(); !written)
                return written;
        if (stopsHere && !isOver()) {
            say_("stopped after step " + std::to_string(state_.step) + "; --resume goes on");
            return {};
        }
    }
    return {};
}

void TrainingRun::takeStep()
{
    Random random(state_.seed, static_cast<std::uint64_t>(state_.step) + 1);
    std::vector<Example> examples = drawExamples(drawer_, options_.rowsPerStep, taskOptions_, random);
    double rows = 0;
    for (const Example& example : examples)
        rows += static_cast<double>(example.rows.size());
    const double rate = state_.rate * rateAt(state_.step, state_.totalSteps);
    recent_ += computeGradients(network_, std::move(examples), options_.maxRows, device_, state_.threads,
                                options_.comparison.contextWeight);
    optimizer_.step({kMatrixRate * rate, kOtherRate * rate});
    ++state_.step;
    state_.rows += rows;
    state_.seconds = secondsSpent();
    recentRows_ += rows;
}

void TrainingRun::fixLength()
{
    state_.totalSteps = std::max<std::int64_t>(kSpeedSteps, static_cast<std::int64_t>(options_.minutes * 60 * kSpeedSteps / state_.seconds));
}

void TrainingRun::sayProgress()
{
    const double secondsLeft = state_.totalSteps > 0
        ? static_cast<double>(state_.totalSteps - state_.step) * state_.seconds / static_cast<double>(state_.step)
        : options_.minutes * 60;
    char text[256];
    std::snprintf(text, sizeof text, "step %lld/%lld  %.3f nats a target row %s  %.0f rows/s  %.0f min left",
                  static_cast<long long>(state_.step), static_cast<long long>(state_.totalSteps), recent_.perTarget(),
                  partsOf(recent_).c_str(), recentRows_ / secondsSince(lastLine_), secondsLeft / 60);
    say_(text);
    recent_ = {};
    recentRows_ = 0;
    lastLine_ = Clock::now();
}

void TrainingRun::sayHeldOut(const char* what)
{
    if (heldOut_.empty())
        return;
    const Loss loss = lossOf(network_, heldOut_, options_.maxRows, device_);
    heldOutNats_ = loss.perTarget();
    char text[256];
    std::snprintf(text, sizeof text, "%s: %.4f nats a target row %s", what, heldOutNats_, partsOf(loss).c_str());
    say_(text);
}

Result<void> TrainingRun::writeCheckpoint()
{
    lastCheckpoint_ = Clock::now();
    return continuo::writeCheckpoint(options_.output / kCheckpointName, state_, network_, optimizer_);
}

Result<void> TrainingRun::finish()
{
    if (options_.keep > 0) {
        keepWeights(*beginning_.known->network, options_.keep, network_);
        sayHeldOut("held out, with weights kept");
    }
    ModelInfo info;
    info.name = beginning_.name;
    info.shape = network_.shape();
    info.corpora = material_.corpora;
    if (beginning_.known) {
        info.corpora = joined(material_.corpora, beginning_.known->info.corpora);
        info.from = beginning_.known->info.name;
    }
    info.seed = state_.seed;
    info.steps = state_.step;
    info.rows = state_.rows;
    info.trainingMinutes = state_.seconds / 60;
    info.validationNats = heldOutNats_;
    return writeModel(options_.output, info, network_);
}

} // namespace continuo

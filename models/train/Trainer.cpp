// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Trainer.h"

#include "core/neural/ModelFolder.h"
#include "core/neural/Threads.h"
#include "models/train/Material.h"
#include "models/train/TrainingRun.h"

#include <malloc.h>

#include <utility>

namespace continuo {

namespace {

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

/// Also of a path that ends with a slash, or of ".".
std::string folderName(const std::filesystem::path& folder)
{
    return (std::filesystem::absolute(folder) / "").lexically_normal().parent_path().filename().string();
}

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
    Result<Beginning> beginning = beginningOf(options);
    if (!beginning)
        return beginning.error();
    if (options.steps <= 0 && options.minutes <= 0 && !options.resume && !beginning->known)
        return Error{ErrorCode::Usage, "Training needs --minutes or --steps above 0."};
    if (options.keep > 0 && (!beginning->known || beginning->shape != beginning->known->info.shape))
        return Error{ErrorCode::Usage, "Weights can be kept only of a model that is of the same size; --keep-weights 0 keeps none."};
    const Result<torch::Device> device = chooseDevice(options.device);
    if (!device)
        return device.error();
    CorpusOptions source;
    source.folder = options.corpus;
    source.exclude = options.exclude;
    source.flagged = options.include;
    Result<Material> material = loadMaterial(source, options.comparison.deduplication);
    if (!material)
        return material.error();

    keepFreedMemory();
    useOneThread();
    const auto run = TrainingRun::begin(options, std::move(*beginning), std::move(*material), *device, say);
    if (!run)
        return run.error();
    if (const Result<void> done = (*run)->goOn(); !done)
        return done;
    if (!(*run)->isOver())
        return {};
    if (!options.comparison.isUsual()) {
        say("This run was a comparison: it leaves a checkpoint, and no model.");
        return {};
    }
    return (*run)->finish();
}

} // namespace continuo

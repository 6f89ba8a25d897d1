// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/neural/NetworkShape.h"
#include "models/train/Comparison.h"
#include "models/train/TaskSampler.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace continuo {

struct TrainOptions {
    std::filesystem::path corpus;                 ///< a folder as Corpus.h reads it
    std::vector<std::string> include;             ///< flagged corpora to use as well
    std::vector<std::string> exclude;             ///< corpora to leave out
    std::filesystem::path from;                   ///< a model to begin with (Growth.h); empty: none
    std::string preset;                           ///< networkPreset(), also the new model's name; empty: the size of `from`, named after
                                                  ///< the folder; without `from` S
    double rate = 1;                              ///< share of the usual learning rates, above 0..1
    double keep = 0;                              ///< 0..1: how much of the weights of `from` stays in the new ones; only where the
                                                  ///< sizes are the same. What was known is forgotten less, and the new learned a
                                                  ///< little less (Wortsman et al., "Robust fine-tuning", arXiv:2109.01903)
    std::filesystem::path output;                 ///< the model's folder; checkpoints lie beside its files
    double minutes = 0;                           ///< length of the run; the steps are fixed from the speed of the first ones
    int steps = 0;                                ///< length in steps; wins over minutes. With `from` both may be 0: then the run is
                                                  ///< about as long as takes it 20 times through the music, 40 to 200 steps
    int rowsPerStep = 8192;
    int maxRows = 512;                            ///< longest sequence
    std::uint64_t seed = 1;
    std::string device = "auto";                  ///< auto, cpu, cuda
    int threads = 0;                              ///< that share each step's examples, 1..64; 0: as many as help here
    bool resume = false;                          ///< go on from the checkpoint in `output`; with `steps`, to that many
    Comparison comparison;                        ///< what the run does without; then it tells its figures and writes no model
    int stopAfterSteps = 0;                       ///< leave a checkpoint there and stop; 0: run to the end
};

/// Trains and writes the model (weights.safetensors, model.json) into options.output, with a checkpoint every three
/// minutes from which `resume` goes on; on a CPU the resumed run is the same, bit for bit, as one that never stopped: it
/// goes on with as many threads as it began with, whatever `threads` says.
/// `say` gets one line of progress at a time.
Result<void> train(const TrainOptions& options, const std::function<void(const std::string&)>& say);

} // namespace continuo

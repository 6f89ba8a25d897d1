// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/ModelFolder.h"
#include "models/train/Checkpoint.h"
#include "models/train/Material.h"
#include "models/train/Optimizer.h"
#include "models/train/PieceDrawer.h"
#include "models/train/Trainer.h"
#include "models/train/TrainingStep.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

// Private to models/train.

namespace continuo {

/// What a run begins with.
struct Beginning {
    std::string name;                           ///< of the model to be
    NetworkShape shape;
    std::shared_ptr<const LoadedNetwork> known; ///< a model whose weights it begins with; null: none
};

/// A run of the trainer: goOn() until it is over, then finish(). One thread at a time.
class TrainingRun {
public:
    /// What the trainer says as it goes, a line at a time.
    using Say = std::function<void(const std::string&)>;

    /// Sets network and output folder up, or takes them up where a checkpoint left them. The options are those of train(),
    /// found right. Fails with codes Usage, Input and Output.
    static Result<std::unique_ptr<TrainingRun>> begin(const TrainOptions& options, Beginning beginning, Material material,
                                                      torch::Device device, Say say);

    /// All steps that are left, or those up to options.stopAfterSteps. Fails with codes Unavailable and Output.
    Result<void> goOn();
    bool isOver() const { return state_.totalSteps > 0 && state_.step >= state_.totalSteps; }
    /// Writes the model. Fails with code Output.
    Result<void> finish();

private:
    using Clock = std::chrono::steady_clock;

    TrainingRun(const TrainOptions& options, Beginning beginning, Material material, Transformer network, torch::Device device, Say say);
    RunState firstState() const;
    Result<void> resume();
    void holdOut();
    void takeStep();
    /// The length of a run in minutes, once the first steps told how fast they are.
    void fixLength();
    void sayProgress();
    void sayHeldOut(const char* what);
    Result<void> writeCheckpoint();
    double secondsSpent() const;

    TrainOptions options_;
    Beginning beginning_;
    Material material_;
    torch::Device device_;
    Say say_;
    Transformer network_;
    Optimizer optimizer_;
    PieceDrawer drawer_;
    TaskOptions taskOptions_;
    std::vector<Example> heldOut_;
    RunState state_;
    double heldOutNats_ = 0;                    ///< a target row, when it was last measured; 0 with nothing held out

    Clock::time_point start_;
    double secondsBefore_ = 0;                  ///< spent before this process took the run up
    Clock::time_point lastCheckpoint_, lastLine_;
    Loss recent_;                               ///< since the last line
    double recentRows_ = 0;
};

} // namespace continuo

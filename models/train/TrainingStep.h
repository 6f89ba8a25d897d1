// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/Transformer.h"

#include <vector>

// One step of training. Private to models/train.

namespace continuo {

/// What the choices of the targets cost, the context's left aside.
struct Loss {
    double onset = 0, pitch = 0, duration = 0; ///< summed nats
    double targets = 0;
    double perTarget() const { return targets > 0 ? (onset + pitch + duration) / targets : 0; }
    Loss& operator+=(const Loss& other);
};

/// Leaves the gradients of the examples' mean loss in the network's weights; the context counts `contextWeight`. Longer
/// examples are cut to `maxRows` rows. Each of the threads (1 or more) takes its share of the examples; for the same number of
/// threads the result is the same, bit for bit, on a CPU.
Loss computeGradients(Transformer& network, std::vector<Example> examples, int maxRows, torch::Device device, int threads,
                      double contextWeight);

/// The loss alone.
Loss lossOf(Transformer& network, const std::vector<Example>& examples, int maxRows, torch::Device device);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/neural/ModelFile.h"
#include "core/neural/Transformer.h"

#include <vector>

// Private to models/train.

namespace continuo {

/// Gives `network` all that `known` has learned. It may have more layers: the others stand evenly between the known
/// ones and add nothing as yet, so that both networks expect the same (Chen, Goodfellow and Shlens, "Net2Net",
/// arXiv:1511.05641). Fails with code Usage where they differ in anything but layers, or `known` has more.
Result<void> growFrom(const Transformer& known, Transformer& network);

/// Moves the weights of `network` back towards those of `known`, which is of the same shape, by that share of the way, 0..1.
void keepWeights(const Transformer& known, double share, Transformer& network);

/// The corpora that a model learned from which began with the weights of another: its own, and those of the other that
/// it did not hear again.
std::vector<LearnedCorpus> joined(std::vector<LearnedCorpus> own, const std::vector<LearnedCorpus>& ofOther);

} // namespace continuo

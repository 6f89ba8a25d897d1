// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/neural/ModelFile.h"
#include "models/train/Corpus.h"
#include "models/train/TaskSampler.h"

#include <string>
#include <vector>

namespace continuo {

/// Pieces and, for each, the number of its family: versions of one tune have the same. Beyond that the numbers mean
/// nothing.
struct Pieces {
    std::vector<StudyPiece> pieces;
    std::vector<int> families;
};

/// What a run learns from and is measured on while it goes.
struct Material {
    Pieces train, held;                     ///< held: the valid split
    std::vector<LearnedCorpus> corpora;     ///< of what is learned from, as the model's card names it
    int ofHeldOut = 0;                      ///< pieces left out of `train` as versions of pieces in other splits
    std::vector<std::string> notices;       ///< a sentence for each piece that could not be read and was left out
};

/// Reads the pieces of all splits, whatever source.split says. Families are those of Versions.h; without
/// `deduplicate` every piece is its own, and none is left out. Where so few pieces are that all would be held out by their
/// paths, all are learned from instead. Fails with code Input when nothing is left to learn from.
Result<Material> loadMaterial(CorpusOptions source, bool deduplicate);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/neural/NetworkShape.h"
#include "core/neural/PackedMatrix.h"
#include "core/neural/Safetensors.h"

#include <vector>

namespace continuo {

/// The network's weights as RowDecoder reads them.
struct DecoderWeights {
    struct Layer {
        std::vector<float> attentionNorm, queryNorm, keyNorm, feedForwardNorm;
        kernels::PackedMatrix attentionIn, attentionOut, feedForwardIn, feedForwardOut;
    };
    struct Head {
        std::vector<float> norm;
        kernels::PackedMatrix in, out;
    };
    NetworkShape shape;
    std::vector<float> rows;            ///< (field::kTableSize, width)
    std::vector<Layer> layers;
    std::vector<float> norm;
    Head pitchHead, durationHead;
    std::vector<float> givenOnset;      ///< (kOnsetClasses, width)
    std::vector<float> givenPitch;      ///< (kPitchClassesOut, width), made of its parts
    kernels::PackedMatrix chooseOnset, choosePitch, chooseDuration;

    /// Bytes of the matrices that one row reads.
    std::int64_t bytesPerRow() const;
};

/// From the arrays of a weights file, which are named as in Transformer. Fails with code Unavailable when one is
/// missing or has another shape.
Result<DecoderWeights> decoderWeights(const StoredTensors& stored, const NetworkShape& shape);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/neural/NetworkShape.h"

#include <torch/torch.h>

#include <string>
#include <utility>
#include <vector>

// The network, for training, likelihoods and reading prompts. Private to core/neural and models/train.

namespace continuo {

/// Examples of one length as tensors; shorter ones are padded at the end with empty rows and no targets.
struct Batch {
    torch::Tensor fields;     ///< (b, t, kRowFields) int64
    torch::Tensor times;      ///< (b, t) fp32, steps
    // What is to be predicted; n targets in all.
    torch::Tensor places;     ///< (n) int64, index into the flattened (b * t) rows
    torch::Tensor onsets;     ///< (n) int64
    torch::Tensor pitches;    ///< (n) int64; 0 where the cell ends
    torch::Tensor durations;  ///< (n) int64; 0 where the cell ends
    torch::Tensor hasNote;    ///< (n) fp32, 0 where the cell ends
    torch::Tensor isContext;  ///< (n) bool
};

/// Longer examples than `rows` keep their first `rows` rows.
Batch makeBatch(const std::vector<Example>& examples, int rows);

/// Parts of the network that a comparison may leave out. Nothing can generate with what was trained without one.
struct NetworkParts {
    bool timeRotation = true;   ///< half of each head turns with musical time; else that half does not turn
    bool chainedHeads = true;   ///< pitch is chosen knowing the onset, duration knowing both; else neither knows the others
};

/// Decoder-only transformer over rows: pre-norm blocks with grouped queries, normalized and turned by row index and by
/// musical time; gated feed-forward; three chained heads.
class Transformer {
public:
    /// Weights drawn from the seed.
    Transformer(const NetworkShape& shape, std::uint64_t seed);

    const NetworkShape& shape() const { return shape_; }
    /// Names and weights, fp32, in a fixed order. The tensors are shared: changing them changes the network.
    const std::vector<std::pair<std::string, torch::Tensor>>& weights() const { return weights_; }
    torch::Tensor weight(const std::string& name) const;
    void to(torch::Device device);
    /// Type of the matrix products, fp32 or bf16.
    void setComputeType(torch::ScalarType type) { type_ = type; }
    void setParts(const NetworkParts& parts) { parts_ = parts; }

    /// Hidden states after the last norm, (b, t, width) in the compute type. When `keys` and `values` are given they
    /// get each layer's turned keys and values, (b, t, kvHeads, headSize).
    torch::Tensor forward(const torch::Tensor& fields, const torch::Tensor& times,
                          std::vector<torch::Tensor>* keys = nullptr, std::vector<torch::Tensor>* values = nullptr);

    /// Negative log-likelihoods in nats of the batch's targets, each (n) fp32; pitch and duration are 0 at cell ends.
    struct Losses {
        torch::Tensor onset, pitch, duration;
    };
    Losses losses(const Batch& batch);

    /// Rows of weights that pitch n is made of: itself, its pitch class, its octave. (kPitchClassesOut, width).
    torch::Tensor pitchTable(const std::string& prefix) const;

private:
    torch::Tensor linear(const torch::Tensor& x, const std::string& name) const;
    void add(const std::string& name, torch::Tensor value);

    NetworkShape shape_;
    NetworkParts parts_;
    torch::ScalarType type_ = torch::kFloat;
    std::vector<std::pair<std::string, torch::Tensor>> weights_;
    torch::Tensor pitchClassOf_, octaveOf_; ///< (kPitchClassesOut) int64
};

/// Logits are kept within +-kLogitCap by a smooth cap.
inline constexpr float kLogitCap = 30.0f;

} // namespace continuo

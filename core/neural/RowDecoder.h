// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Rows.h"
#include "core/neural/NetworkShape.h"

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// A matrix (outs, ins) of bf16 weights.
struct DecoderMatrix {
    int outs = 0, ins = 0;
    std::vector<std::uint16_t> values;
};

/// The network's weights as the decoder reads them.
struct DecoderWeights {
    struct Layer {
        std::vector<float> attentionNorm, queryNorm, keyNorm, feedForwardNorm;
        DecoderMatrix attentionIn, attentionOut, feedForwardIn, feedForwardOut;
    };
    struct Head {
        std::vector<float> norm;
        DecoderMatrix in, out;
    };
    NetworkShape shape;
    std::vector<float> rows;            ///< (field::kTableSize, width)
    std::vector<Layer> layers;
    std::vector<float> norm;
    Head pitchHead, durationHead;
    std::vector<float> givenOnset;      ///< (kOnsetClasses, width)
    std::vector<float> givenPitch;      ///< (kPitchClassesOut, width), made of its parts
    DecoderMatrix chooseOnset, choosePitch, chooseDuration;
};

/// One row after another through the network, without LibTorch: bf16 weights, fp32 everything else, all memory taken in
/// advance. Lanes are independent sequences that share the reading of the weights.
class RowDecoder {
public:
    /// Rows that a lane holds.
    static constexpr int kCapacity = 1024;

    explicit RowDecoder(DecoderWeights weights);

    const NetworkShape& shape() const { return weights_.shape; }
    /// Bytes of the matrices that one row reads.
    std::int64_t bytesPerRow() const;

    /// Starts `lanes` lanes (1 or more) with `rows` rows already read: their turned keys and values,
    /// (layers, rows, keyWidth), and the last one's hidden state after the last norm, (width).
    void begin(int lanes, int rows, std::span<const float> keys, std::span<const float> values, std::span<const float> hidden);
    /// As RowModel::append.
    void append(std::span<const Row> rows, std::span<const std::uint8_t> active);
    std::span<const float> onsetLogits();
    std::span<const float> pitchLogits(std::span<const int> onsets);
    std::span<const float> durationLogits(std::span<const int> pitches);

private:
    float* keysOf(int layer, int lane) { return keys_.data() + cacheIndex(layer, lane); }
    float* valuesOf(int layer, int lane) { return values_.data() + cacheIndex(layer, lane); }
    std::size_t cacheIndex(int layer, int lane) const;
    void runLayers(std::span<const Row> rows);
    void afterChoice(const DecoderWeights::Head& head, const std::vector<float>& given, std::span<const int> chosen);
    std::span<const float> capped(const DecoderMatrix& matrix, const std::vector<float>& states);

    DecoderWeights weights_;
    std::vector<float> frequencies_;    ///< (headSize / 2)
    int lanes_ = 0;
    std::vector<int> lengths_;          ///< rows in each lane
    std::vector<float> keys_, values_;  ///< (layers, lanes, kCapacity, keyWidth)
    std::vector<float> hidden_;         ///< (lanes, width)
    std::vector<float> state_;          ///< (lanes, width), after the choices made so far
    std::vector<float> logits_;
    std::vector<int> running_;          ///< lanes of the row under way
    std::vector<float> x_, normed_, wide_, inner_, turned_, scores_;
};

} // namespace continuo

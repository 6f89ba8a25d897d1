// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/neural/DecoderWeights.h"
#include "core/neural/KeyValueCache.h"
#include "core/neural/Product.h"

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// The network for writing rows, without LibTorch: bf16 weights, activations rounded to bf16 before each product, sums
/// in fp32. A prefix is read many rows at a time, then each lane goes on row by row; lanes share the reading of the
/// weights and the keys and values of the prefix. What a row becomes depends neither on the rows that are computed
/// with it nor on what was read before.
///
/// The prefix of the request before is kept: as far as the next one begins with the same rows, they are not read again.
class RowDecoder : public RowModel {
public:
    /// Rows that a lane holds, prefix and its own.
    static constexpr int kCapacity = 1024;

    explicit RowDecoder(DecoderWeights weights, kernels::Engine engine = kernels::fastestEngine());

    int capacity() const override { return kCapacity; }
    /// Fails with code Unavailable when memory runs out.
    Result<void> begin(std::span<const Row> prefix, int lanes) override;
    void append(std::span<const Row> rows, std::span<const std::uint8_t> active) override;
    std::span<const float> onsetLogits() override;
    std::span<const float> pitchLogits(std::span<const int> onsets) override;
    std::span<const float> durationLogits(std::span<const int> pitches) override;
    std::int64_t bytesPerRow() const override { return weights_.bytesPerRow(); }

    /// How many rows of the prefix were known from the request before.
    int reusedRows() const { return reusedRows_; }

private:
    /// Rows read at a time.
    static constexpr int kReadRows = 64;

    struct Lane {
        explicit Lane(const NetworkShape& shape) : cache(shape, kCapacity) {}
        KeyValueCache cache;    ///< of the rows after the prefix
        int rows = 0;           ///< in it
    };
    /// A row on its way through the layers.
    struct Step {
        const Row* row;
        int position;           ///< in its sequence
        int lane;               ///< kPrefix for a row of the prefix
    };
    static constexpr int kPrefix = -1;

    void makeRoom(int lanes);
    void runLayers();
    void embed();
    void turn();
    void attend(int layer, const DecoderWeights::Layer& weights);
    void multiply(const kernels::PackedMatrix& matrix, const std::vector<kernels::Bf16>& x, int rows);
    void addProduct(const kernels::PackedMatrix& matrix, const std::vector<kernels::Bf16>& x, std::vector<float>& to, int rows);
    void afterChoice(const DecoderWeights::Head& head, const std::vector<float>& given, std::span<const int> chosen);
    std::span<const float> capped(const kernels::PackedMatrix& matrix);

    DecoderWeights weights_;
    kernels::Engine engine_;
    std::vector<float> frequencies_;    ///< (headSize / 2)

    std::vector<Row> prefix_;           ///< whose keys and values shared_ holds
    KeyValueCache shared_;
    int reusedRows_ = 0;
    std::vector<Lane> lanes_;           ///< at least laneCount_
    int laneCount_ = 0;

    std::vector<Step> steps_;           ///< rows under way, at most kReadRows or one a lane
    std::vector<float> x_;              ///< (steps, width)
    std::vector<float> hidden_;         ///< (lanes, width), of each lane's last row after the last norm
    std::vector<float> state_;          ///< (lanes, width), after the choices made so far
    std::vector<float> logits_;

    // Scratch. Rows that go into a product are padded to whole blocks, rows that come out to whole panels.
    std::vector<float> angles_;         ///< (steps, headSize), cosines before sines
    std::vector<kernels::Bf16> normed_, inner_, heard_;
    std::vector<kernels::Bf16> queries_;    ///< (key heads, steps * queries of a key head, headSize)
    std::vector<kernels::Bf16> turnedKey_, value_;
    std::vector<float> product_, scores_;
    std::vector<float> heardPrefix_, heardOwn_;
    std::vector<kernels::Bf16> shares_;     ///< softmax of scores_, but for a factor
    std::vector<float> wholes_;             ///< that factor, one a row of scores_
    std::vector<kernels::Product> ownProducts_; ///< one a lane
};

} // namespace continuo

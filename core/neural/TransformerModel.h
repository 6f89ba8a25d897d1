// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/neural/ModelFolder.h"
#include "core/neural/RowDecoder.h"

// Private to core/neural, its tests and models/train.

namespace continuo {

/// Prompts go through LibTorch at once, new rows through the decoder one by one.
class TransformerModel : public RowModel {
public:
    explicit TransformerModel(std::unique_ptr<Transformer> network);

    int capacity() const override { return RowDecoder::kCapacity; }
    Result<void> begin(std::span<const Row> prefix, int lanes) override;
    void append(std::span<const Row> rows, std::span<const std::uint8_t> active) override { decoder_.append(rows, active); }
    std::span<const float> onsetLogits() override { return decoder_.onsetLogits(); }
    std::span<const float> pitchLogits(std::span<const int> onsets) override { return decoder_.pitchLogits(onsets); }
    std::span<const float> durationLogits(std::span<const int> pitches) override { return decoder_.durationLogits(pitches); }
    std::int64_t bytesPerRow() const override { return decoder_.bytesPerRow(); }

private:
    std::unique_ptr<Transformer> network_;
    RowDecoder decoder_;
};

DecoderWeights decoderWeights(const Transformer& network);

} // namespace continuo

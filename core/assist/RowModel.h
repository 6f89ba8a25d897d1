// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Rows.h"
#include "core/base/Result.h"

#include <cstdint>
#include <span>

namespace continuo {

/// The only door to a network that writes rows. Several lanes share a prefix and then go their own ways.
/// One thread at a time.
class RowModel {
public:
    virtual ~RowModel() = default;

    /// Rows that one lane can hold.
    virtual int capacity() const = 0;
    /// Forgets everything and reads the prefix (1..capacity() rows) for `lanes` lanes (1..64).
    virtual Result<void> begin(std::span<const Row> prefix, int lanes) = 0;
    /// Appends rows[n] to each lane n whose active[n] is not 0; both have one entry a lane.
    /// A lane that is full stays as it is and is answered as before.
    virtual void append(std::span<const Row> rows, std::span<const std::uint8_t> active) = 0;

    // The three choices that follow a lane's last row, in this order. Logits are not normalized, stand lane after lane,
    // and are valid until the next call of any function of the model.

    /// Shape (lanes, kOnsetClasses).
    virtual std::span<const float> onsetLogits() = 0;
    /// Shape (lanes, kPitchClassesOut), given the onset chosen in each lane.
    virtual std::span<const float> pitchLogits(std::span<const int> onsets) = 0;
    /// Shape (lanes, kDurationClasses), given the pitch chosen in each lane after pitchLogits().
    virtual std::span<const float> durationLogits(std::span<const int> pitches) = 0;

    /// Bytes of weights that one row has to read, for measuring against the memory's speed; 0 when there are none.
    virtual std::int64_t bytesPerRow() const { return 0; }
};

} // namespace continuo

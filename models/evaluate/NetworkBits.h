// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Prompt.h"
#include "core/base/Result.h"
#include "models/train/RowNgram.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace continuo {

/// A network, asked how much known music surprises it. On the CPU, with one thread.
class NetworkBits {
public:
    /// The longest sequence that is asked about; networks are trained on this.
    static constexpr int kRows = 512;

    /// Fails with code Unavailable.
    static Result<NetworkBits> load(const std::filesystem::path& folder);

    NetworkBits(NetworkBits&&) noexcept;
    NetworkBits& operator=(NetworkBits&&) noexcept;
    ~NetworkBits();

    /// The surprise of the targets of each example, contexts left out.
    std::vector<TargetBits> of(const std::vector<Example>& examples) const;

private:
    struct Network;
    explicit NetworkBits(std::unique_ptr<Network> network);
    std::unique_ptr<Network> network_;
};

} // namespace continuo

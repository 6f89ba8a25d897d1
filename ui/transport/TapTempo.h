// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace continuo::ui {

/// The tempo that somebody taps.
class TapTempo {
public:
    /// A tap, at milliseconds of any clock that runs forward. Beats a minute, as the last eight taps have them on average, once
    /// there are two; after more than two seconds without a tap it begins anew.
    std::optional<double> tap(std::int64_t at);

private:
    std::deque<std::int64_t> taps_;
};

} // namespace continuo::ui

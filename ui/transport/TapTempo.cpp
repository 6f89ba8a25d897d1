// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/TapTempo.h"

namespace continuo::ui {

std::optional<double> TapTempo::tap(std::int64_t at)
{
    constexpr std::int64_t kPause = 2000; ///< milliseconds
    constexpr std::size_t kTaps = 8;
    if (!taps_.empty() && at - taps_.back() > kPause)
        taps_.clear();
    taps_.push_back(at);
    if (taps_.size() > kTaps)
        taps_.pop_front();
    const std::int64_t time = taps_.back() - taps_.front();
    if (time <= 0)
        return std::nullopt;
    return 60'000.0 * static_cast<double>(taps_.size() - 1) / static_cast<double>(time);
}

} // namespace continuo::ui

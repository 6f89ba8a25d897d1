// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Clip.h"

#include <memory>
#include <unordered_map>

namespace continuo::ui {

/// The longest note of each clip, remembered for as long as anyone else holds the clip: it says how far left of the
/// view a search for notes that ring into it has to begin.
class LongestNotes {
public:
    Tick in(const std::shared_ptr<const Clip>& clip);

private:
    std::unordered_map<std::shared_ptr<const Clip>, Tick> known_;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace continuo {

/// Names of the styles that can be asked for, in the order of the network's style values; the first, "any", is no wish.
std::span<const std::string_view> styleNames();

/// Index of a style name as a user writes it (case and "-", "_", " " do not matter); -1 when there is none.
int styleIndex(std::string_view name);

/// Index of the style that a corpus label `family/kind` belongs to; 0 when it belongs to none.
int styleOfLabel(std::string_view label);

} // namespace continuo

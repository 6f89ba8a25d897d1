// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace continuo {

/// Base 64 with padding, RFC 4648 section 4.
std::string encodeBase64(std::string_view bytes);

/// The bytes; nothing when the text is not base 64 to the letter (no blanks, padding complete, unused bits zero).
std::optional<std::string> decodeBase64(std::string_view text);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace continuo {

/// Whether the bytes are a zip archive, as compressed MusicXML is.
bool isZip(std::string_view bytes);

/// The score in a compressed MusicXML file. Fails with ErrorCode::Input, naming `name`, when it is broken, has no score, or
/// the score has more than 256 MiB.
Result<std::string> scoreInMxl(std::string_view bytes, const std::string& name);

/// A compressed MusicXML file with that score. Fails with ErrorCode::Output when there is no memory for it.
Result<std::string> mxlOf(std::string_view score);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace continuo {

/// One regular file of an archive.
struct ArchiveEntry {
    std::string name;   ///< as the archive has it; not to be used as a path to write to without a check
    std::string bytes;
};

/// How much an archive may hold, so that one of a few bytes cannot fill the memory.
struct ArchiveLimits {
    std::uint64_t entryBytes = std::uint64_t{256} << 20; ///< of one file
    std::uint64_t totalBytes = std::uint64_t{2} << 30;   ///< of the archive, unpacked
};

/// Reads a tar archive (POSIX ustar and pax, GNU long names), packed with gzip or not, and hands over its regular files
/// in order; folders, links and devices are passed over. `take` returns false to stop early.
/// Fails with ErrorCode::Input, naming the archive, when it cannot be read, is damaged or is beyond the limits; files
/// before that place have been handed over.
Result<void> readTarGz(const std::filesystem::path& path, const std::function<bool(ArchiveEntry)>& take,
                       const ArchiveLimits& limits = {});

/// All regular files at once.
Result<std::vector<ArchiveEntry>> readTarGz(const std::filesystem::path& path, const ArchiveLimits& limits = {});

} // namespace continuo

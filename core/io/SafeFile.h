// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/io/FileCalls.h"

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace continuo {

/// Makes the bytes the content of the file, or leaves everything as it was.
///
/// They go to a new file in the same folder, which is brought to the disk, read back and compared, and only then takes
/// the old one's place and permissions. A symbolic link stays; what it points to is replaced. Fails with
/// ErrorCode::Output, naming the file and the reason; the old file is then untouched and the new one is gone.
/// Whether the folder itself has reached the disk is tried and not reported: the old file is whole until it has.
Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes,
                         const FileCalls& calls = FileCalls::system());

/// The same for content that is too large to hold, or that a library writes: open, fill temporaryPath(), commit.
/// Goes without a trace when it is destroyed before that.
class SafeFileWriter {
public:
    /// Makes an empty file beside the one to replace. `calls` must outlive the writer.
    static Result<SafeFileWriter> open(const std::filesystem::path& path, const FileCalls& calls = FileCalls::system());

    SafeFileWriter(SafeFileWriter&& other) noexcept;
    SafeFileWriter& operator=(SafeFileWriter&& other) noexcept;
    ~SafeFileWriter();

    /// The file to fill, empty at first. It may be opened and written by its path.
    const std::filesystem::path& temporaryPath() const { return temporary_; }
    /// Brings the new file to the disk and puts it in the old one's place. Fails when its size is not `size`.
    Result<void> commit(std::uint64_t size);
    /// The same, and fails when the new file does not hold these bytes.
    Result<void> commit(std::string_view content);

private:
    SafeFileWriter(std::filesystem::path shown, std::filesystem::path target, const FileCalls& calls);
    Result<void> create();
    Result<void> finish(std::uint64_t size, const std::string_view* content);
    Error failure(int reason) const;
    void remove() noexcept;

    std::filesystem::path shown_;     ///< as the caller named it
    std::filesystem::path target_;    ///< where it really is
    std::filesystem::path temporary_; ///< empty when there is none to remove
    const FileCalls* calls_;
};

} // namespace continuo

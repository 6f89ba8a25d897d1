// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <sys/types.h>

namespace continuo {

/// The calls to the system by which a file is replaced, each as POSIX describes it. Tests hand in calls that fail.
struct FileCalls {
    std::function<int(const char* path, int flags, mode_t mode)> open;
    std::function<ssize_t(int file, const void* bytes, std::size_t count)> write;
    std::function<ssize_t(int file, void* bytes, std::size_t count)> read;
    std::function<int(int file)> fsync;
    std::function<int(int file)> close;
    std::function<int(const char* from, const char* to)> rename;

    /// The system's own. They live as long as the program.
    static const FileCalls& system();
};

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ReadFile.h"

#include "core/io/FileDescriptor.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace continuo {

Result<std::string> readFile(const std::filesystem::path& path)
{
    const auto failure = [&path](int reason) {
        return Error{ErrorCode::Input, "Cannot read " + path.string() + ": " + std::strerror(reason) + "."};
    };
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file || ::fstat(file.number(), &status) != 0)
        return failure(errno);
    if (!S_ISREG(status.st_mode))
        return Error{ErrorCode::Input, "Cannot read " + path.string() + ": it is not a regular file."};

    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(errno);
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
    return bytes;
}

} // namespace continuo

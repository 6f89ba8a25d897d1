// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/SafeFile.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace continuo {

namespace {

constexpr mode_t kPermissions = 07777;
constexpr mode_t kOnlyOwner = S_IRUSR | S_IWUSR;
constexpr mode_t kUsual = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH; ///< less the process's mask

/// Calls again while a signal interrupts.
template <typename Call>
auto uninterrupted(const Call& call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

/// An open file that is closed through the calls.
class OpenFile {
public:
    OpenFile(const FileCalls& calls, const std::filesystem::path& path, int flags, mode_t mode = 0)
        : calls_(calls), number_(uninterrupted([&] { return calls.open(path.c_str(), flags | O_CLOEXEC, mode); }))
    {
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile() { close(); }

    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }
    /// False when the system reports what it could not write so far. Closes in any case: after an interrupted close
    /// the file is closed on Linux.
    bool close()
    {
        const int number = std::exchange(number_, -1);
        return number < 0 || calls_.close(number) == 0 || errno == EINTR;
    }

private:
    const FileCalls& calls_;
    int number_;
};

Error cannotWrite(const std::filesystem::path& path, const std::string& reason)
{
    return {ErrorCode::Output, "Cannot write " + path.string() + ": " + reason + "."};
}

std::filesystem::path behindLinks(std::filesystem::path path)
{
    constexpr int kMostLinks = 40; // as many as Linux follows
    std::error_code none;
    for (int i = 0; i < kMostLinks && std::filesystem::is_symlink(path, none); ++i) {
        const std::filesystem::path next = std::filesystem::read_symlink(path, none);
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return path;
}

std::filesystem::path folderOf(const std::filesystem::path& path)
{
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// 0, or the reason why not all bytes could be written.
int writeAll(const FileCalls& calls, int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = uninterrupted([&] { return calls.write(file, bytes.data(), bytes.size()); });
        if (count <= 0)
            return count < 0 ? errno : ENOSPC;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

/// 0, or the reason why the file cannot be said to hold these bytes.
int compare(const FileCalls& calls, int file, std::string_view bytes)
{
    std::array<char, 1 << 16> buffer;
    while (!bytes.empty()) {
        const std::size_t wanted = std::min(bytes.size(), buffer.size());
        const ssize_t count = uninterrupted([&] { return calls.read(file, buffer.data(), wanted); });
        if (count < 0)
            return errno;
        const auto got = static_cast<std::size_t>(count);
        if (got == 0 || std::memcmp(buffer.data(), bytes.data(), got) != 0)
            return EIO;
        bytes.remove_prefix(got);
    }
    return 0;
}

} // namespace

const FileCalls& FileCalls::system()
{
    static const FileCalls calls{
        [](const char* path, int flags, mode_t mode) { return ::open(path, flags, mode); },
        [](int file, const void* bytes, std::size_t count) { return ::write(file, bytes, count); },
        [](int file, void* bytes, std::size_t count) { return ::read(file, bytes, count); },
        [](int file) { return ::fsync(file); },
        [](int file) { return ::close(file); },
        [](const char* from, const char* to) { return ::rename(from, to); },
    };
    return calls;
}

SafeFileWriter::SafeFileWriter(std::filesystem::path shown, std::filesystem::path target, const FileCalls& calls)
    : shown_(std::move(shown)), target_(std::move(target)), calls_(&calls)
{
}

SafeFileWriter::SafeFileWriter(SafeFileWriter&& other) noexcept
    : shown_(std::move(other.shown_)), target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})), calls_(other.calls_)
{
}

SafeFileWriter& SafeFileWriter::operator=(SafeFileWriter&& other) noexcept
{
    std::swap(shown_, other.shown_);
    std::swap(target_, other.target_);
    std::swap(temporary_, other.temporary_);
    std::swap(calls_, other.calls_);
    return *this;
}

SafeFileWriter::~SafeFileWriter()
{
    remove();
}

void SafeFileWriter::remove() noexcept
{
    if (!temporary_.empty())
        ::unlink(temporary_.c_str());
    temporary_.clear();
}

Error SafeFileWriter::failure(int reason) const
{
    return cannotWrite(shown_, std::generic_category().message(reason));
}

Result<SafeFileWriter> SafeFileWriter::open(const std::filesystem::path& path, const FileCalls& calls)
{
    SafeFileWriter writer(path, behindLinks(path), calls);
    if (const auto created = writer.create(); !created)
        return created.error();
    return writer;
}

Result<void> SafeFileWriter::create()
{
    struct stat old {};
    const bool replaces = ::stat(target_.c_str(), &old) == 0;
    if (!replaces && errno != ENOENT)
        return failure(errno);
    if (replaces && !S_ISREG(old.st_mode))
        return cannotWrite(shown_, "it is not a regular file");
    if (replaces && ::access(target_.c_str(), W_OK) != 0)
        return failure(errno);

    static std::atomic<unsigned> counter{0};
    constexpr int kMostTries = 1000;
    for (int i = 0; i < kMostTries; ++i) {
        const std::filesystem::path candidate =
            folderOf(target_) / (".continuo-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
        OpenFile file(*calls_, candidate, O_WRONLY | O_CREAT | O_EXCL, replaces ? kOnlyOwner : kUsual);
        if (!file && errno == EEXIST)
            continue;
        if (!file)
            return failure(errno);
        temporary_ = candidate;
        if (!replaces)
            return {};
        // Whose file it is can often not be kept, and need not; who may read it must.
        [[maybe_unused]] const int owner = ::fchown(file.number(), old.st_uid, old.st_gid);
        return ::fchmod(file.number(), old.st_mode & kPermissions) == 0 ? Result<void>() : failure(errno);
    }
    return failure(EEXIST);
}

Result<void> SafeFileWriter::commit(std::uint64_t size)
{
    return finish(size, nullptr);
}

Result<void> SafeFileWriter::commit(std::string_view content)
{
    return finish(content.size(), &content);
}

Result<void> SafeFileWriter::finish(std::uint64_t size, const std::string_view* content)
{
    {
        OpenFile file(*calls_, temporary_, O_RDONLY);
        struct stat now {};
        if (!file || uninterrupted([&] { return calls_->fsync(file.number()); }) != 0)
            return failure(errno);
        if (::fstat(file.number(), &now) != 0)
            return failure(errno);
        if (static_cast<std::uint64_t>(now.st_size) != size)
            return cannotWrite(shown_, "what was written is not complete");
        if (const int reason = content ? compare(*calls_, file.number(), *content) : 0; reason != 0)
            return failure(reason);
        if (!file.close())
            return failure(errno);
    }
    if (uninterrupted([&] { return calls_->rename(temporary_.c_str(), target_.c_str()); }) != 0)
        return failure(errno);
    temporary_.clear();
    const OpenFile folder(*calls_, folderOf(target_), O_RDONLY | O_DIRECTORY);
    if (folder)
        uninterrupted([&] { return calls_->fsync(folder.number()); });
    return {};
}

Result<void> replaceFile(const std::filesystem::path& path, std::string_view bytes, const FileCalls& calls)
{
    auto writer = SafeFileWriter::open(path, calls);
    if (!writer)
        return writer.error();
    const auto failure = [&path](int reason) { return cannotWrite(path, std::generic_category().message(reason)); };
    OpenFile file(calls, writer->temporaryPath(), O_WRONLY);
    if (!file)
        return failure(errno);
    if (const int reason = writeAll(calls, file.number(), bytes); reason != 0)
        return failure(reason);
    if (!file.close())
        return failure(errno);
    return writer->commit(bytes);
}

} // namespace continuo

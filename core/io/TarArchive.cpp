// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/TarArchive.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <zlib.h>

namespace continuo {

namespace {

constexpr std::size_t kBlock = 512;
using Block = std::array<char, kBlock>;

/// A field of a tar header block: POSIX.1-2017, pax, "ustar Interchange Format".
struct Field {
    std::size_t at;
    std::size_t length;
};
constexpr Field kName{0, 100}, kSize{124, 12}, kChecksum{148, 8}, kType{156, 1}, kMagic{257, 5}, kPrefix{345, 155};

std::string_view fieldOf(const Block& block, Field field)
{
    return {block.data() + field.at, field.length};
}

std::string_view upToNul(std::string_view text)
{
    return text.substr(0, std::min(text.find('\0'), text.size()));
}

/// A number in octal digits with blanks around, or in base 256 when its first bit is set.
std::optional<std::uint64_t> numberIn(std::string_view field)
{
    if (!field.empty() && (static_cast<unsigned char>(field.front()) & 0x80) != 0) {
        std::uint64_t value = static_cast<unsigned char>(field.front()) & 0x7Fu;
        for (const char c : field.substr(1)) {
            if (value >> 55 != 0)
                return std::nullopt;
            value = value << 8 | static_cast<unsigned char>(c);
        }
        return value;
    }
    field = upToNul(field);
    field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
    field = field.substr(0, field.find(' '));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value, 8);
    if (error != std::errc{} || end != field.data() + field.size())
        return std::nullopt;
    return value;
}

/// The sum of the block's bytes, with those of the sum itself as blanks.
bool isChecksumRight(const Block& block)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const bool isSumItself = i >= kChecksum.at && i < kChecksum.at + kChecksum.length;
        sum += isSumItself ? ' ' : static_cast<unsigned char>(block[i]);
    }
    return numberIn(fieldOf(block, kChecksum)) == sum;
}

/// The value of a key in pax records, "LENGTH KEY=VALUE\n" each; nothing when it is not there.
std::optional<std::string> paxValue(std::string_view records, std::string_view wantedKey)
{
    while (!records.empty()) {
        std::size_t length = 0;
        const auto [end, error] = std::from_chars(records.data(), records.data() + records.size(), length);
        const auto digits = static_cast<std::size_t>(end - records.data());
        if (error != std::errc{} || length > records.size() || length < digits + 2)
            return std::nullopt;
        const std::string_view record = records.substr(digits + 1, length - digits - 2);
        records.remove_prefix(length);
        const std::size_t equals = record.find('=');
        if (equals != std::string_view::npos && record.substr(0, equals) == wantedKey)
            return std::string(record.substr(equals + 1));
    }
    return std::nullopt;
}

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};

class TarReader {
public:
    TarReader(const std::filesystem::path& path, const ArchiveLimits& limits)
        : path_(path), limits_(limits), file_(gzopen(path.c_str(), "rb"))
    {
    }

    Result<void> run(const std::function<bool(ArchiveEntry)>& take)
    {
        if (!file_)
            return failure(std::strerror(errno));
        Block header;
        for (;;) {
            const std::size_t got = read(header.data(), kBlock);
            if (isBroken_)
                return damaged();
            const bool isEnd = got == 0 || std::all_of(header.begin(), header.end(), [](char c) { return c == 0; });
            if (isEnd)
                return {};
            const auto size = numberIn(fieldOf(header, kSize));
            if (got < kBlock || !isChecksumRight(header) || !size)
                return damaged();
            bool goesOn = true;
            if (const auto done = readMember(header, *size, take, goesOn); !done || !goesOn)
                return done;
        }
    }

private:
    Result<void> readMember(const Block& header, std::uint64_t size, const std::function<bool(ArchiveEntry)>& take,
                            bool& goesOn)
    {
        const char type = header[kType.at];
        const bool isFile = type == '0' || type == '\0' || type == '7';
        if (isFile && nextSize_)
            size = *nextSize_;
        std::string content;
        if (const auto done = readContent(size, isFile || type == 'x' || type == 'L' ? &content : nullptr); !done)
            return done;
        if (type == 'L') {
            nextName_ = std::string(upToNul(content));
        } else if (type == 'x') {
            if (auto name = paxValue(content, "path"))
                nextName_ = std::move(name);
            if (const auto digits = paxValue(content, "size")) {
                std::uint64_t value = 0;
                std::from_chars(digits->data(), digits->data() + digits->size(), value);
                nextSize_ = value;
            }
        } else {
            if (isFile)
                goesOn = take({nextName_ ? *std::move(nextName_) : nameIn(header), std::move(content)});
            nextName_.reset();
            nextSize_.reset();
        }
        return {};
    }

    static std::string nameIn(const Block& header)
    {
        std::string name(upToNul(fieldOf(header, kName)));
        const std::string_view prefix = upToNul(fieldOf(header, kPrefix));
        if (fieldOf(header, kMagic) == "ustar" && !prefix.empty() && header[kMagic.at + kMagic.length] == '\0')
            name = std::string(prefix) + "/" + name;
        return name;
    }

    /// Reads the content of a member and the blanks up to the next block; keeps it when `into` is given. Memory grows
    /// with what is there, not with what the header says.
    Result<void> readContent(std::uint64_t size, std::string* into)
    {
        if (size > limits_.entryBytes || size > limits_.totalBytes - total_)
            return failure("it unpacks to more than it may");
        total_ += size;
        Block block;
        for (std::uint64_t left = size; left > 0;) {
            if (read(block.data(), kBlock) != kBlock)
                return damaged();
            const std::uint64_t count = std::min<std::uint64_t>(left, kBlock);
            if (into)
                into->append(block.data(), static_cast<std::size_t>(count));
            left -= count;
        }
        return {};
    }

    std::size_t read(char* to, std::size_t count)
    {
        const int got = gzread(file_.get(), to, static_cast<unsigned>(count));
        int state = Z_OK;
        gzerror(file_.get(), &state);
        isBroken_ = got < 0 || (state != Z_OK && state != Z_STREAM_END);
        return got < 0 ? 0 : static_cast<std::size_t>(got);
    }

    Result<void> failure(const std::string& reason) const
    {
        return Error{ErrorCode::Input, "Cannot read " + path_.string() + ": " + reason + "."};
    }
    Result<void> damaged() const { return failure("the archive is damaged"); }

    const std::filesystem::path& path_;
    const ArchiveLimits& limits_;
    std::unique_ptr<gzFile_s, CloseGzip> file_;
    std::uint64_t total_ = 0;
    bool isBroken_ = false;
    std::optional<std::string> nextName_;
    std::optional<std::uint64_t> nextSize_;
};

} // namespace

Result<void> readTarGz(const std::filesystem::path& path, const std::function<bool(ArchiveEntry)>& take,
                       const ArchiveLimits& limits)
{
    return TarReader(path, limits).run(take);
}

Result<std::vector<ArchiveEntry>> readTarGz(const std::filesystem::path& path, const ArchiveLimits& limits)
{
    std::vector<ArchiveEntry> entries;
    const auto done = readTarGz(
        path, [&entries](ArchiveEntry entry) { entries.push_back(std::move(entry)); return true; }, limits);
    if (!done)
        return done.error();
    return entries;
}

} // namespace continuo

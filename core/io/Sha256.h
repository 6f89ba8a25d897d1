// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace continuo {

/// SHA-256, FIPS 180-4. Feed bytes in pieces of any size, then take the digest once.
class Sha256 {
public:
    void add(std::string_view bytes);
    /// 64 digits of lower-case hexadecimal. Nothing may be added after it.
    std::string hexDigest();

private:
    static constexpr std::size_t kBlock = 64;
    void addBlock(const std::uint8_t* block);

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, kBlock> pending_{};
    std::uint64_t byteCount_ = 0;
};

/// Of the bytes, as hexadecimal.
std::string sha256(std::string_view bytes);

/// Of a file's content, read in pieces. Fails with ErrorCode::Input, naming the file.
Result<std::string> sha256OfFile(const std::filesystem::path& path);

} // namespace continuo

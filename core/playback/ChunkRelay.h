// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <array>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace continuo {

/// Some frames of sound of one part or more.
struct SoundChunk {
    struct Part {
        std::vector<float> left, right; ///< room for the most frames; the first `frames` count
    };

    std::vector<Part> parts;
    std::size_t frames = 0;
};

/// Carries chunks of sound from the thread that makes them to a thread of its own that uses them, in order. Neither waits
/// for the other until the maker is kAhead chunks ahead. Where the system has no thread to give, chunks are used by the
/// one that makes them.
class ChunkRelay {
public:
    using Use = std::function<Result<void>(SoundChunk&)>;

    /// Each chunk has that many parts and room for that many frames.
    ChunkRelay(std::size_t parts, std::size_t framesAtMost, Use use);
    ChunkRelay(const ChunkRelay&) = delete;
    ChunkRelay& operator=(const ChunkRelay&) = delete;
    /// Waits until what was passed on has been used.
    ~ChunkRelay();

    /// The next chunk to fill; waits for one that has been used.
    SoundChunk& room();
    /// Passes on the chunk of the last room(). Fails with what use has failed with; nothing is used after that.
    Result<void> pass();
    /// Waits until what was passed on has been used, and fails as pass() does.
    Result<void> finish();

private:
    /// So many that the maker seldom waits for a user that was kept from its core for some tenths of a second.
    static constexpr std::size_t kAhead = 32;

    void run(const std::stop_token& stopped);
    Result<void> outcome() const;

    Use use_;
    std::array<SoundChunk, kAhead> chunks_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::size_t made_ = 0, used_ = 0; ///< chunks so far
    std::optional<Error> failure_;    ///< of use
    std::jthread thread_;
};

} // namespace continuo

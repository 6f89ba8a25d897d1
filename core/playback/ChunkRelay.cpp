// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/ChunkRelay.h"

#include <system_error>
#include <utility>

namespace continuo {

ChunkRelay::ChunkRelay(std::size_t parts, std::size_t framesAtMost, Use use) : use_(std::move(use))
{
    const SoundChunk::Part silence{std::vector<float>(framesAtMost), std::vector<float>(framesAtMost)};
    for (SoundChunk& chunk : chunks_)
        chunk.parts.assign(parts, silence);
    try {
        thread_ = std::jthread([this](const std::stop_token& stopped) { run(stopped); });
    } catch (const std::system_error&) {
        // No more threads: pass() uses what it is given.
    }
}

ChunkRelay::~ChunkRelay() = default;

SoundChunk& ChunkRelay::room()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return made_ - used_ < kAhead; });
    return chunks_[made_ % kAhead];
}

Result<void> ChunkRelay::pass()
{
    std::unique_lock lock(mutex_);
    if (thread_.joinable()) {
        ++made_;
        changed_.notify_all();
    } else if (!failure_) {
        if (const Result<void> used = use_(chunks_.front()); !used)
            failure_ = used.error();
    }
    return outcome();
}

Result<void> ChunkRelay::finish()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return made_ == used_; });
    return outcome();
}

Result<void> ChunkRelay::outcome() const
{
    return failure_ ? Result<void>(*failure_) : Result<void>();
}

void ChunkRelay::run(const std::stop_token& stopped)
{
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stopped, [this] { return used_ < made_; })) {
        if (!failure_) {
            SoundChunk& chunk = chunks_[used_ % kAhead];
            lock.unlock();
            const Result<void> used = use_(chunk);
            lock.lock();
            if (!used)
                failure_ = used.error();
        }
        ++used_;
        changed_.notify_all();
    }
}

} // namespace continuo

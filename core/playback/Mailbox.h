// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/SpscQueue.h"

#include <atomic>
#include <memory>

namespace continuo {

/// Hands one object at a time from the UI thread to the audio thread; the latest wins, and what the audio thread no
/// longer holds comes back to be deleted on the UI thread. Wait-free on the audio side; the UI side never waits either.
template <typename T>
class Mailbox {
public:
    Mailbox() = default;
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;
    /// Any thread, when neither side uses the mailbox any more.
    ~Mailbox()
    {
        collect();
        delete posted_.load();
        delete held_;
    }

    // --- UI thread ---
    /// Puts the object where the audio thread takes it next; one that was not taken yet is deleted.
    void post(std::unique_ptr<T> object)
    {
        delete posted_.exchange(object.release(), std::memory_order_acq_rel);
        collect();
    }
    /// Deletes what has come back.
    void collect()
    {
        while (const std::optional<T*> object = returned_.pop())
            delete *object;
    }

    // --- audio thread: noexcept, no allocation ---
    /// Takes what was posted last. False when there is nothing new, or no room yet to give the held object back.
    bool receive() noexcept
    {
        if (posted_.load(std::memory_order_relaxed) == nullptr || returned_.isFull())
            return false;
        T* const newest = posted_.exchange(nullptr, std::memory_order_acq_rel);
        if (newest == nullptr)
            return false;
        if (held_ != nullptr)
            returned_.push(held_);
        held_ = newest;
        return true;
    }
    /// What was received last; null before the first.
    T* held() const noexcept { return held_; }

private:
    std::atomic<T*> posted_{nullptr};
    T* held_ = nullptr;             ///< the audio thread's
    SpscQueue<T*, 8> returned_;
};

} // namespace continuo

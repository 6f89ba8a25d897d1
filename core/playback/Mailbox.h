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
        delete before_;
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
    /// Takes what was posted last. False when there is nothing new, or no room yet for what is held. True obliges to
    /// giveBack() once nothing looks at the object held before any more.
    bool receive() noexcept
    {
        giveBack();
        if (before_ != nullptr || returned_.isFull() || posted_.load(std::memory_order_relaxed) == nullptr)
            return false;
        T* const newest = posted_.exchange(nullptr, std::memory_order_acq_rel);
        if (newest == nullptr)
            return false;
        before_ = held_;
        held_ = newest;
        return true;
    }
    /// Lets go of the object that was held before the last receive().
    void giveBack() noexcept
    {
        if (before_ != nullptr && returned_.push(before_))
            before_ = nullptr;
    }
    /// What was received last; null before the first.
    T* held() const noexcept { return held_; }
    /// What was held before that and has not been given back; null when there is none.
    T* heldBefore() const noexcept { return before_; }
    /// Whether something was posted that receive() has not taken.
    bool isWaiting() const noexcept { return posted_.load(std::memory_order_relaxed) != nullptr; }

private:
    std::atomic<T*> posted_{nullptr};
    T* held_ = nullptr;             ///< the audio thread's
    T* before_ = nullptr;           ///< the audio thread's, until it is given back
    SpscQueue<T*, 8> returned_;
};

} // namespace continuo

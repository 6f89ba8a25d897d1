// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <optional>
#include <type_traits>

namespace continuo {

/// A bounded queue from exactly one thread to exactly one other. Both ends are wait-free and allocate nothing.
template <typename T, std::size_t Capacity>
class SpscQueue {
    static_assert(std::is_trivially_copyable_v<T>);
    static_assert(Capacity > 0 && (Capacity & (Capacity - 1)) == 0, "a power of two");

public:
    // --- producer ---
    /// False when full; then nothing was added.
    bool push(const T& item) noexcept
    {
        const std::size_t end = end_.load(std::memory_order_relaxed);
        if (end - begin_.load(std::memory_order_acquire) == Capacity)
            return false;
        slots_[end % Capacity] = item;
        end_.store(end + 1, std::memory_order_release);
        return true;
    }
    bool isFull() const noexcept
    {
        return end_.load(std::memory_order_relaxed) - begin_.load(std::memory_order_acquire) == Capacity;
    }

    // --- consumer ---
    /// The oldest item, left in the queue; none when empty.
    std::optional<T> peek() const noexcept
    {
        const std::size_t begin = begin_.load(std::memory_order_relaxed);
        if (begin == end_.load(std::memory_order_acquire))
            return std::nullopt;
        return slots_[begin % Capacity];
    }
    /// The oldest item; none when empty.
    std::optional<T> pop() noexcept
    {
        const std::optional<T> item = peek();
        if (item)
            begin_.store(begin_.load(std::memory_order_relaxed) + 1, std::memory_order_release);
        return item;
    }

private:
    std::array<T, Capacity> slots_{};
    alignas(64) std::atomic<std::size_t> begin_{0}; ///< counts items ever taken
    alignas(64) std::atomic<std::size_t> end_{0};   ///< counts items ever added
};

} // namespace continuo

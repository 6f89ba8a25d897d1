// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

/// Counts by 64-bit key, in one flat table with open addressing; a key that was never added counts 0.
class CountTable {
public:
    /// Adds one and returns the count before.
    std::uint32_t add(std::uint64_t key);
    std::uint32_t count(std::uint64_t key) const;
    std::size_t size() const { return size_; }

private:
    struct Entry {
        std::uint64_t key;
        std::uint32_t count;   ///< 0 where the place is free
    };
    std::size_t placeOf(std::uint64_t key) const;
    void grow();

    std::vector<Entry> entries_;   ///< a power of two, or empty
    std::size_t size_ = 0;
};

/// A context that is a few small numbers, as one number: a fingerprint of 64 bits. Two of 10^8 different contexts
/// share one with a chance below 1 in 3,000.
class ContextKey {
public:
    /// `level` keeps contexts of different kinds apart.
    constexpr explicit ContextKey(int level) : value_(mixed(static_cast<std::uint64_t>(level) + kOdd)) {}
    [[nodiscard]] constexpr ContextKey with(int number) const
    {
        ContextKey longer = *this;
        longer.value_ = mixed(value_ ^ (static_cast<std::uint64_t>(static_cast<std::int64_t>(number)) * kOdd + kOdd));
        return longer;
    }
    constexpr std::uint64_t value() const { return value_; }

private:
    static constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15u;
    /// The finalizer of SplitMix64: one to one.
    static constexpr std::uint64_t mixed(std::uint64_t x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
        return x ^ (x >> 31);
    }

    std::uint64_t value_;
};

/// An n-gram model of symbols under a chain of contexts, from the shortest to the longest, smoothed level by level
/// after Witten and Bell (1991): p = (count + distinct x p_below) / (total + distinct), where `total` is how often the
/// context was seen and `distinct` how many different symbols followed it. A context that was never seen is skipped.
/// Below the first level every symbol is equally likely.
class WittenBell {
public:
    /// `symbols` is how many there are in all.
    explicit WittenBell(int symbols) : uniform_(1.0 / symbols) {}

    /// Counts the symbol under each of the contexts.
    void add(std::span<const ContextKey> contexts, int symbol);
    double probability(std::span<const ContextKey> contexts, int symbol) const;
    /// Contexts and pairs of context and symbol that have been counted.
    std::size_t size() const { return contexts_.size() + distinct_.size() + pairs_.size(); }

private:
    double uniform_;
    CountTable contexts_;  ///< how often each context was seen
    CountTable distinct_;  ///< how many different symbols followed it
    CountTable pairs_;     ///< how often each symbol followed it
};

} // namespace continuo

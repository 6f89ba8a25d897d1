// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace continuo {

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
    constexpr bool operator==(const ContextKey&) const = default;

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

/// Two counts for each key, in one flat table with open addressing; a key that was never met has zeros.
class CountTable {
public:
    struct Counts {
        std::uint32_t total = 0;     ///< how often the key was met
        std::uint32_t distinct = 0;  ///< how many of those times brought something new, as the caller says
    };

    /// Counts the key once more. The reference is valid until the next call.
    Counts& met(std::uint64_t key);
    Counts find(std::uint64_t key) const;
    std::size_t size() const { return size_; }

private:
    struct Entry {
        std::uint64_t key = 0;
        Counts counts;
        bool isFree() const { return counts.total == 0; }
    };
    std::size_t placeOf(std::uint64_t key) const;
    void grow();

    std::vector<Entry> entries_;   ///< a power of two of them, or none
    std::size_t size_ = 0;
};

/// An n-gram model of symbols under a chain of contexts, from the shortest to the longest, smoothed level by level
/// after Witten and Bell (IEEE Transactions on Information Theory 37, 1991):
/// p = (count + distinct x p_below) / (total + distinct), where `total` is how often the context was seen and
/// `distinct` how many different symbols followed it. A context that was never seen is skipped. Below the first level
/// every symbol is equally likely.
class WittenBell {
public:
    /// `symbols` is how many there are in all.
    explicit WittenBell(int symbols) : uniform_(1.0 / symbols) {}

    /// Counts the symbol under each of the contexts.
    void add(std::span<const ContextKey> contexts, int symbol);
    double probability(std::span<const ContextKey> contexts, int symbol) const;
    /// Contexts, and pairs of a context and a symbol, that have been counted.
    std::size_t size() const { return contexts_.size() + pairs_.size(); }

private:
    double uniform_;
    CountTable contexts_;
    CountTable pairs_;
};

} // namespace continuo

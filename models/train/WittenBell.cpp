// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/WittenBell.h"

namespace continuo {

std::size_t CountTable::placeOf(std::uint64_t key) const
{
    const std::size_t mask = entries_.size() - 1;
    std::size_t place = key & mask;
    while (entries_[place].count != 0 && entries_[place].key != key)
        place = (place + 1) & mask;
    return place;
}

void CountTable::grow()
{
    std::vector<Entry> old(entries_.empty() ? 1024 : entries_.size() * 2);
    old.swap(entries_);
    for (const Entry& entry : old)
        if (entry.count != 0)
            entries_[placeOf(entry.key)] = entry;
}

std::uint32_t CountTable::add(std::uint64_t key)
{
    if (size_ * 4 >= entries_.size() * 3)
        grow();
    Entry& entry = entries_[placeOf(key)];
    if (entry.count == 0) {
        entry.key = key;
        ++size_;
    }
    return entry.count++;
}

std::uint32_t CountTable::count(std::uint64_t key) const
{
    return entries_.empty() ? 0 : entries_[placeOf(key)].count;
}

void WittenBell::add(std::span<const ContextKey> contexts, int symbol)
{
    for (const ContextKey& context : contexts) {
        contexts_.add(context.value());
        if (pairs_.add(context.with(symbol).value()) == 0)
            distinct_.add(context.value());
    }
}

double WittenBell::probability(std::span<const ContextKey> contexts, int symbol) const
{
    double p = uniform_;
    for (const ContextKey& context : contexts) {
        const double total = contexts_.count(context.value());
        if (total == 0.0)
            continue;
        const double distinct = distinct_.count(context.value());
        p = (pairs_.count(context.with(symbol).value()) + distinct * p) / (total + distinct);
    }
    return p;
}

} // namespace continuo

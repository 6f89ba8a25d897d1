// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/WittenBell.h"

namespace continuo {

std::size_t CountTable::placeOf(std::uint64_t key) const
{
    const std::size_t mask = entries_.size() - 1;
    std::size_t place = key & mask;
    while (!entries_[place].isFree() && entries_[place].key != key)
        place = (place + 1) & mask;
    return place;
}

void CountTable::grow()
{
    std::vector<Entry> old(entries_.empty() ? 1024 : entries_.size() * 2);
    old.swap(entries_);
    for (const Entry& entry : old)
        if (!entry.isFree())
            entries_[placeOf(entry.key)] = entry;
}

CountTable::Counts& CountTable::met(std::uint64_t key)
{
    if (size_ * 4 >= entries_.size() * 3)
        grow();
    Entry& entry = entries_[placeOf(key)];
    if (entry.isFree()) {
        entry.key = key;
        ++size_;
    }
    ++entry.counts.total;
    return entry.counts;
}

CountTable::Counts CountTable::find(std::uint64_t key) const
{
    return entries_.empty() ? Counts{} : entries_[placeOf(key)].counts;
}

void WittenBell::add(std::span<const ContextKey> contexts, int symbol)
{
    for (const ContextKey& context : contexts) {
        CountTable::Counts& seen = contexts_.met(context.value());
        if (pairs_.met(context.with(symbol).value()).total == 1)
            ++seen.distinct;
    }
}

double WittenBell::probability(std::span<const ContextKey> contexts, int symbol) const
{
    double p = uniform_;
    for (const ContextKey& context : contexts) {
        const auto [total, distinct] = contexts_.find(context.value());
        if (total == 0)
            continue;
        const double count = pairs_.find(context.with(symbol).value()).total;
        p = (count + distinct * p) / (static_cast<double>(total) + distinct);
    }
    return p;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/song/NoteList.h"

#include <utility>

namespace continuo {

namespace {

constexpr std::size_t kMostInBlock = 512, kUsualInBlock = 256;
constexpr std::size_t kLeastInBlock = 64;  ///< of blocks that a change made, unless they are the last

} // namespace

NoteList::NoteList(std::vector<Note> notes)
{
    if (!std::is_sorted(notes.begin(), notes.end(), comesBefore))
        std::stable_sort(notes.begin(), notes.end(), comesBefore);
    append(std::move(notes));
}

void NoteList::append(std::vector<Note> notes)
{
    if (notes.empty())
        return;
    const auto memory = std::make_shared<const std::vector<Note>>(std::move(notes));
    const std::size_t count = memory->size();
    const std::size_t pieces = count <= kMostInBlock ? 1 : (count + kUsualInBlock - 1) / kUsualInBlock;
    blocks_.reserve(blocks_.size() + pieces);
    for (std::size_t i = 0; i < pieces; ++i) {
        const std::size_t begin = count * i / pieces, end = count * (i + 1) / pieces;
        Block block{memory, std::span(*memory).subspan(begin, end - begin), {}, {}, memory->at(begin).id, memory->at(begin).id};
        for (const Note& note : block.notes) {
            block.lastEnd = std::max(block.lastEnd, note.end());
            block.leastId = std::min(block.leastId, note.id);
            block.mostId = std::max(block.mostId, note.id);
        }
        append(std::move(block));
    }
}

void NoteList::append(Block block)
{
    block.reach = std::max(block.lastEnd, lastEnd());
    size_ += block.notes.size();
    blocks_.push_back(std::move(block));
}

const Note& NoteList::operator[](std::size_t index) const
{
    auto block = blocks_.begin();
    for (; index >= block->notes.size(); ++block)
        index -= block->notes.size();
    return block->notes[index];
}

NoteList::Stretch NoteList::startingIn(Range<Tick> range) const
{
    if (range.isEmpty())
        return {end(), end()};
    const auto firstFrom = [this](Tick at) {
        const auto isBefore = [at](const Note& note) { return note.start < at; };
        const auto block = std::partition_point(blocks_.begin(), blocks_.end(),
                                                [&](const Block& each) { return isBefore(each.notes.back()); });
        Iterator first(std::span(block, blocks_.end()));
        if (block != blocks_.end())
            first.note_ += std::partition_point(block->notes.begin(), block->notes.end(), isBefore) - block->notes.begin();
        return first;
    };
    return {firstFrom(range.begin), firstFrom(range.end)};
}

const Note* NoteList::find(NoteId wanted) const
{
    const Note* found = nullptr;
    eachOf(std::span(&wanted, 1), [&found](const Note& note) { found = &note; });
    return found;
}

NoteList NoteList::exchanged(std::span<const NoteId> without, std::span<const Note> with) const
{
    NoteList made;
    made.blocks_.reserve(blocks_.size() + 1);
    std::vector<Note> changed; // of the blocks before, in order
    const auto stays = [without](const Note& note) { return !std::binary_search(without.begin(), without.end(), note.id); };
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const Block& block = blocks_[i];
        const auto behind = i + 1 == blocks_.size()
            ? with.end() : std::lower_bound(with.begin(), with.end(), blocks_[i + 1].notes.front(), comesBefore);
        const std::span<const Note> added(with.begin(), behind);
        with = with.subspan(added.size());
        const bool isWhole = added.empty() && (!block.mayHold(without) || std::ranges::all_of(block.notes, stays));
        if (isWhole && (changed.empty() || changed.size() >= kLeastInBlock)) {
            made.append(std::exchange(changed, {}));
            made.append(block);
            continue;
        }
        std::vector<Note> kept;
        std::ranges::copy_if(block.notes, std::back_inserter(kept), stays);
        changed.reserve(changed.size() + kept.size() + added.size());
        std::merge(kept.begin(), kept.end(), added.begin(), added.end(), std::back_inserter(changed), comesBefore);
    }
    changed.insert(changed.end(), with.begin(), with.end()); // of an empty list
    made.append(std::move(changed));
    return made;
}

std::vector<const NoteList::Block*> NoteList::blocksNotSharedWith(const NoteList& other) const
{
    const auto isShared = [](const Block& a, const Block& b) { return a.isSharedWith(b); };
    const auto comesFirst = [](const Block* a, const Block* b) { return std::less<>()(a->notes.data(), b->notes.data()); };
    // Most lists that are compared differ in a few blocks: what both begin and end with is left out first.
    const auto [begin, itsBegin] = std::mismatch(blocks_.begin(), blocks_.end(), other.blocks_.begin(), other.blocks_.end(), isShared);
    const auto [end, itsEnd] = std::mismatch(blocks_.rbegin(), std::make_reverse_iterator(begin), other.blocks_.rbegin(),
                                             std::make_reverse_iterator(itsBegin), isShared);
    std::vector<const Block*> known, found;
    for (const Block& block : std::span(itsBegin, itsEnd.base()))
        known.push_back(&block);
    std::ranges::sort(known, comesFirst);
    for (const Block& block : std::span(begin, end.base())) {
        const auto same = std::ranges::lower_bound(known, &block, comesFirst);
        if (same == known.end() || !block.isSharedWith(**same))
            found.push_back(&block);
    }
    return found;
}

std::vector<Note> NoteList::notesNotSharedWith(const NoteList& other) const
{
    std::vector<Note> notes;
    for (const Block* block : blocksNotSharedWith(other))
        notes.insert(notes.end(), block->notes.begin(), block->notes.end());
    return notes;
}

std::size_t NoteList::countNotSharedWith(const NoteList& other) const
{
    std::size_t count = 0;
    for (const Block* block : blocksNotSharedWith(other))
        count += block->notes.size();
    return count;
}

bool NoteList::operator==(const NoteList& other) const
{
    if (size_ != other.size_)
        return false;
    for (Iterator mine = begin(), its = other.begin(); mine != end();) {
        if (mine.note_ == its.note_ && mine.blockEnd_ == its.blockEnd_) { // the rest of a block that both share
            mine.enter(mine.blocks_.subspan(1));
            its.enter(its.blocks_.subspan(1));
        } else if (!(*mine++ == *its++)) {
            return false;
        }
    }
    return true;
}

NoteListDifference differenceBetween(const NoteList& before, const NoteList& after)
{
    const std::vector<Note> olds = before.notesNotSharedWith(after), news = after.notesNotSharedWith(before);
    NoteListDifference difference;
    auto old = olds.begin();
    auto now = news.begin();
    while (old != olds.end() || now != news.end()) {
        if (now == news.end() || (old != olds.end() && comesBefore(*old, *now))) {
            difference.gone.push_back(*old++);
        } else if (old == olds.end() || comesBefore(*now, *old)) {
            difference.come.push_back(*now++);
        } else {
            if (!(*old == *now)) {
                difference.gone.push_back(*old);
                difference.come.push_back(*now);
            }
            ++old;
            ++now;
        }
    }
    return difference;
}

} // namespace continuo

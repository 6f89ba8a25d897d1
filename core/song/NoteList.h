// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Range.h"
#include "core/song/Note.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <span>
#include <vector>

namespace continuo {

struct NoteListDifference;

/// The notes of a clip, sorted by comesBefore, each id once. A value: lists made of one another share every block of
/// notes that is the same in both. What looks for notes by time or id, changes a few of them or compares two lists passes
/// over whole blocks, so that it costs about the same in a song of any length.
class NoteList {
    /// Notes in a row, never none. Their memory may hold other blocks too: notes that came together stay together.
    struct Block {
        std::shared_ptr<const std::vector<Note>> memory;
        std::span<const Note> notes;
        Tick lastEnd;                  ///< where the last of them ends
        Tick reach;                    ///< the same of them and of all in the blocks before
        NoteId leastId, mostId;

        /// Whether one of these ids, which are sorted, may be among its notes.
        bool mayHold(std::span<const NoteId> ids) const
        {
            const auto first = std::lower_bound(ids.begin(), ids.end(), leastId);
            return first != ids.end() && *first <= mostId;
        }
        bool isSharedWith(const Block& other) const { return notes.data() == other.notes.data() && notes.size() == other.notes.size(); }
    };

public:
    /// Goes from note to note; valid as long as the list.
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Note;
        using difference_type = std::ptrdiff_t;
        using pointer = const Note*;
        using reference = const Note&;

        Iterator() = default;
        reference operator*() const { return *note_; }
        pointer operator->() const { return note_; }
        Iterator& operator++()
        {
            if (++note_ == blockEnd_)
                enter(blocks_.subspan(1));
            return *this;
        }
        Iterator operator++(int)
        {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator& other) const { return note_ == other.note_; }

    private:
        friend class NoteList;
        explicit Iterator(std::span<const Block> blocks) { enter(blocks); }
        /// To the first note of the first block; behind all notes when there is none.
        void enter(std::span<const Block> blocks)
        {
            blocks_ = blocks;
            note_ = blocks.empty() ? nullptr : blocks.front().notes.data();
            blockEnd_ = blocks.empty() ? nullptr : note_ + blocks.front().notes.size();
        }

        std::span<const Block> blocks_;    ///< the one it is in, and those behind
        const Note* note_ = nullptr;       ///< null behind all notes
        const Note* blockEnd_ = nullptr;
    };
    /// Notes in a row.
    class Stretch {
    public:
        Stretch(Iterator first, Iterator last) : first_(first), last_(last) {}
        Iterator begin() const { return first_; }
        Iterator end() const { return last_; }
        bool empty() const { return first_ == last_; }
        const Note& front() const { return *first_; }

    private:
        Iterator first_, last_;
    };

    NoteList() = default;
    /// Puts them in order, unless they are.
    NoteList(std::vector<Note> notes);
    NoteList(std::initializer_list<Note> notes) : NoteList(std::vector<Note>(notes)) {}

    Iterator begin() const { return Iterator(blocks_); }
    Iterator end() const { return {}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const Note& front() const { return blocks_.front().notes.front(); }
    const Note& back() const { return blocks_.back().notes.back(); }
    const Note& operator[](std::size_t index) const;

    /// Where the last note ends; 0 without notes.
    Tick lastEnd() const { return blocks_.empty() ? Tick() : blocks_.back().reach; }
    /// Notes that start in [range.begin, range.end); a note that started earlier and still sounds is not included.
    Stretch startingIn(Range<Tick> range) const;
    /// The note with this id, or null.
    const Note* find(NoteId wanted) const;

    /// Calls visit(note) in order for each note with start < range.end and end() > range.begin, without looking at those
    /// long before, however long a note among them rings.
    template <typename Visit>
    void eachSounding(Range<Tick> range, Visit visit) const
    {
        const auto isOver = [&range](const Block& block) { return block.reach <= range.begin; };
        for (auto block = std::partition_point(blocks_.begin(), blocks_.end(), isOver); block != blocks_.end(); ++block) {
            if (block->notes.front().start >= range.end)
                break;
            if (block->lastEnd <= range.begin)
                continue;
            for (const Note& note : block->notes) {
                if (note.start >= range.end)
                    break;
                if (note.end() > range.begin)
                    visit(note);
            }
        }
    }

    /// Calls visit(note) in order for each note with one of these ids, which are sorted.
    template <typename Visit>
    void eachOf(std::span<const NoteId> ids, Visit visit) const
    {
        for (const Block& block : blocks_)
            if (block.mayHold(ids))
                for (const Note& note : block.notes)
                    if (std::binary_search(ids.begin(), ids.end(), note.id))
                        visit(note);
    }

    /// The list without the notes of these ids, and with the others added; both are sorted.
    NoteList exchanged(std::span<const NoteId> without, std::span<const Note> with) const;

    /// How many of its notes take memory that the other list does not hold.
    std::size_t countNotSharedWith(const NoteList& other) const;
    bool operator==(const NoteList& other) const;
    friend NoteListDifference differenceBetween(const NoteList& before, const NoteList& after);

private:
    /// Adds notes, or a block of another list, that come behind all others.
    void append(std::vector<Note> notes);
    void append(Block block);
    std::vector<const Block*> blocksNotSharedWith(const NoteList& other) const;
    std::vector<Note> notesNotSharedWith(const NoteList& other) const;

    std::vector<Block> blocks_;
    std::size_t size_ = 0;
};

/// What only one of two lists has; a note that changed is in both. In order.
struct NoteListDifference {
    std::vector<Note> gone, come;
};
NoteListDifference differenceBetween(const NoteList& before, const NoteList& after);

} // namespace continuo

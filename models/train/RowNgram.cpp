// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/RowNgram.h"

#include "core/assist/Variation.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace continuo {

namespace {

/// The features that make up one context.
class Level {
public:
    constexpr Level(std::initializer_list<Feature> features)
    {
        for (const Feature feature : features)
            features_[size_++] = feature;
    }
    constexpr std::span<const Feature> features() const { return {features_.data(), size_}; }

private:
    std::array<Feature, 10> features_{};
    std::size_t size_ = 0;
};

using F = Feature;

constexpr std::array kOnsetLevels{
    Level{F::Role, F::Steps},
    Level{F::Role, F::Steps, F::PrevOnset},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::ChordSize, F::PrevEnd},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::ChordSize, F::PrevEnd, F::LastChordSize},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::ChordSize, F::PrevEnd, F::LastCellNext},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::ChordSize, F::PrevEnd, F::OthersNext},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::ChordSize, F::PrevEnd, F::LastCellNext, F::OthersNext},
    Level{F::Closeness, F::PrevOnset, F::ChordSize, F::SourceOnset},
    Level{F::Closeness, F::Role, F::Steps, F::PrevOnset, F::ChordSize, F::PrevEnd, F::SourceOnset},
};

constexpr std::array kPitchLevels{
    Level{F::Role},
    Level{F::Role, F::Family, F::Style},
    Level{F::Role, F::Above, F::Last},
    Level{F::Role, F::Above, F::Last, F::Metric},
    Level{F::Role, F::Above, F::Last, F::LastTwo},
    Level{F::Role, F::Above, F::Last, F::LastCellPitch},
    Level{F::Role, F::Above, F::Last, F::Harmony},
    Level{F::Role, F::Above, F::Last, F::LastTwo, F::LastThree},
    Level{F::Role, F::Above, F::Last, F::LastTwo, F::Harmony},
    Level{F::Closeness, F::Above, F::SourcePitch},
    Level{F::Closeness, F::Above, F::Last, F::SourcePitch},
};

constexpr std::array kLengthLevels{
    Level{F::Role},
    Level{F::Role, F::Onset, F::Steps},
    Level{F::Style, F::Role, F::Onset, F::Steps},
    Level{F::Style, F::Role, F::Onset, F::Steps, F::AboveLength},
    Level{F::Style, F::Role, F::Onset, F::Steps, F::AboveLength, F::LastLength},
    Level{F::Style, F::Role, F::Onset, F::Steps, F::AboveLength, F::LastLength, F::LastCellLength},
    Level{F::Style, F::Role, F::Onset, F::Steps, F::AboveLength, F::LastLength, F::OthersLength, F::OthersGap},
    Level{F::Closeness, F::AboveLength, F::SourceLength},
    Level{F::Closeness, F::Role, F::Onset, F::AboveLength, F::SourceLength},
};

constexpr std::size_t kMostLevels = std::max({kOnsetLevels.size(), kPitchLevels.size(), kLengthLevels.size()});

/// Contexts of one choice under one or more views of what is known, each context once.
class Contexts {
public:
    void clear() { size_ = 0; }
    /// Adds the contexts of the levels whose features are all known.
    void add(std::span<const Level> levels, const FeatureValues& values)
    {
        int number = 0;
        for (const Level& level : levels) {
            ContextKey key(number++);
            bool known = true;
            for (const Feature feature : level.features()) {
                known = known && values[feature] != kUnknown;
                key = key.with(values[feature]);
            }
            if (known && std::find(keys_.begin(), keys_.begin() + size_, key) == keys_.begin() + size_)
                keys_[static_cast<std::size_t>(size_++)] = key;
        }
    }
    std::span<const ContextKey> keys() const { return {keys_.data(), static_cast<std::size_t>(size_)}; }

private:
    static constexpr std::size_t kMostViews = 4;
    std::array<ContextKey, kMostLevels * kMostViews> keys_ = filled(std::make_index_sequence<kMostLevels * kMostViews>());
    std::ptrdiff_t size_ = 0;

    template <std::size_t... n>
    static std::array<ContextKey, sizeof...(n)> filled(std::index_sequence<n...>)
    {
        return {ContextKey(static_cast<int>(n))...};
    }
};

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

enum class Field { Onset, Pitch, Length };
constexpr std::size_t kFieldCount = 3;

/// Walks through a cell that all the readers look at, each in its own way: `onChoice(field, contexts, symbol)`.
template <typename OnChoice>
void walk(std::vector<CellReader>& readers, const std::vector<RowNote>& notes, OnChoice&& onChoice)
{
    Contexts contexts;
    const auto choose = [&](Field field, std::span<const Level> levels, int symbol, auto&& look) {
        contexts.clear();
        for (CellReader& reader : readers)
            contexts.add(levels, look(reader));
        onChoice(field, contexts.keys(), symbol);
    };
    for (const RowNote& note : notes) {
        choose(Field::Onset, kOnsetLevels, note.onset, [](CellReader& r) -> auto& { return r.beforeOnset(); });
        choose(Field::Pitch, kPitchLevels, note.pitch, [&](CellReader& r) -> auto& { return r.beforePitch(note.onset); });
        choose(Field::Length, kLengthLevels, note.duration,
               [&](CellReader& r) -> auto& { return r.beforeLength(note.pitch); });
        for (CellReader& reader : readers)
            reader.append(note);
    }
    choose(Field::Onset, kOnsetLevels, kEndOfCell, [](CellReader& r) -> auto& { return r.beforeOnset(); });
}

/// Spans that are learned in one key frame, and how many before them are looked at.
constexpr int kWindow = 8;
constexpr int kLookBack = 2;

/// The frame that a prompt near there has.
KeyFrame frameNear(const StudyPiece& piece, Range<int> near)
{
    std::optional<KeySignature> key;
    for (const KeyChange& change : piece.keys)
        if (change.at <= piece.score.grid[near.begin].ticks.begin)
            key = change.key;
    if (!key)
        key = estimateKey(piece.score, near);
    return key ? frameOfKey(*key) : KeyFrame{};
}

/// The windows of a piece as prompts that ask for everything in them.
std::vector<Prompt> windowsOf(const StudyPiece& piece)
{
    const Score& score = piece.score;
    const auto playsNear = [&](int part, Range<int> near) {
        for (int span = near.begin; span < near.end; ++span)
            if (!score.cell(part, span).empty())
                return true;
        return false;
    };
    std::vector<Prompt> windows;
    for (int start = 0; start < score.grid.size(); start += kWindow) {
        const Range<int> spans{start, std::min(score.grid.size(), start + kWindow)};
        const Range<int> near{std::max(0, start - kWindow), spans.end};
        Prompt window;
        window.style = piece.style;
        window.frame = frameNear(piece, near);
        window.firstTargetSpan = start;
        const auto finish = [&] {
            for (int span = spans.begin; span < spans.end; ++span)
                for (int slot = 0; slot < static_cast<int>(window.slots.size()); ++slot)
                    window.target.push_back({span, slot});
            if (!window.slots.empty())
                windows.push_back(window);
            window.slots.clear();
            window.target.clear();
        };
        for (const int part : slotOrder(score.parts)) {
            if (!playsNear(part, near))
                continue;
            window.slots.push_back(part);
            if (window.slots.size() == kMaxSlots)
                finish();
        }
        finish();
    }
    return windows;
}

} // namespace

TargetBits& TargetBits::operator+=(const TargetBits& other)
{
    onset += other.onset;
    pitch += other.pitch;
    duration += other.duration;
    notes += other.notes;
    return *this;
}

void RowNgram::learn(const StudyPiece& piece)
{
    const Score& score = piece.score;
    Random random(1);
    for (Prompt& window : windowsOf(piece)) {
        const Range<int> spans{std::max(0, window.firstTargetSpan - kLookBack), window.target.back().span + 1};
        const int slots = static_cast<int>(window.slots.size());
        KnownCells known(window, score, spans);
        unsigned melodies = 0;
        for (int slot = 0; slot < slots; ++slot) {
            for (int span = spans.begin; span < spans.end; ++span)
                known.reveal({span, slot});
            if (score.parts[at(window.slots[at(slot)])].role == Role::Melody)
                melodies |= 1u << slot;
        }
        for (const CellRef cell : window.target) {
            window.closeness = 1 + random.below(kClosenessValues);
            const std::vector<SourceNote> source =
                blurNotes(score.cell(window.slots[at(cell.slot)], cell.span), window.closeness / double{kClosenessValues}, random);
            const unsigned earlier = (1u << cell.slot) - 1u;
            std::vector<CellReader> readers;
            readers.emplace_back(window, score, known, cell, earlier, &source);
            readers.emplace_back(window, score, known, cell, earlier | melodies, nullptr);
            readers.emplace_back(window, score, known, cell, ~0u, nullptr);
            walk(readers, *known.notes(cell.slot, cell.span),
                 [&](Field field, std::span<const ContextKey> contexts, int symbol) {
                     counts_[at(static_cast<int>(field))].add(contexts, symbol);
                 });
        }
    }
}

TargetBits RowNgram::bits(const Prompt& prompt, const Score& score) const
{
    TargetBits bits;
    if (prompt.target.empty())
        return bits;
    Range<int> spans{prompt.target.front().span, prompt.target.front().span + 1};
    for (const CellRef cell : prompt.target)
        spans = {std::min(spans.begin, cell.span), std::max(spans.end, cell.span + 1)};
    KnownCells known(prompt, score, {std::max(0, spans.begin - kLookBack), spans.end});
    for (const CellRef cell : prompt.context)
        known.reveal(cell);

    std::array<double, kFieldCount> sums{};
    for (const CellRef cell : prompt.target) {
        const auto source = std::find_if(prompt.source.begin(), prompt.source.end(),
                                         [&](const SourceCell& given) { return given.cell == cell; });
        std::vector<CellReader> readers;
        readers.emplace_back(prompt, score, known, cell, ~0u, source == prompt.source.end() ? nullptr : &source->notes);
        std::vector<RowNote> notes;
        for (const RowNote& note : score.cell(prompt.slots[at(cell.slot)], cell.span))
            notes.push_back(prompt.frame.into(note));
        walk(readers, notes, [&](Field field, std::span<const ContextKey> contexts, int symbol) {
            const auto index = at(static_cast<int>(field));
            sums[index] -= std::log2(counts_[index].probability(contexts, symbol));
        });
        known.reveal(cell);
        bits.notes += static_cast<int>(notes.size());
    }
    bits.onset = sums[0];
    bits.pitch = sums[1];
    bits.duration = sums[2];
    return bits;
}

} // namespace continuo

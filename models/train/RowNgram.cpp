// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/RowNgram.h"

#include "core/assist/Sampler.h"
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

// A chain that pools all music and leans on what the part did in the spans before, and one that keeps styles apart.
// The shortest context comes first, those that know a source last.

constexpr std::array kOnsetAnywhere{
    Level{F::Role, F::Steps, F::PrevOnset},
    Level{F::Style, F::Steps, F::PrevOnset, F::PrevEnd, F::ChordSize, F::LastChordSize, F::NotesSoFar},
    Level{F::Steps, F::PrevOnset, F::PrevEnd, F::ChordSize, F::LastChordSize, F::LastCellNext, F::TwoBackNext},
    Level{F::Role, F::PrevOnset, F::PrevEnd, F::SourceOnset},
    Level{F::Steps, F::PrevOnset, F::PrevEnd, F::ChordSize, F::LastChordSize, F::LastCellNext, F::TwoBackNext, F::SourceOnset},
};

constexpr std::array kOnsetInStyle{
    Level{F::Role, F::Steps, F::PrevOnset},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::PrevEnd, F::ChordSize},
    Level{F::Style, F::Role, F::Steps, F::PrevOnset, F::PrevEnd, F::ChordSize, F::LastChordSize, F::OthersNext},
    Level{F::Role, F::Steps, F::PrevOnset, F::PrevEnd, F::ChordSize, F::OthersNext, F::SourceOnset, F::Closeness},
};

constexpr std::array kPitchAnywhere{
    Level{F::Role},
    Level{F::Above, F::LastSame},
    Level{F::Role, F::Above, F::AboveTwo, F::Last, F::LastSame, F::LastCellPitch},
    Level{F::Role, F::Above, F::Last, F::LastSame, F::LastTwo, F::Harmony},
    Level{F::Role, F::Above, F::SourcePitch},
    Level{F::Above, F::LastSame, F::LastTwo, F::SourcePitch},
};

constexpr std::array kPitchInStyle{
    Level{F::Style, F::Role},
    Level{F::Style, F::Role, F::Above, F::Last},
    Level{F::Style, F::Role, F::Above, F::Last, F::Harmony},
    Level{F::Style, F::Role, F::Above, F::Last, F::LastTwo, F::LastCellPitch, F::TwoBackPitch},
    Level{F::Style, F::Role, F::Above, F::Last, F::SourcePitch},
};

constexpr std::array kLengthAnywhere{
    Level{F::Role, F::Steps, F::AboveLength, F::LastLength},
    Level{F::Onset, F::AboveLength, F::LastLength, F::LastTwoLength, F::LastCellLength},
    Level{F::Style, F::Family, F::Onset, F::AboveLength, F::LastLength, F::LastCellLength, F::OthersLength, F::OthersGap},
    Level{F::AboveLength, F::SourceLength},
    Level{F::Role, F::Metric, F::AboveLength, F::LastLength, F::LastTwoLength, F::SourceLength},
    Level{F::Onset, F::AboveLength, F::LastLength, F::LastTwoLength, F::LastCellLength, F::OthersGap, F::SourceLength},
};

constexpr std::array kLengthInStyle{
    Level{F::Style, F::Role, F::Onset, F::AboveLength},
    Level{F::Style, F::Role, F::Onset, F::Steps, F::AboveLength, F::LastLength, F::LastTwoLength},
    Level{F::Style, F::Role, F::Onset, F::AboveLength, F::OthersLength, F::OthersGap},
    Level{F::Style, F::Role, F::AboveLength, F::LastLength, F::SourceLength, F::Closeness},
};

enum class Field { Onset, Pitch, Length };
constexpr std::size_t kFieldCount = 3;

struct Chain {
    std::span<const Level> levels;
    double weight;
};
constexpr std::size_t kChainCount = 2;
constexpr std::array<std::array<Chain, kChainCount>, kFieldCount> kChains{{
    {{{kOnsetAnywhere, 0.7}, {kOnsetInStyle, 0.3}}},
    {{{kPitchAnywhere, 0.7}, {kPitchInStyle, 0.3}}},
    {{{kLengthAnywhere, 0.7}, {kLengthInStyle, 0.3}}},
}};

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// Contexts of one choice by chain, under one or more views of what is known, each context once.
class Contexts {
public:
    explicit Contexts(Field field) : chains_(kChains[static_cast<std::size_t>(field)]) {}

    /// Adds the contexts of the levels whose features are all known.
    void add(const FeatureValues& values)
    {
        int number = 0;
        for (std::size_t chain = 0; chain < kChainCount; ++chain)
            for (const Level& level : chains_[chain].levels)
                addLevel(keys_[chain], ContextKey(number++), level, values);
    }
    void clear()
    {
        for (auto& keys : keys_)
            keys.clear();
    }

    void count(WittenBell& counts, int symbol) const
    {
        for (const auto& keys : keys_)
            counts.add(keys, symbol);
    }
    double probability(const WittenBell& counts, int symbol) const
    {
        double p = 0.0;
        for (std::size_t chain = 0; chain < kChainCount; ++chain)
            p += chains_[chain].weight * counts.probability(keys_[chain], symbol);
        return p;
    }

private:
    static void addLevel(std::vector<ContextKey>& keys, ContextKey key, const Level& level, const FeatureValues& values)
    {
        for (const Feature feature : level.features()) {
            if (values[feature] == kUnknown)
                return;
            key = key.with(values[feature]);
        }
        if (std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(key);
    }

    const std::array<Chain, kChainCount>& chains_;
    std::array<std::vector<ContextKey>, kChainCount> keys_;
};

/// Walks through a cell that all the readers look at, each in its own way: `onChoice(field, contexts, symbol)`.
template <typename OnChoice>
void walk(std::vector<CellReader>& readers, const std::vector<RowNote>& notes, OnChoice&& onChoice)
{
    std::array contexts{Contexts(Field::Onset), Contexts(Field::Pitch), Contexts(Field::Length)};
    const auto choose = [&](Field field, int symbol, auto&& look) {
        Contexts& known = contexts[static_cast<std::size_t>(field)];
        known.clear();
        for (CellReader& reader : readers)
            known.add(look(reader));
        onChoice(field, known, symbol);
    };
    const auto beforeOnset = [](CellReader& reader) -> const FeatureValues& { return reader.beforeOnset(); };
    for (const RowNote& note : notes) {
        choose(Field::Onset, note.onset, beforeOnset);
        choose(Field::Pitch, note.pitch,
               [&](CellReader& reader) -> const FeatureValues& { return reader.beforePitch(note.onset); });
        choose(Field::Length, note.duration,
               [&](CellReader& reader) -> const FeatureValues& { return reader.beforeLength(note.pitch); });
        for (CellReader& reader : readers)
            reader.append(note);
    }
    choose(Field::Onset, kEndOfCell, beforeOnset);
}

/// Spans that are learned in one key frame, and how many before them are looked at.
constexpr int kWindow = 8;
constexpr int kLookBack = 2;

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
        if (const auto key = keyNear(piece, near))
            window.frame = frameOfKey(*key);
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
            // One hearing of the note for each amount that a request may tell of the other parts.
            std::vector<CellReader> readers;
            readers.emplace_back(window, score, known, cell, earlier, &source);
            readers.emplace_back(window, score, known, cell, earlier | melodies, nullptr);
            readers.emplace_back(window, score, known, cell, ~0u, nullptr);
            walk(readers, *known.notes(cell.slot, cell.span),
                 [&](Field field, const Contexts& contexts, int symbol) {
                     contexts.count(counts_[static_cast<std::size_t>(field)], symbol);
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
        walk(readers, notes, [&](Field field, const Contexts& contexts, int symbol) {
            const auto index = static_cast<std::size_t>(field);
            sums[index] -= std::log2(contexts.probability(counts_[index], symbol));
        });
        known.reveal(cell);
        bits.notes += static_cast<int>(notes.size());
    }
    bits.onset = sums[static_cast<std::size_t>(Field::Onset)];
    bits.pitch = sums[static_cast<std::size_t>(Field::Pitch)];
    bits.duration = sums[static_cast<std::size_t>(Field::Length)];
    return bits;
}

std::vector<std::vector<RowNote>> RowNgram::draw(const Prompt& prompt, const Score& score, const Sampling& sampling) const
{
    std::vector<std::vector<RowNote>> drawn;
    if (prompt.target.empty())
        return drawn;
    Score written = score;
    for (const CellRef cell : prompt.target)
        written.cells[at(prompt.slots[at(cell.slot)])][at(cell.span)].clear();
    KnownCells known(prompt, written, {std::max(0, prompt.target.front().span - kLookBack), prompt.target.back().span + 1});
    for (const CellRef cell : prompt.context)
        known.reveal(cell);

    Sampler sampler(sampling);
    Random random(sampling.seed);
    std::vector<float> logits;
    std::vector<std::uint8_t> allowed;
    /// Among the symbols from `begin` to before `end`; -1 when there are none.
    const auto choose = [&](Field field, const FeatureValues& values, int begin, int end) {
        Contexts contexts(field);
        contexts.add(values);
        logits.assign(at(end), 0.0f);
        allowed.assign(at(end), 0);
        for (int symbol = begin; symbol < end; ++symbol) {
            logits[at(symbol)] = static_cast<float>(std::log(contexts.probability(counts_[static_cast<std::size_t>(field)], symbol)));
            allowed[at(symbol)] = 1;
        }
        return sampler.draw(logits, allowed, random).value;
    };
    for (const CellRef cell : prompt.target) {
        const int part = prompt.slots[at(cell.slot)];
        const bool drums = score.parts[at(part)].isDrums();
        const auto source = std::find_if(prompt.source.begin(), prompt.source.end(),
                                         [&](const SourceCell& given) { return given.cell == cell; });
        CellReader reader(prompt, written, known, cell, ~0u, source == prompt.source.end() ? nullptr : &source->notes);
        auto& notes = written.cells[at(part)][at(cell.span)];
        constexpr std::size_t kMostNotes = 64;
        RowNote last;
        while (notes.size() < kMostNotes) {
            const int onset = choose(Field::Onset, reader.beforeOnset(), notes.empty() ? 0 : last.onset, kOnsetClasses);
            if (onset == kEndOfCell || onset >= score.grid[cell.span].steps)
                break;
            const int lowest = drums ? kDrumPitchBase : 0;
            const int end = !notes.empty() && onset == last.onset ? last.pitch : drums ? kPitchClassesOut : kDrumPitchBase;
            const int pitch = choose(Field::Pitch, reader.beforePitch(onset), lowest, end);
            if (pitch < 0)
                break; // the lowest note of all has sounded
            const int duration = choose(Field::Length, reader.beforeLength(pitch), 0, kDurationClasses);
            last = {static_cast<std::uint8_t>(onset), static_cast<std::uint8_t>(pitch), static_cast<std::uint8_t>(duration)};
            reader.append(last);
            notes.push_back(prompt.frame.outOf(last));
        }
        known.reveal(cell);
        drawn.push_back(notes);
    }
    return drawn;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/CopyBaseline.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

namespace continuo {

namespace {

constexpr int kOnset = 0, kPitch = 1, kLength = 2;

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// A cell to copy from: its notes in the key frame, with what is hidden of them.
struct Source {
    std::vector<SourceNote> notes;
};

std::optional<Source> knownCell(const Prompt& prompt, const Score& score, const std::vector<CellRef>& known, CellRef cell)
{
    if (std::find(known.begin(), known.end(), cell) == known.end())
        return std::nullopt;
    Source source;
    for (const RowNote& note : score.cell(prompt.slots[at(cell.slot)], cell.span))
        source.notes.push_back({prompt.frame.into(note)});
    return source;
}

std::optional<Source> sourceToVary(const Prompt& prompt, CellRef cell)
{
    for (const SourceCell& given : prompt.source)
        if (given.cell == cell) {
            Source source{given.notes};
            for (SourceNote& note : source.notes)
                note.note = prompt.frame.into(note.note);
            return source;
        }
    return std::nullopt;
}

/// In the order of CopyBaseline::Session::kSources.
std::vector<std::optional<Source>> sourcesOf(const Prompt& prompt, const Score& score, const std::vector<CellRef>& known, CellRef cell)
{
    std::vector<std::optional<Source>> sources;
    for (const int away : {-1, -2, -4, 1})
        sources.push_back(knownCell(prompt, score, known, {cell.span + away, cell.slot}));
    sources.push_back(sourceToVary(prompt, cell));
    std::optional<Source> other;
    for (int slot = 0; slot < static_cast<int>(prompt.slots.size()) && !other; ++slot)
        if (slot != cell.slot)
            other = knownCell(prompt, score, known, {cell.span, slot});
    sources.push_back(std::move(other));
    return sources;
}

/// The onset of the first note after `last`; the end when there is none; nothing when it is hidden.
std::optional<int> toldOnset(const Source& source, const std::optional<RowNote>& last)
{
    for (const SourceNote& each : source.notes) {
        if (each.onsetHidden)
            continue;
        const bool isAfter = !last || each.note.onset > last->onset || (each.note.onset == last->onset && each.note.pitch < last->pitch);
        if (isAfter)
            return each.note.onset;
    }
    return kEndOfCell;
}

/// The note with that onset, the first below `last` where that has the onset too.
const SourceNote* toldNote(const Source& source, int onset, const std::optional<RowNote>& last)
{
    for (const SourceNote& each : source.notes)
        if (!each.onsetHidden && each.note.onset == onset && (!last || last->onset != onset || each.note.pitch < last->pitch))
            return &each;
    return nullptr;
}

std::optional<int> toldPitch(const Source& source, int onset, const std::optional<RowNote>& last)
{
    const SourceNote* note = toldNote(source, onset, last);
    return note && !note->pitchHidden ? std::optional<int>(note->note.pitch) : std::nullopt;
}

std::optional<int> toldLength(const Source& source, int onset, const std::optional<RowNote>& last)
{
    const SourceNote* note = toldNote(source, onset, last);
    return note && !note->durationHidden ? std::optional<int>(note->note.duration) : std::nullopt;
}

/// With one more of everything, so that nothing is impossible.
double frequencyOf(std::span<const double> counts, int value)
{
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    return (counts[at(value)] + 1) / (sum + static_cast<double>(counts.size()));
}

} // namespace

void CopyBaseline::learn(const StudyPiece& piece)
{
    constexpr int kWindow = 8;  // spans in one key
    const Score& score = piece.score;
    KeyFrame frame;
    for (int span = 0; span < score.grid.size(); ++span) {
        if (span % kWindow == 0) {
            const auto key = keyNear(piece, {span, std::min(span + kWindow, score.grid.size())});
            frame = key ? frameOfKey(*key) : KeyFrame{};
        }
        for (std::size_t part = 0; part < score.parts.size(); ++part) {
            Counts& counts = counts_[static_cast<std::size_t>(score.parts[part].role)];
            for (const RowNote& raw : score.cell(static_cast<int>(part), span)) {
                const RowNote note = frame.into(raw);
                ++counts.onset[note.onset];
                ++counts.pitch[note.pitch];
                ++counts.length[note.duration];
            }
            ++counts.onset[kEndOfCell];
        }
    }
}

void CopyBaseline::Session::ask(const Prompt& prompt, const Score& score)
{
    std::vector<CellRef> known = prompt.context;
    for (const CellRef cell : prompt.target) {
        const int part = prompt.slots[at(cell.slot)];
        const Counts& counts = baseline_.counts_[static_cast<std::size_t>(score.parts[at(part)].role)];
        const auto sources = sourcesOf(prompt, score, known, cell);
        const auto add = [&](int field, std::span<const double> frequencies, int value, auto&& told) {
            Choice choice{prompts_, 0, 0, frequencyOf(frequencies, value)};
            for (std::size_t i = 0; i < sources.size(); ++i)
                if (sources[i])
                    if (const std::optional<int> what = told(*sources[i])) {
                        choice.tells |= static_cast<std::uint8_t>(1u << i);
                        choice.agrees |= static_cast<std::uint8_t>(*what == value ? 1u << i : 0u);
                    }
            choices_[at(field)].push_back(choice);
        };
        std::optional<RowNote> last;
        for (const RowNote& raw : score.cell(part, cell.span)) {
            const RowNote note = prompt.frame.into(raw);
            add(kOnset, counts.onset, note.onset, [&](const Source& source) { return toldOnset(source, last); });
            add(kPitch, counts.pitch, note.pitch, [&](const Source& source) { return toldPitch(source, note.onset, last); });
            add(kLength, counts.length, note.duration, [&](const Source& source) { return toldLength(source, note.onset, last); });
            last = note;
        }
        add(kOnset, counts.onset, kEndOfCell, [&](const Source& source) { return toldOnset(source, last); });
        known.push_back(cell);
    }
    ++prompts_;
}

double CopyBaseline::Session::probability(const Choice& choice, const Weights& weights)
{
    double told = 0, rest = weights.back();
    for (int i = 0; i < kSources; ++i) {
        if ((choice.tells >> i & 1) == 0)
            rest += weights[at(i)];
        else if ((choice.agrees >> i & 1) != 0)
            told += weights[at(i)];
    }
    return told + rest * choice.frequency;
}

CopyBaseline::Session::Weights CopyBaseline::Session::bestWeights(const std::vector<Choice>& choices)
{
    constexpr int kRounds = 40; // of expectation and maximization
    Weights weights;
    weights.fill(1.0 / (kSources + 1));
    for (int round = 0; round < kRounds && !choices.empty(); ++round) {
        Weights taken{};
        for (const Choice& choice : choices) {
            const double p = probability(choice, weights);
            for (int i = 0; i < kSources; ++i) {
                const bool tells = (choice.tells >> i & 1) != 0, agrees = (choice.agrees >> i & 1) != 0;
                taken[at(i)] += weights[at(i)] * (tells ? (agrees ? 1.0 : 0.0) : choice.frequency) / p;
            }
            taken.back() += weights.back() * choice.frequency / p;
        }
        for (double& weight : taken)
            weight /= static_cast<double>(choices.size());
        // A little stays with the frequency, so that nothing is impossible.
        constexpr double kLeast = 1e-3;
        for (double& weight : taken)
            weight *= 1 - kLeast;
        taken.back() += kLeast;
        weights = taken;
    }
    return weights;
}

std::vector<double> CopyBaseline::Session::bits() const
{
    std::vector<double> bits(at(prompts_));
    for (const std::vector<Choice>& choices : choices_) {
        const Weights weights = bestWeights(choices);
        for (const Choice& choice : choices)
            bits[at(choice.prompt)] -= std::log2(probability(choice, weights));
    }
    return bits;
}

} // namespace continuo

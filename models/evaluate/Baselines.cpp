// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Baselines.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace continuo {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

bool isDoubled(const Question& question)
{
    return question.request.task == Task::Harmonize;
}

} // namespace

std::optional<CellRef> copiedCell(const Question& question, int part, int span)
{
    const Score& score = question.score();
    if (isDoubled(question))
        return CellRef{span, *question.melody};
    const auto fits = [&](int other) {
        return question.isGiven(part, other) && score.grid[other].steps == score.grid[span].steps;
    };
    const int together = question.spans.end - question.spans.begin;
    if (question.request.task == Task::Continue)
        for (int other = span - together; other >= 0; other -= together)
            if (fits(other))
                return CellRef{other, part};
    for (int away = question.request.task == Task::Vary ? 0 : 1; away < score.grid.size(); ++away)
        for (const int other : {span - away, span + away})
            if (fits(other))
                return CellRef{other, part};
    return std::nullopt;
}

Answer copyAnswer(const Question& question)
{
    constexpr int kOctave = 12;
    Answer answer;
    for (const CellRef cell : question.cells()) {
        auto& notes = answer.emplace_back();
        const auto from = copiedCell(question, question.written[at(cell.slot)], cell.span);
        if (!from)
            continue;
        notes = question.score().cell(from->slot, from->span);
        if (!isDoubled(question))
            continue;
        const int lower = cell.slot + 1 == static_cast<int>(question.written.size()) ? 2 * kOctave : kOctave;
        for (RowNote& note : notes)
            note.pitch = static_cast<std::uint8_t>(std::max(note.pitch - lower, note.pitch % kOctave));
    }
    return answer;
}

int MostFrequent::kindOf(const Part& part, int steps)
{
    return static_cast<int>(part.role) * (kMaxCellSteps + 1) + steps;
}

void MostFrequent::learn(const StudyPiece& piece)
{
    constexpr int kWindow = 8;  // spans in one key
    const Score& score = piece.score;
    for (int begin = 0; begin < score.grid.size(); begin += kWindow) {
        const Range<int> spans{begin, std::min(begin + kWindow, score.grid.size())};
        const auto key = keyNear(piece, spans);
        const KeyFrame frame = key ? frameOfKey(*key) : KeyFrame{};
        for (int index = 0; index < static_cast<int>(score.parts.size()); ++index) {
            const Part& part = score.parts[at(index)];
            for (int span = spans.begin; span < spans.end; ++span) {
                std::string rhythm;
                auto& pitches = pitches_[{piece.corpus, kindOf(part, 0)}];
                for (const RowNote& note : score.cell(index, span)) {
                    rhythm += static_cast<char>(note.onset);
                    rhythm += static_cast<char>(note.duration);
                    ++pitches[frame.into(note).pitch];
                }
                if (!rhythm.empty())
                    ++rhythms_[{piece.corpus, kindOf(part, score.grid[span].steps)}][rhythm];
            }
        }
    }
}

Answer MostFrequent::answer(const Question& question) const
{
    Answer answer;
    const std::string& corpus = question.piece->study.corpus;
    for (const CellRef cell : question.cells()) {
        auto& notes = answer.emplace_back();
        const Part& part = question.score().parts[at(question.written[at(cell.slot)])];
        const auto rhythms = rhythms_.find({corpus, kindOf(part, question.score().grid[cell.span].steps)});
        const auto pitches = pitches_.find({corpus, kindOf(part, 0)});
        if (rhythms == rhythms_.end() || pitches == pitches_.end())
            continue;
        // Of equally frequent ones the same on every machine.
        const auto rarer = [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second < b.second : a.first > b.first;
        };
        const std::string& rhythm = std::max_element(rhythms->second.begin(), rhythms->second.end(), rarer)->first;
        std::array<int, kPitchClassesOut> order{};
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return pitches->second[at(a)] > pitches->second[at(b)]; });
        std::size_t inChord = 0;
        for (std::size_t i = 0; i + 1 < rhythm.size(); i += 2) {
            inChord = i > 0 && rhythm[i] == rhythm[i - 2] ? inChord + 1 : 0;
            const RowNote framed{static_cast<std::uint8_t>(rhythm[i]), static_cast<std::uint8_t>(order[inChord]),
                                 static_cast<std::uint8_t>(rhythm[i + 1])};
            notes.push_back(question.frame.outOf(framed));
        }
        std::sort(notes.begin(), notes.end(), [](const RowNote& a, const RowNote& b) { return comesBefore(a, b); });
    }
    return answer;
}

Answer ngramAnswer(const RowNgram& ngram, const Question& question, const Sampling& sampling)
{
    const Prompt prompt = promptOf(question);
    const std::vector<CellRef> cells = question.cells();
    Answer answer(cells.size());
    const auto drawn = ngram.draw(prompt, question.score(), sampling);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const int part = prompt.slots[at(prompt.target[i].slot)];
        const auto index = std::find(question.written.begin(), question.written.end(), part) - question.written.begin();
        const auto cell = std::find(cells.begin(), cells.end(), CellRef{prompt.target[i].span, static_cast<int>(index)});
        if (cell != cells.end())
            answer[static_cast<std::size_t>(cell - cells.begin())] = drawn[i];
    }
    return answer;
}

} // namespace continuo

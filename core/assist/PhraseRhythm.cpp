// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/PhraseRhythm.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace continuo {

namespace {

constexpr std::array<int, 3> kPeriods{2, 4, 8}; // bars
constexpr int kFewestPairs = 2;

/// How a bar moves.
struct BarRhythm {
    int span = 0;
    double pace = 0;    ///< log2 of the onsets in a quarter note; an empty bar has half an onset
    double rest = 0;    ///< log2 of the quarter notes from the last onset to the bar's end
};

BarRhythm rhythmOf(const std::vector<RowNote>& cell, int index, const StepSpan& span)
{
    int onsets = 0, last = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        onsets += i == 0 || cell[i].onset != cell[i - 1].onset ? 1 : 0;
        last = cell[i].onset;
    }
    const auto quarters = [](int steps) { return static_cast<double>(steps) / kStepsPerQuarter; };
    return {index, std::log2(std::max(0.5, static_cast<double>(onsets)) / quarters(span.steps)),
            std::log2(quarters(std::max(1, span.steps - last)))};
}

/// Adds the bars of the part; whether any of them has notes.
bool addRhythms(const Score& score, int part, Range<int> spans, std::vector<BarRhythm>& rhythms)
{
    bool sounds = false;
    for (int span = spans.begin; span < spans.end; ++span) {
        rhythms.push_back(rhythmOf(score.cell(part, span), span, score.grid[span]));
        sounds = sounds || !score.cell(part, span).empty();
    }
    return sounds;
}

/// 0..1, where twice the notes is as far as twice the rest.
double distance(const BarRhythm& a, const BarRhythm& b)
{
    return std::min(1.0, (std::abs(a.pace - b.pace) + std::abs(a.rest - b.rest)) / 2);
}

/// How much nearer each other bars a whole number of periods apart are than others.
class Nearness {
public:
    explicit Nearness(int period) : period_(period) {}

    void add(const BarRhythm& a, const BarRhythm& b)
    {
        Mean& mean = (a.span - b.span) % period_ == 0 ? aligned_ : other_;
        mean.sum += distance(a, b);
        ++mean.count;
    }
    double value() const
    {
        return aligned_.count < kFewestPairs || other_.count < kFewestPairs ? 0 : other_.value() - aligned_.value();
    }

private:
    struct Mean {
        double sum = 0;
        int count = 0;
        double value() const { return sum / count; }
    };
    int period_;
    Mean aligned_, other_;
};

double departureOf(const std::vector<BarRhythm>& known, const std::vector<BarRhythm>& written)
{
    double strongest = 0, departure = 0;
    for (const int period : kPeriods) {
        Nearness there(period), here(period);
        for (std::size_t i = 0; i < known.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                there.add(known[i], known[j]);
        if (there.value() <= strongest)
            continue;
        strongest = there.value();
        for (const BarRhythm& bar : written)
            for (const BarRhythm& other : known)
                here.add(bar, other);
        departure = std::max(0.0, strongest - here.value());
    }
    return std::min(1.0, departure);
}

} // namespace

double phraseDeparture(const Score& score, std::span<const int> parts, Range<int> spans, Range<int> around)
{
    double sum = 0;
    int counted = 0;
    for (const int part : parts) {
        std::vector<BarRhythm> known, written;
        const bool before = addRhythms(score, part, {around.begin, spans.begin}, known);
        const bool after = addRhythms(score, part, {spans.end, std::max(spans.end, around.end)}, known);
        if (!addRhythms(score, part, spans, written) || !(before || after))
            continue;
        sum += departureOf(known, written);
        ++counted;
    }
    return counted > 0 ? sum / counted : 0;
}

} // namespace continuo

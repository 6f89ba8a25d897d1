// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"
#include "models/evaluate/Critic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace continuo {

namespace {

constexpr int kSixteenth = kStepsPerQuarter / 4;

/// Collects numbers and what can be said of them.
class Sample {
public:
    void add(double value) { values_.push_back(value); }
    double mean() const
    {
        double sum = 0;
        for (const double value : values_)
            sum += value;
        return values_.empty() ? 0 : sum / static_cast<double>(values_.size());
    }
    double deviation() const
    {
        double sum = 0;
        for (const double value : values_)
            sum += (value - mean()) * (value - mean());
        return values_.empty() ? 0 : std::sqrt(sum / static_cast<double>(values_.size()));
    }
    template <typename Is>
    double share(Is&& is) const
    {
        return values_.empty() ? 0
                               : static_cast<double>(std::count_if(values_.begin(), values_.end(), is))
                / static_cast<double>(values_.size());
    }
    /// In bits.
    double entropy() const
    {
        std::map<double, double> counts;
        for (const double value : values_)
            ++counts[value];
        double entropy = 0;
        for (const auto& [value, count] : counts)
            entropy -= count / static_cast<double>(values_.size()) * std::log2(count / static_cast<double>(values_.size()));
        return entropy;
    }

private:
    std::vector<double> values_;
};

/// What happens from note to note of the top lines.
struct Lines {
    Sample intervals, turns, gaps;
};

Lines linesOf(const Excerpt& excerpt)
{
    Lines lines;
    for (const int part : excerpt.parts) {
        const auto line = topLine(excerpt, part);
        for (std::size_t i = 1; i < line.size(); ++i) {
            const int interval = line[i].pitch - line[i - 1].pitch;
            lines.intervals.add(interval);
            lines.gaps.add(line[i].step - line[i - 1].step - line[i - 1].steps);
            if (i > 1)
                lines.turns.add(interval * (line[i - 1].pitch - line[i - 2].pitch) < 0 ? 1 : 0);
        }
    }
    return lines;
}

/// How the music of successive bars of a part agrees.
Sample barLikeness(const Excerpt& excerpt)
{
    std::map<std::pair<int, std::size_t>, std::vector<PlacedNote>> bars;
    for (const HeardNote& note : excerpt.notes)
        for (std::size_t bar = 0; bar < excerpt.spans.size(); ++bar) {
            const int inBar = note.step - (excerpt.spans[bar].firstStep - excerpt.spans.front().firstStep);
            if (inBar >= 0 && inBar < excerpt.spans[bar].steps)
                bars[{note.part, bar}].push_back({0, inBar, note.pitch});
        }
    Sample likeness;
    for (const int part : excerpt.parts)
        for (std::size_t bar = 1; bar < excerpt.spans.size(); ++bar)
            likeness.add(resemblance(bars[{part, bar - 1}], bars[{part, bar}]));
    return likeness;
}

/// What sounds together, in sixteenths.
struct Together {
    Sample voices, minorSeconds, otherSeconds, tritones;
    double silence = 0;

    void add(int semitones)
    {
        const int apart = std::abs(semitones) % 12;
        minorSeconds.add(apart == 1 || apart == 11 ? 1 : 0);
        otherSeconds.add(apart == 2 || apart == 10 ? 1 : 0);
        tritones.add(apart == 6 ? 1 : 0);
    }
};

Together togetherOf(const Excerpt& excerpt, const Excerpt& given)
{
    Together together;
    Sample silent;
    for (int step = 0; step < excerpt.steps(); step += kSixteenth) {
        const auto written = soundingAt(excerpt, step);
        silent.add(written.empty() ? 1 : 0);
        together.voices.add(static_cast<double>(written.size()));
        const auto others = soundingAt(given, step);
        for (std::size_t i = 0; i < written.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                together.add(written[i] - written[j]);
            for (const int other : others)
                together.add(written[i] - other);
        }
    }
    together.silence = silent.mean();
    return together;
}

} // namespace

Critic::Features criticFeatures(const Excerpt& excerpt, const Excerpt& given, const Excerpt& before, const std::array<double, 3>& bits)
{
    static const std::set<int> kMajorScale{0, 2, 4, 5, 7, 9, 11};
    Sample pitches, degrees, lengths, onsets, inScale, chordSizes, pitchesBefore, lengthsBefore;
    std::map<std::pair<int, int>, int> chords;
    for (const HeardNote& note : excerpt.notes) {
        pitches.add(note.pitch);
        lengths.add(note.steps);
        onsets.add(note.step % kStepsPerQuarter);
        ++chords[{note.part, note.step}];
        if (note.isDrum())
            continue;
        degrees.add(excerpt.degree(note.pitch));
        inScale.add(kMajorScale.contains(excerpt.degree(note.pitch)) ? 1 : 0);
    }
    for (const auto& [place, size] : chords)
        chordSizes.add(size);
    std::set<int> heardBefore;
    for (const HeardNote& note : before.notes) {
        pitchesBefore.add(note.pitch);
        lengthsBefore.add(note.steps);
        heardBefore.insert(note.pitch);
    }
    Sample known;
    for (const HeardNote& note : excerpt.notes)
        known.add(heardBefore.contains(note.pitch) ? 1 : 0);
    Sample barCounts;
    for (const StepSpan& span : excerpt.spans) {
        const int begin = span.firstStep - excerpt.spans.front().firstStep;
        barCounts.add(static_cast<double>(std::count_if(excerpt.notes.begin(), excerpt.notes.end(), [&](const HeardNote& note) {
            return note.step >= begin && note.step < begin + span.steps;
        })));
    }
    const Lines lines = linesOf(excerpt);
    const Sample likeness = barLikeness(excerpt);
    const Together together = togetherOf(excerpt, given);
    const auto parts = static_cast<double>(std::max<std::size_t>(1, excerpt.parts.size()));
    const double density = static_cast<double>(excerpt.notes.size()) / excerpt.quarters() / parts;
    const double densityBefore = before.notes.empty() ? density : static_cast<double>(before.notes.size()) / before.quarters() / parts;
    const HeardNote last = excerpt.notes.empty()
        ? HeardNote{}
        : *std::max_element(excerpt.notes.begin(), excerpt.notes.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
    const bool hasBefore = !before.notes.empty();
    return {
        density,
        std::log2((density + 0.1) / (densityBefore + 0.1)),
        pitches.mean(),
        pitches.deviation(),
        hasBefore ? pitches.mean() - pitchesBefore.mean() : 0,
        hasBefore ? pitches.deviation() - pitchesBefore.deviation() : 0,
        hasBefore ? known.mean() : 0.5,
        degrees.entropy(),
        inScale.mean(),
        pitches.entropy(),
        lines.intervals.mean(),
        lines.intervals.deviation(),
        lines.intervals.entropy(),
        lines.intervals.share([](double interval) { return interval == 0; }),
        lines.intervals.share([](double interval) { return std::abs(interval) >= 1 && std::abs(interval) <= 2; }),
        lines.intervals.share([](double interval) { return std::abs(interval) > 4; }),
        lines.intervals.share([](double interval) { return std::abs(interval) > 7; }),
        lines.turns.mean(),
        lines.gaps.share([](double gap) { return gap > 0; }),
        lines.gaps.share([](double gap) { return gap < 0; }),
        lengths.mean(),
        lengths.deviation(),
        lengths.entropy(),
        hasBefore ? lengths.mean() - lengthsBefore.mean() : 0,
        onsets.share([](double onset) { return onset == 0; }),
        onsets.share([](double onset) { return onset == kStepsPerQuarter / 2; }),
        onsets.entropy(),
        chordSizes.mean(),
        chordSizes.deviation(),
        barCounts.deviation(),
        barCounts.share([](double count) { return count == 0; }),
        likeness.mean(),
        likeness.share([](double close) { return close >= 1; }),
        together.voices.mean(),
        together.voices.deviation(),
        together.minorSeconds.mean(),
        together.otherSeconds.mean(),
        together.tritones.mean(),
        together.silence,
        static_cast<double>(last.steps),
        static_cast<double>(excerpt.degree(last.pitch)),
        static_cast<double>(last.step) / std::max(1, excerpt.steps()),
        bits[0],
        bits[1],
        bits[2],
        parts,
        excerpt.quarters(),
    };
}

} // namespace continuo

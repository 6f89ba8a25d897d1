// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Explanation.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace continuo {

namespace {

constexpr std::size_t kNextBest = 5;
constexpr std::size_t kStrongest = 5;

double logOfSum(std::span<const float> logits)
{
    const float top = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit - top));
    return std::log(sum) + static_cast<double>(top);
}

double surprise(std::span<const float> logits, int taken)
{
    return logOfSum(logits) - static_cast<double>(logits[static_cast<std::size_t>(taken)]);
}

/// A bar of one slot.
struct LeftOut {
    int slot = 0;
    int bar = 1;
    int distance = 0;       ///< spans from the target
    bool operator==(const LeftOut& other) const { return slot == other.slot && bar == other.bar; }
};

std::vector<LeftOut> contextBars(const Prompt& prompt, const Score& score)
{
    std::vector<LeftOut> bars;
    const int end = prompt.target.empty() ? prompt.firstTargetSpan : prompt.target.back().span + 1;
    for (const CellRef cell : prompt.context) {
        if (score.cell(prompt.slots[static_cast<std::size_t>(cell.slot)], cell.span).empty())
            continue;
        const int distance = std::max({0, prompt.firstTargetSpan - cell.span, cell.span - end + 1});
        const LeftOut bar{cell.slot, score.grid[cell.span].bar, distance};
        if (std::find(bars.begin(), bars.end(), bar) == bars.end())
            bars.push_back(bar);
    }
    std::stable_sort(bars.begin(), bars.end(), [](const LeftOut& a, const LeftOut& b) { return a.distance < b.distance; });
    return bars;
}

} // namespace

ChoiceExplanation explainChoice(std::span<const float> logits, std::span<const std::uint8_t> allowed, int taken)
{
    const double all = logOfSum(logits);
    double left = 0;
    for (std::size_t i = 0; i < logits.size(); ++i)
        if (allowed[i])
            left += std::exp(static_cast<double>(logits[i]) - all);
    const auto probability = [&](std::size_t i) { return std::exp(static_cast<double>(logits[i]) - all); };

    ChoiceExplanation explained;
    explained.wanted = probability(static_cast<std::size_t>(taken));
    explained.allowed = left > 0 ? explained.wanted / left : 1.0;
    for (std::size_t i = 0; i < logits.size(); ++i) {
        const WeighedValue value{static_cast<int>(i), probability(i)};
        if (!allowed[i]) {
            if (value.probability > explained.wanted
                && (!explained.forbidden || value.probability > explained.forbidden->probability))
                explained.forbidden = value;
        } else if (value.value != taken) {
            explained.next.push_back({value.value, value.probability / left});
        }
    }
    std::stable_sort(explained.next.begin(), explained.next.end(),
                     [](const WeighedValue& a, const WeighedValue& b) { return a.probability > b.probability; });
    if (explained.next.size() > kNextBest)
        explained.next.resize(kNextBest);
    return explained;
}

Result<std::vector<double>> noteSurprises(RowModel& model, const Prompt& prompt, const Score& score, std::stop_token stop)
{
    const Example prefix = prefixOf(prompt, score), whole = exampleOf(prompt, score);
    std::vector<double> surprises;
    if (static_cast<int>(whole.rows.size()) > model.capacity())
        return Error{ErrorCode::Unsatisfiable, "The music is longer than the model can read at once."};
    if (const Result<void> begun = model.begin(prefix.rows, 1); !begun)
        return begun.error();
    const std::vector<std::uint8_t> active{1};
    for (std::size_t i = prefix.rows.size(); i < whole.rows.size(); ++i) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "The request was cancelled."};
        model.append({&whole.rows[i], 1}, active);
        const RowTarget& next = whole.targets[i];
        if (next.pitch == RowTarget::kNothing)
            continue;
        double nats = surprise(model.onsetLogits(), next.onset);
        nats += surprise(model.pitchLogits(std::vector<int>{next.onset}), next.pitch);
        nats += surprise(model.durationLogits(std::vector<int>{next.pitch}), next.duration);
        surprises.push_back(nats);
    }
    return surprises;
}

Result<std::vector<std::vector<Influence>>> influencesOf(RowModel& model, const Prompt& prompt, const Score& score, int most,
                                                         std::stop_token stop)
{
    const Result<std::vector<double>> before = noteSurprises(model, prompt, score, stop);
    if (!before)
        return before.error();
    std::vector<std::vector<Influence>> influences(before->size());
    std::vector<LeftOut> bars = contextBars(prompt, score);
    bars.resize(std::min(bars.size(), static_cast<std::size_t>(most)));
    for (const LeftOut& bar : bars) {
        Prompt without = prompt;
        std::erase_if(without.context, [&](CellRef cell) { return cell.slot == bar.slot && score.grid[cell.span].bar == bar.bar; });
        const Result<std::vector<double>> after = noteSurprises(model, without, score, stop);
        if (!after)
            return after.error();
        const TrackId track = score.parts[static_cast<std::size_t>(prompt.slots[static_cast<std::size_t>(bar.slot)])].track;
        for (std::size_t i = 0; i < influences.size(); ++i)
            influences[i].push_back({track, bar.bar, (*after)[i] - (*before)[i]});
    }
    for (auto& each : influences) {
        std::stable_sort(each.begin(), each.end(),
                         [](const Influence& a, const Influence& b) { return std::abs(a.nats) > std::abs(b.nats); });
        each.resize(std::min(each.size(), kStrongest));
    }
    return influences;
}

} // namespace continuo

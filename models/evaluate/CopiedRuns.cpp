// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/CopiedRuns.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_map>

namespace continuo {

namespace {

constexpr std::int32_t kBetweenMelodies = std::numeric_limits<std::int32_t>::min();

/// The suffix automaton of some sequences: every run of theirs, and no other, leads from the root to a state.
/// Blumer et al., Theoretical Computer Science 40, 1985.
class RunAutomaton {
public:
    explicit RunAutomaton(const std::vector<MelodySteps>& melodies)
    {
        states_.emplace_back();
        for (const MelodySteps& melody : melodies) {
            int last = 0;
            for (const std::int32_t step : melody)
                last = extend(last, step);
        }
    }

    /// Follows the steps and notes at every state the longest run of them that led there.
    void read(std::span<const std::int32_t> steps)
    {
        int state = 0, length = 0;
        for (const std::int32_t step : steps) {
            while (state != 0 && next(state, step) < 0) {
                state = states_[at(state)].link;
                length = states_[at(state)].length;
            }
            const int to = next(state, step);
            state = std::max(to, 0);
            length = to < 0 ? 0 : length + 1;
            int& read = states_[at(state)].read;
            read = std::max(read, length);
        }
    }

    /// Where a state was reached, its shorter suffixes were met in full.
    void spread()
    {
        std::vector<int> order(states_.size());
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [&](int a, int b) { return states_[at(a)].length > states_[at(b)].length; });
        for (const int state : order) {
            const int link = states_[at(state)].link;
            if (link >= 0 && states_[at(state)].read > 0)
                states_[at(link)].read = states_[at(link)].length;
        }
    }

    /// The longest run of one of the sequences that was read.
    int longest(const MelodySteps& melody) const
    {
        int state = 0, found = 0;
        for (const std::int32_t step : melody) {
            state = next(state, step);
            int met = state;
            while (met > 0 && states_[at(met)].read == 0)
                met = states_[at(met)].link;
            if (met > 0)
                found = std::max(found, states_[at(met)].read);
        }
        return found;
    }

private:
    struct State {
        std::unordered_map<std::int32_t, int> next;
        int link = -1;
        int length = 0;
        int read = 0;
    };
    static std::size_t at(int state) { return static_cast<std::size_t>(state); }
    int next(int state, std::int32_t step) const
    {
        const auto found = states_[at(state)].next.find(step);
        return found == states_[at(state)].next.end() ? -1 : found->second;
    }

    int add(int length)
    {
        states_.emplace_back().length = length;
        return static_cast<int>(states_.size()) - 1;
    }
    /// A copy of `state` for the runs of at most `length` that end like it.
    int split(int from, std::int32_t step, int state, int length)
    {
        const int copy = add(length);
        states_[at(copy)].next = states_[at(state)].next;
        states_[at(copy)].link = states_[at(state)].link;
        states_[at(state)].link = copy;
        for (; from >= 0 && next(from, step) == state; from = states_[at(from)].link)
            states_[at(from)].next[step] = copy;
        return copy;
    }
    int extend(int last, std::int32_t step)
    {
        if (const int known = next(last, step); known >= 0) { // from an earlier sequence
            const int length = states_[at(last)].length + 1;
            return states_[at(known)].length == length ? known : split(last, step, known, length);
        }
        const int added = add(states_[at(last)].length + 1);
        int from = last;
        for (; from >= 0 && next(from, step) < 0; from = states_[at(from)].link)
            states_[at(from)].next[step] = added;
        if (from < 0) {
            states_[at(added)].link = 0;
        } else {
            const int state = next(from, step);
            const int length = states_[at(from)].length + 1;
            states_[at(added)].link = states_[at(state)].length == length ? state : split(from, step, state, length);
        }
        return added;
    }

    std::vector<State> states_;
};

} // namespace

MelodySteps melodySteps(std::span<const HeardNote> line)
{
    constexpr int kLongest = 4096;  // keeps both numbers apart
    MelodySteps steps;
    for (std::size_t i = 1; i < line.size(); ++i)
        steps.push_back((line[i].pitch - line[i - 1].pitch) * kLongest + std::min(line[i].step - line[i - 1].step, kLongest - 1));
    return steps;
}

void KnownMelodies::learn(const Score& score)
{
    for (int part = 0; part < static_cast<int>(score.parts.size()); ++part)
        learn(melodySteps(topLine(excerptOf(score, std::vector<int>{part}, {0, score.grid.size()}, {}), part)));
}

void KnownMelodies::learn(const MelodySteps& steps)
{
    steps_.insert(steps_.end(), steps.begin(), steps.end());
    steps_.push_back(kBetweenMelodies);
}

std::vector<int> KnownMelodies::longestRuns(const std::vector<MelodySteps>& melodies) const
{
    RunAutomaton automaton(melodies);
    automaton.read(steps_);
    automaton.spread();
    std::vector<int> runs;
    for (const MelodySteps& melody : melodies)
        runs.push_back(automaton.longest(melody));
    return runs;
}

} // namespace continuo

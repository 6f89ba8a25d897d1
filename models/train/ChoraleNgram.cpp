// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/ChoraleNgram.h"

#include <cmath>

namespace continuo {

namespace {

constexpr int kBeforeTheFirst = -2;

Chorale transposed(Chorale chorale, int semitones)
{
    for (ChoraleStep& step : chorale)
        for (int& pitch : step)
            if (pitch != kRest)
                pitch += semitones;
    return chorale;
}

} // namespace

std::array<ContextKey, ChoraleNgram::kLevels> ChoraleNgram::contextsAt(const Chorale& chorale, std::size_t step,
                                                                       std::size_t voice)
{
    const auto earlier = [&](std::size_t v) { return step == 0 ? kBeforeTheFirst : chorale[step - 1][v]; };
    const auto chosen = [&](std::size_t v) { return chorale[step][v]; };
    const int beat = static_cast<int>(step % 4);

    const auto base = [&](int level) { return ContextKey(level).with(static_cast<int>(voice)); };
    const auto own = [&](int level) { return base(level).with(earlier(voice)); };
    const auto all = [&](int level) {
        ContextKey key = own(level);
        for (std::size_t v = 0; v < voice; ++v)
            key = key.with(chosen(v));
        return key;
    };
    const auto allTwice = [&](int level) {
        ContextKey key = all(level);
        for (std::size_t v = 0; v < voice; ++v)
            key = key.with(earlier(v));
        return key;
    };
    return {base(0), own(1),      own(2).with(beat), voice == 0 ? own(3) : own(3).with(chosen(voice - 1)),
            all(4),  allTwice(5), allTwice(6).with(beat)};
}

ChoraleNgram::ChoraleNgram(std::span<const Chorale> train, Keys keys)
{
    const int reach = keys == Keys::AsWritten ? 0 : 3;
    for (const Chorale& written : train) {
        for (int semitones = -reach; semitones <= reach; ++semitones) {
            const Chorale chorale = transposed(written, semitones);
            for (std::size_t step = 0; step < chorale.size(); ++step)
                for (std::size_t voice = 0; voice < chorale[step].size(); ++voice)
                    counts_.add(contextsAt(chorale, step, voice), chorale[step][voice]);
        }
    }
}

double ChoraleNgram::logProbability(const Chorale& chorale) const
{
    double sum = 0.0;
    for (std::size_t step = 0; step < chorale.size(); ++step)
        for (std::size_t voice = 0; voice < chorale[step].size(); ++voice)
            sum += std::log(counts_.probability(contextsAt(chorale, step, voice), chorale[step][voice]));
    return sum;
}

double ChoraleNgram::natsPerToken(std::span<const Chorale> chorales) const
{
    double sum = 0.0;
    std::size_t steps = 0;
    for (const Chorale& chorale : chorales) {
        sum -= logProbability(chorale);
        steps += chorale.size();
    }
    return steps == 0 ? 0.0 : sum / (4.0 * static_cast<double>(steps));
}

} // namespace continuo

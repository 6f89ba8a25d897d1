// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/CellWriter.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

double quarters(int steps)
{
    return steps / static_cast<double>(kStepsPerQuarter);
}

int fewestNotes(const SlotRules& rules, int steps)
{
    constexpr double kHair = 1e-9;
    return std::max(rules.fewestPerCell, static_cast<int>(std::ceil(rules.fewestPerQuarter * quarters(steps) - kHair)));
}

int mostNotes(const SlotRules& rules, int steps)
{
    constexpr double kHair = 1e-9;
    return static_cast<int>(std::min(1e6, std::floor(rules.mostPerQuarter * quarters(steps) + kHair)));
}

} // namespace

CellWriter::CellWriter(const SlotRules& rules, Place place, std::vector<Sounding> sounding,
                       std::vector<FixedNote> fixed, std::vector<RowNote> fixedRhythm, bool hasFixedRhythm)
    : rules_(rules)
    , place_(place)
    , sounding_(std::move(sounding))
    , fixed_(std::move(fixed))
    , rhythm_(std::move(fixedRhythm))
    , hasRhythm_(hasFixedRhythm)
    , fewest_(fewestNotes(rules, place.steps))
    , most_(std::max(mostNotes(rules, place.steps), fewest_))
{
    if (hasRhythm_)
        fewest_ = most_ = static_cast<int>(rhythm_.size());
    for (const Sounding& note : sounding_)
        lastEnd_ = std::max(lastEnd_, note.end);
}

bool CellWriter::isFeasible(const SlotRules& rules, const Place& place)
{
    const int fewest = fewestNotes(rules, place.steps);
    return fewest <= mostNotes(rules, place.steps) && fewest <= place.steps && rules.pitches.any();
}

int CellWriter::soundingAt(int step) const
{
    return static_cast<int>(std::count_if(sounding_.begin(), sounding_.end(),
                                          [step](const Sounding& note) { return note.end > step; }));
}

bool CellWriter::isFree(int pitch, int step) const
{
    return std::none_of(sounding_.begin(), sounding_.end(),
                        [&](const Sounding& note) { return note.pitch == pitch && note.end > step; });
}

bool CellWriter::canBegin(int onset) const
{
    const int step = place_.firstStep + onset;
    if (rules_.mono && (onset == lastOnset_ || step < lastEnd_))
        return false;
    return soundingAt(step) < rules_.polyphony;
}

CellWriter::OnsetMask CellWriter::onsets() const
{
    OnsetMask mask{};
    if (hasRhythm_) {
        const auto next = static_cast<std::size_t>(count_);
        mask[next < rhythm_.size() ? rhythm_[next].onset : static_cast<std::size_t>(kEndOfCell)] = 1;
        return mask;
    }
    const int needed = fewest_ - count_;
    const bool mayAdd = count_ < most_;
    const bool moreFixed = nextFixed_ < fixed_.size();
    int last = place_.steps - 1;
    if (moreFixed)
        last = fixed_[nextFixed_].note.onset;
    else if (needed > 0)
        last = place_.steps - needed; // room for those that must still come, one a step
    for (int onset = std::max(lastOnset_, 0); mayAdd && onset <= last; ++onset) {
        if (!canBegin(onset))
            continue;
        if (onset == lastOnset_) {
            // In a chord the next note is lower.
            bool lower = false;
            for (int pitch = 0; pitch < lastPitch_ && !lower; ++pitch)
                lower = rules_.pitches[static_cast<std::size_t>(pitch)] && isFree(pitch, place_.firstStep + onset);
            if (!lower)
                continue;
        }
        mask[static_cast<std::size_t>(onset)] = 1;
    }
    if (moreFixed)
        mask[fixed_[nextFixed_].note.onset] = 1;
    else if (needed <= 0 || std::none_of(mask.begin(), mask.end(), [](std::uint8_t one) { return one != 0; }))
        mask[kEndOfCell] = 1;
    return mask;
}

const FixedNote* CellWriter::fixedAt(int onset) const
{
    return nextFixed_ < fixed_.size() && fixed_[nextFixed_].note.onset == onset ? &fixed_[nextFixed_] : nullptr;
}

CellWriter::PitchMask CellWriter::pitches(int onset) const
{
    PitchMask mask{};
    // Notes of a chord run from high to low. A fixed rhythm knows how many are still to come and keeps room for them.
    const int below = onset == lastOnset_ ? lastPitch_ : kPitchClassesOut;
    int kept = 0;
    if (hasRhythm_)
        for (auto i = static_cast<std::size_t>(count_) + 1; i < rhythm_.size() && rhythm_[i].onset == onset; ++i)
            ++kept;
    for (int pitch = 0; pitch < below; ++pitch) {
        if (!rules_.pitches[static_cast<std::size_t>(pitch)] || !isFree(pitch, place_.firstStep + onset))
            continue;
        if (kept > 0)
            --kept;
        else
            mask[static_cast<std::size_t>(pitch)] = 1;
    }
    return mask;
}

CellWriter::DurationMask CellWriter::durations(int onset, int pitch) const
{
    DurationMask mask{};
    if (hasRhythm_) {
        mask[rhythm_[static_cast<std::size_t>(count_)].duration] = 1;
        return mask;
    }
    const int step = place_.firstStep + onset;
    int longest = place_.targetSteps - step;
    // Later cells need room for their own notes: none may be rung over.
    if (rules_.fewestPerQuarter > 0)
        longest = std::min(longest, place_.steps - onset);
    else if (rules_.fewestPerCell > 0)
        longest = std::min(longest, place_.steps - onset + place_.steps / 2);
    if (rules_.mono) {
        if (const int needed = fewest_ - count_ - 1; needed > 0)
            longest = std::min(longest, place_.steps - onset - needed);
        if (nextFixed_ < fixed_.size())
            longest = std::min(longest, fixed_[nextFixed_].note.onset - onset);
    }
    for (std::size_t i = nextFixed_; i < fixed_.size(); ++i)
        if (fixed_[i].note.pitch == pitch)
            longest = std::min(longest, fixed_[i].note.onset - onset);
    for (std::size_t i = 0; i < mask.size(); ++i)
        mask[i] = kDurationSteps[i] <= longest ? 1 : 0;
    mask[0] = 1; // one step fits everywhere an onset was allowed
    return mask;
}

void CellWriter::add(const RowNote& note, bool isFixed)
{
    const int end = place_.firstStep + note.onset + kDurationSteps[note.duration];
    sounding_.push_back({note.pitch, end});
    lastOnset_ = note.onset;
    lastPitch_ = note.pitch;
    lastEnd_ = std::max(lastEnd_, end);
    ++count_;
    if (isFixed)
        ++nextFixed_;
}

std::vector<Sounding> CellWriter::soundingAfter() const
{
    std::vector<Sounding> after;
    const int end = place_.firstStep + place_.steps;
    std::copy_if(sounding_.begin(), sounding_.end(), std::back_inserter(after),
                 [end](const Sounding& note) { return note.end > end; });
    return after;
}

} // namespace continuo

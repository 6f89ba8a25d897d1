// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Variation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace continuo {

int closenessValue(double closeness)
{
    return std::clamp(static_cast<int>(std::lround(closeness * kClosenessValues)), 1, kClosenessValues);
}

Blur drawBlur(Random& random)
{
    const double at = random.uniform();
    return at < 0.35 ? Blur::Everything : at < 0.75 ? Blur::Pitch : Blur::Rhythm;
}

std::vector<SourceNote> blurNotes(const std::vector<RowNote>& notes, double closeness, Random& random,
                                  std::optional<Blur> blur)
{
    std::vector<SourceNote> told;
    for (const RowNote& note : notes) {
        SourceNote source{note};
        if (!random.chance(closeness)) {
            const Blur hidden = blur.value_or(drawBlur(random));
            if (hidden == Blur::Everything)
                continue;
            source.pitchHidden = hidden == Blur::Pitch;
            source.onsetHidden = source.durationHidden = hidden == Blur::Rhythm;
        }
        told.push_back(source);
    }
    return told;
}

void tellContours(std::vector<SourceCell>& cells)
{
    std::array<std::optional<int>, kMaxSlots> top;
    for (SourceCell& cell : cells) {
        std::optional<int>& before = top[static_cast<std::size_t>(cell.cell.slot)];
        for (std::size_t i = 0; i < cell.notes.size(); ++i) {
            SourceNote& note = cell.notes[i];
            if (i > 0 && cell.notes[i - 1].note.onset == note.note.onset)
                continue;
            if (note.pitchHidden && before)
                note.contour = contourValue(note.note.pitch - *before);
            before = note.note.pitch;
        }
    }
}

std::vector<int> structuralOrder(const std::vector<Structural>& notes)
{
    std::vector<double> strength;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const int metric = i == 0 || i + 1 == notes.size() ? 0 : notes[i].metric;
        strength.push_back((7 - metric) + std::min(notes[i].steps, 48) / 6.0);
    }
    std::vector<std::size_t> order(notes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
    std::vector<int> places(notes.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        places[order[i]] = static_cast<int>(i);
    return places;
}

namespace {

/// `count` holds around one, the nearest first.
std::vector<Hold> around(double middle, double spacing, int count)
{
    std::vector<Hold> holds;
    for (int i = 0; i < count; ++i) {
        const int away = (i + 1) / 2;
        holds.push_back({std::clamp(middle + (i % 2 == 0 ? away : -away) * spacing, -1.0, 1.0)});
    }
    return holds;
}

} // namespace

std::vector<Hold> firstHolds(double resemblance, int count)
{
    if (resemblance >= 1)
        return std::vector<Hold>(static_cast<std::size_t>(count), Hold{1});
    // What is written freely beside its source resembles it by about a half.
    return around(2 * resemblance - 1, 0.12, count);
}

std::vector<Hold> nextHolds(double resemblance, std::vector<HeldDraft> tried, int count)
{
    std::sort(tried.begin(), tried.end(), [&](const HeldDraft& a, const HeldDraft& b) {
        return std::abs(a.resemblance - resemblance) < std::abs(b.resemblance - resemblance);
    });
    // Between the nearest from both sides; past the nearest one when all lie on one side.
    const HeldDraft& nearest = tried.front();
    const auto other = std::find_if(tried.begin(), tried.end(), [&](const HeldDraft& draft) {
        return (draft.resemblance - resemblance) * (nearest.resemblance - resemblance) <= 0 && draft.resemblance != nearest.resemblance;
    });
    double middle = nearest.hold.value + (resemblance - nearest.resemblance);
    if (other != tried.end())
        middle = nearest.hold.value + (other->hold.value - nearest.hold.value) * (resemblance - nearest.resemblance)
                / (other->resemblance - nearest.resemblance);
    return around(middle, 0.05, count);
}

} // namespace continuo

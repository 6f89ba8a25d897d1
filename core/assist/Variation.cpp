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

std::vector<bool> notesToKeep(const std::vector<Structural>& notes, double closeness)
{
    std::vector<double> strength;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const int metric = i == 0 || i + 1 == notes.size() ? 0 : notes[i].metric;
        strength.push_back((7 - metric) + std::min(notes[i].steps, 48) / 6.0);
    }
    std::vector<std::size_t> order(notes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
    std::vector<bool> keep(notes.size(), false);
    const auto count = static_cast<std::size_t>(std::lround(closeness * static_cast<double>(notes.size())));
    for (std::size_t i = 0; i < count; ++i)
        keep[order[i]] = true;
    return keep;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/KeyFrame.h"

#include "core/theory/KeyEstimate.h"

namespace continuo {

namespace {

std::uint8_t shifted(std::uint8_t pitch, int by)
{
    if (pitch >= kDrumPitchBase)
        return pitch;
    int moved = pitch + by;
    if (moved < 0)
        moved += 12;
    if (moved > 127)
        moved -= 12;
    return static_cast<std::uint8_t>(moved);
}

} // namespace

RowNote KeyFrame::into(RowNote note) const
{
    note.pitch = shifted(note.pitch, -shift);
    return note;
}

RowNote KeyFrame::outOf(RowNote note) const
{
    note.pitch = shifted(note.pitch, shift);
    return note;
}

KeyFrame frameOfKey(KeySignature key)
{
    const int home = key.mode == Mode::Major ? 0 : 9;
    int shift = ((key.tonic() - home) % 12 + 12) % 12;
    if (shift > 6)
        shift -= 12;
    return {shift, key.mode == Mode::Major ? 0 : 1};
}

std::optional<KeySignature> estimateKey(const Score& score, Range<int> spans)
{
    PitchClassWeights weights{};
    for (std::size_t p = 0; p < score.parts.size(); ++p) {
        if (score.parts[p].isDrums())
            continue;
        for (int span = spans.begin; span < spans.end; ++span)
            for (const RowNote& note : score.cell(static_cast<int>(p), span))
                weights[note.pitch % 12u] += kDurationSteps[note.duration];
    }
    const auto found = estimateKey(weights);
    return found ? std::optional(found->key) : std::nullopt;
}

} // namespace continuo

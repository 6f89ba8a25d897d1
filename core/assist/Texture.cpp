// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Texture.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace continuo {

namespace {

/// Of a cell with notes.
struct Texture {
    double pace = 0;     ///< log2 of the onsets in a quarter note
    double length = 0;   ///< mean log2 of steps
    double chord = 0;    ///< log2 of the notes that begin together
    double height = 0;   ///< mean pitch in octaves
};

std::optional<Texture> textureOf(const std::vector<RowNote>& cell, const StepSpan& span)
{
    if (cell.empty())
        return std::nullopt;
    Texture texture;
    int onsets = 0;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        onsets += i == 0 || cell[i].onset != cell[i - 1].onset ? 1 : 0;
        if (cell[i].pitch >= kDrumPitchBase)
            continue;
        texture.length += std::log2(kDurationSteps[cell[i].duration]);
        texture.height += cell[i].pitch / 12.0;
    }
    const auto notes = static_cast<double>(cell.size());
    texture.pace = std::log2(static_cast<double>(onsets) * kStepsPerQuarter / span.steps);
    texture.chord = std::log2(notes / onsets);
    texture.length /= notes;
    texture.height /= notes;
    return texture;
}

std::vector<Texture> texturesOf(const Score& score, int part, Range<int> spans)
{
    std::vector<Texture> textures;
    for (int span = spans.begin; span < spans.end; ++span)
        if (const auto texture = textureOf(score.cell(part, span), score.grid[span]))
            textures.push_back(*texture);
    return textures;
}

/// 0..1, where an octave of height is as far as twice the pace, twice the length or twice the notes.
double distance(const Texture& a, const Texture& b)
{
    const double apart = std::abs(a.pace - b.pace) + std::abs(a.length - b.length) + std::abs(a.chord - b.chord)
        + std::abs(a.height - b.height);
    return std::min(1.0, apart / 2);
}

} // namespace

double textureDeparture(const Score& score, std::span<const int> parts, Range<int> spans, Range<int> around)
{
    double sum = 0;
    int bars = 0;
    for (const int part : parts) {
        std::vector<Texture> known = texturesOf(score, part, {around.begin, spans.begin});
        const std::vector<Texture> after = texturesOf(score, part, {spans.end, std::max(spans.end, around.end)});
        known.insert(known.end(), after.begin(), after.end());
        if (known.empty())
            continue;
        for (const Texture& texture : texturesOf(score, part, spans)) {
            double nearest = 1;
            for (const Texture& other : known)
                nearest = std::min(nearest, distance(texture, other));
            sum += nearest;
            ++bars;
        }
    }
    return bars > 0 ? sum / bars : 0;
}

} // namespace continuo

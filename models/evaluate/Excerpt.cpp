// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Excerpt.h"

#include <algorithm>

namespace continuo {

int Excerpt::steps() const
{
    return spans.empty() ? 0 : spans.back().firstStep + spans.back().steps - spans.front().firstStep;
}

void Excerpt::tidy()
{
    for (HeardNote& note : notes)
        note.steps = std::clamp(note.steps, 1, std::max(1, steps() - note.step));
    std::sort(notes.begin(), notes.end());
}

Excerpt excerptOf(const Score& score, std::span<const int> parts, Range<int> spans, const KeyFrame& frame)
{
    Excerpt excerpt;
    excerpt.parts.assign(parts.begin(), parts.end());
    excerpt.tonic = frame.shift;
    for (int span = spans.begin; span < spans.end; ++span) {
        excerpt.spans.push_back(score.grid[span]);
        const int begin = score.grid[span].firstStep - score.grid[spans.begin].firstStep;
        for (const int part : parts)
            for (const RowNote& note : score.cell(part, span))
                excerpt.notes.push_back({part, begin + note.onset, note.pitch, kDurationSteps[note.duration]});
    }
    excerpt.tidy();
    return excerpt;
}

std::vector<HeardNote> topLine(const Excerpt& excerpt, int part)
{
    std::vector<HeardNote> line;
    for (const HeardNote& note : excerpt.notes) {
        if (note.part != part || note.isDrum())
            continue;
        if (!line.empty() && line.back().step == note.step)
            line.back() = note; // sorted by pitch: the later one is higher
        else
            line.push_back(note);
    }
    return line;
}

std::vector<int> soundingAt(const Excerpt& excerpt, int step, std::span<const int> parts)
{
    std::vector<int> pitches;
    for (const HeardNote& note : excerpt.notes)
        if (note.step <= step && step < note.step + note.steps && !note.isDrum()
            && (parts.empty() || std::find(parts.begin(), parts.end(), note.part) != parts.end()))
            pitches.push_back(note.pitch);
    std::sort(pitches.begin(), pitches.end());
    pitches.erase(std::unique(pitches.begin(), pitches.end()), pitches.end());
    return pitches;
}

} // namespace continuo

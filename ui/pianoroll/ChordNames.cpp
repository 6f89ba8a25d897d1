// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/ChordNames.h"

#include "core/theory/ChordEstimate.h"

namespace continuo::ui {

const std::vector<NamedChord>& ChordNames::ofBar(const Song& song, int bar)
{
    const auto [entry, isNew] = known_.try_emplace(bar);
    if (!isNew)
        return entry->second;
    const Range<Tick> whole = song.meters.bar(bar);
    const int parts = song.meters.meterAt(whole.begin).numerator % 2 == 0 ? 2 : 1;
    const Tick step = (whole.end - whole.begin) / parts;
    for (int part = 0; part < parts; ++part) {
        const Tick begin = whole.begin + step * part;
        const QString name = nameOf(song, {begin, begin + step});
        if (!name.isEmpty() && (entry->second.empty() || entry->second.back().name != name))
            entry->second.push_back({begin, name});
    }
    return entry->second;
}

QString ChordNames::nameOf(const Song& song, Range<Tick> range)
{
    PitchClassWeights weights{};
    std::optional<Pitch> lowest;
    for (const auto& track : song.tracks) {
        if (track->isDrums() || track->muted)
            continue;
        eachSounding(*track, range, [&](const Note& note, const Clip& clip) {
            if (note.muted)
                return;
            const Range<Tick> heard = range.intersect({clip.start + note.start, clip.start + note.end()});
            weights[static_cast<std::size_t>(note.pitch.pitchClass())] += static_cast<double>((heard.end - heard.begin).value);
            if (!lowest || note.pitch < *lowest)
                lowest = note.pitch;
        });
    }
    const auto key = song.keyAt(range.begin);
    const auto bass = lowest ? std::optional(lowest->pitchClass()) : std::nullopt;
    const auto chord = estimateChord(weights, bass, key && key->fifths < 0);
    return chord ? QString::fromStdString(chord->name) : QString();
}

} // namespace continuo::ui

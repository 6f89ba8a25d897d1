// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiLimits.h"

#include <utility>

namespace continuo {

namespace {

std::string counted(std::size_t count, const char* thing)
{
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

} // namespace

std::vector<std::string> notSaidByMidi(const Song& song)
{
    std::size_t mixed = 0, inClips = 0, muted = 0, pinned = 0, suggested = 0;
    for (const auto& track : song.tracks) {
        mixed += track->volume != 1 || track->pan != 0 || track->muted || track->solo ? 1 : 0;
        inClips += track->clips.size() > 1 ? 1 : 0;
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes) {
                muted += note.muted ? 1 : 0;
                pinned += note.pinned ? 1 : 0;
                suggested += note.origin == Origin::Suggestion ? 1 : 0;
            }
    }
    std::vector<std::string> parts;
    if (mixed > 0)
        parts.push_back("how " + counted(mixed, "track") + (mixed == 1 ? " is mixed" : " are mixed"));
    if (inClips > 0)
        parts.push_back("the clips of " + counted(inClips, "track"));
    for (const auto& [count, what] : {std::pair(muted, "muted"), {pinned, "pinned"}, {suggested, "suggested"}})
        if (count > 0)
            parts.push_back("that " + counted(count, "note") + (count == 1 ? " is " : " are ") + what);
    if (parts.empty())
        return {};
    return {"A MIDI file does not hold " + joined(parts) + "; a Continuo song (.continuo) does."};
}

} // namespace continuo

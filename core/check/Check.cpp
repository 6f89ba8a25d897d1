// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/Check.h"

#include "core/check/Checks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

namespace continuo {

namespace {

/// What is wrong with everything but notes.
std::string frame(const Promises& promises, const Song& changed)
{
    const Song& song = promises.before;
    if (!(changed.tempo == song.tempo))
        return "the tempo changed";
    if (!(changed.meters == song.meters))
        return "the meter changed";
    if (changed.keys != song.keys)
        return "the key changed";
    if (changed.conductor != song.conductor)
        return "texts or markers changed";
    if (changed.tracks.size() < song.tracks.size())
        return "a track is gone";
    for (std::size_t i = 0; i < song.tracks.size(); ++i) {
        const auto frameOf = [](const Track& track) {
            return std::tie(track.id, track.name, track.channel, track.program, track.bankMsb, track.bankLsb, track.events, track.fileTrack);
        };
        if (frameOf(*song.tracks[i]) != frameOf(*changed.tracks[i]))
            return "'" + song.tracks[i]->name + "': something other than its notes changed";
    }
    return !promises.mayAddTracks && changed.tracks.size() > song.tracks.size() ? "a track was added" : "";
}

std::string outside(const Change& change)
{
    for (const TrackChange& track : change.tracks()) {
        if (track.isAdded)
            continue;
        const auto isOutside = [&](const Note& note) { return !track.mayChange || !change.target().contains(note.start); };
        std::vector<Note> before, after;
        std::copy_if(track.before.begin(), track.before.end(), std::back_inserter(before), isOutside);
        std::copy_if(track.after.begin(), track.after.end(), std::back_inserter(after), isOutside);
        const auto [gone, added] = std::mismatch(before.begin(), before.end(), after.begin(), after.end(),
                                                 [](const Note& a, const Note& b) { return compareContent(a, b) == 0; });
        if (gone == before.end() && added == after.end())
            continue;
        const bool isGone = gone != before.end() && (added == after.end() || compareContent(*gone, *added) < 0);
        return change.describe(track, isGone ? *gone : *added) + (isGone ? " is gone" : " is new");
    }
    return {};
}

std::string inside(const Change& change)
{
    for (const TrackChange& track : change.tracks())
        for (const CheckedNote& checked : track.sounding) {
            const Note& note = checked.note;
            if (!checked.isBound || checked.isOld)
                continue;
            if (note.length < Tick(1) || note.velocity < 1 || note.velocity > 127 || note.pitch.number > 127)
                return change.describe(track, note) + " is no valid note";
            if (note.start < change.target().begin || note.end() > change.target().end)
                return change.describe(track, note) + " does not lie in the bars asked for";
        }
    return {};
}

} // namespace

std::vector<CheckFinding> checkPromises(const Promises& promises, const Song& changed)
{
    std::vector<CheckFinding> findings;
    const auto report = [&](const char* name, std::string broken) { findings.push_back({name, broken.empty(), std::move(broken)}); };
    report("everything but notes untouched", frame(promises, changed));
    if (!findings.front().kept)
        return findings; // tracks cannot be told apart

    struct Row {
        const char* name;
        bool isPromised;
        std::string (*wrong)(const Change&);
    };
    const std::array<Row, 17> rows{{{"notes outside untouched", true, outside},
                                    {"new notes inside the bars", true, inside},
                                    {"no pitch sounds twice", true, check::samePitch},
                                    {"single notes stay single", true, check::singleNotes},
                                    {"locked notes kept", !promises.lockedNotes.empty(), check::lockedNotes},
                                    {"rhythm kept", promises.keepsRhythm, check::rhythm},
                                    {"pitches kept", promises.keepsPitch, check::pitches},
                                    {"contour kept", promises.keepsContour, check::contour},
                                    {"harmony kept", promises.keepsHarmony, check::harmony},
                                    {"scale kept", promises.scale.has_value(), check::scale},
                                    {"range kept", promises.range.has_value(), check::range},
                                    {"chords kept", !promises.chords.empty(), check::chords},
                                    {"density kept", promises.density.has_value(), check::density},
                                    {"polyphony kept", promises.polyphony.has_value(), check::polyphony},
                                    {"span kept", promises.span.has_value(), check::span},
                                    {"grid kept", promises.grid.has_value(), check::grid},
                                    {"voice leading kept", promises.leadsVoices, check::voiceLeading}}};
    const Change change(promises, changed);
    for (const Row& row : rows)
        if (row.isPromised)
            report(row.name, row.wrong(change));
    return findings;
}

} // namespace continuo

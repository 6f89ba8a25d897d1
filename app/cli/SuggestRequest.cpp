// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SuggestRequest.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace continuo {

namespace {

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

Error wrong(std::string sentence)
{
    return {ErrorCode::Usage, std::move(sentence)};
}

/// A track by its number from 1, or by its name whatever the case.
Result<TrackId> findTrack(const std::string& wanted, const char* option, const Song& song)
{
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (error == std::errc{} && end == wanted.data() + wanted.size() && number >= 1 && number <= song.tracks.size())
        return song.tracks[number - 1]->id;

    const auto isNamed = [&](const auto& track) { return lowered(track->name) == lowered(wanted); };
    const auto found = std::find_if(song.tracks.begin(), song.tracks.end(), isNamed);
    if (found == song.tracks.end())
        return wrong(std::string(option) + " names '" + wanted + "', and the song has the tracks " + trackList(song) + ".");
    if (std::any_of(found + 1, song.tracks.end(), isNamed))
        return wrong(std::string(option) + " names '" + wanted + "', and several tracks have that name; use a number: " + trackList(song) + ".");
    return (*found)->id;
}

std::optional<BarRange> barsWithNotes(const Track& track, const MeterMap& meters)
{
    const std::vector<Note> notes = notesInSongTime(track);
    if (notes.empty())
        return std::nullopt;
    return BarRange{meters.barAt(notes.front().start), meters.barAt(track.lastNoteEnd() - Tick(1))};
}

/// The notes in the bars to write that a pattern means.
Result<std::vector<NoteId>> notesLike(const NotePattern& pattern, const SuggestionRequest& request)
{
    const Song& song = request.song;
    TrackId only;
    if (!pattern.track.empty()) {
        const auto found = findTrack(pattern.track, "--lock-notes", song);
        if (!found)
            return found.error();
        only = *found;
    }
    const auto isMeant = [&](const Note& note) {
        const BarPosition at = song.meters.position(note.start);
        const double beat = at.beat + static_cast<double>(at.offset.value) / static_cast<double>(song.meters.meterAt(note.start).beatLength().value);
        return (!pattern.bar || *pattern.bar == at.bar) && (!pattern.beat || std::abs(*pattern.beat - beat) < 1.0 / 12)
            && (!pattern.pitch || *pattern.pitch == note.pitch);
    };
    std::vector<NoteId> notes;
    for (const auto& track : song.tracks)
        if (!only || track->id == only)
            for (const Note& note : notesInSongTime(*track))
                if (song.meters.bars(request.firstBar, request.lastBar).contains(note.start) && isMeant(note))
                    notes.push_back(note.id);
    if (notes.empty())
        return wrong("--lock-notes names '" + pattern.text + "', and no note in bars " + std::to_string(request.firstBar) + " to "
                     + std::to_string(request.lastBar) + " is like that.");
    return notes;
}

/// The bars to write. `melody` is set for harmonize.
Result<BarRange> targetBars(const SuggestArguments& arguments, const Song& song, const Track* melody)
{
    if (arguments.task == Task::Continue) {
        const int after = arguments.after.value_or(song.lastBar());
        return BarRange{after + 1, after + arguments.barCount};
    }
    if (melody) {
        const auto played = barsWithNotes(*melody, song.meters);
        if (!played)
            return Error{ErrorCode::Unsatisfiable, "--melody names a track without notes: '" + melody->name + "'."};
        return arguments.bars.value_or(*played);
    }
    return *arguments.bars;
}

} // namespace

std::string trackList(const Song& song)
{
    std::string list;
    for (std::size_t i = 0; i < song.tracks.size(); ++i)
        list += (i == 0 ? "" : ", ") + std::to_string(i + 1) + (song.tracks[i]->name.empty() ? "" : " " + song.tracks[i]->name);
    return list;
}

Result<SuggestionRequest> requestFor(const SuggestArguments& arguments, const Song& song)
{
    const std::string file = "'" + arguments.input.string() + "'";
    if (song.noteCount() == 0)
        return Error{ErrorCode::Unsatisfiable, file + " has no notes to go by."};

    SuggestionRequest request;
    request.id = 1;
    request.task = arguments.task;
    request.song = song;
    request.harmonizeAs = arguments.harmonizeAs;
    request.closeness = arguments.closeness;
    request.keep = arguments.keep;
    request.sampling = arguments.sampling;
    request.candidates = arguments.candidates;
    request.drafts = arguments.drafts;
    request.character = arguments.character;
    request.explain = arguments.explain;
    request.styles = arguments.styles;
    request.key = arguments.key;
    request.lockScale = arguments.lockScale;
    request.range = arguments.range;
    request.density = arguments.density;
    request.polyphony = arguments.polyphony;
    request.span = arguments.span;
    request.grid = arguments.grid;
    request.chordTones = arguments.chordTones;
    request.voiceLeading = arguments.voiceLeading;

    const Track* melody = nullptr;
    if (arguments.task == Task::Harmonize) {
        const auto found = findTrack(arguments.melody, "--melody", song);
        if (!found)
            return found.error();
        request.melody = *found;
        melody = song.findTrack(*found);
    }
    for (const std::string& wanted : arguments.tracks) {
        const auto found = findTrack(wanted, "--tracks", song);
        if (!found)
            return found.error();
        if (std::find(request.tracks.begin(), request.tracks.end(), *found) == request.tracks.end())
            request.tracks.push_back(*found);
    }

    const auto bars = targetBars(arguments, song, melody);
    if (!bars)
        return bars.error();
    request.firstBar = bars->first;
    request.lastBar = bars->last;

    request.chords = placeChords(arguments.chords, song.meters, request.firstBar, request.lastBar);
    for (const NotePattern& pattern : arguments.lockNotes) {
        const auto found = notesLike(pattern, request);
        if (!found)
            return found.error();
        request.lockedNotes.insert(request.lockedNotes.end(), found->begin(), found->end());
    }

    if (request.lockScale && !request.key) {
        request.key = song.keyAt(song.meters.bar(request.firstBar).begin);
        if (!request.key)
            return wrong("--lock-scale needs --key, because " + file + " names no key.");
    }
    return request;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SuggestReport.h"

#include "core/assist/Rows.h"
#include "core/notation/ChordSymbols.h"

#include <nlohmann/json.hpp>

#include <array>

namespace continuo {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 4> kHarmonizeNames{"satb", "chords", "bass", "piano"};

double quarters(Tick ticks)
{
    return static_cast<double>(ticks.value) / static_cast<double>(kTicksPerQuarter.value);
}

/// Number of a track as `info` shows it; added tracks follow the song's own.
std::size_t trackNumber(const SuggestReport& report, const Suggestion& suggestion, TrackId id)
{
    const int index = report.request.song.trackIndex(id);
    if (index >= 0)
        return static_cast<std::size_t>(index) + 1;
    std::size_t number = report.request.song.tracks.size() + 1;
    for (const SuggestedTrack& track : suggestion.newTracks) {
        if (track.id == id)
            break;
        ++number;
    }
    return number;
}

Json askedOf(const SuggestionRequest& request)
{
    Json asked{{"task", taskName(request.task)},
               {"bars", {request.firstBar, request.lastBar}},
               {"seed", request.sampling.seed},
               {"candidates", request.candidates},
               {"greedy", request.sampling.greedy},
               {"temperature", request.sampling.temperature},
               {"top_k", request.sampling.topK},
               {"top_p", request.sampling.topP}};
    Json& tracks = asked["tracks"] = Json::array();
    for (const TrackId track : request.tracks)
        tracks.push_back(request.song.trackIndex(track) + 1);
    if (request.melody) {
        asked["melody"] = request.song.trackIndex(*request.melody) + 1;
        if (request.tracks.empty())
            asked["as"] = kHarmonizeNames[static_cast<std::size_t>(request.harmonizeAs)];
    }
    if (request.task == Task::Vary) {
        asked["closeness"] = request.closeness;
        Json& kept = asked["keep"] = Json::array();
        for (const auto& [name, isKept] : {std::pair("rhythm", request.keep.rhythm), {"pitch", request.keep.pitch},
                                           {"contour", request.keep.contour}, {"harmony", request.keep.harmony}})
            if (isKept)
                kept.push_back(name);
    }
    if (request.styles.size() == 1)
        asked["style"] = request.styles.front();
    else if (!request.styles.empty())
        asked["style"] = request.styles;
    if (request.key)
        asked["key"] = keyName(*request.key);
    asked["lock_scale"] = request.lockScale;
    if (request.range)
        asked["range"] = {request.range->lowest.number, request.range->highest.number};
    if (request.density)
        asked["density"] = {request.density->lowest, request.density->highest};
    if (request.polyphony)
        asked["polyphony"] = *request.polyphony;
    if (request.span)
        asked["span"] = *request.span;
    if (request.grid)
        asked["grid_quarters"] = quarters(*request.grid);
    if (!request.chords.empty()) {
        Json& chords = asked["chords"] = Json::array();
        for (const PlacedChord& chord : request.chords)
            chords.push_back({{"bar", request.song.meters.barAt(chord.at)}, {"quarter", quarters(chord.at)}, {"chord", chord.chord.name}});
        asked["chord_tones"] = request.chordTones == ChordTones::Always ? "always" : "strong";
    }
    asked["voice_leading"] = request.voiceLeading;
    asked["locked_notes"] = request.lockedNotes.size();
    return asked;
}

/// One choice; `name` turns its values into what a musician reads.
template <typename Name>
Json choiceOf(const ChoiceExplanation& choice, const Name& name)
{
    Json object{{"wanted", choice.wanted}, {"allowed", choice.allowed}};
    Json& next = object["next"] = Json::array();
    for (const WeighedValue& value : choice.next)
        next.push_back({{"value", name(value.value)}, {"probability", value.probability}});
    if (choice.forbidden)
        object["forbidden"] = {{"value", name(choice.forbidden->value)}, {"probability", choice.forbidden->probability}};
    return object;
}

/// Starts are told in quarter notes from the start of the bar, lengths in quarter notes.
Json reasonsOf(const SuggestReport& report, const Suggestion& suggestion, const NoteExplanation& why)
{
    const auto inQuarters = [](int steps) { return Json(steps / double{kStepsPerQuarter}); };
    const auto start = [&](int steps) { return steps == kEndOfCell ? Json("end of bar") : inQuarters(steps); };
    const auto pitch = [](int number) { return Json(pitchName(Pitch(number))); };
    Json object{{"start", choiceOf(why.start, start)},
                {"pitch", choiceOf(why.pitch, pitch)},
                {"length", choiceOf(why.length, inQuarters)}};
    Json& influences = object["influences"] = Json::array();
    for (const Influence& influence : why.influences)
        influences.push_back({{"track", trackNumber(report, suggestion, influence.track)},
                              {"bar", influence.bar},
                              {"nats", influence.nats}});
    return object;
}

Json noteOf(const SuggestReport& report, const Suggestion& suggestion, const SuggestedNote& suggested)
{
    const MeterMap& meters = report.request.song.meters;
    const BarPosition at = meters.position(suggested.note.start);
    const double beat = at.beat + static_cast<double>(at.offset.value) / static_cast<double>(meters.meterAt(suggested.note.start).beatLength().value);
    Json object{{"track", trackNumber(report, suggestion, suggested.track)},
            {"bar", at.bar},
            {"beat", beat},
            {"quarters", quarters(suggested.note.length)},
            {"pitch", suggested.note.pitch.number},
            {"name", pitchName(suggested.note.pitch)},
            {"velocity", suggested.note.velocity},
            {"probability", suggested.probability}};
    if (suggested.why)
        object["why"] = reasonsOf(report, suggestion, *suggested.why);
    return object;
}

Json candidateOf(const SuggestReport& report, const WrittenCandidate& candidate)
{
    Json object{{"file", candidate.file.string()}, {"seed", candidate.suggestion.seed}};
    if (!candidate.suggestion.style.empty())
        object["style"] = candidate.suggestion.style;
    Json& written = object["tracks"] = Json::array();
    for (const TrackId track : candidate.suggestion.writtenTracks)
        written.push_back(trackNumber(report, candidate.suggestion, track));
    Json& added = object["new_tracks"] = Json::array();
    for (const SuggestedTrack& track : candidate.suggestion.newTracks)
        added.push_back({{"track", trackNumber(report, candidate.suggestion, track.id)},
                         {"name", track.name},
                         {"channel", track.channel + 1},
                         {"program", track.program}});
    if (const std::string chords = chordChart(withSuggestion(report.request.song, candidate.suggestion), report.request.firstBar,
                                              report.request.lastBar);
        !chords.empty())
        object["chords"] = chords;
    Json& measured = object["measured"] = Json::array();
    for (const AskedAndMeasured& wish : candidate.suggestion.measured) {
        measured.push_back({{"name", wish.name}, {"asked", wish.asked}});
        measured.back()["measured"] = wish.measured ? Json(*wish.measured) : Json(nullptr);
    }
    Json& checks = object["checks"] = Json::array();
    for (const CheckFinding& finding : candidate.checks)
        checks.push_back({{"name", finding.name}, {"kept", finding.kept}});
    Json& notes = object["notes"] = Json::array();
    for (const SuggestedNote& note : candidate.suggestion.notes)
        notes.push_back(noteOf(report, candidate.suggestion, note));
    return object;
}

} // namespace

std::string reportText(const SuggestReport& report)
{
    Json object{{"input", report.input.string()},
                {"model", report.model},
                {"device", report.device},
                {"asked", askedOf(report.request)},
                {"notices", report.notices},
                {"seconds", {{"first_note", report.firstNoteSeconds}, {"all", report.seconds}}}};
    Json& candidates = object["candidates"] = Json::array();
    for (const WrittenCandidate& candidate : report.candidates)
        candidates.push_back(candidateOf(report, candidate));
    return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace continuo

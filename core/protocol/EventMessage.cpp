// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/EventMessage.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

namespace continuo::protocol {

namespace {

struct NamedCode {
    ErrorCode code;
    std::string_view name;
};
constexpr std::array<NamedCode, 6> kCodes{{{ErrorCode::Usage, "usage"},
                                          {ErrorCode::Input, "input"},
                                          {ErrorCode::Unsatisfiable, "unsatisfiable"},
                                          {ErrorCode::Unavailable, "unavailable"},
                                          {ErrorCode::Output, "output"},
                                          {ErrorCode::Cancelled, "cancelled"}}};

Json toJson(const WeighedValue& value)
{
    return {{"value", value.value}, {"probability", value.probability}};
}

WeighedValue weighedIn(const Json& json)
{
    Fields fields(json);
    return {fields.whole("value", 0, 1000), fields.number("probability", 0.0, 1.0)};
}

Json toJson(const ChoiceExplanation& choice)
{
    Json object{{"wanted", choice.wanted}, {"allowed", choice.allowed}, {"next", Json::array()}};
    for (const WeighedValue& value : choice.next)
        object["next"].push_back(toJson(value));
    if (choice.forbidden)
        object["forbidden"] = toJson(*choice.forbidden);
    return object;
}

ChoiceExplanation choiceIn(const Json& json)
{
    Fields fields(json);
    ChoiceExplanation choice{fields.number("wanted", 0.0, 1.0), fields.number("allowed", 0.0, 1.0), {}, {}};
    for (const Json& value : fields.list("next"))
        choice.next.push_back(weighedIn(value));
    if (fields.has("forbidden"))
        choice.forbidden = weighedIn(fields.any("forbidden"));
    return choice;
}

Json toJson(const NoteExplanation& why, const TrackNumbers& tracks)
{
    Json object{{"start", toJson(why.start)}, {"pitch", toJson(why.pitch)}, {"length", toJson(why.length)},
                {"influences", Json::array()}};
    for (const Influence& influence : why.influences)
        object["influences"].push_back(
            {{"track", tracks.number(influence.track)}, {"bar", influence.bar}, {"nats", influence.nats}});
    return object;
}

NoteExplanation explanationIn(const Json& json, const TrackNumbers& tracks)
{
    Fields fields(json);
    NoteExplanation why{choiceIn(fields.any("start")), choiceIn(fields.any("pitch")), choiceIn(fields.any("length")), {}};
    for (const Json& influence : fields.list("influences")) {
        Fields inner(influence);
        why.influences.push_back({tracks.track(inner.whole("track", 0, kMostTracks)), inner.whole("bar", 1, 1'000'000),
                                  inner.number("nats", -1e6, 1e6)});
    }
    return why;
}

Json toJson(const SuggestedNote& note, const TrackNumbers& tracks)
{
    Json object{{"track", tracks.number(note.track)}, {"start", note.note.start.value},
                {"length", note.note.length.value},   {"pitch", note.note.pitch.number},
                {"velocity", note.note.velocity},     {"probability", note.probability}};
    if (note.why)
        object["why"] = toJson(*note.why, tracks);
    return object;
}

SuggestedNote noteIn(Fields& fields, const TrackNumbers& tracks)
{
    SuggestedNote note;
    note.track = tracks.track(fields.whole("track", 0, kMostTracks));
    note.note.start = Tick(fields.whole<std::int64_t>("start", 0, kMostTicks));
    note.note.length = Tick(fields.whole<std::int64_t>("length", 1, kMostTicks));
    note.note.pitch = Pitch(fields.whole("pitch", 0, 127));
    note.note.velocity = static_cast<std::uint8_t>(fields.whole("velocity", 1, 127));
    note.note.origin = Origin::Suggestion;
    note.probability = fields.number("probability", 0.0, 1.0);
    if (fields.has("why"))
        note.why = std::make_shared<const NoteExplanation>(explanationIn(fields.any("why"), tracks));
    return note;
}

Json toJson(const SuggestedTrack& track, const TrackNumbers& tracks)
{
    return {{"track", tracks.number(track.id)}, {"name", track.name}, {"channel", track.channel}, {"program", track.program}};
}

SuggestedTrack trackIn(Fields& fields, const TrackNumbers& tracks)
{
    SuggestedTrack track;
    track.id = tracks.track(fields.whole("track", 0, kMostTracks));
    track.name = fields.text("name");
    track.channel = fields.whole("channel", 0, 15);
    track.program = fields.whole("program", 0, 127);
    return track;
}

void addFields(Json& object, Json more)
{
    for (auto& [name, value] : more.items())
        object[name] = std::move(value);
}

} // namespace

Json toJson(const SuggestionEvent& event, const TrackNumbers& tracks)
{
    using Kind = SuggestionEvent::Kind;
    Json object;
    const auto begin = [&](const char* type) { object = {{"type", type}, {"id", event.request}}; };
    switch (event.kind) {
    case Kind::Track:
        begin("track");
        object["candidate"] = event.candidate;
        addFields(object, toJson(event.track, tracks));
        break;
    case Kind::Note:
        begin("note");
        object["candidate"] = event.candidate;
        addFields(object, toJson(event.note, tracks));
        break;
    case Kind::Candidate: {
        begin("candidate");
        object["candidate"] = event.candidate;
        object["seed"] = event.suggestion.seed;
        if (!event.suggestion.style.empty())
            object["style"] = event.suggestion.style;
        Json& written = object["tracks"] = Json::array();
        for (const TrackId track : event.suggestion.writtenTracks)
            written.push_back(tracks.number(track));
        Json& added = object["new_tracks"] = Json::array();
        for (const SuggestedTrack& track : event.suggestion.newTracks)
            added.push_back(toJson(track, tracks));
        Json& notes = object["notes"] = Json::array();
        for (const SuggestedNote& note : event.suggestion.notes)
            notes.push_back(toJson(note, tracks));
        Json& measured = object["measured"] = Json::array();
        for (const AskedAndMeasured& wish : event.suggestion.measured) {
            measured.push_back({{"name", wish.name}, {"asked", wish.asked}});
            if (wish.measured)
                measured.back()["measured"] = *wish.measured;
        }
        break;
    }
    case Kind::Finished:
        begin("finished");
        break;
    case Kind::Failed: {
        begin("failed");
        const auto named = std::find_if(kCodes.begin(), kCodes.end(), [&](const NamedCode& code) { return code.code == event.error.code; });
        object["code"] = named->name;
        object["message"] = event.error.message;
        break;
    }
    }
    return object;
}

SuggestionEvent eventIn(Fields& fields, const std::string& type, const TrackNumbers& tracks, Range<Tick> target)
{
    using Kind = SuggestionEvent::Kind;
    SuggestionEvent event;
    event.request = fields.natural("id");
    if (type == "finished") {
        event.kind = Kind::Finished;
        return event;
    }
    if (type == "failed") {
        event.kind = Kind::Failed;
        const std::string code = fields.text("code");
        const auto named = std::find_if(kCodes.begin(), kCodes.end(), [&](const NamedCode& one) { return one.name == code; });
        event.error = {named == kCodes.end() ? ErrorCode::Unavailable : named->code, fields.text("message")};
        return event;
    }
    event.candidate = fields.whole("candidate", 0, 63);
    if (type == "track") {
        event.kind = Kind::Track;
        event.track = trackIn(fields, tracks);
    } else if (type == "note") {
        event.kind = Kind::Note;
        event.note = noteIn(fields, tracks);
    } else {
        event.kind = Kind::Candidate;
        event.suggestion.seed = fields.natural("seed");
        if (fields.has("style"))
            event.suggestion.style = fields.text("style");
        event.suggestion.target = target;
        for (const Json& track : fields.list("tracks"))
            event.suggestion.writtenTracks.push_back(tracks.track(Fields::wholeOf(track, "tracks", 0, kMostTracks)));
        for (const Json& added : fields.list("new_tracks")) {
            Fields inner(added);
            event.suggestion.newTracks.push_back(trackIn(inner, tracks));
        }
        for (const Json& note : fields.list("notes")) {
            Fields inner(note);
            event.suggestion.notes.push_back(noteIn(inner, tracks));
        }
        for (const Json& wish : fields.list("measured")) {
            Fields inner(wish);
            AskedAndMeasured& read = event.suggestion.measured.emplace_back();
            read.name = inner.text("name");
            read.asked = inner.number("asked", -1e9, 1e9);
            if (inner.has("measured"))
                read.measured = inner.number("measured", -1e9, 1e9);
        }
    }
    return event;
}

} // namespace continuo::protocol

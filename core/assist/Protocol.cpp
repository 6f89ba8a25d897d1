// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Protocol.h"

#include "core/assist/Character.h"

#include "core/assist/Styles.h"
#include "core/io/Base64.h"
#include "core/io/MidiFile.h"
#include "core/theory/KeySignature.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace continuo::protocol {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 4> kTasks{"continue", "harmonize", "vary", "infill"};
constexpr std::array<std::string_view, 4> kHarmonize{"satb", "chords", "bass", "piano"};
constexpr std::array<std::string_view, 2> kChordTones{"always", "strong"};

struct KeptThing {
    const char* name;
    bool Keep::*isKept;
};
constexpr std::array<KeptThing, 4> kKeeps{
    {{"rhythm", &Keep::rhythm}, {"pitch", &Keep::pitch}, {"contour", &Keep::contour}, {"harmony", &Keep::harmony}}};

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

constexpr std::int64_t kMostTicks = std::int64_t{1} << 52;
constexpr int kMostBars = 1'000'000;
constexpr int kMostTracks = 65'536;

/// Why a line is refused. Thrown and caught inside this file only.
struct Refused {
    Error error;
};

[[noreturn]] void refuse(std::string sentence, ErrorCode code = ErrorCode::Usage)
{
    throw Refused{{code, std::move(sentence)}};
}

std::string inQuotes(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

/// The fields of a message, taken one by one; what is left over is refused.
class Fields {
public:
    explicit Fields(const Json& object) : object_(object)
    {
        if (!object.is_object())
            refuse("A message is one JSON object a line.");
    }

    bool has(const char* name) const { return object_.contains(name); }

    const Json& any(const char* name)
    {
        const auto found = object_.find(name);
        if (found == object_.end())
            refuse("The field " + inQuotes(name) + " is missing.");
        taken_.insert(name);
        return *found;
    }

    std::string text(const char* name)
    {
        const Json& value = any(name);
        if (!value.is_string())
            refuse("The field " + inQuotes(name) + " needs a text.");
        return value.get<std::string>();
    }

    bool flag(const char* name)
    {
        const Json& value = any(name);
        if (!value.is_boolean())
            refuse("The field " + inQuotes(name) + " needs true or false.");
        return value.get<bool>();
    }

    std::uint64_t natural(const char* name)
    {
        const Json& value = any(name);
        if (!value.is_number_unsigned())
            refuse("The field " + inQuotes(name) + " needs a whole number without a sign.");
        return value.get<std::uint64_t>();
    }

    template <typename T = int>
    T whole(const char* name, T lowest, T highest)
    {
        return wholeOf<T>(any(name), name, lowest, highest);
    }

    double number(const char* name, double lowest, double highest)
    {
        return numberOf(any(name), name, lowest, highest);
    }

    template <std::size_t N>
    std::size_t choice(const char* name, const std::array<std::string_view, N>& names)
    {
        const std::string value = text(name);
        const auto found = std::find(names.begin(), names.end(), value);
        if (found == names.end())
            refuse("The field " + inQuotes(name) + " cannot be " + inQuotes(value) + ".");
        return static_cast<std::size_t>(found - names.begin());
    }

    const Json& list(const char* name)
    {
        const Json& value = any(name);
        if (!value.is_array())
            refuse("The field " + inQuotes(name) + " needs a list.");
        return value;
    }

    /// Two numbers from low to high.
    const Json& pair(const char* name)
    {
        const Json& value = list(name);
        if (value.size() != 2)
            refuse("The field " + inQuotes(name) + " needs two numbers.");
        return value;
    }

    void refuseOthers() const
    {
        for (const auto& [name, value] : object_.items())
            if (!taken_.contains(name))
                refuse("The field " + inQuotes(name) + " is not known in protocol " + std::to_string(kVersion) + ".");
    }

    template <typename T>
    static T wholeOf(const Json& value, const char* name, T lowest, T highest)
    {
        const bool fits = value.is_number_integer()
            && !(value.is_number_unsigned()
                 && value.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
        const std::int64_t number = fits ? value.get<std::int64_t>() : 0;
        if (!fits || number < lowest || number > highest)
            refuse("The field " + inQuotes(name) + " needs a whole number from " + std::to_string(lowest) + " to "
                   + std::to_string(highest) + ".");
        return static_cast<T>(number);
    }

    static double numberOf(const Json& value, const char* name, double lowest, double highest)
    {
        const double number = value.is_number() ? value.get<double>() : -1.0;
        if (!value.is_number() || !(number >= lowest && number <= highest))
            refuse("The field " + inQuotes(name) + " needs a number from " + Json(lowest).dump() + " to " + Json(highest).dump() + ".");
        return number;
    }

private:
    const Json& object_;
    std::set<std::string, std::less<>> taken_;
};

/// Text that is not UTF-8, as MIDI files have it, is sent with replacement characters.
std::string lineOf(const Json& object)
{
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parsed(std::string_view line)
{
    if (line.size() > kLongestLine)
        refuse("The line is longer than " + std::to_string(kLongestLine >> 20) + " MiB.");
    Json object = Json::parse(line, nullptr, false);
    if (object.is_discarded())
        refuse("The line is not valid JSON.");
    return object;
}

// --- song ---

Song songIn(const std::string& base64)
{
    const auto bytes = decodeBase64(base64);
    if (!bytes)
        refuse("The field \"song\" is not valid base64.", ErrorCode::Input);
    auto loaded = readMidi(*bytes, "the song that was sent");
    if (!loaded)
        throw Refused{loaded.error()};
    return std::move(loaded->song);
}

TrackId trackIn(const Json& value, const char* name, const Song& song)
{
    const int number = Fields::wholeOf<int>(value, name, 0, kMostTracks);
    if (static_cast<std::size_t>(number) >= song.tracks.size())
        refuse("The field " + inQuotes(name) + " names track " + std::to_string(number) + ", and the song has "
               + std::to_string(song.tracks.size()) + ", counted from 0.");
    return song.tracks[static_cast<std::size_t>(number)]->id;
}

// --- suggest ---

Json toJson(const Sampling& sampling)
{
    return {{"temperature", sampling.temperature},
            {"top_k", sampling.topK},
            {"top_p", sampling.topP},
            {"greedy", sampling.greedy},
            {"seed", sampling.seed}};
}

Sampling samplingIn(const Json& object)
{
    Fields fields(object);
    Sampling sampling;
    if (fields.has("temperature"))
        sampling.temperature = fields.number("temperature", 0.0, 4.0);
    if (!(sampling.temperature > 0))
        refuse("The field \"temperature\" needs a number above 0, at most 4.");
    if (fields.has("top_k"))
        sampling.topK = fields.whole("top_k", 0, 1'000'000);
    if (fields.has("top_p"))
        sampling.topP = fields.number("top_p", 0.0, 1.0);
    if (!(sampling.topP > 0))
        refuse("The field \"top_p\" needs a number above 0, at most 1.");
    if (fields.has("greedy"))
        sampling.greedy = fields.flag("greedy");
    if (fields.has("seed"))
        sampling.seed = fields.natural("seed");
    fields.refuseOthers();
    return sampling;
}

Json toJson(const SuggestionRequest& request)
{
    const TrackNumbers numbers(request.song);
    Json object{{"type", "suggest"},
                {"id", request.id},
                {"task", taskName(request.task)},
                {"first_bar", request.firstBar},
                {"last_bar", request.lastBar},
                {"sampling", toJson(request.sampling)},
                {"candidates", request.candidates},
                {"song_tracks", request.song.tracks.size()},
                {"song", encodeBase64(songBytes(request.song))}};
    if (!request.tracks.empty()) {
        Json& tracks = object["tracks"] = Json::array();
        for (const TrackId track : request.tracks)
            tracks.push_back(numbers.number(track));
    }
    if (request.task == Task::Harmonize) {
        if (request.melody)
            object["melody"] = numbers.number(*request.melody);
        object["as"] = kHarmonize[static_cast<std::size_t>(request.harmonizeAs)];
    }
    if (request.task == Task::Vary) {
        object["closeness"] = request.closeness;
        Json& kept = object["keep"] = Json::array();
        for (const KeptThing& thing : kKeeps)
            if (request.keep.*thing.isKept)
                kept.push_back(thing.name);
    }
    if (!request.style.empty())
        object["style"] = request.style;
    if (request.key)
        object["key"] = keyName(*request.key);
    if (request.lockScale)
        object["lock_scale"] = true;
    if (request.range)
        object["range"] = {request.range->lowest.number, request.range->highest.number};
    if (request.density)
        object["density"] = {request.density->lowest, request.density->highest};
    if (request.polyphony)
        object["polyphony"] = *request.polyphony;
    if (request.explain)
        object["explain"] = true;
    if (request.span)
        object["span"] = *request.span;
    if (request.grid)
        object["grid"] = request.grid->value;
    if (request.voiceLeading)
        object["voice_leading"] = true;
    if (!request.chords.empty()) {
        object["chord_tones"] = kChordTones[static_cast<std::size_t>(request.chordTones)];
        Json& chords = object["chords"] = Json::array();
        for (const PlacedChord& chord : request.chords)
            chords.push_back({{"at", chord.at.value}, {"chord", chord.chord.name}});
    }
    if (!request.lockedNotes.empty()) {
        Json& locked = object["locked_notes"] = Json::array();
        for (const auto& track : request.song.tracks)
            for (const Note& note : notesInSongTime(*track))
                if (std::find(request.lockedNotes.begin(), request.lockedNotes.end(), note.id) != request.lockedNotes.end())
                    locked.push_back({{"track", numbers.number(track->id)}, {"start", note.start.value}, {"pitch", note.pitch.number}});
    }
    if (request.drafts > 0)
        object["drafts"] = request.drafts;
    for (const CharacterTrait& trait : characterTraits())
        if (const auto& asked = request.character.*trait.value)
            object[trait.name] = *asked;
    return object;
}

std::vector<PlacedChord> chordsIn(const Json& list)
{
    std::vector<PlacedChord> chords;
    for (const Json& entry : list) {
        Fields fields(entry);
        const Tick at(fields.whole<std::int64_t>("at", 0, kMostTicks));
        const std::string name = fields.text("chord");
        const auto chord = parseChord(name);
        if (!chord)
            refuse("The field \"chord\" cannot be " + inQuotes(name) + ".");
        if (!chords.empty() && at <= chords.back().at)
            refuse("The field \"chords\" needs chords in the order of their time.");
        fields.refuseOthers();
        chords.push_back({at, *chord});
    }
    return chords;
}

std::vector<NoteId> lockedNotesIn(const Json& list, const Song& song)
{
    std::vector<NoteId> locked;
    for (const Json& entry : list) {
        Fields fields(entry);
        const TrackId track = trackIn(fields.any("track"), "track", song);
        const Tick start(fields.whole<std::int64_t>("start", 0, kMostTicks));
        const Pitch pitch(fields.whole("pitch", 0, 127));
        fields.refuseOthers();
        const std::size_t before = locked.size();
        for (const Note& note : notesInSongTime(*song.findTrack(track)))
            if (note.start == start && note.pitch == pitch)
                locked.push_back(note.id);
        if (locked.size() == before)
            refuse("The field \"locked_notes\" names a note that the song does not have.");
    }
    return locked;
}

SuggestionRequest requestIn(Fields& fields)
{
    SuggestionRequest request;
    request.id = fields.natural("id");
    request.task = static_cast<Task>(fields.choice("task", kTasks));
    request.firstBar = fields.whole("first_bar", 1, kMostBars);
    request.lastBar = fields.whole("last_bar", request.firstBar, kMostBars);
    if (fields.has("sampling"))
        request.sampling = samplingIn(fields.any("sampling"));
    if (fields.has("candidates"))
        request.candidates = fields.whole("candidates", 1, 64);
    if (request.task == Task::Harmonize && fields.has("as"))
        request.harmonizeAs = static_cast<HarmonizeAs>(fields.choice("as", kHarmonize));
    if (request.task == Task::Vary && fields.has("closeness"))
        request.closeness = fields.number("closeness", 0.0, 1.0);
    if (request.task == Task::Vary && fields.has("keep"))
        for (const Json& name : fields.list("keep")) {
            const auto thing = std::find_if(kKeeps.begin(), kKeeps.end(), [&](const KeptThing& one) { return name == one.name; });
            if (thing == kKeeps.end())
                refuse("The field \"keep\" needs some of rhythm, pitch, contour and harmony.");
            request.keep.*thing->isKept = true;
        }
    if (fields.has("style")) {
        request.style = fields.text("style");
        if (!request.style.empty() && styleIndex(request.style) < 0)
            refuse("The field \"style\" cannot be " + inQuotes(request.style) + "; \"info\" lists the styles.");
    }
    if (fields.has("key")) {
        request.key = parseKey(fields.text("key"));
        if (!request.key)
            refuse("The field \"key\" needs a key such as \"D minor\".");
    }
    if (fields.has("lock_scale"))
        request.lockScale = fields.flag("lock_scale");
    if (fields.has("explain"))
        request.explain = fields.flag("explain");
    if (fields.has("range")) {
        const Json& pair = fields.pair("range");
        const int lowest = Fields::wholeOf(pair[0], "range", 0, 127);
        request.range = PitchRange{Pitch(lowest), Pitch(Fields::wholeOf(pair[1], "range", lowest, 127))};
    }
    if (fields.has("density")) {
        const Json& pair = fields.pair("density");
        const double lowest = Fields::numberOf(pair[0], "density", 0.0, 1000.0);
        request.density = DensityRange{lowest, Fields::numberOf(pair[1], "density", lowest, 1000.0)};
    }
    if (fields.has("polyphony"))
        request.polyphony = fields.whole("polyphony", 1, 128);
    if (fields.has("span"))
        request.span = fields.whole("span", 0, 127);
    if (fields.has("grid"))
        request.grid = Tick(fields.whole<std::int64_t>("grid", 1, kMostTicks));
    if (fields.has("voice_leading"))
        request.voiceLeading = fields.flag("voice_leading");
    if (fields.has("chord_tones"))
        request.chordTones = static_cast<ChordTones>(fields.choice("chord_tones", kChordTones));
    if (fields.has("chords"))
        request.chords = chordsIn(fields.list("chords"));
    if (fields.has("drafts"))
        request.drafts = fields.whole("drafts", 1, 64);
    for (const CharacterTrait& trait : characterTraits())
        if (fields.has(trait.name))
            request.character.*trait.value = fields.number(trait.name, trait.lowest, trait.highest);

    request.song = songIn(fields.text("song"));
    if (fields.has("song_tracks")
        && static_cast<std::size_t>(fields.whole("song_tracks", 0, kMostTracks)) != request.song.tracks.size())
        refuse("The field \"song_tracks\" does not agree with the song, which has " + std::to_string(request.song.tracks.size()) + " tracks.");
    if (fields.has("tracks"))
        for (const Json& track : fields.list("tracks"))
            request.tracks.push_back(trackIn(track, "tracks", request.song));
    if (request.task == Task::Harmonize)
        request.melody = trackIn(fields.any("melody"), "melody", request.song);
    if (fields.has("locked_notes"))
        request.lockedNotes = lockedNotesIn(fields.list("locked_notes"), request.song);
    fields.refuseOthers();
    return request;
}

// --- events ---

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

template <typename... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

Json typeOnly(const char* type)
{
    return {{"type", type}};
}

ClientMessage clientMessageIn(const Json& object)
{
    Fields fields(object);
    const std::string type = fields.text("type");
    ClientMessage message;
    if (type == "suggest")
        message = Suggest{requestIn(fields)};
    else if (type == "cancel")
        message = Cancel{fields.natural("id")};
    else if (type == "ping")
        message = Ping{};
    else if (type == "info")
        message = Info{};
    else if (type == "quit")
        message = Quit{};
    else
        refuse("The message type " + inQuotes(type) + " is not known in protocol " + std::to_string(kVersion) + ".");
    fields.refuseOthers();
    return message;
}

/// Fields that a later engine adds to its answers do not matter.
EngineMessage engineMessageIn(const Json& object, const TrackNumbers& tracks, Range<Tick> target)
{
    constexpr std::array<std::string_view, 5> kEvents{"track", "note", "candidate", "finished", "failed"};
    Fields fields(object);
    const std::string type = fields.text("type");
    if (std::find(kEvents.begin(), kEvents.end(), type) != kEvents.end())
        return eventIn(fields, type, tracks, target);
    if (type == "hello")
        return Hello{fields.whole("protocol", 1, 1'000'000), fields.text("program"), fields.text("version")};
    if (type == "ready")
        return Ready{fields.text("model"), fields.text("device")};
    if (type == "log")
        return Log{fields.text("message")};
    if (type == "pong")
        return Pong{};
    if (type == "info") {
        EngineInfo info{fields.flag("loaded"), fields.text("model"), fields.text("device"), {}};
        for (const Json& style : fields.list("styles"))
            info.styles.push_back(style.is_string() ? style.get<std::string>() : std::string());
        return info;
    }
    refuse("The engine says " + inQuotes(type) + ", which is not known in protocol " + std::to_string(kVersion) + ".");
}

template <typename T, typename Decode>
Result<T> refusalsAsErrors(Decode decode)
{
    try {
        return T(decode());
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const std::exception&) {
        return Error{ErrorCode::Usage, "The line could not be read."};
    }
}

} // namespace

TrackNumbers::TrackNumbers(const Song& song) : lastId_(song.lastId)
{
    for (const auto& track : song.tracks)
        ids_.push_back(track->id);
}

int TrackNumbers::number(TrackId track) const
{
    const auto found = std::find(ids_.begin(), ids_.end(), track);
    if (found != ids_.end())
        return static_cast<int>(found - ids_.begin());
    return track.value > lastId_ ? static_cast<int>(ids_.size() + (track.value - lastId_ - 1)) : -1;
}

TrackId TrackNumbers::track(int number) const
{
    if (number < 0)
        return TrackId();
    const auto index = static_cast<std::size_t>(number);
    return index < ids_.size() ? ids_[index] : TrackId(lastId_ + 1 + (index - ids_.size()));
}

std::string songBytes(const Song& song)
{
    Song sent = song;
    sent.layout.format = 1;
    for (auto& track : sent.tracks) {
        Track own = *track;
        own.fileTrack = -1;
        track = std::make_shared<const Track>(std::move(own));
    }
    return writeMidi(sent, {.format = 1});
}

std::string encode(const ClientMessage& message)
{
    return lineOf(std::visit(Overloaded{[](const Suggest& suggest) { return toJson(suggest.request); },
                                        [](const Cancel& cancel) { return Json{{"type", "cancel"}, {"id", cancel.id}}; },
                                        [](const Ping&) { return typeOnly("ping"); },
                                        [](const Info&) { return typeOnly("info"); },
                                        [](const Quit&) { return typeOnly("quit"); }},
                             message));
}

Result<ClientMessage> decodeClientMessage(std::string_view line)
{
    return refusalsAsErrors<ClientMessage>([&] { return clientMessageIn(parsed(line)); });
}

std::uint64_t requestIdIn(std::string_view line)
{
    const auto id = refusalsAsErrors<std::uint64_t>([&] {
        const Json object = parsed(line);
        return Fields(object).natural("id");
    });
    return id ? *id : 0;
}

std::string encode(const EngineMessage& message, const TrackNumbers& tracks)
{
    return lineOf(std::visit(
        Overloaded{[](const Hello& hello) {
                       return Json{{"type", "hello"}, {"protocol", hello.protocol}, {"program", hello.program}, {"version", hello.version}};
                   },
                   [](const Ready& ready) { return Json{{"type", "ready"}, {"model", ready.model}, {"device", ready.device}}; },
                   [](const Pong&) { return typeOnly("pong"); },
                   [](const EngineInfo& info) {
                       return Json{{"type", "info"}, {"loaded", info.loaded}, {"model", info.model}, {"device", info.device}, {"styles", info.styles}};
                   },
                   [](const Log& log) { return Json{{"type", "log"}, {"message", log.message}}; },
                   [&](const SuggestionEvent& event) { return toJson(event, tracks); }},
        message));
}

Result<EngineMessage> decodeEngineMessage(std::string_view line, const TrackNumbers& tracks, Range<Tick> target)
{
    return refusalsAsErrors<EngineMessage>([&] { return engineMessageIn(parsed(line), tracks, target); });
}

} // namespace continuo::protocol

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/RequestMessage.h"

#include "core/assist/Character.h"
#include "core/assist/Styles.h"
#include "core/io/Base64.h"
#include "core/io/MidiFile.h"
#include "core/protocol/SentSong.h"
#include "core/theory/KeySignature.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace continuo::protocol {

namespace {

constexpr std::array<std::string_view, 4> kTasks{"continue", "harmonize", "vary", "infill"};
constexpr std::array<std::string_view, 4> kHarmonize{"satb", "chords", "bass", "piano"};
constexpr std::array<std::string_view, 2> kChordTones{"always", "strong"};

struct KeptThing {
    const char* name;
    bool Keep::*isKept;
};
constexpr std::array<KeptThing, 4> kKeeps{
    {{"rhythm", &Keep::rhythm}, {"pitch", &Keep::pitch}, {"contour", &Keep::contour}, {"harmony", &Keep::harmony}}};

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

/// A name, which may be empty for none, or a list of names.
std::vector<std::string> stylesIn(const Json& value)
{
    const Json list = value.is_array() ? value : value == "" ? Json::array() : Json::array({value});
    std::vector<std::string> styles;
    for (const Json& entry : list) {
        if (!entry.is_string())
            refuse("The field \"style\" needs the name of a style or a list of names.");
        styles.push_back(entry.get<std::string>());
        if (styleIndex(styles.back()) < 0)
            refuse("The field \"style\" cannot be " + inQuotes(styles.back()) + "; \"info\" lists the styles.");
    }
    if (styles.size() > styleNames().size())
        refuse("The field \"style\" names more styles than there are.");
    return styles;
}

} // namespace

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
    if (request.styles.size() == 1)
        object["style"] = request.styles.front();
    else if (!request.styles.empty())
        object["style"] = request.styles;
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
    if (fields.has("style"))
        request.styles = stylesIn(fields.any("style"));
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

} // namespace continuo::protocol

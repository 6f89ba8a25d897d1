// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SongInfo.h"

#include "core/io/SongFile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace continuo {

namespace {

using Json = nlohmann::ordered_json;

/// One track, measured.
struct TrackFacts {
    std::size_t number = 0;
    const Track* track = nullptr;
    std::size_t notes = 0;
    Pitch lowest, highest;
    int firstBar = 0, lastBar = 0;
};

std::vector<TrackFacts> factsOf(const Song& song)
{
    std::vector<TrackFacts> all;
    for (const auto& track : song.tracks) {
        TrackFacts facts;
        facts.number = all.size() + 1;
        facts.track = track.get();
        const std::vector<Note> notes = notesInSongTime(*track);
        facts.notes = notes.size();
        if (!notes.empty()) {
            const auto [low, high] = std::minmax_element(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return a.pitch < b.pitch; });
            facts.lowest = low->pitch;
            facts.highest = high->pitch;
            facts.firstBar = song.meters.barAt(notes.front().start);
            facts.lastBar = song.meters.barAt(track->lastNoteEnd() - Tick(1));
        }
        all.push_back(facts);
    }
    return all;
}

std::string meterName(const Meter& meter)
{
    return std::to_string(meter.numerator) + "/" + std::to_string(meter.denominator);
}

std::string clock(double seconds)
{
    const auto whole = static_cast<long>(std::lround(seconds));
    std::ostringstream text;
    text << whole / 60 << ':' << std::setw(2) << std::setfill('0') << whole % 60;
    return text.str();
}

/// "4/4, from bar 9 3/4": the first values of a list of changes, and how many more there are.
template <typename Changes, typename NameOf>
std::string changesText(const Changes& changes, const MeterMap& meters, const char* none, NameOf nameOf)
{
    constexpr std::size_t kShown = 6;
    if (changes.empty())
        return none;
    std::string text;
    std::size_t shown = 0;
    for (const auto& change : changes) {
        if (++shown > kShown)
            return text + ", and " + std::to_string(changes.size() - kShown) + " more changes";
        if (shown == 1 && change.at == Tick(0))
            text = nameOf(change);
        else
            text += (text.empty() ? "" : ", ") + ("from bar " + std::to_string(meters.barAt(change.at)) + " " + nameOf(change));
    }
    return text;
}

std::string bpmText(const TempoChange& change)
{
    std::ostringstream text;
    text << std::setprecision(4) << change.bpm();
    return text.str();
}

/// What the name says that the file is.
std::string fileKindText(const std::string& name, const Song& song)
{
    switch (songFileKind(name).value_or(SongFileKind::Midi)) {
    case SongFileKind::Project: return "a Continuo song";
    case SongFileKind::MusicXml: return "a song in a score";
    case SongFileKind::Midi: break;
    }
    return "a song in a MIDI file of type " + std::to_string(song.layout.format);
}

} // namespace

std::string describeSong(const std::string& name, const LoadedSong& loaded)
{
    const Song& song = loaded.song;
    std::ostringstream text;
    text << name << ": " << fileKindText(name, song) << "\n"
         << "  " << song.lastBar() << " bars, " << clock(song.tempo.seconds(song.end())) << ", " << song.tracks.size() << " tracks, "
         << song.noteCount() << " notes\n"
         << "  tempo " << changesText(song.tempo.changes(), song.meters, "120", bpmText) << "\n"
         << "  meter "
         << changesText(song.meters.changes(), song.meters, "4/4", [](const MeterChange& change) { return meterName(change.meter); })
         << "\n"
         << "  key " << changesText(song.keys, song.meters, "not named", [](const KeyChange& change) { return keyName(change.key); }) << "\n";
    for (const TrackFacts& facts : factsOf(song)) {
        const Track& track = *facts.track;
        text << std::setw(5) << facts.number << "  " << (track.name.empty() ? "(no name)" : track.name) << ": "
             << (track.isDrums() ? std::string("drums") : "channel " + std::to_string(track.channel + 1));
        if (track.program)
            text << ", program " << *track.program + 1;
        if (facts.notes > 0)
            text << ", " << facts.notes << " notes from " << pitchName(facts.lowest) << " to " << pitchName(facts.highest) << " in bars "
                 << facts.firstBar << "-" << facts.lastBar;
        else
            text << ", no notes";
        text << "\n";
    }
    for (const std::string& notice : loaded.notices)
        text << "  note: " << notice << "\n";
    return text.str();
}

std::string songAsJson(const std::string& name, const LoadedSong& loaded)
{
    const Song& song = loaded.song;
    Json object{{"kind", "song"},
                {"file", name},
                {"midi_type", song.layout.format},
                {"division", song.layout.division},
                {"bars", song.lastBar()},
                {"seconds", song.tempo.seconds(song.end())},
                {"notes", song.noteCount()}};
    Json& tempo = object["tempo"] = Json::array();
    for (const TempoChange& change : song.tempo.changes())
        tempo.push_back({{"bar", song.meters.barAt(change.at)}, {"bpm", change.bpm()}});
    Json& meters = object["meter"] = Json::array();
    for (const MeterChange& change : song.meters.changes())
        meters.push_back({{"bar", song.meters.barAt(change.at)}, {"meter", meterName(change.meter)}});
    Json& keys = object["key"] = Json::array();
    for (const KeyChange& change : song.keys)
        keys.push_back({{"bar", song.meters.barAt(change.at)}, {"key", keyName(change.key)}});
    Json& tracks = object["tracks"] = Json::array();
    for (const TrackFacts& facts : factsOf(song)) {
        Json track{{"number", facts.number}, {"name", facts.track->name}, {"channel", facts.track->channel + 1}, {"notes", facts.notes}};
        if (facts.track->program)
            track["program"] = *facts.track->program + 1;
        if (facts.notes > 0) {
            track["lowest"] = facts.lowest.number;
            track["highest"] = facts.highest.number;
            track["first_bar"] = facts.firstBar;
            track["last_bar"] = facts.lastBar;
        }
        tracks.push_back(std::move(track));
    }
    object["notices"] = loaded.notices;
    return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace continuo

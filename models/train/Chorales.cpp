// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Chorales.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <optional>
#include <utility>

namespace continuo {

namespace {

using nlohmann::json;

std::optional<Chorale> choraleOf(const json& steps)
{
    if (!steps.is_array())
        return std::nullopt;
    Chorale chorale;
    for (const json& voices : steps) {
        ChoraleStep step{};
        if (!voices.is_array() || voices.size() != step.size())
            return std::nullopt;
        for (std::size_t voice = 0; voice < step.size(); ++voice) {
            if (!voices[voice].is_number_integer())
                return std::nullopt;
            const auto pitch = voices[voice].get<std::int64_t>();
            if (pitch < kRest || pitch > 127)
                return std::nullopt;
            step[voice] = static_cast<int>(pitch);
        }
        chorale.push_back(step);
    }
    return chorale;
}

} // namespace

const std::vector<Chorale>& ChoraleSplits::named(const std::string& split) const
{
    static const std::vector<Chorale> kNone;
    return split == "train" ? train : split == "valid" ? valid : split == "test" ? test : kNone;
}

Result<ChoraleSplits> readChorales(const std::filesystem::path& path)
{
    std::ifstream in(path);
    if (!in)
        return Error{ErrorCode::Input, "The file " + path.string() + " cannot be read."};
    const json root = json::parse(in, nullptr, false);
    if (!root.is_object())
        return Error{ErrorCode::Input, "The file " + path.string() + " is not a JSON object."};

    ChoraleSplits splits;
    const std::array<std::pair<const char*, std::vector<Chorale>*>, 3> kinds{
        {{"train", &splits.train}, {"valid", &splits.valid}, {"test", &splits.test}}};
    for (const auto& [name, chorales] : kinds) {
        const auto found = root.find(name);
        if (found == root.end())
            continue;
        for (const json& steps : *found) {
            auto chorale = choraleOf(steps);
            if (!chorale)
                return Error{ErrorCode::Input, "In the file " + path.string() + ", chorale " +
                                                   std::to_string(chorales->size() + 1) + " of \"" + name +
                                                   "\" is not a list of steps of four note numbers."};
            chorales->push_back(*std::move(chorale));
        }
    }
    if (splits.train.empty() && splits.valid.empty() && splits.test.empty())
        return Error{ErrorCode::Input, "The file " + path.string() + " holds no chorales."};
    return splits;
}

Song choraleSong(const Chorale& chorale)
{
    static constexpr std::array<const char*, 4> kVoices{"Soprano", "Alto", "Tenor", "Bass"};
    constexpr int kChoirAahs = 52;
    constexpr Tick kStep = kTicksPerQuarter / kChoraleStepsPerQuarter;
    const auto at = [&](std::size_t step) { return kStep * static_cast<std::int64_t>(step); };

    Song song;
    for (std::size_t voice = 0; voice < kVoices.size(); ++voice) {
        Track track;
        track.id = TrackId(++song.lastId);
        track.name = kVoices[voice];
        track.channel = static_cast<int>(voice);
        track.program = kChoirAahs;
        auto clip = std::make_shared<Clip>();
        clip->id = ClipId(++song.lastId);
        clip->length = at(chorale.size());
        std::vector<Note> notes;
        std::size_t end = 0;
        for (std::size_t begin = 0; begin < chorale.size(); begin = end) {
            const int pitch = chorale[begin][voice];
            for (end = begin + 1; end < chorale.size() && chorale[end][voice] == pitch;)
                ++end;
            if (pitch == kRest)
                continue;
            Note note;
            note.id = NoteId(++song.lastId);
            note.start = at(begin);
            note.length = at(end) - at(begin);
            note.pitch = Pitch(pitch);
            notes.push_back(note);
        }
        clip->notes = std::move(notes);
        track.clips.push_back(std::move(clip));
        song.tracks.push_back(std::make_shared<const Track>(std::move(track)));
    }
    return song;
}

} // namespace continuo

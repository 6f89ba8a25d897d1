// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/RequestPlan.h"

#include "core/assist/Character.h"

#include <algorithm>
#include <array>
#include <span>

namespace continuo {

namespace {

constexpr int kBarsAfter = 8;        // of the song after the target that the network may see
constexpr int kMostBars = 256;

Error unsatisfiable(const std::string& sentence)
{
    return {ErrorCode::Unsatisfiable, sentence};
}

struct NewPart {
    const char* name;
    int program;
    Role role;
    bool mono;
    int lowest, highest;
};

/// What harmonize adds beside the melody. Ranges are the usual ones of choir voices and of a pianist's left hand.
std::span<const NewPart> newParts(HarmonizeAs as)
{
    static constexpr std::array<NewPart, 3> kSatb{{{"Alto", 52, Role::Inner, true, 53, 74},
                                                   {"Tenor", 52, Role::Inner, true, 48, 69},
                                                   {"Bass", 52, Role::Bass, true, 38, 62}}};
    static constexpr std::array<NewPart, 1> kChords{{{"Chords", 0, Role::Chords, false, 40, 72}}};
    static constexpr std::array<NewPart, 1> kBass{{{"Bass", 32, Role::Bass, true, 28, 55}}};
    static constexpr std::array<NewPart, 1> kPiano{{{"Piano", 0, Role::Accompaniment, false, 36, 76}}};
    switch (as) {
    case HarmonizeAs::Satb: return kSatb;
    case HarmonizeAs::Chords: return kChords;
    case HarmonizeAs::Bass: return kBass;
    case HarmonizeAs::Piano: return kPiano;
    }
    return kSatb;
}

/// Channels that no track uses, drums left out; when all are used they are shared from the first on.
std::vector<int> freeChannels(const Song& song)
{
    std::vector<int> free, used;
    for (int channel = 0; channel < 16; ++channel) {
        const bool taken = std::any_of(song.tracks.begin(), song.tracks.end(),
                                       [channel](const auto& track) { return track->channel == channel; });
        if (channel != kDrumChannel)
            (taken ? used : free).push_back(channel);
    }
    free.insert(free.end(), used.begin(), used.end());
    return free;
}

void addNewTracks(RequestPlan& plan, std::span<const NewPart> parts)
{
    const std::vector<int> channels = freeChannels(plan.song);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Track track;
        track.id = TrackId(plan.song.lastId + 1);
        track.name = parts[i].name;
        track.program = parts[i].program;
        track.channel = channels[i % channels.size()];
        plan.newTracks.push_back({track.id, track.name, track.channel, parts[i].program});
        plan.song = withNewTrack(plan.song, track);
    }
}

Result<void> checkNumbers(const SuggestionRequest& request)
{
    if (request.firstBar < 1 || request.lastBar < request.firstBar)
        return Error{ErrorCode::Usage, "The bars to write must be a range that counts from 1."};
    if (request.lastBar - request.firstBar >= kMostBars)
        return Error{ErrorCode::Usage, "At most " + std::to_string(kMostBars) + " bars can be written at a time."};
    if (request.candidates < 1 || request.candidates > 64)
        return Error{ErrorCode::Usage, "The number of candidates must be from 1 to 64."};
    if (request.drafts < 0 || request.drafts > 64)
        return Error{ErrorCode::Usage, "The number of drafts must be from 1 to 64, or 0 to leave it open."};
    for (const CharacterTrait& trait : characterTraits())
        if (const auto& asked = request.character.*trait.value; asked && !(*asked >= trait.lowest && *asked <= trait.highest))
            return Error{ErrorCode::Usage, "The wish for " + std::string(trait.name) + " must be from "
                             + std::to_string(static_cast<int>(trait.lowest)) + " to "
                             + std::to_string(static_cast<int>(trait.highest)) + "."};
    const Sampling& sampling = request.sampling;
    if (!(sampling.temperature > 0 && sampling.temperature <= 4))
        return Error{ErrorCode::Usage, "The temperature must be above 0 and at most 4."};
    if (!(sampling.topP > 0 && sampling.topP <= 1) || sampling.topK < 0)
        return Error{ErrorCode::Usage, "top-p must be above 0 and at most 1, and top-k 0 or more."};
    if (!(request.closeness >= 0 && request.closeness <= 1))
        return Error{ErrorCode::Usage, "The closeness must be from 0 to 1."};
    if (request.polyphony && *request.polyphony < 1)
        return Error{ErrorCode::Usage, "The polyphony must be at least 1."};
    return {};
}

/// Tracks that the task writes, as the request names them.
Result<std::vector<TrackId>> tracksToWrite(const SuggestionRequest& request, const RequestPlan& plan)
{
    std::vector<TrackId> tracks;
    if (request.task == Task::Harmonize) {
        for (const SuggestedTrack& track : plan.newTracks)
            tracks.push_back(track.id);
        return tracks;
    }
    for (const TrackId id : request.tracks)
        if (!request.song.findTrack(id))
            return Error{ErrorCode::Usage, "A track to write is not in the song."};
    tracks = request.tracks;
    if (tracks.empty())
        for (const auto& track : request.song.tracks)
            if (track->noteCount() > 0)
                tracks.push_back(track->id);
    if (tracks.empty())
        return unsatisfiable("The song has no notes to go by: write a phrase first, or name the tracks to write.");
    return tracks;
}

/// Whether the part has a note in each of the last spans before the target: such music does not pause.
bool neverPauses(const Score& score, int part, Range<int> target)
{
    constexpr int kSpansBack = 16, kFewest = 2;
    const int begin = std::max(0, target.begin - kSpansBack);
    for (int span = begin; span < target.begin; ++span)
        if (score.cell(part, span).empty())
            return false;
    return target.begin - begin >= kFewest;
}

std::bitset<kPitchClassesOut> allowedPitches(const SuggestionRequest& request, const RequestPlan& plan, const Part& part,
                                             std::optional<KeySignature> key)
{
    std::bitset<kPitchClassesOut> allowed;
    for (int pitch = 0; pitch < 128; ++pitch) {
        if (request.range && (pitch < request.range->lowest.number || pitch > request.range->highest.number))
            continue;
        if (part.isDrums()) {
            allowed.set(static_cast<std::size_t>(kDrumPitchBase + pitch));
            continue;
        }
        if (request.lockScale && key && (key->scaleMask() >> (pitch % 12) & 1u) == 0)
            continue;
        RowNote note;
        note.pitch = static_cast<std::uint8_t>(pitch);
        const RowNote framed = plan.frame.into(note);
        // Where the frame folds an octave away, what comes back would be another pitch.
        if (plan.frame.outOf(framed) == note)
            allowed.set(framed.pitch);
    }
    return allowed;
}

SlotRules rulesFor(const SuggestionRequest& request, const RequestPlan& plan, int index, std::optional<KeySignature> key)
{
    const Part& part = plan.score.parts[static_cast<std::size_t>(index)];
    SlotRules rules;
    rules.mono = part.mono && !part.isDrums();
    rules.pitches = allowedPitches(request, plan, part, key);
    if (request.polyphony) {
        rules.polyphony = *request.polyphony;
        rules.mono = rules.mono || *request.polyphony == 1;
    }
    if (request.density) {
        rules.fewestPerQuarter = request.density->lowest;
        rules.mostPerQuarter = request.density->highest;
    } else if (request.task == Task::Harmonize || neverPauses(plan.score, index, plan.targetSpans)) {
        rules.fewestPerCell = 1;
    }
    return rules;
}

/// Pitches a choir voice or a left hand is written in, unless the request says its own range.
void keepUsualRanges(RequestPlan& plan, const SuggestionRequest& request)
{
    if (request.task != Task::Harmonize || request.range)
        return;
    const auto parts = newParts(request.harmonizeAs);
    for (std::size_t i = 0; i < plan.written.size() && i < parts.size(); ++i) {
        SlotRules& rules = plan.rules[static_cast<std::size_t>(plan.written[i])];
        for (int pitch = 0; pitch < 128; ++pitch) {
            if (!rules.pitches[static_cast<std::size_t>(pitch)])
                continue;
            RowNote note;
            note.pitch = static_cast<std::uint8_t>(pitch);
            const int sounding = plan.frame.outOf(note).pitch;
            if (sounding < parts[i].lowest || sounding > parts[i].highest)
                rules.pitches.reset(static_cast<std::size_t>(pitch));
        }
    }
}

} // namespace

Result<RequestPlan> planRequest(const SuggestionRequest& request)
{
    if (const Result<void> numbers = checkNumbers(request); !numbers)
        return numbers.error();
    RequestPlan plan{request.song, {}, {}, Score{StepGrid(request.song.meters, 1, 1), {}, {}}, {}, {}, {}, {}, {}, {}, {}};
    if (request.task == Task::Harmonize) {
        const Track* melody = request.melody ? request.song.findTrack(*request.melody) : nullptr;
        if (!melody)
            return Error{ErrorCode::Usage, "Harmonizing needs the track of the melody."};
        if (melody->noteCount() == 0)
            return unsatisfiable("The melody track \"" + melody->name + "\" has no notes to harmonize.");
        addNewTracks(plan, newParts(request.harmonizeAs));
    }
    const Result<std::vector<TrackId>> tracks = tracksToWrite(request, plan);
    if (!tracks)
        return tracks.error();

    plan.score = makeScore(plan.song, 1, std::max(request.lastBar, std::min(request.lastBar + kBarsAfter, plan.song.lastBar())),
                           *tracks);
    Score& score = plan.score;
    plan.targetSpans = score.grid.spansOfBars(request.firstBar, request.lastBar);
    plan.target = plan.song.meters.bars(request.firstBar, request.lastBar);
    for (int index = 0; index < static_cast<int>(score.parts.size()); ++index) {
        Part& part = score.parts[static_cast<std::size_t>(index)];
        const auto isOne = [&](const auto& list, TrackId id) { return std::find(list.begin(), list.end(), id) != list.end(); };
        if (isOne(*tracks, part.track)) {
            plan.written.push_back(index);
            if (request.song.findTrack(part.track))
                plan.writtenTracks.push_back(part.track);
        } else {
            plan.given.push_back(index);
        }
    }
    if (request.task == Task::Harmonize) {
        const auto parts = newParts(request.harmonizeAs);
        for (std::size_t i = 0; i < plan.written.size() && i < parts.size(); ++i) {
            Part& part = score.parts[static_cast<std::size_t>(plan.written[i])];
            part.role = parts[i].role;
            part.mono = parts[i].mono;
            part.meanPitch = (parts[i].lowest + parts[i].highest) / 2.0;
        }
        // The melody tells most.
        std::stable_partition(plan.given.begin(), plan.given.end(), [&](int index) {
            return score.parts[static_cast<std::size_t>(index)].track == *request.melody;
        });
    }

    std::optional<KeySignature> key = request.key;
    if (!key)
        key = request.song.keyAt(plan.target.begin);
    if (!key)
        key = estimateKey(score, {0, score.grid.size()});
    if (request.lockScale && !key)
        return unsatisfiable("The scale cannot be locked: the song has no key and no notes to tell it from; give --key.");
    if (key)
        plan.frame = frameOfKey(*key);

    plan.rules.resize(score.parts.size());
    plan.ringingIn.resize(score.parts.size());
    for (const int index : plan.written)
        plan.rules[static_cast<std::size_t>(index)] = rulesFor(request, plan, index, key);
    keepUsualRanges(plan, request);
    for (const int index : plan.written) {
        const Part& part = score.parts[static_cast<std::size_t>(index)];
        const SlotRules& rules = plan.rules[static_cast<std::size_t>(index)];
        const Track& track = *plan.song.findTrack(part.track);
        if (rules.pitches.none())
            return unsatisfiable("No pitch of the range" + std::string(request.lockScale ? " lies in the locked scale" : " can be written")
                                 + " in the track \"" + track.name + "\".");
        for (int span = plan.targetSpans.begin; span < plan.targetSpans.end; ++span)
            if (!CellWriter::isFeasible(rules, {0, score.grid[span].steps, score.grid[span].steps}))
                return unsatisfiable("The density asked for leaves no number of notes that fits bar "
                                     + std::to_string(score.grid[span].bar) + ".");
        for (const Note& note : notesInSongTime(track)) {
            if (note.start >= plan.target.begin || note.end() <= plan.target.begin)
                continue;
            RowNote row;
            row.pitch = static_cast<std::uint8_t>(note.pitch.number + (part.isDrums() ? kDrumPitchBase : 0));
            const int end = static_cast<int>((note.end() - plan.target.begin + kTicksPerStep - Tick(1)) / kTicksPerStep);
            plan.ringingIn[static_cast<std::size_t>(index)].push_back({plan.frame.into(row).pitch, end});
        }
    }
    return plan;
}

} // namespace continuo

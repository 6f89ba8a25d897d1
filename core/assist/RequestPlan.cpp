// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/RequestPlan.h"

#include "core/assist/Character.h"

#include <algorithm>
#include <cmath>
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

/// What harmonize adds beside the melody. Ranges are the usual ones of choir voices and of a pianist's hands, a track
/// each as the music that the network learned from is written: in one track it would write a line.
std::span<const NewPart> newParts(HarmonizeAs as)
{
    static constexpr std::array<NewPart, 3> kSatb{{{"Alto", 52, Role::Inner, true, 53, 74},
                                                   {"Tenor", 52, Role::Inner, true, 48, 69},
                                                   {"Bass", 52, Role::Bass, true, 38, 62}}};
    static constexpr std::array<NewPart, 1> kChords{{{"Chords", 0, Role::Chords, false, 40, 72}}};
    static constexpr std::array<NewPart, 1> kBass{{{"Bass", 32, Role::Bass, true, 28, 55}}};
    static constexpr std::array<NewPart, 2> kPiano{{{"Piano RH", 0, Role::Accompaniment, false, 48, 79},
                                                    {"Piano LH", 0, Role::Accompaniment, false, 28, 64}}};
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
    if (request.span && *request.span < 0)
        return Error{ErrorCode::Usage, "The hand span must be 0 semitones or more."};
    if (request.grid && (*request.grid < kTicksPerStep || *request.grid % kTicksPerStep != Tick(0)))
        return Error{ErrorCode::Usage, "The grid must be a whole number of twelfths of a quarter note."};
    return {};
}

/// Tracks that the task writes, as the request names them.
Result<std::vector<TrackId>> tracksToWrite(const SuggestionRequest& request, const RequestPlan& plan)
{
    std::vector<TrackId> tracks;
    if (!plan.newTracks.empty()) {
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

/// Whether each of the last bars before the target has notes in some part.
bool neverSilent(const Score& score, int firstBar)
{
    constexpr int kBarsBack = 8, kFewest = 2;
    const int begin = std::max(1, firstBar - kBarsBack);
    for (int bar = begin; bar < firstBar; ++bar) {
        const Range<int> spans = score.grid.spansOfBars(bar, bar);
        if (std::all_of(score.cells.begin(), score.cells.end(), [&](const auto& cells) {
                return std::all_of(cells.begin() + spans.begin, cells.begin() + spans.end, [](const auto& cell) { return cell.empty(); });
            }))
            return false;
    }
    return firstBar - begin >= kFewest;
}

/// Pitches that come back from the key frame as they went in: where it folds an octave away, another would come back.
PitchSet writablePitches(const RequestPlan& plan, const Part& part)
{
    PitchSet writable;
    for (int pitch = 0; pitch < 128; ++pitch) {
        RowNote note;
        note.pitch = static_cast<std::uint8_t>(pitch + (part.isDrums() ? kDrumPitchBase : 0));
        const RowNote framed = plan.frame.into(note);
        if (plan.frame.outOf(framed) == note)
            writable.set(framed.pitch);
    }
    return writable;
}

/// The pitches of these classes (bit 0 is C), in the key frame.
PitchSet pitchesOfClasses(unsigned classes, const KeyFrame& frame)
{
    PitchSet pitches;
    for (int pitch = 0; pitch < 128; ++pitch)
        if ((classes >> ((pitch + frame.shift + 12) % 12) & 1u) != 0)
            pitches.set(static_cast<std::size_t>(pitch));
    return pitches;
}

/// Bar lines of the target, the one after it, and the middles of bars with an even number of beats from four up.
std::vector<Tick> strongBeats(const RequestPlan& plan, const SuggestionRequest& request)
{
    const MeterMap& meters = plan.song.meters;
    std::vector<Tick> beats;
    for (int number = request.firstBar; number <= request.lastBar; ++number) {
        const Range<Tick> bar = meters.bar(number);
        const Meter meter = meters.meterAt(bar.begin);
        beats.push_back(bar.begin);
        const Tick middle = bar.begin + meter.beatLength() * (meter.numerator / 2);
        if (meter.numerator >= 4 && meter.numerator % 2 == 0 && middle < bar.end)
            beats.push_back(middle);
    }
    beats.push_back(plan.target.end);
    return beats;
}

/// For each beat of the target the pitches of the classes that sounded in it; all where nothing did.
std::vector<PitchesFrom> harmonyOf(const RequestPlan& plan, const SuggestionRequest& request)
{
    std::vector<Note> notes;
    for (const auto& track : request.song.tracks)
        if (!track->isDrums())
            for (const Note& note : notesInSongTime(*track))
                if (!note.muted && Range<Tick>{note.start, note.end()}.overlaps(plan.target))
                    notes.push_back(note);
    std::vector<PitchesFrom> harmony;
    for (int number = request.firstBar; number <= request.lastBar; ++number) {
        const Range<Tick> bar = plan.song.meters.bar(number);
        const Tick length = plan.song.meters.meterAt(bar.begin).beatLength();
        for (Tick at = bar.begin; at < bar.end; at += length) {
            unsigned classes = 0;
            for (const Note& note : notes)
                if (Range<Tick>{note.start, note.end()}.overlaps({at, std::min(bar.end, at + length)}))
                    classes |= 1u << note.pitch.pitchClass();
            harmony.push_back({at, classes == 0 ? allPitches() : pitchesOfClasses(classes, plan.frame)});
        }
    }
    return harmony;
}

/// Whether never two notes of the track sound together.
bool isLine(const Track& track)
{
    Tick end;
    for (const Note& note : notesInSongTime(track)) {
        if (note.muted)
            continue;
        if (note.start < end)
            return false;
        end = note.end();
    }
    return !track.isDrums() && end > Tick(0);
}

double meanPitch(const Track& track)
{
    double sum = 0;
    int count = 0;
    for (const Note& note : notesInSongTime(track))
        if (!note.muted) {
            sum += note.pitch.number;
            ++count;
        }
    return count > 0 ? sum / count : 0;
}

/// Parts whose voice leading counts, from high to low.
std::vector<int> linesOf(const RequestPlan& plan, const SuggestionRequest& request)
{
    std::vector<int> lines;
    const auto partOf = [&](TrackId track) {
        const auto& parts = plan.score.parts;
        return static_cast<int>(std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.track == track; }) - parts.begin());
    };
    if (!plan.newTracks.empty()) {
        if (isLine(*request.song.findTrack(*request.melody)))
            lines.push_back(partOf(*request.melody));
        for (const SuggestedTrack& added : plan.newTracks)
            if (const int part = partOf(added.id); plan.score.parts[static_cast<std::size_t>(part)].mono)
                lines.push_back(part);
        return lines;
    }
    std::vector<double> means(plan.score.parts.size());
    for (const auto& track : request.song.tracks)
        if (isLine(*track)) {
            lines.push_back(partOf(track->id));
            means[static_cast<std::size_t>(lines.back())] = meanPitch(*track);
        }
    std::stable_sort(lines.begin(), lines.end(), [&](int a, int b) {
        return means[static_cast<std::size_t>(a)] > means[static_cast<std::size_t>(b)];
    });
    return lines;
}

/// Where new notes of a choir voice or a hand lie, unless the request says its own range.
PitchSet usualRange(const RequestPlan& plan, const SuggestionRequest& request, int part)
{
    const auto parts = newParts(request.harmonizeAs);
    const auto place = std::find(plan.written.begin(), plan.written.end(), part) - plan.written.begin();
    if (plan.newTracks.empty() || static_cast<std::size_t>(place) >= parts.size())
        return allPitches();
    const NewPart& added = parts[static_cast<std::size_t>(place)];
    return pitchesWithin(added.lowest - plan.frame.shift, added.highest - plan.frame.shift);
}

/// Most notes that may sound at once: as it was promised, and never more than were sought.
std::optional<int> mostTogether(const SuggestionRequest& request)
{
    std::optional<int> most = request.polyphony;
    if (const auto& voices = request.character.voices)
        most = std::min(most.value_or(kPitchClassesOut), std::max(1, static_cast<int>(std::lround(*voices))));
    return most;
}

SlotRules rulesFor(const SuggestionRequest& request, const RequestPlan& plan, int index, std::optional<KeySignature> key)
{
    const Part& part = plan.score.parts[static_cast<std::size_t>(index)];
    SlotRules rules;
    rules.mono = part.mono && !part.isDrums();
    rules.writable = writablePitches(plan, part);
    if (!part.isDrums()) {
        if (request.range) {
            rules.locks.add(Lock::Range);
            rules.range = pitchesWithin(request.range->lowest.number - plan.frame.shift, request.range->highest.number - plan.frame.shift);
        } else {
            rules.range = usualRange(plan, request, index);
        }
        if (request.lockScale && key) {
            rules.locks.add(Lock::Scale);
            rules.scale = pitchesOfClasses(key->scaleMask(), plan.frame);
        }
        if (!request.chords.empty()) {
            rules.locks.add(Lock::Chords);
            rules.chordTones = request.chordTones;
            rules.strongBeats = strongBeats(plan, request);
            for (const PlacedChord& chord : request.chords)
                rules.chords.push_back({chord.at, pitchesOfClasses(chord.chord.pitchClasses, plan.frame)});
        }
        if (plan.keep.harmony) {
            rules.locks.add(Lock::Harmony);
            rules.harmony = harmonyOf(plan, request);
        }
        if (request.span) {
            rules.locks.add(Lock::Span);
            rules.span = request.span;
        }
        if (std::find(plan.lines.begin(), plan.lines.end(), index) != plan.lines.end()) {
            rules.locks.add(Lock::VoiceLeading);
            rules.voiceLeading = true;
        }
    }
    if (const std::optional<int> most = mostTogether(request)) {
        rules.locks.add(Lock::Polyphony);
        rules.polyphony = *most;
        rules.mono = rules.mono || *most == 1;
    }
    if (request.grid) {
        rules.locks.add(Lock::Grid);
        rules.grid = *request.grid;
    }
    if (plan.keep.rhythm)
        rules.locks.add(Lock::Rhythm);
    if (plan.keep.pitch)
        rules.locks.add(Lock::Pitch);
    if (plan.keep.contour && !part.isDrums())
        rules.locks.add(Lock::Contour);
    if (!plan.lockedNotes.empty())
        rules.locks.add(Lock::LockedNotes);
    if (request.density) {
        rules.locks.add(Lock::Density);
        rules.fewestPerQuarter = request.density->lowest;
        rules.mostPerQuarter = request.density->highest;
    } else if ((request.task == Task::Harmonize && request.tracks.size() <= 1) || neverPauses(plan.score, index, plan.targetSpans)) {
        rules.neverPauses = true;
    }
    // Where chords or overlaps are kept, what is nearly a line need not be one.
    if ((plan.keep.rhythm || plan.keep.pitch) && request.polyphony != 1 && !isLine(*plan.song.findTrack(part.track)))
        rules.mono = false;
    return rules;
}

/// The request's locked notes that lie in the target of a track to write.
Result<std::vector<NoteId>> findLockedNotes(const SuggestionRequest& request, const RequestPlan& plan)
{
    std::vector<NoteId> locked;
    for (const TrackId id : plan.writtenTracks)
        for (const Note& note : notesInSongTime(*request.song.findTrack(id)))
            if (plan.target.contains(note.start)
                && std::find(request.lockedNotes.begin(), request.lockedNotes.end(), note.id) != request.lockedNotes.end())
                locked.push_back(note.id);
    std::sort(locked.begin(), locked.end());
    if (locked.empty() && !request.lockedNotes.empty())
        return Error{ErrorCode::Usage, "The locked notes are none of those that would be written over."};
    return locked;
}

} // namespace

Result<RequestPlan> planRequest(const SuggestionRequest& request)
{
    if (const Result<void> numbers = checkNumbers(request); !numbers)
        return numbers.error();
    RequestPlan plan{request.song, request.task == Task::Vary ? request.keep : Keep{}, {}, {}, {},
                     Score{StepGrid(request.song.meters, 1, 1), {}, {}}, {}, {}, {}, {}, {}, {}, false, {}};
    if (request.task == Task::Harmonize) {
        const Track* melody = request.melody ? request.song.findTrack(*request.melody) : nullptr;
        if (!melody)
            return Error{ErrorCode::Usage, "Harmonizing needs the track of the melody."};
        if (melody->noteCount() == 0)
            return unsatisfiable("The melody track \"" + melody->name + "\" has no notes to harmonize.");
        if (std::find(request.tracks.begin(), request.tracks.end(), *request.melody) != request.tracks.end())
            return Error{ErrorCode::Usage, "The melody track \"" + melody->name + "\" cannot be harmonized by itself."};
        if (request.tracks.empty())
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
        for (std::size_t i = 0; i < plan.newTracks.size(); ++i) {
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

    Result<std::vector<NoteId>> locked = findLockedNotes(request, plan);
    if (!locked)
        return locked.error();
    plan.lockedNotes = std::move(*locked);
    if (request.voiceLeading) {
        plan.lines = linesOf(plan, request);
        const auto isWritten = [&](int part) { return std::find(plan.written.begin(), plan.written.end(), part) != plan.written.end(); };
        if (plan.lines.size() < 2 || std::none_of(plan.lines.begin(), plan.lines.end(), isWritten))
            return unsatisfiable("The voice leading needs two lines, tracks of single notes, of which one is written.");
    }
    plan.neverSilent = request.task != Task::Vary && !request.density && neverSilent(score, request.firstBar);
    plan.rules.resize(score.parts.size());
    for (const int index : plan.written) {
        const Track& track = *plan.song.findTrack(score.parts[static_cast<std::size_t>(index)].track);
        SlotRules& rules = plan.rules[static_cast<std::size_t>(index)];
        rules = rulesFor(request, plan, index, key);
        if ((rules.writable & rules.range & rules.scale).none()) {
            LockSet inTheWay;
            for (const Lock lock : {Lock::Range, Lock::Scale})
                if (rules.locks.has(lock))
                    inTheWay.add(lock);
            return unsatisfiable("The track \"" + track.name + "\" cannot be written: no pitch is within " + namesOf(inTheWay) + ".");
        }
    }
    return plan;
}

bool RequestPlan::isLocked(NoteId note) const
{
    return std::binary_search(lockedNotes.begin(), lockedNotes.end(), note);
}

int RequestPlan::framedPitch(Pitch pitch, const Part& part) const
{
    return part.isDrums() ? kDrumPitchBase + pitch.number : pitch.number - frame.shift;
}

} // namespace continuo

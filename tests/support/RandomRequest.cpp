// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RandomRequest.h"

#include "core/assist/Character.h"

#include <algorithm>
#include <array>

namespace continuo {

namespace {

constexpr int kBars = 6;

struct PartShape {
    const char* name;
    int channel;
    int lowest, highest;
    int mostTogether;
};

constexpr std::array<PartShape, 4> kShapes{{{"Melody", 0, 60, 84, 1}, {"Piano", 1, 45, 76, 4}, {"Bass", 2, 31, 55, 1}, {"Drums", kDrumChannel, 35, 51, 2}}};
constexpr std::array<int, 6> kSteps{3, 4, 6, 6, 12, 24};

Track randomTrack(const PartShape& shape, const MeterMap& meters, std::uint64_t& lastId, Random& random)
{
    Track track;
    track.id = TrackId(++lastId);
    track.name = shape.name;
    track.channel = shape.channel;
    Clip clip;
    clip.id = ClipId(++lastId);
    std::vector<Note> notes;
    const bool isLoose = random.chance(0.3);
    const auto off = [&](int most) { return isLoose ? Tick(random.below(2 * most + 1) - most) : Tick(0); };
    const Tick step = kTicksPerQuarter / 12;
    const Tick end = meters.bar(kBars).end;
    for (Tick at; at < end;) {
        const int steps = kSteps[static_cast<std::size_t>(random.below(6))];
        if (random.chance(0.85)) {
            const int together = 1 + random.below(shape.mostTogether);
            for (int i = 0; i < together; ++i) {
                Note note;
                note.id = NoteId(++lastId);
                note.start = std::max(Tick(0), at + off(1500));
                note.length = step * steps;
                if (shape.mostTogether == 1 && isLoose)
                    note.length = note.length - Tick(3000); // stays a line
                else if (shape.mostTogether > 1 && random.chance(0.1))
                    note.length = note.length * 3;
                note.pitch = Pitch(shape.lowest + random.below(shape.highest - shape.lowest + 1));
                note.velocity = static_cast<std::uint8_t>(40 + random.below(80));
                note.muted = random.chance(0.02);
                notes.push_back(note);
                if (shape.mostTogether > 1 && random.chance(0.02)) {
                    note.id = NoteId(++lastId); // doubled
                    notes.push_back(note);
                }
            }
        }
        at += step * steps;
    }
    clip.length = end;
    clip.notes = std::move(notes);
    track.clips.push_back(std::make_shared<const Clip>(clip));
    return track;
}

Meter randomMeter(Random& random)
{
    static constexpr std::array<std::array<int, 2>, 8> kMeters{{{4, 4}, {4, 4}, {3, 4}, {6, 8}, {2, 2}, {7, 8}, {9, 4}, {7, 32}}};
    const auto& chosen = kMeters[static_cast<std::size_t>(random.below(8))];
    Meter meter;
    meter.numerator = chosen[0];
    meter.denominator = chosen[1];
    return meter;
}

std::vector<PlacedChord> randomChords(const SuggestionRequest& request, Random& random)
{
    static constexpr std::array<const char*, 8> kSymbols{"C", "Am7", "F", "G7", "Dm", "Bb", "E", "N.C."};
    ChordList list;
    for (int bar = 0; bar <= random.below(4); ++bar) {
        list.emplace_back();
        for (int i = 0; i <= random.below(2); ++i)
            list.back().push_back(*parseChord(kSymbols[static_cast<std::size_t>(random.below(8))]));
    }
    return placeChords(list, request.song.meters, request.firstBar, request.lastBar);
}

} // namespace

Song randomSong(Random& random)
{
    Song song;
    std::vector<MeterChange> changes{{Tick(0), randomMeter(random)}};
    if (random.chance(0.2)) {
        const Tick bar = MeterMap(changes).bar(3).begin;
        changes.push_back({bar, randomMeter(random)});
    }
    song.meters = MeterMap(changes);
    for (const PartShape& shape : kShapes)
        if (random.chance(0.7) || &shape == &kShapes.front())
            song.tracks.push_back(std::make_shared<const Track>(randomTrack(shape, song.meters, song.lastId, random)));
    return song;
}

SuggestionRequest randomRequest(Random& random)
{
    constexpr double kOften = 0.25;
    SuggestionRequest request;
    request.id = 1;
    request.task = static_cast<Task>(random.below(4));
    request.song = randomSong(random);
    while (request.song.tracks.front()->noteCount() == 0)
        request.song = randomSong(random);
    request.firstBar = request.task == Task::Continue ? 6 + random.below(2) : 1 + random.below(5);
    request.lastBar = request.firstBar + random.below(3);
    if (request.task == Task::Harmonize) {
        request.melody = request.song.tracks.front()->id;
        request.harmonizeAs = static_cast<HarmonizeAs>(random.below(4));
        if (request.song.tracks.size() > 1 && random.chance(0.3))
            request.tracks = {request.song.tracks.back()->id};
    } else if (random.chance(0.5)) {
        request.tracks = {request.song.tracks[static_cast<std::size_t>(random.below(static_cast<int>(request.song.tracks.size())))]->id};
    }
    request.closeness = random.below(5) / 4.0;
    if (request.task == Task::Vary) {
        request.keep.rhythm = random.chance(kOften);
        request.keep.pitch = random.chance(kOften / 2);
        request.keep.contour = random.chance(kOften);
        request.keep.harmony = random.chance(kOften);
    }
    request.sampling = {.temperature = 1, .topK = 0, .topP = 1, .greedy = random.chance(0.05), .seed = random.next()};
    request.candidates = 1 + random.below(3);
    request.drafts = request.candidates;
    request.key = keyWithTonic(random.below(12), random.chance(0.5) ? Mode::Major : Mode::Minor);
    request.lockScale = random.chance(kOften);
    if (random.chance(kOften)) {
        const int lowest = 30 + random.below(50);
        request.range = PitchRange{Pitch(lowest), Pitch(lowest + 3 + random.below(30))};
    }
    if (random.chance(kOften)) {
        request.chords = randomChords(request, random);
        request.chordTones = random.chance(0.5) ? ChordTones::Always : ChordTones::StrongBeats;
    }
    if (random.chance(kOften)) {
        const double lowest = random.chance(0.5) ? 0 : random.below(6) / 2.0;
        request.density = DensityRange{lowest, lowest + 0.5 + random.below(8) / 2.0};
    }
    if (random.chance(kOften))
        request.polyphony = 1 + random.below(4);
    if (random.chance(kOften))
        request.span = random.below(16);
    if (random.chance(kOften)) {
        static constexpr std::array<int, 6> kUnits{2, 3, 4, 6, 8, 12};
        request.grid = kTicksPerQuarter / 12 * kUnits[static_cast<std::size_t>(random.below(6))];
    }
    request.voiceLeading = random.chance(kOften);
    if (request.task != Task::Harmonize && random.chance(kOften))
        for (const auto& track : request.song.tracks)
            for (const Note& note : notesInSongTime(*track))
                if (request.song.meters.bars(request.firstBar, request.lastBar).contains(note.start) && random.chance(0.2))
                    request.lockedNotes.push_back(note.id);
    for (const CharacterTrait& trait : characterTraits())
        if (random.chance(kOften / 3))
            request.character.*trait.value = trait.lowest + random.uniform() * (trait.highest - trait.lowest);
    return request;
}

} // namespace continuo

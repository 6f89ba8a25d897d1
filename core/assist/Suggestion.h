// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/ChordList.h"
#include "core/base/Result.h"
#include "core/song/Song.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace continuo {

enum class Task : std::uint8_t { Continue, Harmonize, Vary, Infill };

/// "continue", "harmonize", "vary", "infill".
const char* taskName(Task task);

/// How the next choice is drawn from the model's probabilities.
struct Sampling {
    double temperature = 1.0;   ///< above 0, at most 4; divides the logits. Less for drums that repeat their bars
    int topK = 0;               ///< only the K likeliest choices; 0 for all
    double topP = 0.95;         ///< nucleus sampling, arXiv:1904.09751: the likeliest choices that sum to this; (0, 1]
    bool greedy = false;        ///< always the likeliest; the above are ignored
    std::uint64_t seed = 1;
};

/// Inclusive bounds.
struct PitchRange {
    Pitch lowest{0}, highest{127};
};

struct DensityRange {
    double lowest = 0.0;        ///< notes that start, per quarter note and track
    double highest = 1000.0;
};

/// What the new music should be like. Each trait is sought as far as the rest allows, not promised; what came of it is
/// measured (Features.h says how). Traits that are not set are left to the model.
struct Character {
    std::optional<double> meanPitch;    ///< 0..127
    std::optional<double> voices;       ///< most notes sounding at once in a track, 1..16; never more
    std::optional<double> stepShare, leapShare, syncopation, brightness, energy, closing; ///< each 0..1
};

/// A trait beside what came of it. Named as CharacterTrait has it, or "closeness".
struct AskedAndMeasured {
    std::string name;
    double asked = 0;
    std::optional<double> measured;     ///< none when too few notes came to tell
};

/// What to write beside a given melody in new tracks.
enum class HarmonizeAs : std::uint8_t { Satb, Chords, Bass, Piano };

/// What a variation keeps of each track that it writes. Notes count as starting together when they start at the same
/// nearest twelfth of a quarter note, counted from the bar line; muted notes do not count. Bars are the target bars.
struct Keep {
    bool rhythm = false;    ///< each track's notes start and end, to the tick, where its old ones did (cut at the target's end)
    bool pitch = false;     ///< each bar has the old bar's chords of notes that start together, in order, pitch for pitch; when they start and how long they last is free
    bool contour = false;   ///< each bar has as many times at which notes start as the old bar had, and the highest notes there move up, down or not at all as the old ones did, also over bar lines; not drums
    bool harmony = false;   ///< a note that starts in a beat in which something sounded, in any track but drums, has one of the pitch classes that sounded; not drums

    bool any() const { return rhythm || pitch || contour || harmony; }
    bool operator==(const Keep&) const = default;
};

/// Where new notes must be tones of the given chords.
enum class ChordTones : std::uint8_t {
    Always,         ///< of each chord during which they sound
    StrongBeats,    ///< of the chord in force when they start on a strong beat: on a bar line or, where a bar has four beats, six, eight and so on, in its middle; up to a 24th of a quarter early or late
};

/// What was asked. A snapshot: the song in it is a value, whatever happens to the document meanwhile.
struct SuggestionRequest {
    std::uint64_t id = 0;
    Task task = Task::Continue;
    Song song;
    int firstBar = 1, lastBar = 1;          ///< the target, bars counted from 1, both included
    std::vector<TrackId> tracks;            ///< the tracks to write; empty: every track with notes, or for harmonize new ones
    std::optional<TrackId> melody;          ///< harmonize: the given track
    HarmonizeAs harmonizeAs = HarmonizeAs::Satb; ///< which new tracks; nothing when `tracks` are named
    double closeness = 0.5;                 ///< vary: 0 as unlike as another phrase .. 1 the same notes (Closeness.h)
    Keep keep;                              ///< vary
    Sampling sampling;
    int candidates = 1;                     ///< 1..64
    int drafts = 0;                         ///< how many are written to choose the candidates from, up to 64; 0: as many as help
    Character character;
    bool explain = false;                   ///< SuggestedNote::why
    std::vector<std::string> styles;        ///< of styleNames(); none: as the model hears it; of several each gets its share of the candidates, and one at least
    std::optional<KeySignature> key;        ///< none: the song's, else estimated from its notes

    // Promises. They hold for every note that is written, or the request fails and names those that are in the way.
    // Those about pitches (scale, range, chords, span, voiceLeading) do not bind drums.
    std::vector<NoteId> lockedNotes;        ///< notes in the target bars that stay as they are; the rest fits around them
    bool lockScale = false;                 ///< only pitches of the key's scale
    std::optional<PitchRange> range;
    std::vector<PlacedChord> chords;        ///< by time; before the first every pitch is allowed
    ChordTones chordTones = ChordTones::Always;
    std::optional<DensityRange> density;    ///< of each bar
    std::optional<int> polyphony;           ///< at most this many notes sounding at once in a track; 1 or more
    std::optional<int> span;                ///< at most so many semitones, 0 or more, between notes of a track that sound together
    std::optional<Tick> grid;               ///< starts, from the bar line, and lengths are multiples of this; whole twelfths of a quarter
    bool voiceLeading = false;              ///< lines do not cross, nor move in parallel perfect fifths or octaves; see VoiceLeading.h
};

/// A track that a suggestion adds (harmonize). Its id is above the song's lastId.
struct SuggestedTrack {
    TrackId id;
    std::string name;
    int channel = 0;
    int program = 0;
};

/// One of several values of a choice: for a start steps from the start of the bar's cell, for a pitch its MIDI number, for
/// a length steps; with its probability.
struct WeighedValue {
    int value = 0;
    double probability = 0;
};

/// How one of a note's three choices was made. Probabilities are the model's, at temperature 1.
struct ChoiceExplanation {
    double wanted = 0;                          ///< of the value that was taken, before any rule
    double allowed = 0;                         ///< of the same, among the values that the rules left
    std::vector<WeighedValue> next;             ///< the likeliest other values that the rules left, at most five
    std::optional<WeighedValue> forbidden;      ///< the likeliest value that a rule forbade, when it was likelier than the one taken
};

/// What one cell of the context did for a note: how much less likely, in nats, the note is without it. Below 0 when the
/// cell spoke against the note.
struct Influence {
    TrackId track;
    int bar = 1;
    double nats = 0;
};

/// Why a note came out as it did. Influences are measured by leaving the cell out and asking again; strongest first.
struct NoteExplanation {
    ChoiceExplanation start, pitch, length;
    std::vector<Influence> influences;
};

/// A note of a suggestion, in song time. Its Note::id is 0: ids are given when it is accepted.
struct SuggestedNote {
    TrackId track;
    Note note;
    double probability = 1.0;               ///< product of onset, pitch and length probability, after masks
    std::shared_ptr<const NoteExplanation> why{}; ///< when it was asked for and the note was not fixed
};

/// One candidate, complete.
struct Suggestion {
    std::vector<SuggestedTrack> newTracks;
    std::vector<SuggestedNote> notes;       ///< in the order they were made
    std::vector<TrackId> writtenTracks;     ///< existing tracks whose target bars it replaces
    std::vector<NoteId> lockedNotes;        ///< which of their notes stay as they are
    Range<Tick> target;                     ///< the target bars
    std::uint64_t seed = 0;
    std::vector<AskedAndMeasured> measured{}; ///< of closeness and character, as far as they were asked for
    std::string style{};                    ///< it was written in; empty when none was asked for
};

/// How a request went on. Every request ends with exactly one Finished or Failed.
struct SuggestionEvent {
    enum class Kind : std::uint8_t {
        Track,              ///< `track` was added to what is coming (before its first note)
        Note,               ///< `note` of what may become candidate `candidate` is there
        Candidate,          ///< candidate `candidate` is complete: `suggestion`, chosen from all drafts; it counts
        Finished,           ///< all candidates are complete
        Failed,             ///< `error` says why; what came before stands as it is
    };
    std::uint64_t request = 0;
    Kind kind = Kind::Finished;
    int candidate = 0;
    SuggestedTrack track;
    SuggestedNote note;
    Suggestion suggestion;
    Error error;
};

/// Writes suggestions. One request at a time; a new one takes the place of the one under way.
class SuggestionService {
public:
    using Listener = std::function<void(const SuggestionEvent&)>;

    virtual ~SuggestionService() = default;
    /// Starts the request and returns at once. Events come through `listener`; the implementation says on which thread.
    virtual void request(SuggestionRequest request, Listener listener) = 0;
    /// Ends the request under way, which then fails with code Cancelled. Nothing happens when there is none.
    virtual void cancel() = 0;
};

/// The song with the suggestion in it: the target bars of the written tracks are emptied of notes that start in them
/// (a note that is locked or starts earlier and rings in stays), new tracks are added, and the suggestion's notes stand in the
/// clip that holds the target or in the track's last one. Ids are taken from song.lastId upwards, so the same call
/// gives the same song. Everything else is shared with the given song.
Song withSuggestion(const Song& song, const Suggestion& suggestion);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/OptionValues.h"
#include "core/assist/Suggestion.h"
#include "core/base/Result.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace continuo {

/// Which model to use, and where it computes.
struct EngineArguments {
    std::filesystem::path model;   ///< a model's folder or its model.json; empty: the one that is found
    std::string device = "auto";   ///< auto, cpu, cuda
};

/// `continue`, `harmonize`, `vary`, `infill`: what was asked, before the song is known.
struct SuggestArguments {
    Task task = Task::Continue;
    std::filesystem::path input, output;
    std::optional<int> after;             ///< continue: the bar before the first new one, 0 or more
    int barCount = 8;                     ///< continue
    std::optional<BarRange> bars;         ///< harmonize (none: all bars of the melody), vary, infill
    std::vector<std::string> tracks;      ///< numbers from 1 or names; empty: every track with notes
    std::string melody;                   ///< harmonize: a number or a name
    HarmonizeAs harmonizeAs = HarmonizeAs::Satb;
    double closeness = 0.5;
    Keep keep;
    std::vector<std::string> styles;
    std::optional<KeySignature> key;
    bool lockScale = false;
    std::optional<PitchRange> range;
    std::optional<DensityRange> density;
    std::optional<int> polyphony;
    std::optional<int> span;
    std::optional<Tick> grid;
    ChordList chords;                     ///< from the first target bar on; empty for none
    ChordTones chordTones = ChordTones::Always;
    bool voiceLeading = false;
    std::vector<NotePattern> lockNotes;
    Character character;
    bool explain = false;
    Sampling sampling;
    int candidates = 1;
    int drafts = 0;                       ///< 0: as many as help
    EngineArguments engine;
    std::filesystem::path json;           ///< where the report goes; empty: nowhere
};

struct ConvertArguments {
    std::filesystem::path input, output;
    int format = -1;                      ///< 0 or 1; -1: the input's own
};

struct RenderArguments {
    std::filesystem::path input, output;
    std::filesystem::path soundFont;      ///< empty: the one that is found
    int sampleRate = 48000;
    std::string bits;                     ///< 16, 24, 32f; empty: 16, or what the kind of file chooses
    std::filesystem::path stems;          ///< folder for one file a track; empty: none
    std::optional<BarRange> bars;         ///< none: the whole song
    double tail = 10;                     ///< seconds
    std::string timing = "exact";         ///< exact, fluidsynth
};

struct TrainArguments {
    std::filesystem::path corpus, output;
    std::filesystem::path from;           ///< a model to begin with
    std::string preset;                   ///< empty: the size of `from`, or S
    std::optional<double> rate;           ///< share of the usual learning rates
    std::optional<double> keep;           ///< of the weights of `from`
    std::string device = "auto";
    std::optional<double> minutes;        ///< none: 60; with `from`, what the music is worth
    int steps = 0;                        ///< 0: as many as fit into `minutes`
    std::uint64_t seed = 1;
    int threads = 0;                      ///< 0: as many as help
    bool resume = false;
    std::vector<std::string> include, exclude;
    std::vector<std::string> without;     ///< parts to leave out for a comparison
    double contextWeight = 0.5;
};

struct EvaluateArguments {
    std::filesystem::path corpus;         ///< this or `chorales` is given
    std::filesystem::path chorales;       ///< a file of the JSB chorale benchmark
    std::string split = "valid";
    std::vector<std::string> include;     ///< flagged corpora to measure as well
    bool generate = false;                ///< with `corpus`: measure what the model writes, not what it expects
    std::filesystem::path examples;       ///< with `corpus`: write music to listen to there, and measure nothing
    std::vector<std::string> only;        ///< corpora; empty: all
    std::optional<int> prompts;           ///< for each corpus and task; none: as many as is usual
    std::filesystem::path model;          ///< empty: the one that is found
    std::filesystem::path json;
};

struct BenchArguments {
    EngineArguments engine;
    std::filesystem::path json;
};

struct InfoArguments {
    std::filesystem::path file;
    std::filesystem::path json;
};

struct ServeArguments {
    EngineArguments engine;
};

/// `--help` and `--version`: nothing but this text.
struct PrintArguments {
    std::string text;
};

using Arguments = std::variant<SuggestArguments, ConvertArguments, RenderArguments, TrainArguments, EvaluateArguments,
                               BenchArguments, InfoArguments, ServeArguments, PrintArguments>;

/// What the words after the program's name ask for. Touches no file.
/// Fails with ErrorCode::Usage and one sentence that names the option.
Result<Arguments> parseCommandLine(std::span<const char* const> words);

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"

#include "core/assist/Character.h"
#include "core/io/SongFile.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace continuo {

namespace {

[[noreturn]] void refuse(const std::string& sentence)
{
    throw CLI::ValidationError(sentence);
}

/// An option with one value. `parse` gives a Result whose error continues the sentence after the option's name.
template <typename T, typename Parse>
void addValue(CLI::App& command, const std::string& names, const std::string& shape, const std::string& help, T& target,
              Parse parse)
{
    const std::string name = names.substr(names.find("--") == std::string::npos ? 0 : names.find("--"));
    command
        .add_option_function<std::string>(
            names,
            [&target, parse, name](const std::string& text) {
                auto value = parse(text);
                if (!value)
                    refuse(name + " " + value.error().message + ".");
                target = std::move(value).value();
            },
            help)
        ->type_name(shape);
}

void addPath(CLI::App& command, const std::string& names, const std::string& shape, const std::string& help,
             std::filesystem::path& target)
{
    addValue(command, names, shape, help, target, [](const std::string& text) -> Result<std::filesystem::path> {
        if (text.empty())
            return Error{ErrorCode::Usage, "needs a file name, and got an empty one"};
        return std::filesystem::path(text);
    });
}

void addText(CLI::App& command, const std::string& names, const std::string& shape, const std::string& help,
             std::string& target)
{
    addValue(command, names, shape, help, target, [](const std::string& text) -> Result<std::string> {
        if (text.empty())
            return Error{ErrorCode::Usage, "needs a value, and got an empty one"};
        return text;
    });
}

void addWhole(CLI::App& command, const std::string& names, const std::string& help, auto& target, int lowest, int highest)
{
    addValue(command, names, "N", help, target,
             [lowest, highest](const std::string& text) { return parseWhole(text, lowest, highest); });
}

void needs(bool given, const std::string& option, const CLI::App& command)
{
    if (!given)
        refuse("'" + command.get_name() + "' needs " + option + "; see continuo-cli " + command.get_name() + " --help.");
}

/// `endings` are those of the kinds, in words.
void needsKind(const std::filesystem::path& output, std::initializer_list<SongFileKind> kinds, const std::string& endings)
{
    const auto kind = songFileKind(output);
    if (!kind || std::find(kinds.begin(), kinds.end(), *kind) == kinds.end())
        refuse("-o writes a song, so its name must end in " + endings + ", not '" + output.filename().string() + "'.");
}

void addModel(CLI::App& command, std::filesystem::path& model)
{
    addPath(command, "--model", "MODEL", "A model's folder, its model.json or its name (default: the one that came with the program)", model);
}

void addEngine(CLI::App& command, EngineArguments& engine)
{
    addModel(command, engine.model);
    addValue(command, "--device", "auto|cpu|cuda", "Where the model computes", engine.device, parseDeviceName);
}

void addReport(CLI::App& command, std::filesystem::path& json)
{
    addPath(command, "--json", "FILE", "Write a report as JSON", json);
}

void addBars(CLI::App& command, const std::string& help, std::optional<BarRange>& bars)
{
    addValue(command, "--bars", "A-B", help, bars, parseBars);
}

void addTracks(CLI::App& command, std::vector<std::string>& tracks)
{
    addValue(command, "--tracks", "LIST", "Tracks to write: numbers as 'info' shows them, or names (default: all with notes)",
             tracks, parseList);
}

/// Options that all four writing commands share.
void addWriting(CLI::App& command, SuggestArguments& to)
{
    addPath(command, "IN.mid", "", "The song", to.input);
    addPath(command, "-o,--output", "OUT.mid", "Where the result goes; further candidates go to OUT-2.mid, OUT-3.mid, ...", to.output);
    addValue(command, "--style", "LIST", "Write in this style; of several, with commas, one result in each at least", to.styles, parseStyles);
    addValue(command, "--key", "KEY", "Key such as \"D minor\" (default: the song's, else guessed)", to.key, parseKeyOption);
    command.add_flag("--lock-scale", to.lockScale, "Only pitches of the key's scale");
    addValue(command, "--range", "LO-HI", "Only pitches from LO to HI, such as C3-C5", to.range, parsePitchRange);
    addValue(command, "--density", "LO-HI", "Notes that start, per quarter note and track", to.density, parseDensity);
    addWhole(command, "--polyphony", "At most N notes sounding at once in a track", to.polyphony, 1, 128);
    for (const CharacterTrait& trait : characterTraits())
        addValue(command, "--" + std::string(trait.name), trait.highest > 1 ? "N" : "0..1", std::string(trait.help) + " (sought)",
                 to.character.*trait.value,
                 [&trait](const std::string& text) { return parseNumber(text, trait.lowest, trait.highest); });
    addWhole(command, "--span", "At most N semitones between notes of a track that sound together", to.span, 0, 127);
    addValue(command, "--grid", "1/8|1/8T|...", "Notes start on multiples of this from the bar line and last multiples of it", to.grid, parseGrid);
    addValue(command, "--chords", "CHORDS", "Chords of the bars to write, such as \"C | Am | F G | C\"; begins anew when it is short", to.chords,
             parseChordList);
    addValue(command, "--chord-tones", "always|strong", "Where notes must be tones of --chords (default always)", to.chordTones, parseChordTones);
    command.add_flag("--voice-leading", to.voiceLeading, "Lines do not cross, nor move in parallel fifths and octaves");
    addValue(command, "--lock-notes", "LIST",
             "Notes of the bars to write that stay: TRACK:BAR:BEAT:PITCH, * for any, parts from the end left out for all", to.lockNotes,
             parseNotePatterns);
    addValue(command, "--seed", "N", "Same seed, same notes (default 1)", to.sampling.seed, parseSeed);
    addWhole(command, "--candidates", "How many results, 1 to 64", to.candidates, 1, 64);
    addWhole(command, "--drafts", "How many to write and choose from, 1 to 64 (default: as many as help)", to.drafts, 1, 64);
    addValue(command, "--temperature", "T", "Above 1 bolder, below 1 safer (default 1)", to.sampling.temperature,
             [](const std::string& text) { return parsePositive(text, 4.0); });
    addWhole(command, "--top-k", "Only the K likeliest choices; 0 for all (default 0)", to.sampling.topK, 0, 1'000'000);
    addValue(command, "--top-p", "P", "Only the likeliest choices that sum to P (default 0.95)", to.sampling.topP,
             [](const std::string& text) { return parsePositive(text, 1.0); });
    command.add_flag("--greedy", to.sampling.greedy, "Always the likeliest choice");
    addEngine(command, to.engine);
    addReport(command, to.json);
    command.add_flag("--explain", to.explain, "Tell in the report why each note came; takes seconds");
}

void checkWriting(const CLI::App& command, const SuggestArguments& given)
{
    needs(!given.input.empty(), "a song (IN.mid)", command);
    needs(!given.output.empty(), "-o OUT.mid", command);
    needsKind(given.output, {SongFileKind::Midi, SongFileKind::Project}, ".mid or .continuo"); // a score does not hold all that is played
    if (given.explain && given.json.empty())
        refuse("--explain needs --json FILE, where the reasons are told");
}

using Check = std::function<Arguments()>;

CLI::App& newCommand(CLI::App& program, const std::string& name, const std::string& help)
{
    CLI::App& command = *program.add_subcommand(name, help);
    command.allow_extras();
    return command;
}

Check addContinue(CLI::App& command, SuggestArguments& to)
{
    addWhole(command, "--after", "Write the bars after this one (default: the last bar with notes)", to.after, 0, 1'000'000);
    addWhole(command, "--bars", "How many bars (default 8)", to.barCount, 1, 1024);
    addTracks(command, to.tracks);
    return [&] { return Arguments(to); };
}

Check addHarmonize(CLI::App& command, SuggestArguments& to)
{
    addText(command, "--melody", "TRACK", "The track to harmonize: a number as 'info' shows it, or a name", to.melody);
    addValue(command, "--as", "satb|chords|bass|piano", "What to add (default satb)", to.harmonizeAs, parseHarmonizeAs);
    addValue(command, "--tracks", "LIST", "Write these tracks of the song instead of adding new ones: numbers, or names", to.tracks, parseList);
    addBars(command, "Only these bars (default: all bars of the melody)", to.bars);
    return [&] {
        needs(!to.melody.empty(), "--melody TRACK", command);
        if (!to.tracks.empty() && command.count("--as") > 0)
            refuse("--as says which tracks to add, and --tracks that none are added: give one of them.");
        return Arguments(to);
    };
}

Check addVary(CLI::App& command, SuggestArguments& to)
{
    addBars(command, "The bars to vary", to.bars);
    addValue(command, "--closeness", "0..1", "0 as unlike as another phrase, 1 the same notes (default 0.5)", to.closeness,
             [](const std::string& text) { return parseNumber(text, 0.0, 1.0); });
    addValue(command, "--keep", "LIST", "What stays: rhythm, pitch, contour, harmony", to.keep, parseKeep);
    addTracks(command, to.tracks);
    return [&] {
        needs(to.bars.has_value(), "--bars A-B", command);
        return Arguments(to);
    };
}

Check addInfill(CLI::App& command, SuggestArguments& to)
{
    addBars(command, "The bars to fill", to.bars);
    addTracks(command, to.tracks);
    return [&] {
        needs(to.bars.has_value(), "--bars A-B", command);
        return Arguments(to);
    };
}

Check addConvert(CLI::App& command, ConvertArguments& to)
{
    addPath(command, "IN", "", "The song to read: MIDI, MusicXML or Continuo's own", to.input);
    addPath(command, "-o,--output", "OUT", "The song to write: .mid, .continuo, .musicxml or .mxl", to.output);
    addWhole(command, "--format", "Type of the MIDI file, 0 (one track) or 1 (default: as the song came)", to.format, 0, 1);
    return [&] {
        needs(!to.input.empty(), "a song (IN.mid)", command);
        needs(!to.output.empty(), "-o OUT.mid", command);
        needsKind(to.output, {SongFileKind::Midi, SongFileKind::Project, SongFileKind::MusicXml}, ".mid, .continuo, .musicxml or .mxl");
        if (to.format >= 0 && songFileKind(to.output) != SongFileKind::Midi)
            refuse("--format is for MIDI files, and -o writes none.");
        return Arguments(to);
    };
}

Check addRender(CLI::App& command, RenderArguments& to)
{
    addPath(command, "IN.mid", "", "The song", to.input);
    addPath(command, "-o,--output", "OUT", "Sound file: .wav, .flac, .ogg or .mp3", to.output);
    addPath(command, "--soundfont", "FILE", "SF2 or SF3 (default: the General MIDI one that is found)", to.soundFont);
    addWhole(command, "--rate", "Frames per second (default 48000)", to.sampleRate, 8000, 96000);
    addValue(command, "--bits", "16|24|32f", "Sample format (default 16)", to.bits, [](const std::string& text) -> Result<std::string> {
        if (text != "16" && text != "24" && text != "32f")
            return Error{ErrorCode::Usage, "needs 16, 24 or 32f, not '" + text + "'"};
        return text;
    });
    addPath(command, "--stems", "DIR", "Also write each track alone into this folder; they add up to the whole", to.stems);
    addValue(command, "--bars", "A-B", "Only these bars", to.bars, parseBars);
    addValue(command, "--tail", "SECONDS", "How long the end may ring on, 0 to 60 (default 10)", to.tail,
             [](const std::string& text) { return parseNumber(text, 0, 60); });
    addValue(command, "--timing", "exact|fluidsynth", "Where notes begin: where the song has them, or where the fluidsynth program has them",
             to.timing, [](const std::string& text) -> Result<std::string> {
                 if (text != "exact" && text != "fluidsynth")
                     return Error{ErrorCode::Usage, "needs exact or fluidsynth, not '" + text + "'"};
                 return text;
             });
    return [&] {
        needs(!to.input.empty(), "a song (IN.mid)", command);
        needs(!to.output.empty(), "-o OUT.wav", command);
        if (to.timing == "fluidsynth" && to.bars)
            refuse("--timing fluidsynth plays the whole song: leave --bars out.");
        return Arguments(to);
    };
}

Result<std::string> parsePreset(const std::string& text)
{
    if (text != "tiny" && text != "mini" && text != "S" && text != "M")
        return Error{ErrorCode::Usage, "needs tiny, mini, S or M, not '" + text + "'"};
    return text;
}

Check addTrain(CLI::App& command, TrainArguments& to)
{
    addPath(command, "--corpus", "DIR", "Songs, with or without a manifest.tsv", to.corpus);
    addPath(command, "-o,--output", "MODELDIR", "The model's folder", to.output);
    addValue(command, "--preset", "tiny|mini|S|M", "Size of the network (default: that of --from, or S)", to.preset, parsePreset);
    addPath(command, "--from", "MODEL", "Begin with what this model has learned; --preset may add layers", to.from);
    addValue(command, "--rate", "0..1", "Share of the usual learning rates (default 1, with --from 0.1)", to.rate,
             [](const std::string& text) { return parsePositive(text, 1.0); });
    addValue(command, "--keep-weights", "0..1", "With --from: how much of its weights stays in the new ones (default 0.3; 0 with --preset)",
             to.keep, [](const std::string& text) { return parseNumber(text, 0.0, 1.0); });
    addValue(command, "--minutes", "N", "How long to train (default 60; with --from, 20 times through the songs)", to.minutes,
             [](const std::string& text) { return parsePositive(text, 1e6); });
    addWhole(command, "--steps", "How long to train, in steps instead of minutes", to.steps, 1, 1'000'000'000);
    addValue(command, "--seed", "N", "Same seed, same training (default 1)", to.seed, parseSeed);
    addWhole(command, "--threads", "How many cores share the work, 1 to 64 (default: all, up to 4)", to.threads, 1, 64);
    addValue(command, "--device", "auto|cpu|cuda", "Where it computes", to.device, parseDeviceName);
    command.add_flag("--resume", to.resume, "Go on from the checkpoint in MODELDIR");
    addValue(command, "--exclude", "LIST", "Corpora to leave out", to.exclude, parseList);
    addValue(command, "--include", "LIST", "Flagged corpora to use as well", to.include, parseList);
    addValue(command, "--without", "LIST",
             "For comparison, train without any of deduplication, key-frame, time-rotation, chained-heads, muon", to.without, parseList);
    addValue(command, "--context-weight", "0..1", "For comparison, what the context teaches beside the target (default 0.5)", to.contextWeight,
             [](const std::string& text) { return parseNumber(text, 0.0, 1.0); });
    return [&] {
        needs(!to.corpus.empty(), "--corpus DIR", command);
        needs(!to.output.empty(), "-o MODELDIR", command);
        return Arguments(to);
    };
}

Check addEvaluate(CLI::App& command, EvaluateArguments& to)
{
    addPath(command, "--corpus", "DIR", "Held-out likelihood on these MIDI files, by task and corpus", to.corpus);
    addPath(command, "--jsb", "FILE.json", "Held-out likelihood on the chorale benchmark", to.chorales);
    addValue(command, "--split", "valid|test", "Which part (default valid)", to.split, [](const std::string& text) -> Result<std::string> {
        if (text != "valid" && text != "test")
            return Error{ErrorCode::Usage, "needs valid or test, not '" + text + "'"};
        return text;
    });
    addValue(command, "--include", "LIST", "Flagged corpora to measure as well", to.include, parseList);
    addValue(command, "--only", "LIST", "With --corpus: measure on these corpora only; the baselines learn from all", to.only, parseList);
    command.add_flag("--generate", to.generate, "With --corpus: measure what the model writes beside baselines and real music");
    addPath(command, "--examples", "DIR", "With --corpus: write eight candidates for each corpus and task there, to listen to", to.examples);
    addWhole(command, "--prompts", "How many requests for each corpus and task (default 40, with --generate 24)", to.prompts, 1, 100'000);
    addModel(command, to.model);
    addReport(command, to.json);
    return [&] {
        if (to.corpus.empty() == to.chorales.empty())
            refuse("'evaluate' needs either --corpus DIR or --jsb FILE.json.");
        if (to.corpus.empty() && (to.generate || to.prompts || !to.only.empty()))
            refuse(std::string(to.generate ? "--generate" : to.prompts ? "--prompts" : "--only")
                   + " goes with --corpus DIR, not with --jsb.");
        if (!to.examples.empty() && (to.corpus.empty() || to.generate))
            refuse("--examples goes with --corpus DIR, and not with --generate.");
        return Arguments(to);
    };
}

/// Everything that can be asked, and where it is put while it is read.
class Reader {
public:
    Reader()
    {
        program_.name("continuo-cli");
        program_.allow_extras();
        program_.set_help_flag("-h,--help", "Print this and do nothing");
        program_.set_version_flag("--version", "continuo-cli " CONTINUO_VERSION, "Print the version and do nothing");
        program_.footer("Bars count from 1. Exit status: 0 done, 2 wrong usage, 3 bad input, 4 cannot be satisfied,\n"
                        "5 model or device not available, 6 output not written.");
        addWritingCommand(Task::Continue, "Write the bars that follow", addContinue);
        addWritingCommand(Task::Harmonize, "Add parts to a melody", addHarmonize);
        addWritingCommand(Task::Vary, "Write bars anew, like they were", addVary);
        addWritingCommand(Task::Infill, "Write bars anew from what is around them", addInfill);
        add("convert", "Read a song and write it again", addConvert, convert_);
        add("render", "Play a song into a sound file", addRender, render_);
        add("train", "Train a model", addTrain, train_);
        add("evaluate", "Measure a model on held-out music", addEvaluate, evaluate_);
        add("bench", "Measure speed against what the machine can do",
            [](CLI::App& command, BenchArguments& to) -> Check {
                addEngine(command, to.engine);
                addReport(command, to.json);
                return [&to] { return Arguments(to); };
            },
            bench_);
        add("info", "Tell what is in a song, a model or a SoundFont",
            [](CLI::App& command, InfoArguments& to) -> Check {
                addPath(command, "FILE", "", "A MIDI or MusicXML file, a model's folder or model.json, a SoundFont", to.file);
                addReport(command, to.json);
                return [&to, &command] {
                    needs(!to.file.empty(), "a file", command);
                    return Arguments(to);
                };
            },
            info_);
        add("serve", "Answer requests, one JSON object a line, on standard input and output",
            [](CLI::App& command, ServeArguments& to) -> Check {
                addEngine(command, to.engine);
                return [&to] { return Arguments(to); };
            },
            serve_);
    }

    Result<Arguments> read(std::span<const char* const> words)
    {
        std::vector<std::string> backwards(words.begin(), words.end()); // as CLI11 wants them
        std::reverse(backwards.begin(), backwards.end());
        try {
            program_.parse(std::move(backwards));
            return checked();
        } catch (const CLI::CallForHelp&) {
            return Arguments(PrintArguments{program_.help()});
        } catch (const CLI::CallForVersion& version) {
            return Arguments(PrintArguments{std::string(version.what()) + "\n"});
        } catch (const CLI::ArgumentMismatch& mismatch) {
            const std::string text = mismatch.what();
            return Error{ErrorCode::Usage, text.substr(0, text.find(':')) + " needs exactly one value."};
        } catch (const CLI::Error& error) {
            return Error{ErrorCode::Usage, error.what()};
        }
    }

private:
    template <typename Add, typename T>
    void add(const std::string& name, const std::string& help, Add addOptions, T& target)
    {
        CLI::App& command = newCommand(program_, name, help);
        checks_[&command] = addOptions(command, target);
    }

    void addWritingCommand(Task task, const std::string& help, Check (*addOptions)(CLI::App&, SuggestArguments&))
    {
        SuggestArguments& target = writing_[static_cast<std::size_t>(task)];
        target.task = task;
        CLI::App& command = newCommand(program_, taskName(task), help);
        addWriting(command, target);
        checks_[&command] = [&command, &target, check = addOptions(command, target)] {
            checkWriting(command, target);
            return check();
        };
    }

    Arguments checked()
    {
        const auto chosen = program_.get_subcommands();
        if (const auto rest = program_.remaining(); !rest.empty())
            refuse((rest.front().starts_with('-') ? "There is no option '" : "There is no command '") + rest.front()
                   + "'; see continuo-cli --help.");
        if (chosen.size() != 1)
            refuse("A command is needed, such as continue, render or info; see continuo-cli --help.");
        const CLI::App& command = *chosen.front();
        if (const auto rest = command.remaining(); !rest.empty())
            refuse("'" + command.get_name() + "' has no use for '" + rest.front() + "'; see continuo-cli " + command.get_name()
                   + " --help.");
        return checks_.at(&command)();
    }

    CLI::App program_{"Continuo writes music with you: it continues, harmonizes, varies and fills in MIDI songs."};
    std::array<SuggestArguments, 4> writing_;
    ConvertArguments convert_;
    RenderArguments render_;
    TrainArguments train_;
    EvaluateArguments evaluate_;
    BenchArguments bench_;
    InfoArguments info_;
    ServeArguments serve_;
    std::map<const CLI::App*, Check> checks_;
};

} // namespace

Result<Arguments> parseCommandLine(std::span<const char* const> words)
{
    return Reader().read(words);
}

} // namespace continuo

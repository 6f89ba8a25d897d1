// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/TaskLikelihood.h"

#include "models/evaluate/CopyBaseline.h"
#include "models/evaluate/NetworkBits.h"
#include "models/train/Corpus.h"

#include <array>
#include <map>
#include <optional>

namespace continuo {

namespace {

constexpr std::array<Task, 4> kTasks{Task::Continue, Task::Harmonize, Task::Vary, Task::Infill};

/// A piece, and what the bootstrap knows it by.
struct NamedPiece {
    std::string name;
    StudyPiece study;
};
using Pieces = std::map<std::string, std::vector<NamedPiece>>; // by corpus

Pieces byCorpus(Corpus corpus)
{
    Pieces pieces;
    for (Piece& piece : corpus.pieces) {
        if (auto study = makeStudyPiece(piece.song, piece.corpus, piece.style))
            pieces[piece.corpus].push_back({piece.group.empty() ? piece.path : piece.group, std::move(*study)});
        piece.song = Song{};
    }
    return pieces;
}

/// A folder without a manifest has no train split of its own: all of it is to be measured.
bool isListed(const std::filesystem::path& folder)
{
    std::error_code error;
    return std::filesystem::exists(folder / "manifest.tsv", error);
}

/// What the network is measured against. It learns from a train split; where there is none, from the pieces to be
/// measured: those with even numbers in their corpus for those with odd ones, and the other way round.
class Baselines {
public:
    enum class For { Others, EachOther };

    Baselines(const Pieces& pieces, For whom) : for_(whom)
    {
        for (const auto& [name, some] : pieces)
            for (std::size_t index = 0; index < some.size(); ++index) {
                ngrams_[whom == For::Others ? 0 : (index + 1) % 2].learn(some[index].study);
                copy_.learn(some[index].study);
            }
    }
    const RowNgram& ngram(std::size_t index) const { return ngrams_[for_ == For::Others ? 0 : index % 2]; }
    /// Knows single frequencies only, for which it makes no difference whom they are from.
    const CopyBaseline& copy() const { return copy_; }
    std::string description() const
    {
        return for_ == For::Others ? "n-gram: learned from the train split"
                                   : "n-gram: there is no train split, so each half of the pieces was learned for the other";
    }

private:
    For for_;
    std::array<RowNgram, 2> ngrams_;
    CopyBaseline copy_;
};

/// Everybody's surprise at requests of one task drawn from pieces.
TaskScore scoreOf(const NetworkBits& network, const Baselines& baselines, const std::vector<NamedPiece>& pieces, Task task,
                  const TaskLikelihoodOptions& options)
{
    TaskOptions taskOptions;
    taskOptions.maxRows = NetworkBits::kRows;
    taskOptions.augment = false;
    taskOptions.task = task;
    TaskScore score{pieces.front().study.corpus, task, 0, {}, {}, {}};
    Random random(options.seed, static_cast<std::uint64_t>(task) + 1);
    std::vector<Example> examples;
    std::vector<TargetBits> ngram;
    std::vector<std::string> names;
    CopyBaseline::Session copies(baselines.copy());
    constexpr int kTriesPerRequest = 50; // some corpora have no place for a task
    for (int tries = 0; static_cast<int>(examples.size()) < options.requestsPerTask && tries < options.requestsPerTask * kTriesPerRequest;
         ++tries) {
        const auto index = static_cast<std::size_t>(random.below(static_cast<int>(pieces.size())));
        const StudyPiece& piece = pieces[index].study;
        const std::optional<Prompt> prompt = drawPrompt(piece, taskOptions, random);
        if (!prompt)
            continue;
        examples.push_back(exampleOf(*prompt, piece.score));
        names.push_back(pieces[index].name);
        ngram.push_back(baselines.ngram(index).bits(*prompt, piece.score));
        copies.ask(*prompt, piece.score);
    }
    const std::vector<TargetBits> model = network.of(examples);
    const std::vector<double> copy = copies.bits();
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const double notes = model[i].notes;
        score.notes += model[i].notes;
        score.model.push_back({names[i], model[i].total(), notes});
        score.ngram.push_back({names[i], ngram[i].total(), notes});
        score.copy.push_back({names[i], copy[i], notes});
    }
    return score;
}

} // namespace

Result<std::vector<TaskScore>> evaluateTasks(const TaskLikelihoodOptions& options, const std::function<void(const std::string&)>& say)
{
    const Result<NetworkBits> network = NetworkBits::load(options.model);
    if (!network)
        return network.error();
    CorpusOptions source;
    source.folder = options.corpus;
    source.flagged = options.flagged;
    source.split = options.split;
    source.only = options.only;
    source.unlisted = Unlisted::InEverySplit;
    Result<Corpus> read = loadCorpus(source);
    if (!read)
        return read.error();
    const Pieces held = byCorpus(std::move(*read));
    source.split = "train";
    source.only.clear();
    source.unlisted = Unlisted::SplitByPath;
    Result<Corpus> train = options.split == "train" ? Result<Corpus>(Error{}) : loadCorpus(source);
    const Baselines baselines = train && isListed(options.corpus) ? Baselines(byCorpus(std::move(*train)), Baselines::For::Others)
                                                                : Baselines(held, Baselines::For::EachOther);
    say(baselines.description());

    std::vector<TaskScore> scores;
    for (const auto& [name, pieces] : held) {
        for (const Task task : kTasks)
            if (TaskScore score = scoreOf(*network, baselines, pieces, task, options); score.notes > 0)
                scores.push_back(std::move(score));
        say(name + " done");
    }
    return scores;
}

} // namespace continuo

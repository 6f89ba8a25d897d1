// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Evaluate.h"

#include "core/neural/ModelFolder.h"
#include "core/neural/Threads.h"
#include "core/neural/Transformer.h"
#include "models/train/ChoraleNgram.h"
#include "models/train/Chorales.h"
#include "models/train/Corpus.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace continuo {

namespace {

constexpr int kSequenceRows = 512;
constexpr std::array<Task, 4> kTasks{Task::Continue, Task::Harmonize, Task::Vary, Task::Infill};

double asBits(double nats)
{
    return nats / std::numbers::ln2;
}

/// What the network makes of the targets of examples, a few at a time.
TargetBits bitsOf(Transformer& network, const std::vector<Example>& examples, int rows)
{
    torch::InferenceMode inference;
    constexpr std::size_t kTogether = 8;
    TargetBits sum;
    for (std::size_t begin = 0; begin < examples.size(); begin += kTogether) {
        const std::vector<Example> some(examples.begin() + static_cast<std::ptrdiff_t>(begin),
                                        examples.begin() + static_cast<std::ptrdiff_t>(std::min(begin + kTogether, examples.size())));
        const Batch batch = makeBatch(some, rows);
        if (batch.places.numel() == 0)
            continue;
        const Transformer::Losses losses = network.losses(batch);
        const torch::Tensor isTarget = batch.isContext.logical_not().to(torch::kFloat);
        sum.onset += asBits((losses.onset * isTarget).sum().item<double>());
        sum.pitch += asBits((losses.pitch * isTarget).sum().item<double>());
        sum.duration += asBits((losses.duration * isTarget).sum().item<double>());
        sum.notes += static_cast<int>((batch.hasNote * isTarget).sum().item<double>());
    }
    return sum;
}

Result<std::unique_ptr<Transformer>> loadNetwork(const std::filesystem::path& folder)
{
    useOneThread();
    Result<LoadedNetwork> loaded = readModel(folder);
    if (!loaded)
        return loaded.error();
    loaded->network->setComputeType(hasFastBf16() ? torch::kBFloat16 : torch::kFloat);
    return std::move(loaded->network);
}

std::map<std::string, std::vector<StudyPiece>> byCorpus(Corpus corpus)
{
    std::map<std::string, std::vector<StudyPiece>> pieces;
    for (Piece& piece : corpus.pieces) {
        if (auto study = makeStudyPiece(piece.song, piece.corpus, piece.style))
            pieces[piece.corpus].push_back(std::move(*study));
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

/// The n-gram that the network is measured against. It learns from a train split; where there is none, from the pieces
/// to be measured: those with even numbers in their corpus for those with odd ones, and the other way round.
class Baseline {
public:
    enum class For { Others, EachOther };

    Baseline(const std::map<std::string, std::vector<StudyPiece>>& pieces, For whom) : for_(whom)
    {
        for (const auto& [name, some] : pieces)
            for (std::size_t index = 0; index < some.size(); ++index)
                ngrams_[whom == For::Others ? 0 : (index + 1) % 2].learn(some[index]);
    }
    TargetBits bits(std::size_t index, const Prompt& prompt, const Score& score) const
    {
        return ngrams_[for_ == For::Others ? 0 : index % 2].bits(prompt, score);
    }
    std::string description() const
    {
        return for_ == For::Others ? "n-gram: learned from the train split"
                                   : "n-gram: there is no train split, so each half of the pieces was learned for the other";
    }

private:
    For for_;
    std::array<RowNgram, 2> ngrams_;
};

/// One chorale as requests to continue it, each given all that came before as far as it fits.
std::vector<Example> choraleExamples(const Song& song)
{
    constexpr int kBarsTogether = 4;
    const std::optional<StudyPiece> piece = makeStudyPiece(song, "jsb", "choral/chorale");
    if (!piece)
        return {};
    const Score& score = piece->score;
    std::vector<Example> examples;
    for (int span = 0; span < score.grid.size(); span += kBarsTogether) {
        const Range<int> target{span, std::min(span + kBarsTogether, score.grid.size())};
        Prompt prompt;
        prompt.style = piece->style;
        if (const auto key = estimateKey(score, {0, score.grid.size()}))
            prompt.frame = frameOfKey(*key);
        prompt.meter = meterValue(score.grid[span].meter);
        prompt.tempo = tempoValue(piece->bpm[static_cast<std::size_t>(span)]);
        prompt.slots = slotOrder(score.parts);
        prompt.firstTargetSpan = span;
        for (int at = target.begin; at < target.end; ++at)
            for (int slot = 0; slot < static_cast<int>(prompt.slots.size()); ++slot)
                prompt.target.push_back({at, slot});
        ContextLimits limits;
        limits.futureSpans = 0;
        limits.rows = std::max(0, kSequenceRows - 1 - rowsOf(score, prompt.slots, target));
        addContext(prompt, score, target, limits);
        examples.push_back(exampleOf(prompt, score));
    }
    return examples;
}

} // namespace

Result<std::vector<TaskScore>> evaluateTasks(const EvaluateOptions& options, const std::function<void(const std::string&)>& say)
{
    Result<std::unique_ptr<Transformer>> network = loadNetwork(options.model);
    if (!network)
        return network.error();
    CorpusOptions source;
    source.folder = options.corpus;
    source.flagged = options.flagged;
    source.split = options.split;
    source.unlisted = Unlisted::InEverySplit;
    Result<Corpus> read = loadCorpus(source);
    if (!read)
        return read.error();
    const std::map<std::string, std::vector<StudyPiece>> held = byCorpus(std::move(*read));
    source.split = "train";
    source.unlisted = Unlisted::SplitByPath;
    Result<Corpus> train = options.split == "train" ? Result<Corpus>(Error{}) : loadCorpus(source);
    const Baseline ngram = train && isListed(options.corpus) ? Baseline(byCorpus(std::move(*train)), Baseline::For::Others)
                                                              : Baseline(held, Baseline::For::EachOther);
    say(ngram.description());

    TaskOptions taskOptions;
    taskOptions.maxRows = kSequenceRows;
    taskOptions.augment = false;
    std::vector<TaskScore> scores;
    for (const auto& [name, pieces] : held) {
        for (const Task task : kTasks) {
            taskOptions.task = task;
            TaskScore score{name, task, 0, {}, {}};
            Random random(options.seed, static_cast<std::uint64_t>(task) + 1);
            std::vector<Example> examples;
            constexpr int kTriesPerRequest = 50; // some corpora have no place for a task
            for (int tries = 0; score.requests < options.requestsPerTask && tries < options.requestsPerTask * kTriesPerRequest; ++tries) {
                const auto index = static_cast<std::size_t>(random.below(static_cast<int>(pieces.size())));
                const StudyPiece& piece = pieces[index];
                const std::optional<Prompt> prompt = drawPrompt(piece, taskOptions, random);
                if (!prompt)
                    continue;
                ++score.requests;
                examples.push_back(exampleOf(*prompt, piece.score));
                score.ngram += ngram.bits(index, *prompt, piece.score);
            }
            score.model = bitsOf(**network, examples, kSequenceRows);
            if (score.model.notes > 0)
                scores.push_back(score);
        }
        say(name + " done");
    }
    return scores;
}

Result<ChoraleScore> evaluateChorales(const std::filesystem::path& model, const std::filesystem::path& file,
                                      const std::string& split)
{
    Result<std::unique_ptr<Transformer>> network = loadNetwork(model);
    if (!network)
        return network.error();
    const Result<ChoraleSplits> splits = readChorales(file);
    if (!splits)
        return splits.error();
    const std::vector<Chorale>& held = splits->named(split);
    if (held.empty())
        return Error{ErrorCode::Input, "The file " + file.string() + " has no split \"" + split + "\"."};

    ChoraleScore score;
    score.chorales = static_cast<int>(held.size());
    if (!splits->train.empty()) {
        score.ngram = ChoraleNgram(splits->train, ChoraleNgram::Keys::AsWritten).natsPerToken(held);
        score.ngramTransposed = ChoraleNgram(splits->train, ChoraleNgram::Keys::SevenTranspositions).natsPerToken(held);
    }
    double nats = 0, tokens = 0;
    for (const Chorale& chorale : held) {
        const std::vector<Example> examples = choraleExamples(choraleSong(chorale));
        nats += bitsOf(**network, examples, kSequenceRows).total() * std::numbers::ln2 + std::log(24.0);
        tokens += 4.0 * static_cast<double>(chorale.size());
    }
    score.model = nats / tokens;
    return score;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/ChoraleLikelihood.h"

#include "models/evaluate/NetworkBits.h"
#include "models/evaluate/SopranoRuns.h"
#include "models/train/ChoraleNgram.h"
#include "models/train/Chorales.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace continuo {

namespace {

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
        limits.rows = std::max(0, NetworkBits::kRows - 1 - rowsOf(score, prompt.slots, target));
        addContext(prompt, score, target, limits);
        examples.push_back(exampleOf(prompt, score));
    }
    return examples;
}

double tokensOf(const Chorale& chorale)
{
    return 4.0 * static_cast<double>(chorale.size());
}

std::vector<Ratio> ngramNats(const std::vector<Chorale>& train, ChoraleNgram::Keys keys, const std::vector<Chorale>& held)
{
    const ChoraleNgram ngram(train, keys);
    std::vector<Ratio> nats;
    for (const Chorale& chorale : held)
        nats.push_back({std::to_string(nats.size()), -ngram.logProbability(chorale), tokensOf(chorale)});
    return nats;
}

} // namespace

Result<ChoraleScores> evaluateChorales(const std::filesystem::path& model, const std::filesystem::path& file,
                                       const std::string& split)
{
    const Result<NetworkBits> network = NetworkBits::load(model);
    if (!network)
        return network.error();
    const Result<ChoraleSplits> splits = readChorales(file);
    if (!splits)
        return splits.error();
    const std::vector<Chorale>& held = splits->named(split);
    if (held.empty())
        return Error{ErrorCode::Input, "The file " + file.string() + " has no split \"" + split + "\"."};

    ChoraleScores scores;
    if (!splits->train.empty()) {
        scores.ngram = ngramNats(splits->train, ChoraleNgram::Keys::AsWritten, held);
        scores.ngramTransposed = ngramNats(splits->train, ChoraleNgram::Keys::SevenTranspositions, held);
        scores.sharesRun = sharesSopranoRun(held, splits->train);
    }
    for (const Chorale& chorale : held) {
        TargetBits bits;
        for (const TargetBits& part : network->of(choraleExamples(choraleSong(chorale))))
            bits += part;
        scores.model.push_back({std::to_string(scores.model.size()), bits.total() * std::numbers::ln2 + std::log(24.0), tokensOf(chorale)});
    }
    return scores;
}

} // namespace continuo

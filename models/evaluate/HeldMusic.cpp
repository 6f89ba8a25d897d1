// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/HeldMusic.h"

namespace continuo {

namespace {

void learn(HeldMusic& music, Corpus train)
{
    for (Piece& piece : train.pieces) {
        if (const auto study = makeStudyPiece(piece.song, piece.corpus, piece.style)) {
            music.ngram.learn(*study);
            music.mostFrequent.learn(*study);
            music.melodies.learn(study->score);
        }
        piece.song = Song{};
    }
    music.hasTrain = true;
}

} // namespace

Result<HeldCorpora> readHeldCorpora(CorpusOptions source)
{
    source.unlisted = Unlisted::InEverySplit;
    Result<Corpus> held = loadCorpus(source);
    if (!held)
        return held.error();
    HeldCorpora corpora;
    for (Piece& piece : held->pieces) {
        const std::string corpus = piece.corpus;
        if (auto made = makeHeldPiece(std::move(piece)))
            corpora[corpus].push_back(std::move(made));
    }
    return corpora;
}

Result<HeldMusic> readHeldMusic(CorpusOptions source, const std::function<void(const std::string&)>& say)
{
    Result<HeldCorpora> corpora = readHeldCorpora(source);
    if (!corpora)
        return corpora.error();
    HeldMusic music;
    music.corpora = std::move(*corpora);
    std::error_code error;
    if (!std::filesystem::exists(source.folder / "manifest.tsv", error)) {
        say("The folder has no manifest, so nothing is known to be held out from what the baselines could learn: they are left out.");
        return music;
    }
    source.split = "train";
    source.only.clear();
    if (Result<Corpus> train = loadCorpus(source)) {
        say("The baselines learn from " + std::to_string(train->pieces.size()) + " pieces.");
        learn(music, std::move(*train));
    }
    return music;
}

std::vector<Question> drawQuestions(const std::vector<std::shared_ptr<const HeldPiece>>& pieces, const QuestionOptions& options,
                                    int count, std::uint64_t seed)
{
    constexpr int kTriesPerQuestion = 40; // some corpora have no place for a task
    Random random(seed, static_cast<std::uint64_t>(options.task) + 1);
    std::vector<Question> questions;
    for (int tries = 0; static_cast<int>(questions.size()) < count && tries < count * kTriesPerQuestion; ++tries) {
        const int index = random.below(static_cast<int>(pieces.size()));
        if (auto question = drawQuestion(pieces[static_cast<std::size_t>(index)], options, random))
            questions.push_back(std::move(*question));
    }
    return questions;
}

} // namespace continuo

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

Result<HeldMusic> readHeldMusic(const std::filesystem::path& folder, const std::string& split, const std::vector<std::string>& flagged,
                                const std::function<void(const std::string&)>& say)
{
    CorpusOptions source;
    source.folder = folder;
    source.flagged = flagged;
    source.split = split;
    source.unlisted = Unlisted::InEverySplit;
    Result<Corpus> held = loadCorpus(source);
    if (!held)
        return held.error();
    HeldMusic music;
    for (Piece& piece : held->pieces) {
        const std::string corpus = piece.corpus;
        if (auto made = makeHeldPiece(std::move(piece)))
            music.corpora[corpus].push_back(std::move(made));
    }
    std::error_code error;
    if (!std::filesystem::exists(folder / "manifest.tsv", error)) {
        say("The folder has no manifest, so nothing is known to be held out from what the baselines could learn: they are left out.");
        return music;
    }
    source.split = "train";
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

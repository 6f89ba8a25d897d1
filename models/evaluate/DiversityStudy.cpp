// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"
#include "models/evaluate/Answered.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr int kCandidates = 4;

/// The part that sings, else the first, in pitches above the tonic, so that pieces in different keys can be compared.
std::vector<PlacedNote> melodyOf(const Excerpt& excerpt, const Score& score)
{
    int part = excerpt.parts.front();
    for (const int each : excerpt.parts)
        if (score.parts[static_cast<std::size_t>(each)].role == Role::Melody)
            part = each;
    std::vector<PlacedNote> notes;
    for (const HeardNote& note : excerpt.notes)
        if (note.part == part)
            notes.push_back({0, note.step, note.isDrum() ? note.pitch : note.pitch - excerpt.tonic});
    return notes;
}

double meanDistance(const std::vector<std::vector<PlacedNote>>& melodies)
{
    double sum = 0;
    int pairs = 0;
    for (std::size_t i = 0; i < melodies.size(); ++i)
        for (std::size_t j = 0; j < i; ++j, ++pairs)
            sum += 1 - closeness(melodies[i], melodies[j]);
    return pairs > 0 ? sum / pairs : 0;
}

/// Real music of as many steps from other pieces.
std::vector<std::vector<PlacedNote>> realOthers(const Question& question, const std::vector<Question>& questions, Random& random)
{
    std::vector<std::vector<PlacedNote>> melodies;
    std::vector<const Question*> others;
    const int steps = realExcerpt(question).steps();
    for (const Question& other : questions)
        if (other.piece->name != question.piece->name && realExcerpt(other).steps() == steps)
            others.push_back(&other);
    while (!others.empty() && static_cast<int>(melodies.size()) < kCandidates) {
        const auto drawn = others.begin() + random.below(static_cast<int>(others.size()));
        melodies.push_back(melodyOf(realExcerpt(**drawn), (*drawn)->score()));
        others.erase(drawn);
    }
    return melodies;
}

} // namespace

std::vector<Figure> studyDiversity(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                   const std::function<void(const std::string&)>& say)
{
    std::vector<Figure> figures;
    std::vector<Ratio> all;
    for (const auto& [corpus, pieces] : music.corpora) {
        const QuestionOptions asked{Task::Continue, options.bars};
        const std::vector<Question> questions = drawQuestions(pieces, asked, options.prompts, options.seed + 2);
        std::vector<Ratio> ratios;
        Random random(options.seed, 3);
        for (std::size_t i = 0; i < questions.size(); i += 3) { // four candidates take their time
            SuggestionRequest request = questions[i].request;
            request.candidates = kCandidates;
            request.sampling.seed = options.seed + i;
            const auto suggestions = suggestionsFor(model, request);
            const auto others = realOthers(questions[i], questions, random);
            if (!suggestions || others.size() < 2)
                continue;
            std::vector<std::vector<PlacedNote>> melodies;
            for (const Suggestion& suggestion : *suggestions)
                melodies.push_back(melodyOf(heard(questions[i], answerOf(questions[i], suggestion)), questions[i].score()));
            ratios.push_back({questions[i].piece->name, meanDistance(melodies), meanDistance(others)});
        }
        if (ratios.empty())
            continue;
        figures.push_back({"diversity", "candidates over real music", corpus, systemName(System::Model), ratioOf(ratios)});
        all.insert(all.end(), ratios.begin(), ratios.end());
        say("candidates of " + corpus + " compared");
    }
    if (figures.size() > 1)
        figures.push_back({"diversity", "candidates over real music", kAllCorpora, systemName(System::Model), ratioOf(all)});
    return figures;
}

} // namespace continuo

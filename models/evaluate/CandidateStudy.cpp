// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"
#include "core/assist/Texture.h"
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
            sum += 1 - resemblance(melodies[i], melodies[j]);
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

/// What is counted of candidates, for each request.
struct Seen {
    std::vector<Ratio> difference;              ///< of the candidates' melodies over those of other pieces
    std::vector<Ratio> first, others, real;     ///< departure from the texture of the bars before
};

double departure(const Question& question, const Score& score)
{
    return textureDeparture(score, question.written, question.spans, {0, question.spans.end});
}

void look(const Question& question, const std::vector<Suggestion>& candidates, const std::vector<std::vector<PlacedNote>>& others, Seen& seen)
{
    const std::string& piece = question.piece->name;
    std::vector<std::vector<PlacedNote>> melodies;
    for (const Suggestion& candidate : candidates) {
        const Answer answer = answerOf(question, candidate);
        (melodies.empty() ? seen.first : seen.others).push_back({piece, departure(question, scoreWith(question, answer))});
        melodies.push_back(melodyOf(heard(question, answer), question.score()));
    }
    seen.real.push_back({piece, departure(question, question.score())});
    if (others.size() >= 2)
        seen.difference.push_back({piece, meanDistance(melodies), meanDistance(others)});
}

} // namespace

std::vector<Figure> studyCandidates(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                    const std::function<void(const std::string&)>& say)
{
    struct Kind {
        const char* metric;
        System system;
        std::vector<Ratio> Seen::*ratios;
    };
    static constexpr std::array<Kind, 4> kKinds{{{"difference over that of real music", System::Model, &Seen::difference},
                                                 {"departure, the first", System::Model, &Seen::first},
                                                 {"departure, the others", System::Model, &Seen::others},
                                                 {"departure, the piece itself", System::Real, &Seen::real}}};
    std::vector<Figure> figures;
    const auto add = [&figures](const std::string& corpus, const Seen& seen) {
        for (const Kind& kind : kKinds)
            if (!(seen.*kind.ratios).empty())
                figures.push_back({"candidates", kind.metric, corpus, systemName(kind.system), ratioOf(seen.*kind.ratios)});
    };
    Seen all;
    int corpora = 0;
    for (const auto& [corpus, pieces] : music.corpora) {
        const QuestionOptions asked{Task::Continue, options.bars};
        const std::vector<Question> questions = drawQuestions(pieces, asked, options.prompts, options.seed + 2);
        Seen seen;
        Random random(options.seed, 3);
        for (std::size_t i = 0; i < questions.size(); i += 3) { // four candidates take their time
            SuggestionRequest request = questions[i].request;
            request.candidates = kCandidates;
            request.sampling.seed = options.seed + i;
            if (const auto suggestions = suggestionsFor(model, request))
                look(questions[i], *suggestions, realOthers(questions[i], questions, random), seen);
        }
        if (seen.real.empty())
            continue;
        ++corpora;
        add(corpus, seen);
        for (const Kind& kind : kKinds)
            (all.*kind.ratios).insert((all.*kind.ratios).end(), (seen.*kind.ratios).begin(), (seen.*kind.ratios).end());
        say("candidates of " + corpus + " compared");
    }
    if (corpora > 1)
        add(kAllCorpora, all);
    return figures;
}

} // namespace continuo

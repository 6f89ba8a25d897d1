// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Answered.h"
#include "models/evaluate/Controls.h"

#include <cstdlib>

namespace continuo {

namespace {

/// Places of all corpora in turn, each asked for all values of the control.
std::vector<Question> questionsFor(const ControlKind& kind, const HeldMusic& music, const StudyOptions& options)
{
    constexpr int kEach = 2;
    QuestionOptions asked{Task::Infill, options.bars};
    asked.parts = kind.parts;
    std::vector<Question> questions;
    std::vector<std::vector<Question>> corpora;
    for (const auto& [corpus, pieces] : music.corpora)
        corpora.push_back(drawQuestions(pieces, asked, kEach, options.seed + 4));
    for (std::size_t each = 0; each < kEach; ++each)
        for (const auto& some : corpora)
            if (each < some.size() && static_cast<int>(questions.size()) < options.prompts)
                questions.push_back(some[each]);
    return questions;
}

} // namespace

std::vector<Figure> studyControls(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                  const std::function<void(const std::string&)>& say)
{
    std::vector<Figure> figures;
    for (const ControlKind& kind : controlKinds()) {
        std::vector<Pair> pairs;
        std::vector<Ratio> exact, near, answered;
        std::uint64_t seed = options.seed;
        for (const Question& question : questionsFor(kind, music, options))
            for (const double value : kind.values) {
                SuggestionRequest request = question.request;
                request.sampling.seed = ++seed;
                kind.ask(request, value);
                const auto suggestions = suggestionsFor(model, request);
                const std::string& piece = question.piece->name;
                answered.push_back({piece, suggestions ? 1.0 : 0.0, 1});
                if (!suggestions || suggestions->empty())
                    continue;
                const Suggestion& suggestion = suggestions->front();
                const auto measured = kind.measured(featuresOf(question, answerOf(question, suggestion)), suggestion);
                if (!measured)
                    continue;
                pairs.push_back({piece, value, *measured});
                const int away = std::abs(nearestValue(kind.values, *measured) - nearestValue(kind.values, value));
                exact.push_back({piece, away == 0 ? 1.0 : 0.0, 1});
                near.push_back({piece, away <= 1 ? 1.0 : 0.0, 1});
            }
        const std::string who = systemName(System::Model);
        figures.push_back({"control", "rank correlation", kind.name, who, spearmanOf(pairs)});
        figures.push_back({"control", "nearest value hit", kind.name, who, ratioOf(exact)});
        figures.push_back({"control", "nearest value hit or missed by one", kind.name, who, ratioOf(near)});
        figures.push_back({"control", "answered", kind.name, who, ratioOf(answered)});
        say(std::string(kind.name) + " asked for and measured");
    }
    return figures;
}

} // namespace continuo

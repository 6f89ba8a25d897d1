// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Answered.h"

#include <algorithm>
#include <iterator>

namespace continuo {

const char* systemName(System system)
{
    switch (system) {
    case System::Model: return "model";
    case System::Ngram: return "n-gram";
    case System::Copy: return "copy";
    case System::MostFrequent: return "most frequent";
    case System::Real: return "real";
    }
    return "";
}

Score Answered::scoreBy(System system) const
{
    return system == System::Real ? question.score() : scoreWith(question, answers.at(system));
}

Answered askAll(RowModel& model, const HeldMusic& music, Question question, const Sampling& sampling)
{
    question.request.sampling = sampling;
    std::map<System, Answer> answers;
    if (const auto suggestions = suggestionsFor(model, question.request); suggestions && !suggestions->empty())
        answers[System::Model] = answerOf(question, suggestions->front());
    answers[System::Copy] = copyAnswer(question);
    if (music.hasTrain) {
        answers[System::Ngram] = ngramAnswer(music.ngram, question, question.request.sampling);
        answers[System::MostFrequent] = music.mostFrequent.answer(question);
    }
    Excerpt real = realExcerpt(question);
    question.request.song = Song{};
    return {std::move(question), std::move(answers), std::move(real)};
}

void forEachCorpus(const Some& all, const std::function<void(const std::string&, const Some&)>& figure)
{
    std::map<std::string, Some> corpora;
    for (const Answered* each : all)
        corpora[each->corpus()].push_back(each);
    for (const auto& [corpus, some] : corpora)
        figure(corpus, some);
}

void forEachCorpusAndAll(const Some& all, const std::function<void(const std::string&, const Some&)>& figure)
{
    int corpora = 0;
    forEachCorpus(all, [&](const std::string& corpus, const Some& some) {
        ++corpora;
        figure(corpus, some);
    });
    if (corpora > 1)
        figure(kAllCorpora, all);
}

Some answeredBy(const Some& some, System system)
{
    Some both;
    std::copy_if(some.begin(), some.end(), std::back_inserter(both),
                 [&](const Answered* each) { return each->has(system) && each->has(System::Model); });
    return both;
}

} // namespace continuo

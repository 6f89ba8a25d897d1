// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Answered.h"
#include "models/evaluate/Critic.h"

#include <algorithm>

namespace continuo {

namespace {

/// The bars before the question's, as many as it has where there are so many.
Excerpt barsBefore(const Question& question)
{
    const int count = question.spans.end - question.spans.begin;
    return excerptOf(question.score(), question.written, {std::max(0, question.spans.begin - count), question.spans.begin}, question.frame);
}

/// The other parts in the question's bars; nothing where they are not given.
Excerpt givenParts(const Question& question)
{
    std::vector<int> given;
    for (int part = 0; part < static_cast<int>(question.score().parts.size()); ++part)
        if (question.isGiven(part, question.spans.begin))
            given.push_back(part);
    return excerptOf(question.score(), given, question.spans, question.frame);
}

Judged judged(const Answered& answered, System system, const RowNgram& ngram)
{
    const Prompt prompt = promptOf(answered.question);
    const TargetBits bits = ngram.bits(prompt, answered.scoreBy(system));
    const double notes = std::max(1, bits.notes);
    return {answered.piece(),
            criticFeatures(answered.by(system), givenParts(answered.question), barsBefore(answered.question),
                           {bits.onset / notes, bits.pitch / notes, bits.duration / notes}),
            system != System::Real};
}

} // namespace

std::vector<Figure> criticFigures(const Some& all, const RowNgram& ngram)
{
    std::vector<Figure> figures;
    for (const System system : {System::Model, System::Ngram, System::Copy}) {
        const Some both = answeredBy(all, system);
        std::vector<Judged> cases;
        std::vector<std::string> corpora;
        for (const Answered* each : both)
            for (const System which : {System::Real, system}) {
                cases.push_back(judged(*each, which, ngram));
                corpora.push_back(each->corpus());
            }
        if (cases.empty())
            continue;
        const std::vector<double> scores = criticScores(cases);
        const auto add = [&](const std::string& corpus) {
            std::vector<Judged> some;
            std::vector<double> ofSome;
            for (std::size_t i = 0; i < cases.size(); ++i)
                if (corpus == kAllCorpora || corpora[i] == corpus) {
                    some.push_back(cases[i]);
                    ofSome.push_back(scores[i]);
                }
            figures.push_back({"critic", "area under the curve", corpus, systemName(system), criticArea(some, ofSome)});
        };
        forEachCorpus(both, [&](const std::string& corpus, const Some&) { add(corpus); });
        add(kAllCorpora);
    }
    return figures;
}

} // namespace continuo

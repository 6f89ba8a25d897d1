// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/ChoraleLikelihood.h"
#include "models/evaluate/TaskLikelihood.h"

#include <functional>

namespace continuo {

namespace {

void append(std::vector<Ratio>& to, const std::vector<Ratio>& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

/// The requests of several scores as one.
TaskScore pooled(const std::vector<TaskScore>& scores, const std::function<bool(const TaskScore&)>& isWanted)
{
    TaskScore all;
    all.corpus = kAllCorpora;
    for (const TaskScore& score : scores) {
        if (!isWanted(score))
            continue;
        all.task = score.task;
        all.notes += score.notes;
        append(all.model, score.model);
        append(all.ngram, score.ngram);
        append(all.copy, score.copy);
    }
    return all;
}

void addFigures(std::vector<Figure>& figures, const TaskScore& score, const std::string& metric)
{
    static const std::string kTable = "bits a note";
    figures.push_back({kTable, metric, score.corpus, "model", ratioOf(score.model)});
    figures.push_back({kTable, metric, score.corpus, "n-gram", ratioOf(score.ngram)});
    figures.push_back({kTable, metric, score.corpus, "copy", ratioOf(score.copy)});
    figures.push_back({kTable, metric, score.corpus, "n-gram less model", differenceOf(score.ngram, score.model)});
    figures.push_back({kTable, metric, score.corpus, "copy less model", differenceOf(score.copy, score.model)});
}

} // namespace

std::vector<Figure> figuresOf(const std::vector<TaskScore>& scores)
{
    std::vector<Figure> figures;
    for (const Task task : {Task::Continue, Task::Harmonize, Task::Vary, Task::Infill}) {
        for (const TaskScore& score : scores)
            if (score.task == task)
                addFigures(figures, score, taskName(task));
        addFigures(figures, pooled(scores, [task](const TaskScore& score) { return score.task == task; }), taskName(task));
    }
    addFigures(figures, pooled(scores, [](const TaskScore&) { return true; }), "all tasks, by notes");
    return figures;
}

std::vector<Figure> figuresOf(const ChoraleScores& scores)
{
    struct Kind {
        const char* name;
        std::function<bool(bool)> isWanted; ///< given whether a soprano run is shared
    };
    const std::vector<Kind> kinds{{"all chorales", [](bool) { return true; }},
                                  {"no soprano run of the train split", [](bool shares) { return !shares; }},
                                  {"a soprano run of the train split", [](bool shares) { return shares; }}};
    std::vector<Figure> figures;
    for (const Kind& kind : kinds) {
        const auto add = [&](const char* system, const std::vector<Ratio>& nats) {
            std::vector<Ratio> some;
            for (std::size_t i = 0; i < nats.size(); ++i)
                if (kind.isWanted(!scores.sharesRun.empty() && scores.sharesRun[i]))
                    some.push_back(nats[i]);
            if (!some.empty() && (&kind == &kinds.front() || !scores.sharesRun.empty()))
                figures.push_back({"JSB chorales", "nats a grid token", kind.name, system, ratioOf(some)});
        };
        add("model", scores.model);
        add("n-gram", scores.ngram);
        add("n-gram, 7 transpositions", scores.ngramTransposed);
    }
    return figures;
}

} // namespace continuo

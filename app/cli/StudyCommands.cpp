// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StudyCommands.h"

#include "app/cli/Engine.h"
#include "app/cli/ModelFolders.h"
#include "core/io/SafeFile.h"
#include "core/neural/ModelFile.h"
#include "models/evaluate/ChoraleLikelihood.h"
#include "models/evaluate/Examples.h"
#include "models/evaluate/Study.h"
#include "models/evaluate/Targets.h"
#include "models/evaluate/TaskLikelihood.h"
#include "models/train/Trainer.h"

#include <nlohmann/json.hpp>

#include <functional>

namespace continuo {

namespace {

using Json = nlohmann::ordered_json;

Result<void> writeReport(const std::filesystem::path& path, const Json& report)
{
    if (path.empty())
        return {};
    return replaceFile(path, report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

using Say = std::function<void(const std::string&)>;

Say sayTo(std::ostream& progress)
{
    return [&progress](const std::string& line) { progress << line << '\n' << std::flush; };
}

Json jsonOf(const Estimate& estimate)
{
    return {{"value", estimate.value}, {"low", estimate.low}, {"high", estimate.high}, {"n", estimate.count}, {"pieces", estimate.pieces}};
}

Json jsonOf(const std::vector<Figure>& figures)
{
    Json table = Json::array();
    for (const Figure& figure : figures)
        if (figure.estimate.pieces > 0) {
            Json row{{"table", figure.table}, {"metric", figure.metric}, {"corpus", figure.corpus}, {"system", figure.system}};
            row.update(jsonOf(figure.estimate));
            table.push_back(std::move(row));
        }
    return table;
}

void print(const std::vector<Figure>& figures, const std::string& heading, std::ostream& out)
{
    out << heading << " In brackets: 95 of 100 bootstrap samples of the pieces.\n" << markdownOf(figures)
        << markdownOf(verdictsOf(figures));
}

Json valueOf(const std::vector<Ratio>& ratios)
{
    return ratios.empty() ? Json() : Json(ratioOf(ratios).value);
}

Result<Json> scoreChorales(const EvaluateArguments& arguments, const std::filesystem::path& model, std::ostream& out)
{
    const auto scores = evaluateChorales(model, arguments.chorales, arguments.split);
    if (!scores)
        return scores.error();
    const std::vector<Figure> figures = figuresOf(*scores);
    print(figures, std::to_string(scores->model.size()) + " chorales of the " + arguments.split + " split.", out);
    if (scores->ngram.empty())
        out << "\nThe n-gram cannot be had: the file has no train split.\n";
    return Json{{"jsb16",
                 {{"split", arguments.split},
                  {"chorales", scores->model.size()},
                  {"nats_per_grid_token", valueOf(scores->model)},
                  {"ngram_nats_per_grid_token", valueOf(scores->ngram)},
                  {"ngram_transposed_nats_per_grid_token", valueOf(scores->ngramTransposed)}}},
                {"figures", jsonOf(figures)}};
}

Result<Json> scoreTasks(const EvaluateArguments& arguments, const std::filesystem::path& model, std::ostream& out, const Say& say)
{
    TaskLikelihoodOptions options;
    options.model = model;
    options.corpus = arguments.corpus;
    options.split = arguments.split;
    options.flagged = arguments.include;
    options.only = arguments.only;
    options.requestsPerTask = arguments.prompts.value_or(options.requestsPerTask);
    const auto scores = evaluateTasks(options, say);
    if (!scores)
        return scores.error();
    const std::vector<Figure> figures = figuresOf(*scores);
    print(figures, "Held-out music of the " + arguments.split + " split, " + std::to_string(options.requestsPerTask)
              + " requests for each corpus and task, seed " + std::to_string(options.seed) + ".", out);
    Json table = Json::array();
    for (const TaskScore& score : *scores)
        table.push_back({{"corpus", score.corpus},
                         {"task", taskName(score.task)},
                         {"notes", score.notes},
                         {"bits_per_note", valueOf(score.model)},
                         {"ngram_bits_per_note", valueOf(score.ngram)},
                         {"copy_bits_per_note", valueOf(score.copy)},
                         {"requests", score.model.size()}});
    return Json{{"corpora", std::move(table)}, {"figures", jsonOf(figures)}};
}

StudyOptions studyOptions(const EvaluateArguments& arguments)
{
    StudyOptions options;
    options.corpus = arguments.corpus;
    options.split = arguments.split;
    options.flagged = arguments.include;
    options.only = arguments.only;
    options.prompts = arguments.prompts.value_or(options.prompts);
    return options;
}

Result<Json> scoreAnswers(const EvaluateArguments& arguments, const std::filesystem::path& folder, std::ostream& out, const Say& say)
{
    const auto model = loadRowModel(folder, "auto");
    if (!model)
        return model.error();
    const StudyOptions options = studyOptions(arguments);
    const auto figures = studyGeneration(**model, options, say);
    if (!figures)
        return figures.error();
    print(*figures, "Written for held-out music of the " + arguments.split + " split, " + std::to_string(options.prompts)
              + " requests for each corpus and task, seed " + std::to_string(options.seed) + ".", out);
    return Json{{"figures", jsonOf(*figures)}};
}

} // namespace

Result<void> runTrainCommand(const TrainArguments& arguments, std::ostream& progress)
{
    TrainOptions options;
    options.corpus = arguments.corpus;
    options.include = arguments.include;
    options.exclude = arguments.exclude;
    if (!arguments.from.empty()) {
        const auto from = findModel(arguments.from, "--from");
        if (!from)
            return from.error();
        options.from = *from;
    }
    options.preset = arguments.preset;
    options.rate = arguments.rate.value_or(arguments.from.empty() ? 1.0 : 0.1);
    options.keep = arguments.keep.value_or(arguments.from.empty() || !arguments.preset.empty() ? 0 : 0.3);
    options.output = arguments.output;
    options.minutes = arguments.minutes.value_or(arguments.from.empty() ? 60 : 0);
    options.steps = arguments.steps;
    options.seed = arguments.seed;
    options.threads = arguments.threads;
    options.device = arguments.device;
    options.resume = arguments.resume;
    const Result<Comparison> comparison = comparisonWithout(arguments.without);
    if (!comparison)
        return Error{ErrorCode::Usage, "--without " + comparison.error().message + "."};
    options.comparison = *comparison;
    options.comparison.contextWeight = arguments.contextWeight;
    return train(options, sayTo(progress));
}

Result<void> runEvaluateCommand(const EvaluateArguments& arguments, std::ostream& out, std::ostream& progress)
{
    const auto model = findModel(arguments.model);
    if (!model)
        return model.error();
    const auto info = readModelInfo(*model);
    if (!info)
        return info.error();
    const Say say = sayTo(progress);
    if (!arguments.examples.empty()) {
        const auto loaded = loadRowModel(*model, "auto");
        if (!loaded)
            return loaded.error();
        return writeExamples(**loaded, studyOptions(arguments), arguments.examples, say);
    }
    const auto scores = !arguments.chorales.empty() ? scoreChorales(arguments, *model, out)
        : arguments.generate                        ? scoreAnswers(arguments, *model, out, say)
                                                    : scoreTasks(arguments, *model, out, say);
    if (!scores)
        return scores.error();
    Json report{{"model", info->name}};
    report.update(*scores);
    return writeReport(arguments.json, report);
}

} // namespace continuo

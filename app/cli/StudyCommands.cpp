// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StudyCommands.h"

#include "app/cli/Engine.h"
#include "core/io/SafeFile.h"
#include "core/neural/ModelFile.h"
#include "models/train/Evaluate.h"
#include "models/train/Trainer.h"

#include <nlohmann/json.hpp>

#include <iomanip>

namespace continuo {

namespace {

using Json = nlohmann::ordered_json;

Result<void> writeReport(const std::filesystem::path& path, const Json& report)
{
    if (path.empty())
        return {};
    return replaceFile(path, report.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<Json> scoreChorales(const EvaluateArguments& arguments, const std::filesystem::path& model, std::ostream& out)
{
    const auto score = evaluateChorales(model, arguments.chorales, arguments.split);
    if (!score)
        return score.error();
    out << std::fixed << std::setprecision(4) << score->chorales << " chorales of the " << arguments.split << " split, nats per grid token\n"
        << "  model                    " << score->model << "\n";
    Json report{{"split", arguments.split}, {"chorales", score->chorales}, {"nats_per_grid_token", score->model}};
    const auto tell = [&](const char* name, const char* key, const std::optional<double>& nats) {
        out << "  " << std::left << std::setw(25) << name;
        if (nats)
            out << *nats << "\n";
        else
            out << "cannot be had: the file has no train split\n";
        report[key] = nats ? Json(*nats) : Json();
    };
    tell("n-gram", "ngram_nats_per_grid_token", score->ngram);
    tell("n-gram, 7 transpositions", "ngram_transposed_nats_per_grid_token", score->ngramTransposed);
    return report;
}

Result<Json> scoreTasks(const EvaluateArguments& arguments, const std::filesystem::path& model, std::ostream& out)
{
    EvaluateOptions options;
    options.model = model;
    options.corpus = arguments.corpus;
    options.split = arguments.split;
    options.flagged = arguments.include;
    const auto scores = evaluateTasks(options, [&out](const std::string& line) { out << line << '\n' << std::flush; });
    if (!scores)
        return scores.error();
    out << std::left << std::setw(16) << "corpus" << std::setw(12) << "task" << std::right << std::setw(8) << "notes" << std::setw(12)
        << "bits/note" << std::setw(12) << "n-gram" << std::setw(8) << "ratio" << '\n'
        << std::fixed;
    Json table = Json::array();
    for (const TaskScore& score : *scores) {
        out << std::left << std::setw(16) << score.corpus << std::setw(12) << taskName(score.task) << std::right << std::setw(8)
            << std::setprecision(0) << score.model.notes << std::setprecision(3) << std::setw(12) << score.modelBitsPerNote() << std::setw(12)
            << score.ngramBitsPerNote() << std::setw(8) << score.modelBitsPerNote() / score.ngramBitsPerNote() << '\n';
        table.push_back({{"corpus", score.corpus},
                         {"task", taskName(score.task)},
                         {"notes", score.model.notes},
                         {"bits_per_note", score.modelBitsPerNote()},
                         {"ngram_bits_per_note", score.ngramBitsPerNote()},
                         {"requests", score.requests}});
    }
    return table;
}

} // namespace

Result<void> runTrainCommand(const TrainArguments& arguments, std::ostream& progress)
{
    TrainOptions options;
    options.corpus = arguments.corpus;
    options.include = arguments.include;
    options.exclude = arguments.exclude;
    options.preset = arguments.preset;
    options.output = arguments.output;
    options.minutes = arguments.minutes;
    options.steps = arguments.steps;
    options.seed = arguments.seed;
    options.threads = arguments.threads;
    options.device = arguments.device;
    options.resume = arguments.resume;
    return train(options, [&progress](const std::string& line) { progress << line << '\n' << std::flush; });
}

Result<void> runEvaluateCommand(const EvaluateArguments& arguments, std::ostream& out)
{
    const auto model = findModel(arguments.model);
    if (!model)
        return model.error();
    const auto info = readModelInfo(*model);
    if (!info)
        return info.error();
    auto scores = arguments.chorales.empty() ? scoreTasks(arguments, *model, out) : scoreChorales(arguments, *model, out);
    if (!scores)
        return scores.error();
    return writeReport(arguments.json, {{"model", info->name}, {arguments.chorales.empty() ? "corpora" : "jsb16", std::move(*scores)}});
}

} // namespace continuo

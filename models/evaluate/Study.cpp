// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Study.h"

#include "models/evaluate/Answered.h"

#include <iterator>

namespace continuo {

namespace {

constexpr std::array<Task, 3> kAnsweredTasks{Task::Continue, Task::Infill, Task::Harmonize};

/// Where the piece's own notes are to be found, what is likely is asked for, not what surprises: a low temperature, and of
/// many drafts the one that the others agree with most.
constexpr double kLikelyTemperature = 0.5;
constexpr int kLikelyDrafts = 16;

QuestionOptions asked(Task task, const StudyOptions& options)
{
    return {task, task == Task::Continue ? 2 * options.bars : options.bars};
}

/// Real music of other places than those asked about.
std::map<std::string, std::vector<Excerpt>> realElsewhere(const HeldMusic& music, const StudyOptions& options)
{
    std::map<std::string, std::vector<Excerpt>> elsewhere;
    for (const auto& [corpus, pieces] : music.corpora)
        for (const Task task : {Task::Continue, Task::Infill})
            for (const Question& question : drawQuestions(pieces, asked(task, options), options.prompts, options.seed + 1))
                elsewhere[corpus].push_back(realExcerpt(question));
    return elsewhere;
}

Some pointersTo(const std::vector<Answered>& answered, const std::function<bool(Task)>& isWanted)
{
    Some some;
    for (const Answered& each : answered)
        if (isWanted(each.question.request.task))
            some.push_back(&each);
    return some;
}

} // namespace

CorpusOptions heldOut(const StudyOptions& options)
{
    CorpusOptions source;
    source.folder = options.corpus;
    source.split = options.split;
    source.flagged = options.flagged;
    source.only = options.only;
    return source;
}

Result<std::vector<Figure>> studyGeneration(RowModel& model, const StudyOptions& options,
                                            const std::function<void(const std::string&)>& say)
{
    Result<HeldMusic> read = readHeldMusic(heldOut(options), say);
    if (!read)
        return read.error();
    const HeldMusic& music = *read;
    std::vector<Answered> likely, free; // free: as the program draws
    for (const auto& [corpus, pieces] : music.corpora)
        for (const Task task : kAnsweredTasks) {
            Sampling sampling;
            sampling.seed = options.seed;
            const std::vector<Question> questions = drawQuestions(pieces, asked(task, options), options.prompts, options.seed);
            for (const Question& question : questions) {
                ++sampling.seed;
                sampling.temperature = kLikelyTemperature;
                Question likeliest = question;
                likeliest.request.drafts = kLikelyDrafts;
                likely.push_back(askAll(model, music, std::move(likeliest), sampling));
                sampling.temperature = Sampling().temperature;
                if (task != Task::Harmonize) // often on instruments of its own, and so no measure of how natural it is
                    free.push_back(askAll(model, music, question, sampling));
            }
            if (!questions.empty())
                say(corpus + ": " + std::to_string(questions.size()) + " to " + taskName(task));
        }

    std::vector<Figure> figures;
    const auto add = [&figures](std::vector<Figure> more) {
        figures.insert(figures.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    for (const Task task : {Task::Infill, Task::Continue}) {
        const auto isTask = [task](Task each) { return each == task; };
        add(noteFigures(pointersTo(likely, isTask), taskName(task)));
        add(noteFigures(pointersTo(free, isTask), std::string(taskName(task)) + ", as the program draws"));
    }
    add(harmonyFigures(pointersTo(likely, [](Task each) { return each == Task::Harmonize; })));
    const Some natural = pointersTo(free, [](Task) { return true; });
    say("comparing " + std::to_string(natural.size()) + " answers with real music");
    add(overlapFigures(natural, realElsewhere(music, options)));
    add(faultFigures(natural));
    if (music.hasTrain) {
        add(copiedRunFigures(natural, music.melodies));
        add(criticFigures(natural, music.ngram));
    }
    add(studyCandidates(model, music, options, say));
    add(studyVariations(model, music, options, say));
    add(studyControls(model, music, options, say));
    return figures;
}

} // namespace continuo

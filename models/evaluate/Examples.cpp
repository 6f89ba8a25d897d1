// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Examples.h"

#include "core/io/MidiFile.h"
#include "core/io/SafeFile.h"
#include "models/evaluate/HeldMusic.h"

#include <array>

namespace continuo {

namespace {

constexpr int kCandidates = 8;
constexpr std::array<Task, 4> kTasks{Task::Continue, Task::Harmonize, Task::Vary, Task::Infill};

} // namespace

Result<void> writeExamples(RowModel& model, const StudyOptions& options, const std::filesystem::path& folder,
                           const std::function<void(const std::string&)>& say)
{
    const Result<HeldCorpora> corpora = readHeldCorpora(heldOut(options));
    if (!corpora)
        return corpora.error();
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        return Error{ErrorCode::Output, "The folder " + folder.string() + " cannot be made: " + failed.message() + "."};
    std::string list = "file\tcorpus\ttask\tpiece\tfirst_bar\tlast_bar\n";
    for (const auto& [corpus, pieces] : *corpora)
        for (const Task task : kTasks) {
            const auto questions = drawQuestions(pieces, {task, task == Task::Continue ? 2 * options.bars : options.bars}, 1, options.seed);
            if (questions.empty())
                continue;
            Question question = questions.front();
            question.request.candidates = kCandidates;
            question.request.sampling.seed = options.seed;
            const auto suggestions = suggestionsFor(model, question.request);
            if (!suggestions)
                return suggestions.error();
            const std::string name = corpus + "-" + taskName(task) + "-";
            const auto write = [&](const std::string& which, const Song& song) {
                list += name + which + ".mid\t" + corpus + "\t" + taskName(task) + "\t" + question.piece->name + "\t"
                    + std::to_string(question.request.firstBar) + "\t" + std::to_string(question.request.lastBar) + "\n";
                return writeMidiFile(song, folder / (name + which + ".mid"));
            };
            if (const Result<void> written = write("own", question.piece->song); !written)
                return written;
            for (std::size_t i = 0; i < suggestions->size(); ++i)
                if (const Result<void> written
                    = write(std::to_string(i + 1), withSuggestion(question.request.song, (*suggestions)[i]));
                    !written)
                    return written;
            say(name + "1.." + std::to_string(suggestions->size()));
        }
    return replaceFile(folder / "examples.tsv", list);
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SuggestCommand.h"

#include "app/cli/PromisesOf.h"
#include "app/cli/SuggestRequest.h"
#include "core/io/SongFile.h"
#include "core/io/SafeFile.h"

#include <chrono>
#include <future>
#include <memory>

namespace continuo {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Answer {
    std::vector<Suggestion> suggestions;
    double firstNoteSeconds = 0;
    double seconds = 0;
};

/// Asks and waits for the end. The service calls its listener on a thread of its own, one call at a time.
Result<Answer> answerOf(SuggestionService& service, const SuggestionRequest& request)
{
    Answer answer;
    const auto end = std::make_shared<std::promise<Result<void>>>(); // shared: set_value may return after get()
    auto ended = end->get_future();
    const auto begin = Clock::now();
    service.request(request, [&answer, begin, end](const SuggestionEvent& event) {
        switch (event.kind) {
        case SuggestionEvent::Kind::Track:
            break;
        case SuggestionEvent::Kind::Note:
            if (answer.firstNoteSeconds == 0)
                answer.firstNoteSeconds = secondsSince(begin);
            break;
        case SuggestionEvent::Kind::Candidate:
            answer.suggestions.push_back(event.suggestion);
            break;
        case SuggestionEvent::Kind::Finished:
            end->set_value(Result<void>());
            break;
        case SuggestionEvent::Kind::Failed:
            end->set_value(event.error);
            break;
        }
    });
    if (const Result<void> result = ended.get(); !result)
        return result.error();
    answer.seconds = secondsSince(begin);
    return answer;
}

} // namespace

std::filesystem::path candidateFile(const std::filesystem::path& output, std::size_t candidate)
{
    if (candidate == 0)
        return output;
    std::filesystem::path name = output.stem();
    name += "-" + std::to_string(candidate + 1);
    name += output.extension();
    return output.parent_path() / name;
}

Result<SuggestReport> runSuggestCommand(const SuggestArguments& arguments, const LoadEngine& load)
{
    auto loaded = readSongFile(arguments.input);
    if (!loaded)
        return loaded.error();
    auto request = requestFor(arguments, loaded->song);
    if (!request)
        return request.error();
    const auto engine = load();
    if (!engine)
        return engine.error();
    auto answer = answerOf(*engine->service, *request);
    if (!answer)
        return answer.error();

    SuggestReport report{arguments.input, std::move(*request), engine->model, engine->device, std::move(loaded->notices), {},
                         answer->firstNoteSeconds, answer->seconds};
    const Promises promises = promisesOf(report.request);
    std::vector<Song> songs;
    for (std::size_t i = 0; i < answer->suggestions.size(); ++i) {
        songs.push_back(withSuggestion(report.request.song, answer->suggestions[i]));
        report.candidates.push_back({candidateFile(arguments.output, i), std::move(answer->suggestions[i]),
                                     checkPromises(promises, songs.back())});
        for (const CheckFinding& finding : report.candidates.back().checks)
            if (!finding.kept)
                return Error{ErrorCode::Unsatisfiable, "What came was not as asked (" + finding.name + "): " + finding.broken
                                                           + "; nothing was written."};
    }
    for (std::size_t i = 0; i < songs.size(); ++i)
        if (const auto written = writeSongFile(songs[i], report.candidates[i].file); !written)
            return written.error();
    if (!arguments.json.empty())
        if (const auto written = replaceFile(arguments.json, reportText(report)); !written)
            return written.error();
    return report;
}

} // namespace continuo

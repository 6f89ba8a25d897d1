// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Closeness.h"
#include "core/song/TrackNotes.h"
#include "models/evaluate/Answered.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace continuo {

namespace {

constexpr int kClosenessSteps = 10;     // 0, 0.1, ... 1

std::vector<PlacedNote> placed(const Excerpt& excerpt)
{
    std::vector<PlacedNote> notes;
    for (const HeardNote& note : excerpt.notes)
        notes.push_back({note.part, note.step, note.pitch});
    return notes;
}

/// Steps from the start of the question's bars.
std::vector<int> barStarts(const Question& question)
{
    std::vector<int> starts;
    const StepGrid& grid = question.score().grid;
    for (int span = question.spans.begin; span < question.spans.end; ++span)
        if (grid[span].stepInBar == 0)
            starts.push_back(grid[span].firstStep - grid[question.spans.begin].firstStep);
    return starts;
}

enum class Compare { Notes, Rhythm };

/// Notes of the target in ticks: track, start, length, pitch (0 where only the rhythm counts).
using Sounding = std::vector<std::tuple<TrackId, Tick, Tick, int>>;

Sounding sourceNotes(const Question& question, const Suggestion& suggestion, Compare compare)
{
    Sounding notes;
    for (const TrackId id : suggestion.writtenTracks)
        for (const Note& note : notesInSongTime(*question.request.song.findTrack(id)))
            if (suggestion.target.contains(note.start) && !note.muted) {
                const bool isRhythm = compare == Compare::Rhythm; // which is kept up to the target's end
                notes.emplace_back(id, note.start, isRhythm ? std::min(note.length, suggestion.target.end - note.start) : note.length,
                                   isRhythm ? 0 : note.pitch.number);
            }
    std::sort(notes.begin(), notes.end());
    return notes;
}

Sounding suggestedNotes(const Suggestion& suggestion, Compare compare)
{
    Sounding notes;
    for (const SuggestedNote& each : suggestion.notes)
        notes.emplace_back(each.track, each.note.start, each.note.length, compare == Compare::Notes ? each.note.pitch.number : 0);
    std::sort(notes.begin(), notes.end());
    return notes;
}

/// 1 when the answer has the same notes (or rhythm) as what was to be varied.
std::optional<Ratio> isSame(RowModel& model, const Question& question, const SuggestionRequest& request, Compare compare)
{
    const auto suggestions = suggestionsFor(model, request);
    if (!suggestions || suggestions->empty())
        return std::nullopt;
    const Suggestion& suggestion = suggestions->front();
    const bool same = sourceNotes(question, suggestion, compare) == suggestedNotes(suggestion, compare);
    return Ratio{question.piece->name, same ? 1.0 : 0.0, 1};
}

/// What was measured in one corpus, or in all.
struct Measured {
    std::vector<Pair> closeness;                ///< asked, measured
    std::vector<Ratio> error, notes, identical, rhythm;

    void add(const Measured& other)
    {
        closeness.insert(closeness.end(), other.closeness.begin(), other.closeness.end());
        error.insert(error.end(), other.error.begin(), other.error.end());
        notes.insert(notes.end(), other.notes.begin(), other.notes.end());
        identical.insert(identical.end(), other.identical.begin(), other.identical.end());
        rhythm.insert(rhythm.end(), other.rhythm.begin(), other.rhythm.end());
    }
    std::vector<Figure> figures(const std::string& corpus) const
    {
        const std::string table = taskName(Task::Vary);
        const std::string who = systemName(System::Model);
        return {{table, "closeness: rank correlation", corpus, who, spearmanOf(closeness)},
                {table, "closeness: mean absolute error", corpus, who, ratioOf(error)},
                {table, "notes for each of the music's", corpus, who, ratioOf(notes)},
                {table, "closeness 1 gives the same notes", corpus, who, ratioOf(identical)},
                {table, "kept rhythm is the same", corpus, who, ratioOf(rhythm)}};
    }
};

void vary(RowModel& model, const Question& question, int number, Measured& measured, std::uint64_t seed)
{
    SuggestionRequest request = question.request;
    request.sampling.seed = seed;
    request.closeness = static_cast<double>(number % (kClosenessSteps + 1)) / kClosenessSteps;
    if (const auto suggestions = suggestionsFor(model, request); suggestions && !suggestions->empty()) {
        const std::vector<PlacedNote> music = placed(realExcerpt(question));
        const std::vector<PlacedNote> variation = placed(heard(question, answerOf(question, suggestions->front())));
        const double close = closeness(resemblance(music, variation), resemblanceByChance(music, barStarts(question)));
        measured.closeness.push_back({question.piece->name, request.closeness, close});
        measured.error.push_back({question.piece->name, std::abs(close - request.closeness), 1});
        measured.notes.push_back({question.piece->name, static_cast<double>(variation.size()), static_cast<double>(music.size())});
    }
    constexpr int kEvery = 4; // the guarantees need fewer
    if (number % kEvery == 0) {
        request.closeness = 1;
        if (const auto same = isSame(model, question, request, Compare::Notes))
            measured.identical.push_back(*same);
    }
    if (number % kEvery == 1) {
        request.keep.rhythm = true;
        if (const auto same = isSame(model, question, request, Compare::Rhythm))
            measured.rhythm.push_back(*same);
    }
}

} // namespace

std::vector<Figure> studyVariations(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                    const std::function<void(const std::string&)>& say)
{
    std::vector<Figure> figures;
    Measured all;
    int corpora = 0;
    const auto add = [&figures](const std::vector<Figure>& more) { figures.insert(figures.end(), more.begin(), more.end()); };
    for (const auto& [corpus, pieces] : music.corpora) {
        Measured measured;
        int number = 0;
        for (const Question& question : drawQuestions(pieces, {Task::Vary, options.bars}, options.prompts, options.seed)) {
            vary(model, question, number, measured, options.seed + static_cast<std::uint64_t>(number));
            ++number;
        }
        if (number == 0)
            continue;
        ++corpora;
        add(measured.figures(corpus));
        all.add(measured);
        say(corpus + " varied");
    }
    if (corpora > 1)
        add(all.figures(kAllCorpora));
    return figures;
}

} // namespace continuo

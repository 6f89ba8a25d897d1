// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Questions.h"

#include "core/assist/Generator.h"
#include "core/assist/Styles.h"
#include "core/song/TrackNotes.h"

#include <algorithm>

namespace continuo {

namespace {

constexpr int kFewestNotes = 4;
constexpr int kFewestBarsBefore = 4;    // continue, infill

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

int notesIn(const Score& score, int part, Range<int> spans)
{
    int notes = 0;
    for (int span = std::max(0, spans.begin); span < std::min(spans.end, score.grid.size()); ++span)
        notes += static_cast<int>(score.cell(part, span).size());
    return notes;
}

bool contains(const std::vector<int>& list, int value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Parts that play in the target and, where the task continues what is there, also before it.
std::vector<int> playingParts(const Score& score, Range<int> spans, Task task)
{
    std::vector<int> parts;
    for (const int part : slotOrder(score.parts)) {
        const bool isIntroduced = task == Task::Harmonize || task == Task::Vary
            || notesIn(score, part, {spans.begin - kSpansHeardBefore, spans.begin}) > 0;
        if (isIntroduced && notesIn(score, part, spans) > 0 && parts.size() < at(kMaxSlots))
            parts.push_back(part);
    }
    return parts;
}

/// The parts to write among those that play; empty when it does not do.
std::vector<int> partsToWrite(const Score& score, std::vector<int> playing, const QuestionOptions& options, std::optional<int>& melody,
                              Random& random)
{
    using Parts = QuestionOptions::Parts;
    const auto part = [&](int index) -> const Part& { return score.parts[at(index)]; };
    if (options.parts != Parts::Any) {
        const bool chordal = options.parts == Parts::OneChordal;
        std::erase_if(playing, [&](int index) { return part(index).isDrums() || part(index).mono == chordal; });
        return playing.empty() ? playing : std::vector<int>{playing[at(random.below(static_cast<int>(playing.size())))]};
    }
    if (options.task == Task::Harmonize) {
        const auto sings = std::find_if(playing.begin(), playing.end(), [&](int index) { return part(index).role == Role::Melody; });
        if (sings == playing.end())
            return {};
        melody = *sings;
        playing.erase(sings);
        std::erase_if(playing, [&](int index) { return part(index).isDrums(); });
    } else if (options.task != Task::Continue && playing.size() > 1 && random.chance(0.6)) {
        const int one = playing[at(random.below(static_cast<int>(playing.size())))];
        std::erase_if(playing, [&](int index) { return index != one && random.chance(0.5); });
    }
    return playing;
}

/// The song without the notes for which `isAnswer(track, note)`.
Song without(const Song& song, const std::function<bool(TrackId, const Note&)>& isAnswer)
{
    Song emptied = song;
    for (const auto& track : song.tracks)
        emptied = withTrack(emptied, withChangedNotes(*track, [&](const Note& note) -> std::optional<Note> {
                                if (isAnswer(track->id, note))
                                    return std::nullopt;
                                return note;
                            }));
    return emptied;
}

KeyFrame frameWithoutAnswer(const SuggestionRequest& request, const Question& question)
{
    const Score shown = makeScore(request.song, 1, question.score().grid.spans().back().bar);
    auto key = request.song.keyAt(question.score().grid[question.spans.begin].ticks.begin);
    if (!key)
        key = estimateKey(shown, {0, std::min(question.spans.end, shown.grid.size())});
    return key ? frameOfKey(*key) : KeyFrame{};
}

/// Which new tracks can be compared with what the piece has. None: its own instruments are asked for.
std::optional<HarmonizeAs> harmonizeAs(const Question& question)
{
    if (question.texture == Texture::Voices)
        return HarmonizeAs::Satb;
    const auto areAll = [&](Role role) {
        return std::all_of(question.written.begin(), question.written.end(),
                           [&](int part) { return question.score().parts[at(part)].role == role; });
    };
    if (areAll(Role::Chords))
        return HarmonizeAs::Chords;
    if (areAll(Role::Bass))
        return HarmonizeAs::Bass;
    return std::nullopt;
}

SuggestionRequest requestFor(const Question& question, Task task)
{
    const Score& score = question.score();
    const Range<Tick> target{score.grid[question.spans.begin].ticks.begin, score.grid[question.spans.end - 1].ticks.end};
    SuggestionRequest request;
    request.task = task;
    request.firstBar = score.grid[question.spans.begin].bar;
    request.lastBar = score.grid[question.spans.end - 1].bar;
    if (const int style = question.piece->study.style; style > 0)
        request.styles = {std::string(styleNames()[at(style)])};
    std::vector<TrackId> written;
    for (const int part : question.written)
        written.push_back(score.parts[at(part)].track);
    const auto isWritten = [&](TrackId id) { return std::find(written.begin(), written.end(), id) != written.end(); };
    switch (task) {
    case Task::Continue:
        request.song = without(question.piece->song, [&](TrackId, const Note& note) { return note.start >= target.begin; });
        break;
    case Task::Infill:
        request.song = without(question.piece->song,
                               [&](TrackId id, const Note& note) { return isWritten(id) && target.contains(note.start); });
        break;
    case Task::Harmonize:
        request.melody = score.parts[at(*question.melody)].track;
        request.song = without(question.piece->song, [&](TrackId id, const Note&) { return isWritten(id); });
        if (const auto as = harmonizeAs(question))
            request.harmonizeAs = *as;
        else
            request.tracks = written;
        std::erase_if(request.song.tracks, [&](const auto& track) {
            return track->id != *request.melody
                && std::find(request.tracks.begin(), request.tracks.end(), track->id) == request.tracks.end();
        });
        return request;
    case Task::Vary:
        request.song = question.piece->song;
        break;
    }
    request.tracks = std::move(written);
    return request;
}

/// Three single voices under a melody: soprano, alto, tenor and bass.
bool areVoices(const Score& score, const std::vector<int>& written, int melody)
{
    const auto isVoice = [&](int part) { return score.parts[at(part)].mono; };
    return written.size() == 3 && isVoice(melody) && std::all_of(written.begin(), written.end(), isVoice);
}

/// Where the harmonizing tracks stand: alto, tenor, bass for voices from high to low.
void orderVoices(const Score& score, std::vector<int>& written)
{
    std::stable_sort(written.begin(), written.end(),
                     [&](int a, int b) { return score.parts[at(a)].meanPitch > score.parts[at(b)].meanPitch; });
}

void mergeParts(const Question& question, Excerpt& excerpt)
{
    if (question.texture == Texture::Voices || question.written.empty())
        return;
    excerpt.parts = {question.written.front()};
    for (HeardNote& note : excerpt.notes)
        note.part = question.written.front();
    excerpt.tidy();
}

} // namespace

std::shared_ptr<const HeldPiece> makeHeldPiece(Piece piece)
{
    auto study = makeStudyPiece(piece.song, piece.corpus, piece.style);
    if (!study)
        return nullptr;
    return std::make_shared<const HeldPiece>(
        HeldPiece{piece.group.empty() ? piece.path : piece.group, std::move(piece.song), std::move(*study)});
}

std::vector<CellRef> Question::cells() const
{
    std::vector<CellRef> cells;
    for (int span = spans.begin; span < spans.end; ++span)
        for (int index = 0; index < static_cast<int>(written.size()); ++index)
            cells.push_back({span, index});
    return cells;
}

bool Question::isGiven(int part, int span) const
{
    if (span < 0 || span >= score().grid.size())
        return false;
    switch (request.task) {
    case Task::Continue: return span < spans.begin;
    case Task::Harmonize: return part == melody;
    case Task::Infill: return !spans.contains(span) || !contains(written, part);
    case Task::Vary: return true;
    }
    return false;
}

Excerpt heard(const Question& question, const Answer& answer)
{
    Excerpt excerpt = excerptOf(question.score(), {}, question.spans, question.frame);
    excerpt.parts = question.written;
    const std::vector<CellRef> cells = question.cells();
    const int begin = question.score().grid[question.spans.begin].firstStep;
    for (std::size_t i = 0; i < cells.size(); ++i)
        for (const RowNote& note : answer[i])
            excerpt.notes.push_back({question.written[at(cells[i].slot)],
                                     question.score().grid[cells[i].span].firstStep - begin + note.onset, note.pitch,
                                     kDurationSteps[note.duration]});
    excerpt.tidy();
    mergeParts(question, excerpt);
    return excerpt;
}

Excerpt realExcerpt(const Question& question)
{
    Excerpt excerpt = excerptOf(question.score(), question.written, question.spans, question.frame);
    mergeParts(question, excerpt);
    return excerpt;
}

Excerpt melodyExcerpt(const Question& question)
{
    std::vector<int> melody;
    if (question.melody)
        melody.push_back(*question.melody);
    return excerptOf(question.score(), melody, question.spans, question.frame);
}

Score scoreWith(const Question& question, const Answer& answer)
{
    Score score = question.score();
    const std::vector<CellRef> cells = question.cells();
    for (std::size_t i = 0; i < cells.size(); ++i)
        score.cells[at(question.written[at(cells[i].slot)])][at(cells[i].span)] = answer[i];
    return score;
}

Prompt promptOf(const Question& question)
{
    const Score& score = question.score();
    Prompt prompt;
    prompt.task = question.request.task;
    prompt.style = question.piece->study.style;
    prompt.frame = question.frame;
    prompt.meter = meterValue(score.grid[question.spans.begin].meter);
    prompt.tempo = tempoValue(question.piece->study.bpm[at(question.spans.begin)]);
    prompt.firstTargetSpan = question.spans.begin;
    std::vector<int> shown = question.written;
    if (question.melody)
        shown.push_back(*question.melody);
    for (int part = 0; part < static_cast<int>(score.parts.size()); ++part)
        if (question.request.task != Task::Harmonize && shown.size() < at(kMaxSlots) && !contains(shown, part)
            && notesIn(score, part, {question.spans.begin - kSpansHeardBefore, question.spans.end}) > 0)
            shown.push_back(part);
    for (const int part : slotOrder(score.parts))
        if (contains(shown, part))
            prompt.slots.push_back(part);
    const int slots = static_cast<int>(prompt.slots.size());
    ContextLimits limits;
    for (const int part : prompt.slots)
        limits.given.push_back(question.request.task != Task::Harmonize || part == question.melody);
    for (int span = question.spans.begin; span < question.spans.end; ++span)
        for (int slot = 0; slot < slots; ++slot)
            if (contains(question.written, prompt.slots[at(slot)]))
                prompt.target.push_back({span, slot});
    limits.futureSpans = question.request.task == Task::Continue ? 0 : kSpansHeardAfter;
    limits.insideTarget = question.request.task != Task::Continue;
    addContext(prompt, score, question.spans, limits);
    return prompt;
}

std::optional<Question> drawQuestion(const std::shared_ptr<const HeldPiece>& piece, const QuestionOptions& options, Random& random)
{
    const Score& score = piece->study.score;
    const int bars = score.grid.spans().back().bar;
    const bool needsPast = options.task == Task::Continue || options.task == Task::Infill;
    const bool needsFuture = options.task == Task::Infill;
    const int earliest = 1 + (needsPast ? kFewestBarsBefore : 0);
    const int latest = bars - options.bars + 1 - (needsFuture ? 1 : 0);
    if (latest < earliest)
        return std::nullopt;
    const int first = earliest + random.below(latest - earliest + 1);

    Question question;
    question.piece = piece;
    for (int count = options.bars; count > 0; --count) {
        question.spans = score.grid.spansOfBars(first, first + count - 1);
        int notes = 0;
        Random same = random;
        question.melody.reset();
        question.written = partsToWrite(score, playingParts(score, question.spans, options.task), options, question.melody, same);
        for (const int part : question.written)
            notes += notesIn(score, part, question.spans);
        if (notes < kFewestNotes)
            return std::nullopt;
        if (notes > options.mostNotes)
            continue;
        random = same;
        if (options.task == Task::Harmonize) {
            orderVoices(score, question.written);
            question.texture = areVoices(score, question.written, *question.melody) ? Texture::Voices : Texture::Whole;
        }
        question.request = requestFor(question, options.task);
        question.frame = frameWithoutAnswer(question.request, question);
        return question;
    }
    return std::nullopt;
}

Result<std::vector<Suggestion>> suggestionsFor(RowModel& model, const SuggestionRequest& request)
{
    std::vector<Suggestion> suggestions;
    std::optional<Error> error;
    generate(model, request, {}, [&](const SuggestionEvent& event) {
        if (event.kind == SuggestionEvent::Kind::Candidate)
            suggestions.push_back(event.suggestion);
        if (event.kind == SuggestionEvent::Kind::Failed)
            error = event.error;
    });
    if (error)
        return *error;
    return suggestions;
}

Answer answerOf(const Question& question, const Suggestion& suggestion)
{
    const Score& score = question.score();
    const std::vector<CellRef> cells = question.cells();
    Answer answer(cells.size());
    for (const SuggestedNote& suggested : suggestion.notes) {
        int index = -1;
        for (std::size_t i = 0; i < suggestion.newTracks.size(); ++i)
            if (suggestion.newTracks[i].id == suggested.track)
                index = std::min(static_cast<int>(i), static_cast<int>(question.written.size()) - 1);
        for (std::size_t i = 0; i < question.written.size() && index < 0; ++i)
            if (score.parts[at(question.written[i])].track == suggested.track)
                index = static_cast<int>(i);
        const StepGrid::Place place = score.grid.nearest(suggested.note.start);
        const auto cell = std::find(cells.begin(), cells.end(), CellRef{place.span, index});
        if (cell == cells.end())
            continue;
        const bool drums = score.parts[at(question.written[at(index)])].isDrums();
        const int steps = static_cast<int>((suggested.note.length + kTicksPerStep / 2) / kTicksPerStep);
        answer[static_cast<std::size_t>(cell - cells.begin())].push_back(
            {static_cast<std::uint8_t>(place.step),
             static_cast<std::uint8_t>(suggested.note.pitch.number + (drums ? kDrumPitchBase : 0)),
             static_cast<std::uint8_t>(durationClass(steps))});
    }
    for (auto& cell : answer)
        std::sort(cell.begin(), cell.end(), [](const RowNote& a, const RowNote& b) { return comesBefore(a, b); });
    return answer;
}

} // namespace continuo

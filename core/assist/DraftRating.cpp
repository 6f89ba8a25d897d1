// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/DraftRating.h"

#include "core/assist/Closeness.h"
#include "core/assist/Crossings.h"
#include "core/assist/HarmonyMotion.h"
#include "core/assist/PhraseRhythm.h"
#include "core/assist/Repetition.h"
#include "core/assist/SoundingClasses.h"
#include "core/assist/Texture.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr double kCrowdingCost = 0.15;             // of twice the notes, or half: as bad as a tenth too far
constexpr double kDepartureCost = 0.25;
constexpr double kHarmonyPaceCost = 0.3;
constexpr double kForeignToneCost = 0.6;
constexpr double kPhraseCost = 0.3;
constexpr double kOldTuneCost = 0.1;

} // namespace

DraftRating::DraftRating(const SuggestionRequest& request, const RequestPlan& plan, const SourceMusic& source)
    : request_(request), plan_(plan), source_(source)
{
    if (request.task == Task::Harmonize && request.harmonizeAs == HarmonizeAs::Satb && !plan.newTracks.empty()) {
        choir_.push_back(plan.given.front()); // the melody
        choir_.insert(choir_.end(), plan.written.begin(), plan.written.end());
    }
}

Draft DraftRating::rated(const WrittenDraft& draft) const
{
    const auto notes = static_cast<double>(std::max<std::size_t>(1, draft.suggestion.notes.size()));
    return {errorOf(draft), draft.surprise / notes, placedNotes(draft.score, plan_.written, plan_.targetSpans), harmonyOf(draft)};
}

std::vector<AskedAndMeasured> DraftRating::measured(const WrittenDraft& draft) const
{
    std::vector<AskedAndMeasured> all;
    if (request_.task == Task::Vary)
        all.push_back({"closeness", request_.closeness, draft.closeness});
    if (!seeksCharacter())
        return all;
    const Character shown = characterOf(draft);
    for (const CharacterTrait& trait : characterTraits())
        if (const auto& asked = request_.character.*trait.value)
            all.push_back({trait.name, *asked, shown.*trait.value});
    return all;
}

bool DraftRating::seeksCharacter() const
{
    const auto traits = characterTraits();
    return std::any_of(traits.begin(), traits.end(),
                       [&](const CharacterTrait& trait) { return (request_.character.*trait.value).has_value(); });
}

std::vector<int> DraftRating::parts() const
{
    std::vector<int> all = plan_.given;
    all.insert(all.end(), plan_.written.begin(), plan_.written.end());
    return all;
}

Character DraftRating::characterOf(const WrittenDraft& draft) const
{
    return measureCharacter(draft.score, plan_.written, plan_.targetSpans, plan_.frame,
                            plan_.song.tempo.bpmAt(plan_.target.begin));
}

std::vector<PitchClasses> DraftRating::harmonyOf(const WrittenDraft& draft) const
{
    if (request_.task != Task::Harmonize)
        return {};
    return soundingClasses(draft.score, parts(), plan_.targetSpans);
}

double DraftRating::errorOf(const WrittenDraft& draft) const
{
    return std::min(1.0, missedCloseness(draft) + crossing(draft) + departure(draft) + missedCharacter(draft));
}

double DraftRating::missedCloseness(const WrittenDraft& draft) const
{
    if (request_.task != Task::Vary || request_.closeness >= 1)
        return 0;
    const double missed = std::abs(draft.closeness - request_.closeness);
    const auto source = static_cast<double>(source_.placed().size());
    const auto written = static_cast<double>(placedNotes(draft.score, plan_.written, plan_.targetSpans).size());
    if (request_.density || request_.character.energy || source == 0 || written == 0)
        return missed;
    return missed + kCrowdingCost * std::abs(std::log(written / source));
}

double DraftRating::crossing(const WrittenDraft& draft) const
{
    return choir_.empty() ? 0 : crossingShare(draft.score, choir_, plan_.targetSpans);
}

double DraftRating::departure(const WrittenDraft& draft) const
{
    if ((request_.task != Task::Continue && request_.task != Task::Infill) || request_.density || seeksCharacter())
        return 0;
    const Range<int> around = heardAround(plan_.score, plan_.targetSpans);
    const double form = kDepartureCost * textureDeparture(draft.score, plan_.written, plan_.targetSpans, around)
        + kPhraseCost * phraseDeparture(draft.score, plan_.written, plan_.targetSpans, around);
    if (request_.task == Task::Infill) // what is there on both sides and in other parts tells the harmony
        return form;
    const Range<int> before{around.begin, plan_.targetSpans.begin};
    return form + kHarmonyPaceCost * harmonyPaceDeparture(draft.score, plan_.targetSpans, around, plan_.frame)
        + kForeignToneCost * foreignToneShare(draft.score, parts(), plan_.targetSpans, around)
        + kOldTuneCost * oldTuneShare(draft.score, plan_.written, before, plan_.targetSpans).value_or(0);
}

double DraftRating::missedCharacter(const WrittenDraft& draft) const
{
    return seeksCharacter() ? characterError(request_.character, characterOf(draft)) : 0;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/HarmonyMotion.h"
#include "core/assist/PhraseRhythm.h"
#include "core/assist/Repetition.h"
#include "models/evaluate/Answered.h"
#include "models/evaluate/Faults.h"

#include <algorithm>

namespace continuo {

namespace {

/// Bars that keep the chord of the bar before, the one before the first among them; of all parts together.
Ratio keptChordsOf(const Answered& answered, System system)
{
    const Range<int> spans{std::max(0, answered.question.spans.begin - 1), answered.question.spans.end};
    const KeptChords chords = keptChords(answered.scoreBy(system), spans, answered.question.frame);
    return {answered.piece(), static_cast<double>(chords.kept), static_cast<double>(chords.possible)};
}

/// From the phrases of the bars that were heard, those after only where they were given.
Ratio leftPhrasesOf(const Answered& answered, System system)
{
    const Question& question = answered.question;
    Range<int> around = heardAround(question.score(), question.spans);
    if (question.request.task == Task::Continue)
        around.end = question.spans.end;
    return {answered.piece(), phraseDeparture(answered.scoreBy(system), question.written, question.spans, around), 1};
}

/// How much of the melodies that go on is bars of the music before.
Ratio oldTuneOf(const Answered& answered, System system)
{
    const Question& question = answered.question;
    if (question.request.task != Task::Continue)
        return {answered.piece(), 0, 0};
    const Range<int> before{heardAround(question.score(), question.spans).begin, question.spans.begin};
    const auto share = oldTuneShare(answered.scoreBy(system), question.written, before, question.spans);
    return {answered.piece(), share.value_or(0), share ? 1.0 : 0.0};
}

template <FaultCount (*count)(const Excerpt&)>
Ratio inExcerpt(const Answered& answered, System system)
{
    const FaultCount faults = count(answered.by(system));
    return {answered.piece(), static_cast<double>(faults.found), static_cast<double>(faults.possible)};
}

} // namespace

std::vector<Figure> faultFigures(const Some& all)
{
    struct Fault {
        const char* name;
        Ratio (*ratio)(const Answered&, System);
    };
    static constexpr std::array<Fault, 7> kFaults{{{"empty bars", inExcerpt<emptyBars>},
                                                   {"bars as the two before", inExcerpt<stuckBars>},
                                                   {"bars that keep the chord", keptChordsOf},
                                                   {"phrases left", leftPhrasesOf},
                                                   {"bars of a melody from before", oldTuneOf},
                                                   {"moves above an octave", inExcerpt<registerJumps>},
                                                   {"ends on a leading tone", inExcerpt<hangingLeadingTone>}}};
    std::vector<Figure> figures;
    for (const Fault& fault : kFaults)
        forEachCorpusAndAll(all, [&](const std::string& corpus, const Some& some) {
            for (const System system : {System::Model, System::Ngram, System::Real}) {
                std::vector<Ratio> ratios;
                for (const Answered* each : answeredBy(some, system))
                    ratios.push_back(fault.ratio(*each, system));
                figures.push_back({"faults", fault.name, corpus, systemName(system), ratioOf(ratios)});
            }
        });
    return figures;
}

} // namespace continuo

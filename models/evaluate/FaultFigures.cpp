// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/HarmonyMotion.h"
#include "core/assist/PhraseRhythm.h"
#include "core/assist/Repetition.h"
#include "models/evaluate/Answered.h"
#include "models/evaluate/Faults.h"

#include <algorithm>

namespace continuo {

namespace {

/// What is found, over what there could be.
struct Share {
    double found = 0, possible = 0;
};

/// Bars that keep the chord of the bar before, the one before the first among them; of all parts together.
Share keptChordsOf(const Answered& answered, System system)
{
    const Range<int> spans{std::max(0, answered.question.spans.begin - 1), answered.question.spans.end};
    const KeptChords chords = keptChords(answered.scoreBy(system), spans, answered.question.frame);
    return {static_cast<double>(chords.kept), static_cast<double>(chords.possible)};
}

/// From the phrases of the bars that were heard, those after only where they were given.
Share leftPhrasesOf(const Answered& answered, System system)
{
    const Question& question = answered.question;
    Range<int> around = heardAround(question.score(), question.spans);
    if (question.request.task == Task::Continue)
        around.end = question.spans.end;
    return {phraseDeparture(answered.scoreBy(system), question.written, question.spans, around), 1};
}

/// How much of the melodies that go on is bars of the music before.
Share oldTuneOf(const Answered& answered, System system)
{
    const Question& question = answered.question;
    if (question.request.task != Task::Continue)
        return {};
    const Range<int> before{heardAround(question.score(), question.spans).begin, question.spans.begin};
    const auto share = oldTuneShare(answered.scoreBy(system), question.written, before, question.spans);
    return share ? Share{*share, 1} : Share{};
}

template <FaultCount (*count)(const Excerpt&)>
Share inExcerpt(const Answered& answered, System system)
{
    const FaultCount faults = count(answered.by(system));
    return {static_cast<double>(faults.found), static_cast<double>(faults.possible)};
}

} // namespace

std::vector<Figure> faultFigures(const Some& all)
{
    struct Fault {
        const char* name;
        Share (*share)(const Answered&, System);
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
                for (const Answered* each : answeredBy(some, system)) {
                    const Share share = fault.share(*each, system);
                    ratios.push_back({each->piece(), share.found, share.possible});
                }
                figures.push_back({"faults", fault.name, corpus, systemName(system), ratioOf(ratios)});
            }
        });
    return figures;
}

} // namespace continuo

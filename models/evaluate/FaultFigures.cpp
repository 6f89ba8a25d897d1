// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/HarmonyMotion.h"
#include "models/evaluate/Answered.h"
#include "models/evaluate/Faults.h"

#include <algorithm>

namespace continuo {

namespace {

/// Bars that keep the chord of the bar before, the one before the first among them; of all parts together.
FaultCount keptChordsOf(const Answered& answered, System system)
{
    const Range<int> spans{std::max(0, answered.question.spans.begin - 1), answered.question.spans.end};
    const KeptChords chords = keptChords(answered.scoreBy(system), spans, answered.question.frame);
    return {chords.kept, chords.possible};
}

template <FaultCount (*count)(const Excerpt&)>
FaultCount inExcerpt(const Answered& answered, System system)
{
    return count(answered.by(system));
}

} // namespace

std::vector<Figure> faultFigures(const Some& all)
{
    struct Fault {
        const char* name;
        FaultCount (*count)(const Answered&, System);
    };
    static constexpr std::array<Fault, 5> kFaults{{{"empty bars", inExcerpt<emptyBars>},
                                                   {"bars as the two before", inExcerpt<stuckBars>},
                                                   {"bars that keep the chord", keptChordsOf},
                                                   {"moves above an octave", inExcerpt<registerJumps>},
                                                   {"ends on a leading tone", inExcerpt<hangingLeadingTone>}}};
    std::vector<Figure> figures;
    for (const Fault& fault : kFaults)
        forEachCorpusAndAll(all, [&](const std::string& corpus, const Some& some) {
            for (const System system : {System::Model, System::Ngram, System::Real}) {
                std::vector<Ratio> ratios;
                for (const Answered* each : answeredBy(some, system)) {
                    const FaultCount count = fault.count(*each, system);
                    ratios.push_back({each->piece(), static_cast<double>(count.found), static_cast<double>(count.possible)});
                }
                figures.push_back({"faults", fault.name, corpus, systemName(system), ratioOf(ratios)});
            }
        });
    return figures;
}

} // namespace continuo

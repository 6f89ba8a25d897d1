// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Answered.h"
#include "models/evaluate/Faults.h"

namespace continuo {

std::vector<Figure> faultFigures(const Some& all)
{
    struct Fault {
        const char* name;
        FaultCount (*count)(const Excerpt&);
    };
    static constexpr std::array<Fault, 4> kFaults{{{"empty bars", emptyBars},
                                                   {"bars as the two before", stuckBars},
                                                   {"moves above an octave", registerJumps},
                                                   {"ends on a leading tone", hangingLeadingTone}}};
    std::vector<Figure> figures;
    for (const Fault& fault : kFaults)
        forEachCorpusAndAll(all, [&](const std::string& corpus, const Some& some) {
            for (const System system : {System::Model, System::Ngram, System::Real}) {
                std::vector<Ratio> ratios;
                for (const Answered* each : answeredBy(some, system)) {
                    const FaultCount count = fault.count(each->by(system));
                    ratios.push_back({each->piece(), static_cast<double>(count.found), static_cast<double>(count.possible)});
                }
                figures.push_back({"faults", fault.name, corpus, systemName(system), ratioOf(ratios)});
            }
        });
    return figures;
}

} // namespace continuo

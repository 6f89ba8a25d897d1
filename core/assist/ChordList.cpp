// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/ChordList.h"

#include <sstream>
#include <string>

namespace continuo {

Result<ChordList> parseChordList(std::string_view text)
{
    const auto wrong = [&](const std::string& what) {
        return Error{ErrorCode::Usage, "needs chords such as \"C | Am | F G | C\", and " + what};
    };
    ChordList bars;
    std::string_view rest = text;
    for (bool more = true; more;) {
        const auto stroke = rest.find('|');
        std::istringstream words{std::string(rest.substr(0, stroke))};
        std::vector<Chord> bar;
        for (std::string word; words >> word;) {
            if (word == "%" && bar.empty() && !bars.empty()) {
                bar = bars.back();
                continue;
            }
            const auto chord = parseChord(word);
            if (!chord)
                return wrong("'" + word + "' is none that it knows");
            bar.push_back(*chord);
        }
        if (bar.empty())
            return wrong("a bar of '" + std::string(text) + "' has none");
        bars.push_back(std::move(bar));
        more = stroke != std::string_view::npos;
        rest.remove_prefix(more ? stroke + 1 : rest.size());
    }
    return bars;
}

std::vector<PlacedChord> placeChords(const ChordList& list, const MeterMap& meters, int firstBar, int lastBar)
{
    std::vector<PlacedChord> placed;
    for (int number = firstBar; number <= lastBar && !list.empty(); ++number) {
        const auto& chords = list[static_cast<std::size_t>(number - firstBar) % list.size()];
        const Range<Tick> bar = meters.bar(number);
        const Tick beat = meters.meterAt(bar.begin).beatLength();
        const auto count = static_cast<std::int64_t>(chords.size());
        const std::int64_t beats = (bar.end - bar.begin) / beat;
        for (std::int64_t i = 0; i < count; ++i) {
            // On beats as long as there is one for each.
            const Tick into = beats >= count ? beat * ((i * beats + count - 1) / count) : (bar.end - bar.begin) * i / count;
            placed.push_back({bar.begin + into, chords[static_cast<std::size_t>(i)]});
        }
    }
    return placed;
}

} // namespace continuo

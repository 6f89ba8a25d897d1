// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MusicXmlFlaws.h"

namespace continuo {

namespace {

/// The sentence for one and for several; # stands for the number. In the order of MusicXmlFlaw.
struct Wording {
    const char* one;
    const char* several;
};

constexpr std::array<Wording, static_cast<std::size_t>(MusicXmlFlaw::Count)> kWordings{{
    {"One grace note was left out.", "# grace notes were left out."},
    {"One cue note was left out.", "# cue notes were left out."},
    {"One repeat is not played out: the bars stand once.", "# repeats are not played out: the bars stand once."},
    {"One syllable of a further verse was left out.", "# syllables of further verses were left out."},
    {"One chord symbol of an unknown kind was left out.", "# chord symbols of unknown kinds were left out."},
    {"One note without a pitch or a length was left out.", "# notes without a pitch or a length were left out."},
    {"One note outside the pitches of MIDI was left out.", "# notes outside the pitches of MIDI were left out."},
    {"One tie leads nowhere.", "# ties lead nowhere."},
    {"What lies beyond 35 million quarter notes was left out.", nullptr},
    {"One part changes its instrument; it keeps the first.", "# parts change their instruments; they keep the first."},
}};

} // namespace

std::vector<std::string> MusicXmlFlaws::sentences() const
{
    std::vector<std::string> result;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (counts_[i] == 0)
            continue;
        const Wording& wording = kWordings[i];
        std::string sentence = counts_[i] == 1 || !wording.several ? wording.one : wording.several;
        if (const auto hash = sentence.find('#'); hash != std::string::npos)
            sentence.replace(hash, 1, std::to_string(counts_[i]));
        result.push_back(std::move(sentence));
    }
    return result;
}

} // namespace continuo

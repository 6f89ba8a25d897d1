// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/Styles.h"

#include "core/assist/Rows.h"

#include <array>
#include <cctype>
#include <string>

namespace continuo {

namespace {

constexpr std::array<std::string_view, 24> kNames{
    "any",     "chorale", "hymn",       "choir",      "art song",   "opera",       "piano",  "dance",
    "baroque", "organ",   "guitar",     "quartet",    "chamber",    "folk",        "reel",   "jig",
    "pop",     "songbook", "jazz",      "game",       "march",      "rock drums",  "jazz drums", "latin drums"};
static_assert(kNames.size() <= static_cast<std::size_t>(field::kStyle.size));

struct Rule {
    std::string_view family; ///< empty: any
    std::string_view kind;   ///< empty: any
    std::string_view style;
};

// The first rule that fits decides.
constexpr Rule kRules[] = {
    {"choral", "chorale", "chorale"}, {"choral", "hymn", "hymn"},        {"choral", "", "choir"},
    {"", "choir", "choir"},           {"", "art-song", "art song"},      {"", "opera", "opera"},
    {"", "voice", "art song"},        {"drums", "jazz", "jazz drums"},   {"drums", "neworleans", "jazz drums"},
    {"drums", "latin", "latin drums"},{"drums", "afrocuban", "latin drums"}, {"drums", "afrobeat", "latin drums"},
    {"drums", "", "rock drums"},      {"", "organ", "organ"},            {"", "guitar", "guitar"},
    {"", "string-quartet", "quartet"},{"", "chamber", "chamber"},        {"songbook", "jazz", "jazz"},
    {"jazz", "", "jazz"},             {"songbook", "", "songbook"},      {"pop", "", "pop"},
    {"game", "", "game"},             {"", "march", "march"},            {"folk", "reel", "reel"},
    {"folk", "hornpipe", "reel"},     {"folk", "jig", "jig"},            {"folk", "slip-jig", "jig"},
    {"folk", "slide", "jig"},         {"folk", "", "folk"},              {"", "song", "folk"},
    {"", "mazurka", "dance"},         {"", "waltz", "dance"},            {"", "polonaise", "dance"},
    {"", "polka", "dance"},           {"", "krakowiak", "dance"},        {"", "minuet", "dance"},
    {"", "dance", "dance"},           {"dance", "", "dance"},            {"baroque", "", "baroque"},
    {"renaissance", "", "baroque"},   {"classical", "", "piano"},        {"romantic", "", "piano"},
    {"study", "", "piano"},           {"modern", "", "piano"}};

std::string folded(std::string_view name)
{
    std::string out;
    for (const char c : name)
        if (c != ' ' && c != '-' && c != '_')
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

} // namespace

std::span<const std::string_view> styleNames()
{
    return kNames;
}

int styleIndex(std::string_view name)
{
    const std::string wanted = folded(name);
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (folded(kNames[i]) == wanted)
            return static_cast<int>(i);
    return -1;
}

int styleOfLabel(std::string_view label)
{
    const auto slash = label.find('/');
    const std::string_view family = label.substr(0, slash);
    const std::string_view kind = slash == std::string_view::npos ? std::string_view{} : label.substr(slash + 1);
    for (const Rule& rule : kRules)
        if ((rule.family.empty() || rule.family == family) && (rule.kind.empty() || rule.kind == kind))
            return styleIndex(rule.style);
    return 0;
}

} // namespace continuo

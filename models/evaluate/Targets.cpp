// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Targets.h"

#include <algorithm>
#include <iomanip>
#include <optional>
#include <sstream>

namespace continuo {

namespace {

enum class Side { AtLeast, AtMost, Above, Below };

/// What the model's figure is held against: a number, or the figure of another system in the same row.
struct Target {
    const char* words;
    const char* table;
    const char* metric;
    std::vector<const char*> rows;      ///< Figure::corpus; empty: every one
    Side side;
    std::optional<double> number;
    const char* system = "";
};

const std::vector<Target>& targets()
{
    static const std::vector<Target> kTargets = [] {
        std::vector<Target> all{
            {"JSB chorales: at most 0.41 nats a grid token", "JSB chorales", "nats a grid token", {"all chorales"}, Side::AtMost, 0.41},
            {"At most 3.7 bits a note", "bits a note", "all tasks, by notes", {}, Side::AtMost, 3.7},
            {"Overlap with real music at least 0.85", "overlap with real music", "mean of the features", {kAllCorpora}, Side::AtLeast, 0.85},
            {"Critic at most 0.80", "critic", "area under the curve", {kAllCorpora}, Side::AtMost, 0.80},
            {"Copied runs no longer than real music's, median", "longest run that the training music has", "median", {kAllCorpora},
             Side::AtMost, {}, "real"},
            {"Copied runs no longer than real music's, 90th percentile", "longest run that the training music has", "90th percentile",
             {kAllCorpora}, Side::AtMost, {}, "real"},
            {"Controls: rank correlation at least 0.90", "control", "rank correlation", {"density", "register", "polyphony", "step share"},
             Side::AtLeast, 0.90},
            {"Vary: rank correlation at least 0.95", "vary", "closeness: rank correlation", {kAllCorpora}, Side::AtLeast, 0.95},
            {"Vary: mean absolute error at most 0.08", "vary", "closeness: mean absolute error", {kAllCorpora}, Side::AtMost, 0.08},
            {"Vary: closeness 1 gives the same notes", "vary", "closeness 1 gives the same notes", {kAllCorpora}, Side::AtLeast, 1.0},
            {"Vary: kept rhythm is the same", "vary", "kept rhythm is the same", {kAllCorpora}, Side::AtLeast, 1.0},
        };
        for (const char* system : {"n-gram", "copy", "most frequent"}) {
            all.push_back({"Infill: note F1 above the baseline on every corpus", "infill", "note F1", {}, Side::Above, {}, system});
            for (const char* metric : {"pitch", "pitch class", "chord"})
                all.push_back({"Harmonize: accuracy above the baseline on every corpus", "harmonize", metric, {}, Side::Above, {}, system});
        }
        for (const char* system : {"n-gram", "copy"})
            for (const char* task : {"continue", "harmonize", "vary", "infill"})
                all.push_back({"Bits a note below the baseline on every corpus", "bits a note", task, {}, Side::Below, {}, system});
        return all;
    }();
    return kTargets;
}

const Figure* find(const std::vector<Figure>& figures, const Target& target, const std::string& row, const std::string& system)
{
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) {
        return figure.table == target.table && figure.metric == target.metric && figure.corpus == row && figure.system == system
            && figure.estimate.pieces > 0;
    });
    return found == figures.end() ? nullptr : &*found;
}

bool isOnSide(double value, Side side, double bound)
{
    switch (side) {
    case Side::AtLeast: return value >= bound;
    case Side::AtMost: return value <= bound;
    case Side::Above: return value > bound;
    case Side::Below: return value < bound;
    }
    return false;
}

std::string rounded(double value)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(3) << value;
    return text.str();
}

/// None when no row has the figures.
std::optional<Verdict> verdictOf(const Target& target, const std::vector<Figure>& figures)
{
    Verdict verdict{target.words, true, {}};
    if (!target.number)
        verdict.target += std::string(": ") + target.metric + " against " + target.system;
    std::vector<std::string> rows(target.rows.begin(), target.rows.end());
    if (rows.empty())
        for (const Figure& figure : figures)
            if (figure.table == target.table && figure.metric == target.metric && figure.system == std::string("model"))
                rows.push_back(figure.corpus);
    bool isMeasured = false;
    for (const std::string& row : rows) {
        const Figure* model = find(figures, target, row, "model");
        const Figure* other = target.number ? nullptr : find(figures, target, row, target.system);
        if (!model || (!target.number && !other))
            continue;
        isMeasured = true;
        const double bound = target.number ? *target.number : other->estimate.value;
        if (isOnSide(model->estimate.value, target.side, bound))
            continue;
        verdict.holds = false;
        verdict.failing.push_back(row + " " + rounded(model->estimate.value) + (target.number ? "" : " against " + rounded(bound)));
    }
    return isMeasured ? std::optional<Verdict>(verdict) : std::nullopt;
}

} // namespace

std::vector<Verdict> verdictsOf(const std::vector<Figure>& figures)
{
    std::vector<Verdict> verdicts;
    for (const Target& target : targets())
        if (auto verdict = verdictOf(target, figures))
            verdicts.push_back(std::move(*verdict));
    return verdicts;
}

std::string markdownOf(const std::vector<Verdict>& verdicts)
{
    if (verdicts.empty())
        return {};
    std::string text = "\n### targets\n\n| target | holds | where it does not |\n| --- | --- | --- |\n";
    for (const Verdict& verdict : verdicts) {
        std::string failing;
        for (const std::string& row : verdict.failing)
            failing += (failing.empty() ? "" : "; ") + row;
        text += "| " + verdict.target + " | " + (verdict.holds ? "yes" : "no") + " | " + failing + " |\n";
    }
    return text;
}

} // namespace continuo

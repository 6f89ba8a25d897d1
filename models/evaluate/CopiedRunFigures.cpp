// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Answered.h"

namespace continuo {

namespace {

constexpr std::size_t kFewestSteps = 4; // shorter lines say nothing

/// The lines of some music, each with its piece.
struct Lines {
    std::vector<MelodySteps> steps;
    std::vector<std::string> pieces;
};

Lines linesOf(const Some& some, System system)
{
    Lines lines;
    for (const Answered* each : some) {
        const Excerpt excerpt = each->by(system);
        for (const int part : excerpt.parts)
            if (MelodySteps steps = melodySteps(topLine(excerpt, part)); steps.size() >= kFewestSteps) {
                lines.steps.push_back(std::move(steps));
                lines.pieces.push_back(each->piece());
            }
    }
    return lines;
}

Estimate quantileOf(const std::vector<int>& runs, const std::vector<std::string>& pieces, double q)
{
    PieceNumbers numbers;
    std::vector<std::vector<double>> byPiece;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const auto piece = static_cast<std::size_t>(numbers(pieces[i]));
        byPiece.resize(std::max(byPiece.size(), piece + 1));
        byPiece[piece].push_back(runs[i]);
    }
    return bootstrap(numbers.size(), static_cast<int>(runs.size()), [&](const PieceSample& sample) {
        std::vector<double> values;
        for (const int piece : sample)
            values.insert(values.end(), byPiece[static_cast<std::size_t>(piece)].begin(), byPiece[static_cast<std::size_t>(piece)].end());
        return quantile(values, q);
    });
}

} // namespace

std::vector<Figure> copiedRunFigures(const Some& all, const KnownMelodies& melodies)
{
    static const std::string kTable = "longest run that the training music has";
    std::vector<Figure> figures;
    for (const System system : kAllSystems) {
        if (system == System::MostFrequent)
            continue; // one bar again and again
        forEachCorpusAndAll(all, [&](const std::string& corpus, const Some& some) {
            const Lines lines = linesOf(answeredBy(some, system), system);
            if (lines.steps.empty())
                return;
            const std::vector<int> runs = melodies.longestRuns(lines.steps);
            figures.push_back({kTable, "median", corpus, systemName(system), quantileOf(runs, lines.pieces, 0.5)});
            figures.push_back({kTable, "90th percentile", corpus, systemName(system), quantileOf(runs, lines.pieces, 0.9)});
        });
    }
    return figures;
}

} // namespace continuo

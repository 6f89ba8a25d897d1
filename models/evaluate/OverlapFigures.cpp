// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Answered.h"
#include "models/evaluate/Distributions.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr int kFewerResamples = 200;

/// The histograms of one kind of music, by piece and feature.
class Histograms {
public:
    void add(std::size_t piece, const Excerpt& excerpt)
    {
        pieces_.resize(std::max(pieces_.size(), piece + 1));
        for (std::size_t f = 0; f < kMusicFeatures.size(); ++f)
            addTo(pieces_[piece][f], histogram(kMusicFeatures[f], excerpt));
    }
    std::vector<double> sum(std::size_t feature, const PieceSample& sample) const
    {
        std::vector<double> sum;
        for (const int piece : sample)
            if (static_cast<std::size_t>(piece) < pieces_.size())
                addTo(sum, pieces_[static_cast<std::size_t>(piece)][feature]);
        return sum;
    }

private:
    static void addTo(std::vector<double>& sum, const std::vector<double>& more)
    {
        sum.resize(std::max(sum.size(), more.size()));
        for (std::size_t bin = 0; bin < more.size(); ++bin)
            sum[bin] += more[bin];
    }
    std::vector<std::array<std::vector<double>, kMusicFeatures.size()>> pieces_;
};

/// Two kinds of music of one corpus.
struct Compared {
    Histograms real, other;
    int pieces = 0, count = 0;
};

double overlapOf(const Compared& compared, std::size_t feature, const PieceSample& sample)
{
    return overlap(compared.real.sum(feature, sample), compared.other.sum(feature, sample));
}

/// Over the features that the music has: drums have no intervals.
double meanOverlap(const Compared& compared, const PieceSample& sample)
{
    double sum = 0;
    int features = 0;
    for (std::size_t feature = 0; feature < kMusicFeatures.size(); ++feature)
        if (const double shared = overlapOf(compared, feature, sample); !std::isnan(shared)) {
            sum += shared;
            ++features;
        }
    return features > 0 ? sum / features : std::nan("");
}

/// The mean over corpora, each as heavy as the others; the pieces of all are numbered on.
Estimate meanOfCorpora(const std::vector<Compared>& corpora)
{
    int pieces = 0, count = 0;
    for (const Compared& corpus : corpora) {
        pieces += corpus.pieces;
        count += corpus.count;
    }
    return bootstrap(pieces, count, [&](const PieceSample& sample) {
        double sum = 0;
        int first = 0, present = 0;
        for (const Compared& corpus : corpora) {
            PieceSample inCorpus;
            for (const int piece : sample)
                if (piece >= first && piece < first + corpus.pieces)
                    inCorpus.push_back(piece - first);
            first += corpus.pieces;
            if (const double mean = meanOverlap(corpus, inCorpus); !std::isnan(mean)) {
                sum += mean;
                ++present;
            }
        }
        return present > 0 ? sum / present : std::nan("");
    }, kFewerResamples);
}

Compared compared(const Some& some, System system, const std::vector<Excerpt>& elsewhere)
{
    Compared compared;
    PieceNumbers numbers;
    for (const Answered* each : some) {
        const auto piece = static_cast<std::size_t>(numbers(each->piece()));
        compared.real.add(piece, each->real);
        if (system != System::Real)
            compared.other.add(piece, each->by(system));
    }
    compared.pieces = numbers.size();
    compared.count = static_cast<int>(some.size());
    if (system == System::Real) // dealt out, so that this side is drawn anew as well
        for (std::size_t i = 0; i < elsewhere.size(); ++i)
            compared.other.add(i % static_cast<std::size_t>(std::max(1, compared.pieces)), elsewhere[i]);
    return compared;
}

} // namespace

std::vector<Figure> overlapFigures(const Some& all, const std::map<std::string, std::vector<Excerpt>>& elsewhere)
{
    static const std::string kTable = "overlap with real music";
    static const std::string kMean = "mean of the features";
    std::vector<Figure> figures;
    for (const System system : kAllSystems) {
        std::vector<Compared> corpora;
        forEachCorpus(all, [&](const std::string& corpus, const Some& some) {
            const Some both = answeredBy(some, system);
            const auto other = elsewhere.find(corpus);
            if (both.empty() || (system == System::Real && other == elsewhere.end()))
                return;
            const Compared& music
                = corpora.emplace_back(compared(both, system, system == System::Real ? other->second : std::vector<Excerpt>{}));
            const auto add = [&](const std::string& metric, const std::function<double(const PieceSample&)>& statistic) {
                figures.push_back({kTable, metric, corpus, systemName(system),
                                   bootstrap(music.pieces, music.count, statistic, kFewerResamples)});
            };
            for (std::size_t feature = 0; feature < kMusicFeatures.size(); ++feature)
                add(featureName(kMusicFeatures[feature]),
                    [&](const PieceSample& sample) { return overlapOf(music, feature, sample); });
            add(kMean, [&](const PieceSample& sample) { return meanOverlap(music, sample); });
        });
        if (corpora.size() > 1)
            figures.push_back({kTable, kMean, kAllCorpora, systemName(system), meanOfCorpora(corpora)});
    }
    return figures;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/PieceDrawer.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace continuo {

PieceDrawer::PieceDrawer(const Pieces& pieces) : pieces_(pieces.pieces)
{
    std::map<int, double> versions;
    for (const int family : pieces.families)
        versions[family] += 1;
    std::map<std::string, std::vector<std::size_t>> byCorpus;
    for (std::size_t i = 0; i < pieces_.size(); ++i)
        byCorpus[pieces_[i].corpus].push_back(i);
    double total = 0;
    for (const auto& [name, members] : byCorpus) {
        Shelf shelf;
        double rows = 0;
        for (const std::size_t index : members) {
            rows += pieces_[index].rows / versions[pieces.families[index]];
            shelf.pieces.push_back(index);
            shelf.rowsUpTo.push_back(rows);
        }
        total += std::sqrt(rows);
        shelf.weightUpTo = total;
        shelves_.push_back(std::move(shelf));
    }
}

const StudyPiece& PieceDrawer::draw(Random& random) const
{
    const double at = random.uniform() * shelves_.back().weightUpTo;
    const auto shelf = std::upper_bound(shelves_.begin(), std::prev(shelves_.end()), at,
                                        [](double value, const Shelf& s) { return value < s.weightUpTo; });
    const double row = random.uniform() * shelf->rowsUpTo.back();
    const auto place = std::upper_bound(shelf->rowsUpTo.begin(), std::prev(shelf->rowsUpTo.end()), row);
    return pieces_[shelf->pieces[static_cast<std::size_t>(place - shelf->rowsUpTo.begin())]];
}

} // namespace continuo

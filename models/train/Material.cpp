// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Material.h"

#include "models/train/Versions.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace continuo {

namespace {

std::string joined(const std::set<std::string>& texts)
{
    std::string out;
    for (const std::string& text : texts)
        if (!text.empty())
            out += (out.empty() ? "" : "; ") + text;
    return out;
}

std::vector<LearnedCorpus> corporaOf(const std::vector<Piece>& pieces)
{
    struct Named {
        int pieces = 0;
        std::set<std::string> licences, credits;
    };
    std::map<std::string, Named> byCorpus;
    for (const Piece& piece : pieces) {
        Named& named = byCorpus[piece.corpus];
        ++named.pieces;
        named.licences.insert(piece.licence);
        named.credits.insert(piece.credit);
    }
    std::vector<LearnedCorpus> corpora;
    for (const auto& [name, named] : byCorpus)
        corpora.push_back({name, named.pieces, joined(named.licences), joined(named.credits)});
    return corpora;
}

std::vector<int> familiesOf(const std::vector<StudyPiece>& pieces)
{
    std::vector<const Score*> scores;
    for (const StudyPiece& piece : pieces)
        scores.push_back(&piece.score);
    return continuo::familiesOf(scores);
}

} // namespace

Result<Material> loadMaterial(CorpusOptions source, bool deduplicate)
{
    source.split.reset();
    Result<Corpus> loaded = loadCorpus(source);
    if (!loaded)
        return loaded.error();
    std::vector<Piece> named;
    std::vector<StudyPiece> studied;
    for (Piece& piece : loaded->pieces)
        if (auto study = makeStudyPiece(piece.song, piece.corpus, piece.style)) {
            studied.push_back(std::move(*study));
            piece.song = Song{};
            named.push_back(std::move(piece));
        }
    if (std::all_of(named.begin(), named.end(), [](const Piece& piece) { return piece.splitByPath && piece.split != "train"; }))
        for (Piece& piece : named)
            piece.split = "train";
    std::vector<int> families(studied.size());
    std::iota(families.begin(), families.end(), 0);
    if (deduplicate)
        families = familiesOf(studied);
    std::set<int> heldFamilies;
    for (std::size_t i = 0; i < studied.size(); ++i)
        if (named[i].split != "train")
            heldFamilies.insert(families[i]);

    Material material;
    material.notices = std::move(loaded->notices);
    std::vector<Piece> learned;
    const auto take = [&](Pieces& to, std::size_t i) {
        to.pieces.push_back(std::move(studied[i]));
        to.families.push_back(families[i]);
    };
    for (std::size_t i = 0; i < studied.size(); ++i) {
        if (named[i].split == "valid")
            take(material.held, i);
        if (named[i].split != "train")
            continue;
        if (heldFamilies.contains(families[i])) {
            ++material.ofHeldOut;
            continue;
        }
        take(material.train, i);
        learned.push_back(std::move(named[i]));
    }
    if (material.train.pieces.empty())
        return Error{ErrorCode::Input, material.ofHeldOut > 0
                ? "Every piece in " + source.folder.string() + " is a version of one that is held out."
                : "There is no music with notes in " + source.folder.string() + "."};
    material.corpora = corporaOf(learned);
    return material;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/song/Song.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

/// One piece of music to learn from or to be measured on, with what its manifest says of it. Texts that the manifest
/// does not give are empty.
struct Piece {
    std::string corpus;
    std::string path;      ///< as the manifest names it, or below the folder; parts divided by "/"
    std::string style;     ///< `family/kind`
    std::string title;
    std::string licence;
    std::string credit;
    std::string tier;      ///< A, B or C
    std::string split;     ///< "train", "valid" or "test"
    bool splitByPath = false; ///< no manifest says it
    std::string timing;    ///< "score", "snapped to 16ths" or "performed"
    std::string group;     ///< versions of one tune have the same
    Song song;
};

/// How pieces that no manifest lists (or whose manifest names no split) fall into splits.
enum class Unlisted : std::uint8_t {
    SplitByPath,   ///< by splitOfPath(), for training
    InEverySplit,  ///< all of them whatever split is asked for, for measuring
};

/// What to read. The folder has one of three forms:
/// - manifest.tsv with archives beside it, one NAME.tar.gz a corpus, that hold the files at the paths it names;
/// - manifest.tsv with MIDI files at those paths;
/// - no manifest: every song below the folder, of a kind that SongFile.h knows, is a piece of one corpus, named after the
///   folder.
struct CorpusOptions {
    std::filesystem::path folder;
    std::optional<std::string> split;       ///< none: every split
    std::vector<std::string> only;          ///< only these corpora; empty: all of them
    std::vector<std::string> exclude;       ///< corpora to leave out; a name that is not there is refused
    std::vector<std::string> flagged;       ///< corpora to read also from the folder's `flagged/`, where they are there
    Unlisted unlisted = Unlisted::SplitByPath;
};

/// The corpora of `flagged/` that a shipped model may be trained on: public-domain music, and a collection under this
/// project's own licence.
inline constexpr std::array<const char*, 2> kShippableFlagged{"jsb", "nottingham"};

struct Corpus {
    std::vector<Piece> pieces;        ///< in the manifest's order, or sorted by path
    std::vector<std::string> notices; ///< a sentence for each piece that could not be read and was left out
};

/// Reads the pieces asked for. A piece that cannot be read, or has no notes, is left out and noticed. Fails with code
/// Input when the folder or manifest cannot be read or nothing is left, Usage when `only` or `exclude` names a corpus
/// that is not there.
Result<Corpus> loadCorpus(const CorpusOptions& options);

/// "valid" for about every tenth path, else "train"; the same on every machine.
std::string splitOfPath(std::string_view path);

} // namespace continuo

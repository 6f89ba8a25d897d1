// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Corpus.h"

#include "core/base/Hash.h"
#include "core/io/SongFile.h"
#include "core/io/TarArchive.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <sstream>
#include <system_error>
#include <unordered_map>

namespace continuo {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> cellsOf(const std::string& line)
{
    std::vector<std::string> cells(1);
    for (const char c : line) {
        if (c == '\t')
            cells.emplace_back();
        else if (c != '\r')
            cells.back() += c;
    }
    return cells;
}

/// The column of a manifest that holds each text of a Piece.
struct Column {
    const char* name;
    std::string Piece::*text;
};
constexpr std::array<Column, 10> kColumns{{{"corpus", &Piece::corpus},
                                           {"path", &Piece::path},
                                           {"style", &Piece::style},
                                           {"title", &Piece::title},
                                           {"licence", &Piece::licence},
                                           {"credit", &Piece::credit},
                                           {"tier", &Piece::tier},
                                           {"split", &Piece::split},
                                           {"timing", &Piece::timing},
                                           {"group", &Piece::group}}};

/// The pieces that a manifest lists, without their songs.
Result<std::vector<Piece>> readManifest(const fs::path& file)
{
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line))
        return Error{ErrorCode::Input, "The manifest " + file.string() + " cannot be read."};
    std::vector<std::string Piece::*> meaning;
    for (const std::string& name : cellsOf(line)) {
        const auto known = std::find_if(kColumns.begin(), kColumns.end(), [&](const Column& c) { return name == c.name; });
        meaning.push_back(known == kColumns.end() ? nullptr : known->text);
    }
    for (const Column& needed : std::span(kColumns).first(2))
        if (std::find(meaning.begin(), meaning.end(), needed.text) == meaning.end())
            return Error{ErrorCode::Input, "The manifest " + file.string() + " has no column \"" + needed.name + "\"."};

    std::vector<Piece> pieces;
    while (std::getline(in, line)) {
        if (line.empty())
            continue;
        const std::vector<std::string> cells = cellsOf(line);
        Piece piece;
        for (std::size_t i = 0; i < std::min(cells.size(), meaning.size()); ++i)
            if (meaning[i] != nullptr)
                piece.*meaning[i] = cells[i];
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

/// Every song below the folder, by path, without its song.
Result<std::vector<Piece>> scanFolder(const fs::path& folder)
{
    std::error_code failure;
    fs::path named = fs::weakly_canonical(folder, failure);
    const std::string corpus = named.filename().string();
    std::vector<Piece> pieces;
    auto file = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, failure);
    while (!failure && file != fs::recursive_directory_iterator()) {
        if (songFileKind(file->path()) && file->is_regular_file(failure)) {
            Piece piece;
            piece.corpus = corpus;
            piece.path = file->path().lexically_relative(folder).generic_string();
            piece.title = file->path().stem().string();
            pieces.push_back(std::move(piece));
        }
        file.increment(failure);
    }
    if (failure)
        return Error{ErrorCode::Input, "The folder " + folder.string() + " cannot be read: " + failure.message() + "."};
    std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.path < b.path; });
    return pieces;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool wanted(Piece& piece, const CorpusOptions& options)
{
    if (contains(options.exclude, piece.corpus) || (!options.only.empty() && !contains(options.only, piece.corpus)))
        return false;
    piece.splitByPath = piece.split.empty();
    if (piece.splitByPath)
        piece.split = splitOfPath(piece.path);
    return !options.split || piece.split == *options.split || (piece.splitByPath && options.unlisted == Unlisted::InEverySplit);
}

/// Whether the path stays below the folder that it is relative to.
bool staysInside(const fs::path& path)
{
    return path.is_relative() && std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

/// The bytes of pieces, from the archive of their corpus or from the folder.
class Store {
public:
    explicit Store(fs::path folder) : folder_(std::move(folder)) {}

    /// Reads the corpus's archive, if there is one, and forgets the one before.
    Result<void> open(const std::string& corpus)
    {
        archived_.clear();
        const fs::path archive = folder_ / (corpus + ".tar.gz");
        std::error_code ignored;
        if (!staysInside(corpus) || !fs::is_regular_file(archive, ignored))
            return {};
        auto files = readTarGz(archive);
        if (!files)
            return files.error();
        for (auto& file : *files)
            archived_.emplace(std::move(file.name), std::move(file.bytes));
        return {};
    }

    Result<LoadedSong> song(const Piece& piece) const
    {
        if (const auto found = archived_.find(piece.path); found != archived_.end())
            return readMidi(found->second, piece.path);
        if (!staysInside(piece.path))
            return Error{ErrorCode::Input, "The path " + piece.path + " of the manifest leads out of its folder."};
        return readSongFile(folder_ / piece.path);
    }

private:
    fs::path folder_;
    std::unordered_map<std::string, std::string> archived_;
};

/// Fills in the songs, one corpus after another, and moves the pieces that have one to `corpus` in their own order.
void addSongs(std::vector<Piece> pieces, const fs::path& folder, Corpus& corpus)
{
    std::map<std::string, std::vector<std::size_t>> byCorpus;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        byCorpus[pieces[i].corpus].push_back(i);

    Store store(folder);
    std::vector<bool> readable(pieces.size(), false);
    for (const auto& [name, indices] : byCorpus) {
        if (const auto opened = store.open(name); !opened)
            corpus.notices.push_back(opened.error().message);
        for (const std::size_t i : indices) {
            auto loaded = store.song(pieces[i]);
            if (!loaded) {
                corpus.notices.push_back(loaded.error().message);
            } else if (loaded->song.noteCount() == 0) {
                corpus.notices.push_back("The piece " + pieces[i].path + " has no notes.");
            } else {
                pieces[i].song = std::move(loaded->song);
                readable[i] = true;
            }
        }
    }
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (readable[i])
            corpus.pieces.push_back(std::move(pieces[i]));
}

/// The pieces of one folder, whichever form it has, without their songs.
Result<std::vector<Piece>> listPieces(const fs::path& folder)
{
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored))
        return Error{ErrorCode::Input, "There is no folder " + folder.string() + "."};
    const fs::path manifest = folder / "manifest.tsv";
    return fs::exists(manifest, ignored) ? readManifest(manifest) : scanFolder(folder);
}

} // namespace

Result<Corpus> loadCorpus(const CorpusOptions& options)
{
    auto listed = listPieces(options.folder);
    if (!listed)
        return listed.error();
    std::vector<Piece> flagged;
    const fs::path flaggedFolder = options.folder / "flagged";
    std::error_code ignored;
    if (!options.flagged.empty() && fs::exists(flaggedFolder / "manifest.tsv", ignored)) {
        auto also = listPieces(flaggedFolder);
        if (!also)
            return also.error();
        flagged = *std::move(also);
        std::erase_if(flagged, [&](const Piece& piece) { return !contains(options.flagged, piece.corpus); });
    }

    for (const auto* names : {&options.only, &options.exclude}) {
        for (const std::string& name : *names) {
            const auto named = [&](const Piece& piece) { return piece.corpus == name; };
            if (std::none_of(listed->begin(), listed->end(), named) && std::none_of(flagged.begin(), flagged.end(), named))
                return Error{ErrorCode::Usage, "There is no corpus \"" + name + "\" in " + options.folder.string() + "."};
        }
    }

    Corpus corpus;
    for (auto* pieces : {&*listed, &flagged}) {
        std::erase_if(*pieces, [&](Piece& piece) { return !wanted(piece, options); });
        addSongs(std::move(*pieces), pieces == &flagged ? flaggedFolder : options.folder, corpus);
    }
    if (corpus.pieces.empty())
        return Error{ErrorCode::Input, "The folder " + options.folder.string() + " holds no piece of music to read" +
                                           (options.split ? " in the split \"" + *options.split + "\"." : ".")};
    return corpus;
}

std::string splitOfPath(std::string_view path)
{
    return (fnv1a(path) >> 32) % 10 == 0 ? "valid" : "train";
}

} // namespace continuo

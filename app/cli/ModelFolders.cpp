// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ModelFolders.h"

#include "core/neural/ModelFile.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace continuo {

namespace {

namespace fs = std::filesystem;

std::optional<fs::path> environmentPath(const char* variable)
{
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0' ? std::optional<fs::path>(value) : std::nullopt;
}

/// Where the models lie that came with the program: beside an installed one, and in the source tree it was built from.
std::vector<fs::path> shippedFolders()
{
    std::vector<fs::path> folders;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error)
        folders.push_back(program.parent_path().parent_path() / "share/continuo/models");
    folders.emplace_back(CONTINUO_SOURCE_MODELS);
    return folders;
}

/// Where the user's own lie (XDG Base Directory Specification).
std::optional<fs::path> ownFolder()
{
    if (const auto data = environmentPath("XDG_DATA_HOME"))
        return *data / "continuo/models";
    if (const auto home = environmentPath("HOME"))
        return *home / ".local/share/continuo/models";
    return std::nullopt;
}

bool isModel(const fs::path& folder)
{
    std::error_code error;
    return fs::exists(folder / kModelInfoName, error);
}

/// In the order of their names.
std::vector<fs::path> modelsIn(const fs::path& folder)
{
    std::vector<fs::path> models;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (isModel(entry->path()))
            models.push_back(entry->path());
    std::sort(models.begin(), models.end());
    return models;
}

std::optional<fs::path> largestModelIn(const fs::path& folder)
{
    std::optional<fs::path> largest;
    std::uintmax_t largestSize = 0;
    for (const fs::path& model : modelsIn(folder)) {
        std::error_code unreadable;
        const auto size = fs::file_size(model / kModelWeightsName, unreadable);
        if (!unreadable && size > largestSize) {
            largest = model;
            largestSize = size;
        }
    }
    return largest;
}

/// One folder a name: the user's own, then those that came with the program.
std::vector<fs::path> allModels()
{
    std::vector<fs::path> folders = shippedFolders();
    if (auto own = ownFolder())
        folders.insert(folders.begin(), std::move(*own));
    std::vector<fs::path> models;
    for (const fs::path& folder : folders)
        for (const fs::path& model : modelsIn(folder))
            if (std::none_of(models.begin(), models.end(), [&](const fs::path& one) { return one.filename() == model.filename(); }))
                models.push_back(model);
    return models;
}

Result<fs::path> namedModel(const fs::path& named, const std::string& by)
{
    const fs::path folder = named.filename() == kModelInfoName ? named.parent_path() : named;
    if (isModel(folder))
        return folder;
    std::string others;
    for (const fs::path& model : allModels()) {
        if (model.filename() == named)
            return model;
        others += (others.empty() ? "" : ", ") + model.filename().string();
    }
    return Error{ErrorCode::Unavailable, by + " names '" + named.string() + "', which is no model: there is no " + kModelInfoName + "."
                                             + (others.empty() ? "" : " Models that there are: " + others + ".")};
}

} // namespace

Result<fs::path> findModel(const fs::path& asked, const char* option)
{
    if (!asked.empty())
        return namedModel(asked, option);
    if (const auto named = environmentPath("CONTINUO_MODEL"))
        return namedModel(*named, "CONTINUO_MODEL");
    std::string lookedIn;
    for (const fs::path& folder : shippedFolders()) {
        if (const auto model = largestModelIn(folder))
            return *model;
        lookedIn += (lookedIn.empty() ? "'" : " nor '") + folder.lexically_normal().string() + "'";
    }
    return Error{ErrorCode::Unavailable, "There is no model in " + lookedIn + "; --model names one."};
}

std::vector<protocol::ModelCard> listModels()
{
    std::vector<protocol::ModelCard> cards;
    for (const fs::path& folder : allModels()) {
        const auto info = readModelInfo(folder);
        if (!info)
            continue;
        protocol::ModelCard card{info->name, folder.lexically_normal().string(), info->from, info->weights, {}};
        for (const LearnedCorpus& corpus : info->corpora)
            card.corpora.push_back({corpus.name, corpus.pieces, corpus.licences});
        cards.push_back(std::move(card));
    }
    return cards;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Engine.h"

#include "core/assist/LocalSuggestionService.h"
#include "core/neural/ModelFile.h"

#include <cstdlib>
#include <utility>
#include <vector>

namespace continuo {

namespace {

namespace fs = std::filesystem;

/// Where models lie: beside an installed program, and in the source tree that this one was built from.
std::vector<fs::path> modelFolders()
{
    std::vector<fs::path> folders;
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error)
        folders.push_back(program.parent_path().parent_path() / "share/continuo/models");
    folders.emplace_back(CONTINUO_SOURCE_MODELS);
    return folders;
}

std::optional<fs::path> largestModelIn(const fs::path& folder)
{
    std::optional<fs::path> largest;
    std::uintmax_t largestSize = 0;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code unreadable;
        const auto size = fs::file_size(entry->path() / "weights.safetensors", unreadable);
        if (!unreadable && fs::exists(entry->path() / "model.json", unreadable) && size > largestSize) {
            largest = entry->path();
            largestSize = size;
        }
    }
    return largest;
}

/// A model may be named by its folder or by the model.json in it.
Result<fs::path> namedModel(const fs::path& named, const std::string& by)
{
    const fs::path folder = named.filename() == "model.json" ? named.parent_path() : named;
    std::error_code error;
    if (!fs::exists(folder / "model.json", error))
        return Error{ErrorCode::Unavailable, by + " names '" + named.string() + "', which is no model: there is no model.json."};
    return folder;
}

} // namespace

Result<fs::path> findModel(const fs::path& asked)
{
    if (!asked.empty())
        return namedModel(asked, "--model");
    if (const char* named = std::getenv("CONTINUO_MODEL"); named && *named)
        return namedModel(named, "CONTINUO_MODEL");
    std::string lookedIn;
    for (const fs::path& folder : modelFolders()) {
        if (const auto model = largestModelIn(folder))
            return *model;
        lookedIn += (lookedIn.empty() ? "'" : " nor '") + folder.lexically_normal().string() + "'";
    }
    return Error{ErrorCode::Unavailable, "There is no model in " + lookedIn + "; --model names one."};
}

Result<std::unique_ptr<RowModel>> loadRowModel(const fs::path& folder, const std::string& device)
{
    return loadModel(folder, device == "cpu" ? Device::Cpu : device == "cuda" ? Device::Cuda : Device::Auto);
}

Result<Engine> loadEngine(const EngineArguments& arguments)
{
    const auto folder = findModel(arguments.model);
    if (!folder)
        return folder.error();
    auto info = readModelInfo(*folder);
    if (!info)
        return info.error();
    auto model = loadRowModel(*folder, arguments.device);
    if (!model)
        return model.error();
    return Engine{std::make_unique<LocalSuggestionService>(std::move(*model)), std::move(info->name), arguments.device};
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Engine.h"

#include "app/cli/ModelFolders.h"
#include "core/assist/LocalSuggestionService.h"
#include "core/neural/ModelFile.h"

#include <utility>

namespace continuo {

Result<std::unique_ptr<RowModel>> loadRowModel(const std::filesystem::path& folder, const std::string& device)
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
    return Engine{std::make_unique<LocalSuggestionService>(std::move(*model)), std::move(info->name), arguments.device,
                  folder->lexically_normal().string()};
}

} // namespace continuo

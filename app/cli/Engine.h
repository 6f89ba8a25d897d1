// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CommandLine.h"
#include "core/assist/RowModel.h"
#include "core/assist/Suggestion.h"
#include "core/base/Result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace continuo {

/// A loaded model that answers requests in this process.
struct Engine {
    std::unique_ptr<SuggestionService> service;
    std::string model;      ///< its name
    std::string device;     ///< as asked for: auto, cpu or cuda
    std::string folder{};   ///< where it lies
};

/// Makes the engine when it is needed; takes a while. May be called on any thread, one at a time.
using LoadEngine = std::function<Result<Engine>()>;

/// `device` is auto, cpu or cuda. Fails with ErrorCode::Unavailable.
Result<std::unique_ptr<RowModel>> loadRowModel(const std::filesystem::path& folder, const std::string& device);

/// Finds and loads the model. Fails with ErrorCode::Unavailable.
Result<Engine> loadEngine(const EngineArguments& arguments);

} // namespace continuo

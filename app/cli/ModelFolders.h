// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/protocol/Protocol.h"

#include <filesystem>
#include <vector>

namespace continuo {

/// The folder of the model that was asked for, else of the one to use by default: what the environment variable
/// CONTINUO_MODEL names, else the largest that is installed beside the program, else the largest of the source tree.
///
/// A model is named by its folder, by the model.json in it, or by the name of its folder alone when that is one of
/// listModels(). Fails with ErrorCode::Unavailable, naming what was looked for.
/// `option` is the one that asked, for that.
Result<std::filesystem::path> findModel(const std::filesystem::path& asked, const char* option = "--model");

/// The models that can be asked for by name: the user's own, each a folder in $XDG_DATA_HOME/continuo/models
/// (~/.local/share/continuo/models), then those that came with the program. Of two with one name only the first is
/// there. Folders whose model.json cannot be read are left out.
std::vector<protocol::ModelCard> listModels();

} // namespace continuo

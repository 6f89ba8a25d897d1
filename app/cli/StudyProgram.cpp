// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/StudyProgram.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <vector>

namespace continuo {

Error becomeStudyProgram(std::span<const char* const> words)
{
    namespace fs = std::filesystem;
    std::error_code unknown;
    const fs::path folder = fs::read_symlink("/proc/self/exe", unknown).parent_path();
    const fs::path built = folder / "continuo-study", installed = folder.parent_path() / "libexec/continuo/continuo-study";
    const fs::path& program = fs::exists(built, unknown) ? built : installed;

    std::vector<char*> arguments{const_cast<char*>(program.c_str()), const_cast<char*>(CONTINUO_VERSION)};
    for (const char* word : words)
        arguments.push_back(const_cast<char*>(word)); // execv changes none of them
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    return {ErrorCode::Unavailable,
            "'" + program.string() + "', which trains and evaluates, cannot be started: " + std::strerror(errno) + "."};
}

} // namespace continuo

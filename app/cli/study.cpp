// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"
#include "app/cli/Program.h"
#include "app/cli/StudyCommands.h"

#include <algorithm>
#include <iostream>
#include <string_view>

// continuo-study: the part of continuo-cli that needs LibTorch. `continuo-cli train` and `continuo-cli evaluate` become
// it (StudyProgram.h); its first word is the version of the program that it belongs to.

namespace continuo {

namespace {

Result<void> run(const TrainArguments& arguments)
{
    return runTrainCommand(arguments, std::cerr);
}

Result<void> run(const EvaluateArguments& arguments)
{
    return runEvaluateCommand(arguments, std::cout, std::cerr);
}

template <typename Other>
Result<void> run(const Other&)
{
    return Error{ErrorCode::Usage, "continuo-study has the commands train and evaluate alone."};
}

Result<void> runAll(std::span<const char* const> words)
{
    if (words.empty() || std::string_view(words.front()) != CONTINUO_VERSION)
        return Error{ErrorCode::Unavailable, "continuo-study belongs to continuo-cli " CONTINUO_VERSION " and was not started by it."};
    const auto arguments = parseCommandLine(words.subspan(1));
    return arguments ? std::visit([](const auto& one) { return run(one); }, *arguments) : arguments.error();
}

} // namespace

} // namespace continuo

int main(int argc, char** argv)
{
    return continuo::exitStatusOf([&] { return continuo::runAll({argv + 1, argv + std::max(argc, 1)}); });
}

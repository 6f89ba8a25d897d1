// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Program.h"

#include <exception>
#include <iostream>

namespace continuo {

int exitStatusOf(const std::function<Result<void>()>& work)
{
    Error error;
    try {
        const Result<void> done = work();
        if (done)
            return 0;
        error = done.error();
    } catch (const std::exception& exception) {
        error = {ErrorCode::Unavailable, std::string("It could not go on: ") + exception.what() + "."};
    }
    std::cerr << "continuo-cli: " << error.message << '\n';
    return static_cast<int>(error.code);
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Guarantees.h"
#include "support/RandomRequest.h"
#include "support/RandomRowModel.h"
#ifdef CONTINUO_HAS_DECODER
#include "core/neural/ModelFile.h"
#endif

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace continuo;

/// million_notes [NOTES [FIRST-SEED [MODEL-FOLDER]]]: new notes of random requests under random locks before the checker,
/// and what it found. Without a model they come from a network that wants anything.
int main(int argc, char** argv)
{
    const long wanted = argc > 1 ? std::atol(argv[1]) : 1'000'000;
    std::uint64_t seed = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
    std::unique_ptr<RowModel> trained;
#ifdef CONTINUO_HAS_DECODER
    if (argc > 3) {
        auto loaded = loadModel(argv[3]);
        if (!loaded) {
            std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
            return static_cast<int>(loaded.error().code);
        }
        trained = std::move(*loaded);
    }
#endif
    GuaranteeCount count;
    for (; count.notes < wanted; ++seed) {
        Random random(seed);
        const SuggestionRequest request = randomRequest(random);
        RandomRowModel anything(seed);
        const std::size_t before = count.violations.size();
        count.ask(trained ? *trained : anything, request);
        for (std::size_t i = before; i < count.violations.size(); ++i)
            std::printf("%llu: %s\n", static_cast<unsigned long long>(seed), count.violations[i].c_str());
    }
    std::printf("%ld notes, %d requests, %d served, %d refused, %zu violations\n", count.notes, count.requests, count.served,
                count.refused, count.violations.size());
    for (const auto& [name, notes] : count.bound)
        std::printf("  %-32s %9ld notes\n", name.c_str(), notes);
    return count.violations.empty() ? 0 : 1;
}

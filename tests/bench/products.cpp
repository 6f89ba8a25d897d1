// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/BenchFloors.h"
#include "core/base/Random.h"
#include "core/neural/NetworkShape.h"
#include "core/neural/Product.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace continuo;
using namespace continuo::kernels;

namespace {

std::vector<Bf16> someNumbers(Random& random, std::size_t count)
{
    std::vector<Bf16> numbers(count);
    for (Bf16& number : numbers)
        number = narrow(static_cast<float>(random.uniform() - 0.5));
    return numbers;
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + std::ssize(values) / 2, values.end());
    return values[values.size() / 2];
}

} // namespace

/// products [LAYERS]: rows times all matrices of so many layers (6: those of S) in each way that this processor knows, as
/// times what it takes to read as many bytes, in the same turn. Twelve layers no longer fit into the caches of most.
int main(int argc, char** argv)
{
    constexpr int kTurns = 41;
    constexpr std::array<int, 6> kRows{1, 2, 4, 8, 16, 64};
    const int layers = argc > 1 ? std::max(1, std::atoi(argv[1])) : 6;
    const NetworkShape shape;
    const int width = shape.width, qkv = shape.queryWidth() + 2 * shape.keyWidth();
    const std::array<std::array<int, 2>, 4> sizes{{{qkv, width}, {width, shape.queryWidth()}, {2 * shape.inner, width}, {width, shape.inner}}};
    Random random(1);
    std::vector<PackedMatrix> matrices;
    std::size_t bytes = 0;
    for (int layer = 0; layer < layers; ++layer)
        for (const auto& [outs, ins] : sizes) {
            const std::size_t count = static_cast<std::size_t>(outs) * static_cast<std::size_t>(ins);
            matrices.emplace_back(outs, ins, someNumbers(random, count));
            bytes += count * sizeof(Bf16);
        }
    const auto widest = static_cast<std::size_t>(PackedMatrix::paddedIns(std::max(2 * shape.inner, width)));
    const std::vector<Bf16> x = someNumbers(random, 64 * widest);
    std::vector<float> y(64 * static_cast<std::size_t>(PackedMatrix::paddedOuts(2 * shape.inner)));
    const auto multiplyAll = [&](Engine engine, int rows) {
        for (const PackedMatrix& matrix : matrices) {
            const Product product{&matrix, matrix.outs(), matrix.ins(), x.data(), PackedMatrix::paddedIns(matrix.ins()),
                                  y.data(), PackedMatrix::paddedOuts(matrix.outs())};
            multiply(engine, {&product, 1}, rows);
        }
    };

    std::printf("%d layers, %.1f MB of weights\n", layers, static_cast<double>(bytes) / 1e6);
    for (const Engine engine : engines()) {
        std::array<std::vector<double>, kRows.size()> ratios;
        for (int turn = 0; turn < kTurns; ++turn) {
            const double floor = static_cast<double>(bytes) / readBandwidth(bytes);
            // What was read in between has left the caches; it takes some passes until all is back where it stays.
            for (int pass = 0; pass < 4; ++pass)
                multiplyAll(engine, 1);
            for (std::size_t r = 0; r < kRows.size(); ++r) {
                const auto begin = std::chrono::steady_clock::now();
                multiplyAll(engine, kRows[r]);
                ratios[r].push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / floor);
            }
        }
        for (std::size_t r = 0; r < kRows.size(); ++r)
            std::printf("METRIC %s, %d rows: %.2f of the time to read the weights\n", nameOf(engine).data(), kRows[r], median(ratios[r]));
    }
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Product.h"

#include "core/base/Random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace continuo;
using namespace continuo::kernels;

namespace {

std::vector<Bf16> randomNumbers(Random& random, std::size_t count)
{
    std::vector<Bf16> numbers(count);
    std::generate(numbers.begin(), numbers.end(), [&] { return narrow(static_cast<float>(random.uniform() * 2 - 1)); });
    return numbers;
}

void multiplyOne(Engine engine, const PackedMatrix& matrix, int outs, int ins, const Bf16* x, int xStride, float* y, int yStride,
                 int rows)
{
    const Product product{&matrix, outs, ins, x, xStride, y, yStride};
    multiply(engine, {&product, 1}, rows);
}

struct Case {
    int outs, ins, rows;
};

} // namespace

class tst_Product : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bf16RoundsToTheNearestNumber();
    void aPackedMatrixHoldsWhatWasPutIn();
    void everyEngineMultiplies();
    void aRowDoesNotDependOnTheOthers();
    void partOfAMatrixIsMultiplied();
    void severalProductsAreAsGoodAsOne();
};

void tst_Product::bf16RoundsToTheNearestNumber()
{
    QCOMPARE(wide(narrow(1.0f)), 1.0f);
    QCOMPARE(wide(narrow(-0.15625f)), -0.15625f);
    QCOMPARE(wide(narrow(1.0f + 1.0f / 256)), 1.0f);            // halfway: to the even one
    QCOMPARE(wide(narrow(1.0f + 3.0f / 256)), 1.0f + 1.0f / 64);
    QCOMPARE(wide(narrow(1.0f + 1.1f / 256)), 1.0f + 1.0f / 128);
}

void tst_Product::aPackedMatrixHoldsWhatWasPutIn()
{
    Random random(1);
    const std::vector<Bf16> values = randomNumbers(random, 70 * 50);
    const PackedMatrix matrix(70, 50, values);
    QCOMPARE(reinterpret_cast<std::uintptr_t>(matrix.values()) % 64, std::uintptr_t{0});
    for (int out = 0; out < 70; ++out)
        for (int in = 0; in < 50; ++in)
            QCOMPARE(matrix.at(out, in), values[static_cast<std::size_t>(out * 50 + in)]);

    PackedMatrix byColumn(70, 50);
    for (int in = 0; in < 50; ++in) {
        std::vector<Bf16> column;
        for (int out = 0; out < 70; ++out)
            column.push_back(matrix.at(out, in));
        byColumn.setIn(in, column.data());
    }
    QVERIFY(std::equal(matrix.values(), matrix.values() + 2 * matrix.panelValues(), byColumn.values()));
}

void tst_Product::everyEngineMultiplies()
{
    Random random(2);
    for (const Case& size : {Case{1, 1, 1}, Case{64, 32, 16}, Case{200, 96, 37}, Case{73, 50, 3}, Case{130, 704, 5}, Case{48, 256, 64}}) {
        const int xStride = PackedMatrix::paddedIns(size.ins) + 32, yStride = PackedMatrix::paddedOuts(size.outs) + 5;
        const std::vector<Bf16> m = randomNumbers(random, static_cast<std::size_t>(size.outs * size.ins));
        const std::vector<Bf16> x = randomNumbers(random, static_cast<std::size_t>(size.rows * xStride));
        const PackedMatrix packed(size.outs, size.ins, m);
        for (const Engine engine : engines()) {
            std::vector<float> y(static_cast<std::size_t>(size.rows * yStride));
            multiplyOne(engine, packed, size.outs, size.ins, x.data(), xStride, y.data(), yStride, size.rows);
            for (int r = 0; r < size.rows; ++r)
                for (int o = 0; o < size.outs; ++o) {
                    double sum = 0, magnitude = 0;
                    for (int i = 0; i < size.ins; ++i) {
                        const double term = static_cast<double>(wide(m[static_cast<std::size_t>(o * size.ins + i)]))
                            * static_cast<double>(wide(x[static_cast<std::size_t>(r * xStride + i)]));
                        sum += term;
                        magnitude += std::abs(term);
                    }
                    const double error = std::abs(static_cast<double>(y[static_cast<std::size_t>(r * yStride + o)]) - sum);
                    QVERIFY2(error <= 1e-6 * magnitude + 1e-12, nameOf(engine).data());
                }
        }
    }
}

void tst_Product::aRowDoesNotDependOnTheOthers()
{
    Random random(3);
    constexpr int kOuts = 192, kIns = 160, kRows = 41;
    const PackedMatrix packed(kOuts, kIns, randomNumbers(random, kOuts * kIns));
    const std::vector<Bf16> x = randomNumbers(random, kRows * kIns);
    for (const Engine engine : engines()) {
        std::vector<float> alone(kRows * kOuts), together(kRows * kOuts);
        for (int r = 0; r < kRows; ++r)
            multiplyOne(engine, packed, kOuts, kIns, x.data() + r * kIns, kIns, alone.data() + r * kOuts, kOuts, 1);
        for (int rows = 2; rows <= kRows; ++rows) {
            multiplyOne(engine, packed, kOuts, kIns, x.data(), kIns, together.data(), kOuts, rows);
            QVERIFY2(std::equal(together.begin(), together.begin() + rows * kOuts, alone.begin()), nameOf(engine).data());
        }
    }
}

void tst_Product::partOfAMatrixIsMultiplied()
{
    // As a cache of keys and values that is not full yet.
    Random random(4);
    constexpr int kOuts = 256, kIns = 256;
    const std::vector<Bf16> m = randomNumbers(random, kOuts * kIns);
    const PackedMatrix packed(kOuts, kIns, m);
    std::vector<Bf16> x = randomNumbers(random, kIns);
    for (const Engine engine : engines()) {
        std::vector<float> y(kOuts, 99.0f);
        multiplyOne(engine, packed, 64, 96, x.data(), kIns, y.data(), kOuts, 1);
        for (int o = 0; o < 64; ++o) {
            double sum = 0;
            for (int i = 0; i < 96; ++i)
                sum += static_cast<double>(wide(m[static_cast<std::size_t>(o * kIns + i)]))
                    * static_cast<double>(wide(x[static_cast<std::size_t>(i)]));
            QVERIFY(std::abs(static_cast<double>(y[static_cast<std::size_t>(o)]) - sum) < 1e-4);
        }
        QVERIFY(std::all_of(y.begin() + 64, y.end(), [](float untouched) { return untouched == 99.0f; }));
    }
}

void tst_Product::severalProductsAreAsGoodAsOne()
{
    Random random(5);
    constexpr int kOuts = 100, kIns = 64, kRows = 18, kStride = 128;
    const PackedMatrix first(kOuts, kIns, randomNumbers(random, kOuts * kIns));
    const PackedMatrix second(kOuts, kIns, randomNumbers(random, kOuts * kIns));
    const std::vector<Bf16> x = randomNumbers(random, kRows * kIns);
    for (const Engine engine : engines()) {
        std::vector<float> together(2 * kRows * kStride), alone(2 * kRows * kStride);
        multiply(engine,
                 std::vector<Product>{{&first, kOuts, kIns, x.data(), kIns, together.data(), kStride},
                                      {&second, kOuts, kIns, x.data(), kIns, together.data() + kRows * kStride, kStride}},
                 kRows);
        multiplyOne(engine, first, kOuts, kIns, x.data(), kIns, alone.data(), kStride, kRows);
        multiplyOne(engine, second, kOuts, kIns, x.data(), kIns, alone.data() + kRows * kStride, kStride, kRows);
        QCOMPARE(together, alone);
    }
}

QTEST_APPLESS_MAIN(tst_Product)
#include "tst_Product.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/TorchOps.h"

#include <QtTest>

#include <functional>

using namespace continuo;
using torch::Tensor;

namespace {

using Operation = std::function<Tensor(const std::vector<Tensor>&)>;

/// Largest difference between the results, and between the gradients, of the operation in bf16 through our kernels
/// and in fp32 through LibTorch, relative to the largest value of the latter.
double disagreement(const Operation& operation, const std::vector<Tensor>& inputs, const std::vector<bool>& narrow)
{
    std::vector<std::vector<Tensor>> gradients;
    std::vector<Tensor> results;
    for (const bool fused : {false, true}) {
        std::vector<Tensor> own;
        for (std::size_t i = 0; i < inputs.size(); ++i)
            own.push_back((fused && narrow[i] ? inputs[i].to(torch::kBFloat16) : inputs[i].clone()).set_requires_grad(true));
        const Tensor result = operation(own);
        auto direction = at::make_generator<at::CPUGeneratorImpl>(5);
        const Tensor weights = torch::randn(result.sizes(), direction, torch::TensorOptions(torch::kFloat));
        (result.to(torch::kFloat) * weights).sum().backward();
        results.push_back(result.detach().to(torch::kFloat));
        gradients.emplace_back();
        for (const Tensor& tensor : own)
            gradients.back().push_back(tensor.grad().defined() ? tensor.grad().to(torch::kFloat) : torch::zeros({1}));
    }
    const auto apart = [](const Tensor& a, const Tensor& b) {
        return ((a - b).abs().max() / (a.abs().max() + 1e-6)).item<double>();
    };
    double worst = apart(results[0], results[1]);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        worst = std::max(worst, apart(gradients[0][i], gradients[1][i]));
    return worst;
}

Tensor numbers(std::vector<std::int64_t> shape, std::uint64_t seed)
{
    auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    return torch::randn(shape, generator, torch::TensorOptions(torch::kFloat));
}

constexpr double kBf16Tolerance = 0.03; // eight bits of mantissa, a few operations deep

} // namespace

class tst_TorchOps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normalizationAgreesWithItsDefinition();
    void gatedFeedForwardAgreesWithItsDefinition();
    void turnedHeadsAgreeWithTheirDefinition();
    void attentionAgreesWithItsDefinition();
    void attentionDoesNotLookAhead();
};

void tst_TorchOps::normalizationAgreesWithItsDefinition()
{
    const Operation inFp32OrBf16 = [](const std::vector<Tensor>& in) {
        // The type of the third input says which result type this run asks for.
        return ops::rmsNorm(in[0], in[1], in[2].scalar_type());
    };
    QVERIFY(disagreement(inFp32OrBf16, {numbers({37, 64}, 1), numbers({64}, 2), torch::zeros({1})},
                         {false, false, true}) < kBf16Tolerance);
}

void tst_TorchOps::gatedFeedForwardAgreesWithItsDefinition()
{
    const Operation gated = [](const std::vector<Tensor>& in) { return ops::swiGlu(in[0]); };
    QVERIFY(disagreement(gated, {numbers({37, 48}, 3)}, {true}) < kBf16Tolerance);
}

void tst_TorchOps::turnedHeadsAgreeWithTheirDefinition()
{
    const Tensor angles = numbers({2, 5, 16}, 4) * 3;
    const Operation turned = [&](const std::vector<Tensor>& in) {
        return ops::normAndRotate(in[0], in[1], angles.cos(), angles.sin());
    };
    QVERIFY(disagreement(turned, {numbers({2, 5, 3, 32}, 5), numbers({32}, 6)}, {true, false}) < kBf16Tolerance);
}

void tst_TorchOps::attentionAgreesWithItsDefinition()
{
    const Operation attention
        = [](const std::vector<Tensor>& in) { return ops::causalAttention(in[0], in[1], in[2]); };
    // Longer than one block of queries, and not a multiple of it.
    QVERIFY(disagreement(attention, {numbers({2, 200, 4, 32}, 7), numbers({2, 200, 2, 32}, 8), numbers({2, 200, 2, 32}, 9)},
                         {true, true, true}) < kBf16Tolerance);
}

void tst_TorchOps::attentionDoesNotLookAhead()
{
    for (const auto type : {torch::kFloat, torch::kBFloat16}) {
        Tensor q = numbers({1, 150, 2, 32}, 1).to(type), k = numbers({1, 150, 1, 32}, 2).to(type);
        Tensor v = numbers({1, 150, 1, 32}, 3).to(type);
        const Tensor before = ops::causalAttention(q, k, v).slice(1, 0, 140).clone();
        k.slice(1, 140, 150).fill_(9);
        v.slice(1, 140, 150).fill_(9);
        QVERIFY(torch::equal(before, ops::causalAttention(q, k, v).slice(1, 0, 140)));
    }
}

QTEST_APPLESS_MAIN(tst_TorchOps)
#include "tst_TorchOps.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/Optimizer.h"

#include <cmath>

namespace continuo {

using torch::Tensor;

namespace {

constexpr double kMomentum = 0.95;
constexpr double kBeta1 = 0.9, kBeta2 = 0.95, kEpsilon = 1e-8;
constexpr double kMatrixDecay = 0.05;  // per unit of rate
constexpr double kLargestNorm = 1.0;

/// Matrices between hidden states; tables of embeddings and choices are not.
bool isMatrix(const std::string& name, const Tensor& weight)
{
    const auto endsWith = [&name](const std::string& end) {
        return name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
    };
    return weight.dim() == 2 && (endsWith(".in") || endsWith(".out"));
}

/// The matrix with the same singular vectors and all singular values near 1. bf16 is exact enough for that.
Tensor orthogonal(const Tensor& matrix)
{
    const bool tall = matrix.size(0) > matrix.size(1);
    Tensor x = tall ? matrix.t() : matrix;
    x = (x / (x.norm() + 1e-7)).to(torch::kBFloat16);
    for (int i = 0; i < 5; ++i) {
        const Tensor a = x.mm(x.t());
        const Tensor b = a.mul(-4.7750).add_(a.mm(a), 2.0315);
        x = x.mul(3.4445).add_(b.mm(x));
    }
    x = x.to(torch::kFloat);
    return tall ? x.t() : x;
}

} // namespace

Optimizer::Optimizer(Transformer& network, bool withMuon)
{
    for (const auto& [name, weight] : network.weights()) {
        Slot slot{weight, withMuon && isMatrix(name, weight), torch::zeros_like(weight), {}};
        state_.emplace_back(name + ".first", slot.first);
        if (!slot.isMatrix) {
            slot.second = torch::zeros_like(weight);
            state_.emplace_back(name + ".second", slot.second);
        }
        slots_.push_back(slot);
    }
}

double Optimizer::step(const StepRates& rates)
{
    torch::NoGradGuard noGradient;
    ++steps_;
    double squares = 0;
    for (const Slot& slot : slots_)
        if (slot.weight.grad().defined())
            squares += slot.weight.grad().square().sum().item<double>();
    const double norm = std::sqrt(squares);
    const double clip = norm > kLargestNorm ? kLargestNorm / norm : 1.0;

    for (Slot& slot : slots_) {
        if (!slot.weight.grad().defined())
            continue;
        const Tensor gradient = slot.weight.grad() * clip;
        if (slot.isMatrix) {
            slot.first.mul_(kMomentum).add_(gradient);
            const Tensor update = orthogonal(gradient.add(slot.first, kMomentum));
            const double shape = std::sqrt(std::max(1.0, static_cast<double>(update.size(0)) / static_cast<double>(update.size(1))));
            slot.weight.mul_(1.0 - rates.matrix * kMatrixDecay);
            slot.weight.sub_(update, rates.matrix * shape);
        } else {
            slot.first.mul_(kBeta1).add_(gradient, 1 - kBeta1);
            slot.second.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
            const double first = 1 - std::pow(kBeta1, static_cast<double>(steps_));
            const double second = 1 - std::pow(kBeta2, static_cast<double>(steps_));
            const Tensor root = (slot.second / second).sqrt_().add_(kEpsilon);
            slot.weight.addcdiv_(slot.first, root, -rates.other / first);
        }
        slot.weight.mutable_grad() = Tensor();
    }
    return norm;
}

} // namespace continuo

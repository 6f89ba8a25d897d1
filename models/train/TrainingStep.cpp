// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/train/TrainingStep.h"

#include "core/neural/Threads.h"

#include <algorithm>
#include <exception>
#include <thread>

namespace continuo {

namespace {

using torch::Tensor;

constexpr int kRowsTogether = 4096;          // padded rows in memory at once

/// Groups of examples of like length (they come in order of length), each at most `rowsTogether` padded rows.
std::vector<std::vector<Example>> inGroups(std::vector<Example> examples, int maxRows, int rowsTogether)
{
    std::vector<std::vector<Example>> groups;
    for (Example& example : examples) {
        const int length = std::min(maxRows, static_cast<int>(example.rows.size()));
        if (groups.empty() || (static_cast<int>(groups.back().size()) + 1) * length > rowsTogether)
            groups.emplace_back();
        groups.back().push_back(std::move(example));
    }
    return groups;
}

void moveTo(Batch& batch, torch::Device device)
{
    for (Tensor* tensor : {&batch.fields, &batch.times, &batch.places, &batch.onsets, &batch.pitches, &batch.durations,
                           &batch.hasNote, &batch.isContext})
        *tensor = tensor->to(device);
}

Loss targetLoss(const Transformer::Losses& losses, const Batch& batch)
{
    torch::NoGradGuard noGradient;
    const Tensor isTarget = batch.isContext.logical_not().to(torch::kFloat);
    return {(losses.onset * isTarget).sum().item<double>(), (losses.pitch * isTarget).sum().item<double>(),
            (losses.duration * isTarget).sum().item<double>(), isTarget.sum().item<double>()};
}

/// What one thread found in its share.
struct Share {
    Loss loss;
    std::vector<Tensor> gradients; ///< one a weight
    std::exception_ptr failure;    ///< out of memory, above all
};

/// Batches number first, first + stride, ...; `weight` is that of all choices of all batches.
Share gradientsOf(Transformer& network, const std::vector<Tensor>& weights, std::vector<Batch>& batches, std::size_t first,
                  std::size_t stride, double weight, double contextWeight, torch::Device device)
{
    Share share;
    for (std::size_t i = first; i < batches.size(); i += stride) {
        Batch& batch = batches[i];
        moveTo(batch, device);
        const Transformer::Losses losses = network.losses(batch);
        const Tensor counts = torch::where(batch.isContext, torch::full({}, contextWeight, batch.hasNote.options()),
                                           torch::ones({}, batch.hasNote.options()));
        const Tensor total = ((losses.onset + losses.pitch + losses.duration) * counts).sum() / weight;
        std::vector<Tensor> gradients = torch::autograd::grad({total}, weights, {}, {}, false, true);
        share.loss += targetLoss(losses, batch);
        if (share.gradients.empty()) {
            share.gradients = std::move(gradients);
            continue;
        }
        for (std::size_t w = 0; w < gradients.size(); ++w) {
            if (!gradients[w].defined())
                continue;
            share.gradients[w] = share.gradients[w].defined() ? share.gradients[w].add_(gradients[w]) : gradients[w];
        }
    }
    return share;
}

} // namespace

Loss& Loss::operator+=(const Loss& other)
{
    onset += other.onset;
    pitch += other.pitch;
    duration += other.duration;
    targets += other.targets;
    return *this;
}

Loss computeGradients(Transformer& network, std::vector<Example> examples, int maxRows, torch::Device device, int threads,
                     double contextWeight)
{
    std::vector<Batch> batches;
    double weight = 0;
    for (const auto& group : inGroups(std::move(examples), maxRows, kRowsTogether / threads)) {
        batches.push_back(makeBatch(group, maxRows));
        const double context = batches.back().isContext.sum().item<double>();
        weight += contextWeight * context + static_cast<double>(batches.back().isContext.numel()) - context;
    }
    std::vector<Tensor> weights;
    for (const auto& [name, tensor] : network.weights())
        weights.push_back(tensor);

    std::vector<Share> shares(static_cast<std::size_t>(threads));
    const auto work = [&](std::size_t worker) {
        useOneThread(); // the setting is each thread's own
        try {
            shares[worker] = gradientsOf(network, weights, batches, worker, shares.size(), weight, contextWeight, device);
        } catch (...) {
            shares[worker].failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t worker = 1; worker < shares.size(); ++worker)
            others.emplace_back(work, worker);
        work(0);
    }
    Loss loss;
    for (Share& share : shares) {
        if (share.failure)
            std::rethrow_exception(share.failure);
        loss += share.loss;
        for (std::size_t w = 0; w < share.gradients.size(); ++w) {
            if (!share.gradients[w].defined())
                continue;
            Tensor& sum = weights[w].mutable_grad();
            sum = sum.defined() ? sum.add_(share.gradients[w]) : share.gradients[w];
        }
    }
    return loss;
}

Loss lossOf(Transformer& network, const std::vector<Example>& examples, int maxRows, torch::Device device)
{
    torch::NoGradGuard noGradient;
    Loss sum;
    for (const auto& group : inGroups(examples, maxRows, kRowsTogether)) {
        Batch batch = makeBatch(group, maxRows);
        moveTo(batch, device);
        sum += targetLoss(network.losses(batch), batch);
    }
    return sum;
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/NetworkBits.h"

#include "core/neural/ModelFolder.h"
#include "core/neural/Threads.h"
#include "core/neural/Transformer.h"

#include <algorithm>
#include <numbers>

namespace continuo {

struct NetworkBits::Network {
    std::unique_ptr<Transformer> transformer;
};

NetworkBits::NetworkBits(std::unique_ptr<Network> network) : network_(std::move(network)) {}
NetworkBits::NetworkBits(NetworkBits&&) noexcept = default;
NetworkBits& NetworkBits::operator=(NetworkBits&&) noexcept = default;
NetworkBits::~NetworkBits() = default;

Result<NetworkBits> NetworkBits::load(const std::filesystem::path& folder)
{
    useOneThread();
    Result<LoadedNetwork> loaded = readModel(folder);
    if (!loaded)
        return loaded.error();
    loaded->network->setComputeType(hasFastBf16() ? torch::kBFloat16 : torch::kFloat);
    return NetworkBits(std::make_unique<Network>(Network{std::move(loaded->network)}));
}

std::vector<TargetBits> NetworkBits::of(const std::vector<Example>& examples) const
{
    torch::InferenceMode inference;
    constexpr std::size_t kTogether = 8;
    std::vector<TargetBits> bits(examples.size());
    for (std::size_t begin = 0; begin < examples.size(); begin += kTogether) {
        const std::size_t end = std::min(begin + kTogether, examples.size());
        const Batch batch = makeBatch({examples.begin() + static_cast<std::ptrdiff_t>(begin),
                                       examples.begin() + static_cast<std::ptrdiff_t>(end)},
                                      kRows);
        if (batch.places.numel() == 0)
            continue;
        const Transformer::Losses losses = network_->transformer->losses(batch);
        const torch::Tensor isTarget = batch.isContext.logical_not().to(torch::kFloat);
        const torch::Tensor example = batch.places.div(batch.fields.size(1), "floor").to(torch::kInt64);
        const auto byExample = [&](const torch::Tensor& values) {
            return torch::zeros({static_cast<std::int64_t>(end - begin)}, torch::kDouble)
                .index_add_(0, example, (values * isTarget).to(torch::kDouble));
        };
        const torch::Tensor onset = byExample(losses.onset) / std::numbers::ln2;
        const torch::Tensor pitch = byExample(losses.pitch) / std::numbers::ln2;
        const torch::Tensor duration = byExample(losses.duration) / std::numbers::ln2;
        const torch::Tensor notes = byExample(batch.hasNote);
        for (std::size_t i = begin; i < end; ++i) {
            const auto at = static_cast<std::int64_t>(i - begin);
            bits[i] = {onset[at].item<double>(), pitch[at].item<double>(), duration[at].item<double>(),
                       static_cast<int>(notes[at].item<double>())};
        }
    }
    return bits;
}

} // namespace continuo

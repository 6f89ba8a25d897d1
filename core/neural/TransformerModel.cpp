// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/TransformerModel.h"

#include "core/neural/Threads.h"

#include <algorithm>

namespace continuo {

namespace {

std::vector<float> numbers(const torch::Tensor& tensor)
{
    const torch::Tensor plain = tensor.detach().cpu().to(torch::kFloat).contiguous();
    return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

DecoderMatrix matrix(const torch::Tensor& tensor)
{
    const torch::Tensor plain = tensor.detach().cpu().to(torch::kBFloat16).contiguous();
    const auto* bits = reinterpret_cast<const std::uint16_t*>(plain.data_ptr<at::BFloat16>());
    return {static_cast<int>(plain.size(0)), static_cast<int>(plain.size(1)), {bits, bits + plain.numel()}};
}

} // namespace

DecoderWeights decoderWeights(const Transformer& network)
{
    const auto head = [&](const std::string& name) {
        return DecoderWeights::Head{numbers(network.weight(name + "norm")), matrix(network.weight(name + "in")),
                                    matrix(network.weight(name + "out"))};
    };
    DecoderWeights weights;
    weights.shape = network.shape();
    weights.rows = numbers(network.weight("rows"));
    for (int i = 0; i < network.shape().layers; ++i) {
        const std::string layer = "layers." + std::to_string(i) + ".";
        weights.layers.push_back({numbers(network.weight(layer + "attention.norm")),
                                  numbers(network.weight(layer + "attention.queryNorm")),
                                  numbers(network.weight(layer + "attention.keyNorm")),
                                  numbers(network.weight(layer + "feedForward.norm")),
                                  matrix(network.weight(layer + "attention.in")),
                                  matrix(network.weight(layer + "attention.out")),
                                  matrix(network.weight(layer + "feedForward.in")),
                                  matrix(network.weight(layer + "feedForward.out"))});
    }
    weights.norm = numbers(network.weight("norm"));
    weights.pitchHead = head("pitchHead.");
    weights.durationHead = head("durationHead.");
    weights.givenOnset = numbers(network.weight("given.onset"));
    weights.givenPitch = numbers(network.pitchTable("given"));
    weights.chooseOnset = matrix(network.weight("choice.onset"));
    weights.choosePitch = matrix(network.pitchTable("choice"));
    weights.chooseDuration = matrix(network.weight("choice.duration"));
    return weights;
}

TransformerModel::TransformerModel(std::unique_ptr<Transformer> network)
    : network_(std::move(network)), decoder_(decoderWeights(*network_))
{
    network_->setComputeType(hasFastBf16() ? torch::kBFloat16 : torch::kFloat);
}

Result<void> TransformerModel::begin(std::span<const Row> prefix, int lanes)
{
    try {
        torch::InferenceMode inference;
        Example example;
        example.rows.assign(prefix.begin(), prefix.end());
        example.targets.resize(prefix.size());
        const Batch batch = makeBatch({example}, capacity());
        std::vector<torch::Tensor> keys, values;
        const torch::Tensor hidden = network_->forward(batch.fields, batch.times, &keys, &values);
        const auto stacked = [](const std::vector<torch::Tensor>& layers) {
            return torch::stack(layers).to(torch::kFloat).contiguous();
        };
        const torch::Tensor allKeys = stacked(keys), allValues = stacked(values);
        const torch::Tensor last = hidden.select(1, hidden.size(1) - 1).to(torch::kFloat).contiguous();
        const auto span = [](const torch::Tensor& tensor) {
            return std::span<const float>(tensor.data_ptr<float>(), static_cast<std::size_t>(tensor.numel()));
        };
        decoder_.begin(lanes, static_cast<int>(hidden.size(1)), span(allKeys), span(allValues), span(last));
        return {};
    } catch (const std::exception&) {
        return Error{ErrorCode::Unavailable, "The model could not read the music: LibTorch failed or memory ran out."};
    }
}

Result<std::unique_ptr<RowModel>> loadModel(const std::filesystem::path& folder, Device device)
{
    if (device == Device::Cuda)
        return Error{ErrorCode::Unavailable, "This version generates on the CPU only; leave --device out or give cpu."};
    useOneThread();
    Result<LoadedNetwork> loaded = readModel(folder);
    if (!loaded)
        return loaded.error();
    try {
        return std::unique_ptr<RowModel>(std::make_unique<TransformerModel>(std::move(loaded->network)));
    } catch (const std::exception&) {
        return Error{ErrorCode::Unavailable, "The model " + folder.string() + " does not fit into memory."};
    }
}

} // namespace continuo

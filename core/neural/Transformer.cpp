// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Transformer.h"

#include "core/neural/Rotary.h"
#include "core/neural/TorchOps.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace continuo {

using torch::Tensor;

Batch makeBatch(const std::vector<Example>& examples, int rows)
{
    const auto b = static_cast<std::int64_t>(examples.size());
    std::int64_t t = 1;
    for (const Example& example : examples)
        t = std::max(t, std::min<std::int64_t>(rows, static_cast<std::int64_t>(example.rows.size())));
    Batch batch;
    batch.fields = torch::zeros({b, t, kRowFields}, torch::kInt64);
    batch.times = torch::zeros({b, t}, torch::kFloat);
    auto* fields = batch.fields.data_ptr<std::int64_t>();
    auto* times = batch.times.data_ptr<float>();
    std::vector<std::int64_t> places, onsets, pitches, durations;
    std::vector<float> hasNote;
    std::vector<std::uint8_t> isContext;
    for (std::int64_t e = 0; e < b; ++e) {
        const Example& example = examples[static_cast<std::size_t>(e)];
        const auto count = std::min<std::int64_t>(t, static_cast<std::int64_t>(example.rows.size()));
        for (std::int64_t r = 0; r < count; ++r) {
            const Row& row = example.rows[static_cast<std::size_t>(r)];
            std::copy(row.fields.begin(), row.fields.end(), fields + (e * t + r) * kRowFields);
            times[e * t + r] = static_cast<float>(row.time);
            const RowTarget& target = example.targets[static_cast<std::size_t>(r)];
            if (target.onset == RowTarget::kNothing)
                continue;
            const bool note = target.pitch != RowTarget::kNothing;
            places.push_back(e * t + r);
            onsets.push_back(target.onset);
            pitches.push_back(note ? target.pitch : 0);
            durations.push_back(note ? target.duration : 0);
            hasNote.push_back(note ? 1.0f : 0.0f);
            isContext.push_back(target.isContext ? 1 : 0);
        }
    }
    batch.places = torch::tensor(places, torch::kInt64);
    batch.onsets = torch::tensor(onsets, torch::kInt64);
    batch.pitches = torch::tensor(pitches, torch::kInt64);
    batch.durations = torch::tensor(durations, torch::kInt64);
    batch.hasNote = torch::tensor(hasNote, torch::kFloat);
    batch.isContext = torch::tensor(isContext, torch::kUInt8).to(torch::kBool);
    return batch;
}

Transformer::Transformer(const NetworkShape& shape, std::uint64_t seed) : shape_(shape)
{
    auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
    const auto normal = [&](std::int64_t out, std::int64_t in, double deviation) {
        return torch::randn({out, in}, generator, torch::TensorOptions(torch::kFloat)) * deviation;
    };
    const int d = shape.width;
    const double spread = 1.0 / std::sqrt(static_cast<double>(d));
    add("rows", normal(field::kTableSize, d, 0.05));
    for (int i = 0; i < shape.layers; ++i) {
        const std::string layer = "layers." + std::to_string(i) + ".";
        add(layer + "attention.norm", torch::ones({d}));
        add(layer + "attention.in", normal(shape.queryWidth() + 2 * shape.keyWidth(), d, spread));
        add(layer + "attention.queryNorm", torch::ones({shape.headSize}));
        add(layer + "attention.keyNorm", torch::ones({shape.headSize}));
        add(layer + "attention.out", torch::zeros({d, shape.queryWidth()}));
        add(layer + "feedForward.norm", torch::ones({d}));
        add(layer + "feedForward.in", normal(2 * shape.inner, d, spread));
        add(layer + "feedForward.out", torch::zeros({d, shape.inner}));
    }
    add("norm", torch::ones({d}));
    for (const std::string head : {"pitchHead.", "durationHead."}) {
        add(head + "norm", torch::ones({d}));
        add(head + "in", normal(2 * shape.headInner, d, spread));
        add(head + "out", torch::zeros({d, shape.headInner}));
    }
    add("given.onset", normal(kOnsetClasses, d, 0.5));
    add("given.pitch", normal(kPitchClassesOut, d, 0.3));
    add("given.pitchClass", normal(field::kPitchClass.size, d, 0.3));
    add("given.octave", normal(field::kOctave.size, d, 0.3));
    add("choice.onset", torch::zeros({kOnsetClasses, d}));
    add("choice.pitch", torch::zeros({kPitchClassesOut, d}));
    add("choice.pitchClass", torch::zeros({field::kPitchClass.size, d}));
    add("choice.octave", torch::zeros({field::kOctave.size, d}));
    add("choice.duration", torch::zeros({kDurationClasses, d}));

    std::vector<std::int64_t> pitchClasses, octaves;
    for (int pitch = 0; pitch < kPitchClassesOut; ++pitch) {
        const bool drum = pitch >= kDrumPitchBase;
        pitchClasses.push_back(drum ? 12 : pitch % 12);
        octaves.push_back(drum ? 11 : pitch / 12);
    }
    pitchClassOf_ = torch::tensor(pitchClasses, torch::kInt64);
    octaveOf_ = torch::tensor(octaves, torch::kInt64);
}

void Transformer::add(const std::string& name, Tensor value)
{
    weights_.emplace_back(name, value.contiguous());
}

Tensor Transformer::weight(const std::string& name) const
{
    for (const auto& [known, tensor] : weights_)
        if (known == name)
            return tensor;
    throw std::logic_error("no weight is called " + name);
}

void Transformer::to(torch::Device device)
{
    for (auto& [name, tensor] : weights_)
        tensor = tensor.detach().to(device);
    pitchClassOf_ = pitchClassOf_.to(device);
    octaveOf_ = octaveOf_.to(device);
}

Tensor Transformer::linear(const Tensor& x, const std::string& name) const
{
    return at::linear(x, weight(name).to(type_));
}

Tensor Transformer::pitchTable(const std::string& prefix) const
{
    return weight(prefix + ".pitch") + weight(prefix + ".pitchClass").index_select(0, pitchClassOf_)
        + weight(prefix + ".octave").index_select(0, octaveOf_);
}

namespace {

/// Where each row's fields begin in the flattened list of all.
Tensor bagStarts(std::int64_t rows, const torch::TensorOptions& options)
{
    return torch::arange(0, rows * kRowFields, kRowFields, options);
}

} // namespace

Tensor Transformer::forward(const Tensor& fields, const Tensor& times, std::vector<Tensor>* keys,
                            std::vector<Tensor>* values)
{
    const std::int64_t b = fields.size(0), t = fields.size(1), n = b * t;

    const std::vector<float> frequencies = rotaryFrequencies(shape_.headSize);
    const std::int64_t pairs = shape_.headSize / 2;
    const Tensor steps = torch::tensor(frequencies).to(fields.device());
    const Tensor index = torch::arange(t, times.options()).unsqueeze(0).expand({b, t});
    const Tensor turning = parts_.timeRotation ? times : torch::zeros_like(times);
    const Tensor angles = torch::cat({index.unsqueeze(-1) * steps.slice(0, 0, pairs / 2),
                                      turning.unsqueeze(-1) * steps.slice(0, pairs / 2, pairs)}, -1).contiguous();
    const Tensor cosine = angles.cos(), sine = angles.sin();

    // Field 0 means "nothing here" and is left out of the sum.
    Tensor x = std::get<0>(at::embedding_bag(weight("rows"), fields.view({-1}), bagStarts(n, fields.options()), false, 0,
                                             false, {}, false, field::kNone));

    for (int i = 0; i < shape_.layers; ++i) {
        const std::string layer = "layers." + std::to_string(i) + ".";
        const Tensor normed = ops::rmsNorm(x, weight(layer + "attention.norm"), type_);
        const auto qkv = linear(normed, layer + "attention.in")
                             .split_with_sizes({shape_.queryWidth(), shape_.keyWidth(), shape_.keyWidth()}, -1);
        const auto asHeads = [&](const Tensor& tensor, int heads) {
            return tensor.reshape({b, t, heads, shape_.headSize});
        };
        const Tensor q = ops::normAndRotate(asHeads(qkv[0], shape_.heads), weight(layer + "attention.queryNorm"),
                                            cosine, sine);
        const Tensor k = ops::normAndRotate(asHeads(qkv[1], shape_.keyValueHeads), weight(layer + "attention.keyNorm"),
                                            cosine, sine);
        const Tensor v = asHeads(qkv[2], shape_.keyValueHeads);
        if (keys)
            keys->push_back(k);
        if (values)
            values->push_back(v);
        const Tensor heard = ops::causalAttention(q, k, v).reshape({n, shape_.queryWidth()});
        x = x + linear(heard, layer + "attention.out");
        const Tensor thought = ops::swiGlu(
            linear(ops::rmsNorm(x, weight(layer + "feedForward.norm"), type_), layer + "feedForward.in"));
        x = x + linear(thought, layer + "feedForward.out");
    }
    return ops::rmsNorm(x, weight("norm"), type_).view({b, t, shape_.width});
}

Transformer::Losses Transformer::losses(const Batch& batch)
{
    const Tensor hidden = forward(batch.fields, batch.times).flatten(0, 1).index_select(0, batch.places);
    const auto surprise = [&](const Tensor& state, const Tensor& table, const Tensor& chosen) {
        const Tensor raw = at::linear(state, table.to(type_)).to(torch::kFloat);
        const Tensor logits = torch::tanh(raw / kLogitCap) * kLogitCap;
        return torch::nll_loss(torch::log_softmax(logits, -1), chosen, {}, at::Reduction::None);
    };
    // The state after a choice is known: what was chosen is added, and a small gated network looks at both.
    const auto after = [&](const Tensor& state, const Tensor& given, const std::string& head) {
        const Tensor known = parts_.chainedHeads ? state.to(torch::kFloat) + given : state.to(torch::kFloat);
        const Tensor thought = ops::swiGlu(linear(ops::rmsNorm(known, weight(head + "norm"), type_), head + "in"));
        return known + linear(thought, head + "out").to(torch::kFloat);
    };

    Losses losses;
    losses.onset = surprise(hidden, weight("choice.onset"), batch.onsets);
    // Pitch and duration are asked only where a note follows.
    const Tensor notes = batch.hasNote.nonzero().squeeze(1);
    const Tensor onset = batch.onsets.index_select(0, notes);
    const Tensor pitch = batch.pitches.index_select(0, notes);
    const Tensor withOnset
        = after(hidden.index_select(0, notes), weight("given.onset").index_select(0, onset), "pitchHead.");
    const Tensor pitchLoss = surprise(withOnset.to(type_), pitchTable("choice"), pitch);
    const Tensor withPitch = after(withOnset, pitchTable("given").index_select(0, pitch), "durationHead.");
    const Tensor durationLoss
        = surprise(withPitch.to(type_), weight("choice.duration"), batch.durations.index_select(0, notes));
    losses.pitch = torch::zeros_like(losses.onset).index_copy(0, notes, pitchLoss);
    losses.duration = torch::zeros_like(losses.onset).index_copy(0, notes, durationLoss);
    return losses;
}

} // namespace continuo

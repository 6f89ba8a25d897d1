// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/DecoderWeights.h"

#include "core/assist/Rows.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace continuo {

namespace {

using kernels::Bf16;
using kernels::PackedMatrix;

/// Takes arrays out of a weights file and keeps the first thing that was wrong with one.
class Reader {
public:
    explicit Reader(const StoredTensors& stored) : stored_(stored) {}

    std::vector<float> numbers(const std::string& name, const std::vector<std::int64_t>& shape)
    {
        std::size_t count = 1;
        for (const std::int64_t size : shape)
            count *= static_cast<std::size_t>(size);
        std::vector<float> values(count);
        const auto found = std::find_if(stored_.tensors.begin(), stored_.tensors.end(),
                                        [&](const StoredTensor& tensor) { return tensor.name == name; });
        if (found == stored_.tensors.end())
            complain("the weights \"" + name + "\" are missing");
        else if (found->shape != shape)
            complain("the weights \"" + name + "\" have another shape than the network");
        else if (found->type == "F32")
            std::memcpy(values.data(), found->bytes.data(), count * sizeof(float));
        else if (found->type == "BF16")
            for (std::size_t i = 0; i < count; ++i) {
                Bf16 bits;
                std::memcpy(&bits, found->bytes.data() + i * sizeof bits, sizeof bits);
                values[i] = kernels::wide(bits);
            }
        else
            complain("the weights \"" + name + "\" are no floating-point numbers");
        return values;
    }

    PackedMatrix matrix(const std::string& name, int outs, int ins) { return packed(numbers(name, {outs, ins}), outs, ins); }

    static PackedMatrix packed(const std::vector<float>& values, int outs, int ins)
    {
        std::vector<Bf16> narrow(values.size());
        std::transform(values.begin(), values.end(), narrow.begin(), kernels::narrow);
        return PackedMatrix(outs, ins, narrow);
    }

    /// What pitch n is made of: itself, its pitch class, its octave. (kPitchClassesOut, width).
    std::vector<float> pitchTable(const std::string& prefix, int width)
    {
        std::vector<float> table = numbers(prefix + ".pitch", {kPitchClassesOut, width});
        const std::vector<float> classes = numbers(prefix + ".pitchClass", {field::kPitchClass.size, width});
        const std::vector<float> octaves = numbers(prefix + ".octave", {field::kOctave.size, width});
        for (int pitch = 0; pitch < kPitchClassesOut; ++pitch) {
            const bool drum = pitch >= kDrumPitchBase;
            const auto w = static_cast<std::size_t>(width);
            const std::size_t to = static_cast<std::size_t>(pitch) * w;
            const std::size_t pitchClass = static_cast<std::size_t>(drum ? 12 : pitch % 12) * w;
            const std::size_t octave = static_cast<std::size_t>(drum ? 11 : pitch / 12) * w;
            for (std::size_t i = 0; i < w; ++i)
                table[to + i] += classes[pitchClass + i] + octaves[octave + i];
        }
        return table;
    }

    const std::optional<Error>& error() const { return error_; }

private:
    void complain(const std::string& why)
    {
        if (!error_)
            error_ = Error{ErrorCode::Unavailable, "The model cannot be used: " + why + "."};
    }

    const StoredTensors& stored_;
    std::optional<Error> error_;
};

} // namespace

std::int64_t DecoderWeights::bytesPerRow() const
{
    std::int64_t values = 0;
    const auto count = [&values](const PackedMatrix& matrix) { values += std::int64_t{matrix.outs()} * matrix.ins(); };
    for (const Layer& layer : layers)
        for (const PackedMatrix* matrix : {&layer.attentionIn, &layer.attentionOut, &layer.feedForwardIn, &layer.feedForwardOut})
            count(*matrix);
    for (const PackedMatrix* matrix : {&pitchHead.in, &pitchHead.out, &durationHead.in, &durationHead.out, &chooseOnset,
                                       &choosePitch, &chooseDuration})
        count(*matrix);
    return values * static_cast<std::int64_t>(sizeof(Bf16));
}

Result<DecoderWeights> decoderWeights(const StoredTensors& stored, const NetworkShape& shape)
{
    Reader reader(stored);
    const int width = shape.width, queryWidth = shape.queryWidth(), keyWidth = shape.keyWidth();
    const auto head = [&](const std::string& name) {
        return DecoderWeights::Head{reader.numbers(name + "norm", {width}),
                                    reader.matrix(name + "in", 2 * shape.headInner, width),
                                    reader.matrix(name + "out", width, shape.headInner)};
    };
    DecoderWeights weights;
    weights.shape = shape;
    weights.rows = reader.numbers("rows", {field::kTableSize, width});
    for (int i = 0; i < shape.layers; ++i) {
        const std::string layer = "layers." + std::to_string(i) + ".";
        weights.layers.push_back({reader.numbers(layer + "attention.norm", {width}),
                                  reader.numbers(layer + "attention.queryNorm", {shape.headSize}),
                                  reader.numbers(layer + "attention.keyNorm", {shape.headSize}),
                                  reader.numbers(layer + "feedForward.norm", {width}),
                                  reader.matrix(layer + "attention.in", queryWidth + 2 * keyWidth, width),
                                  reader.matrix(layer + "attention.out", width, queryWidth),
                                  reader.matrix(layer + "feedForward.in", 2 * shape.inner, width),
                                  reader.matrix(layer + "feedForward.out", width, shape.inner)});
    }
    weights.norm = reader.numbers("norm", {width});
    weights.pitchHead = head("pitchHead.");
    weights.durationHead = head("durationHead.");
    weights.givenOnset = reader.numbers("given.onset", {kOnsetClasses, width});
    weights.givenPitch = reader.pitchTable("given", width);
    weights.chooseOnset = reader.matrix("choice.onset", kOnsetClasses, width);
    weights.choosePitch = Reader::packed(reader.pitchTable("choice", width), kPitchClassesOut, width);
    weights.chooseDuration = reader.matrix("choice.duration", kDurationClasses, width);
    if (reader.error())
        return *reader.error();
    return weights;
}

} // namespace continuo

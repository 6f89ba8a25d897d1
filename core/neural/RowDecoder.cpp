// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/RowDecoder.h"

#include "core/neural/Kernels.h"
#include "core/neural/Rotary.h"

#include <algorithm>
#include <cmath>

namespace continuo {

namespace {

constexpr float kLogitCap = 30.0f; // as in Transformer.h

std::size_t size(std::int64_t count)
{
    return static_cast<std::size_t>(count);
}

void multiply(const DecoderMatrix& matrix, const std::vector<float>& x, std::vector<float>& y, int lanes)
{
    kernels::matVec(matrix.values.data(), x.data(), y.data(), matrix.outs, matrix.ins, lanes);
}

} // namespace

RowDecoder::RowDecoder(DecoderWeights weights)
    : weights_(std::move(weights)), frequencies_(rotaryFrequencies(weights_.shape.headSize))
{
}

std::int64_t RowDecoder::bytesPerRow() const
{
    std::int64_t values = 0;
    const auto count = [&values](const DecoderMatrix& matrix) { values += static_cast<std::int64_t>(matrix.values.size()); };
    for (const auto& layer : weights_.layers)
        for (const DecoderMatrix* matrix : {&layer.attentionIn, &layer.attentionOut, &layer.feedForwardIn, &layer.feedForwardOut})
            count(*matrix);
    for (const DecoderMatrix* matrix : {&weights_.pitchHead.in, &weights_.pitchHead.out, &weights_.durationHead.in,
                                        &weights_.durationHead.out, &weights_.chooseOnset, &weights_.choosePitch,
                                        &weights_.chooseDuration})
        count(*matrix);
    return values * static_cast<std::int64_t>(sizeof(std::uint16_t));
}

std::size_t RowDecoder::cacheIndex(int layer, int lane) const
{
    return (size(layer) * size(lanes_) + size(lane)) * size(kCapacity) * size(weights_.shape.keyWidth());
}

void RowDecoder::begin(int lanes, int rows, std::span<const float> keys, std::span<const float> values,
                       std::span<const float> hidden)
{
    const NetworkShape& shape = weights_.shape;
    const std::size_t keyWidth = size(shape.keyWidth()), width = size(shape.width), n = size(lanes);
    lanes_ = lanes;
    lengths_.assign(n, rows);
    const std::size_t cache = size(shape.layers) * n * size(kCapacity) * keyWidth;
    if (keys_.size() < cache) {
        keys_.resize(cache);
        values_.resize(cache);
    }
    for (int layer = 0; layer < shape.layers; ++layer)
        for (int lane = 0; lane < lanes; ++lane) {
            const std::size_t from = size(layer) * size(rows) * keyWidth, count = size(rows) * keyWidth;
            std::copy_n(keys.data() + from, count, keysOf(layer, lane));
            std::copy_n(values.data() + from, count, valuesOf(layer, lane));
        }
    hidden_.resize(n * width);
    for (std::size_t lane = 0; lane < n; ++lane)
        std::copy(hidden.begin(), hidden.end(), hidden_.begin() + static_cast<std::ptrdiff_t>(lane * width));
    state_ = hidden_;
    x_.resize(n * width);
    normed_.resize(n * width);
    turned_.resize(n * size(shape.queryWidth()));
    wide_.resize(n * size(std::max({2 * shape.inner, 2 * shape.headInner, shape.queryWidth() + 2 * shape.keyWidth()})));
    inner_.resize(n * size(std::max(shape.inner, shape.headInner)));
    scores_.resize(size(kCapacity));
    logits_.resize(n * size(std::max({kOnsetClasses, kPitchClassesOut, kDurationClasses})));
    running_.reserve(n);
}

void RowDecoder::append(std::span<const Row> rows, std::span<const std::uint8_t> active)
{
    running_.clear();
    for (int lane = 0; lane < lanes_; ++lane)
        if (active[size(lane)] && lengths_[size(lane)] < kCapacity)
            running_.push_back(lane);
    if (running_.empty())
        return;
    const std::size_t width = size(weights_.shape.width);
    for (std::size_t i = 0; i < running_.size(); ++i) {
        float* x = x_.data() + i * width;
        std::fill_n(x, width, 0.0f);
        for (const std::uint16_t index : rows[size(running_[i])].fields)
            if (index != field::kNone)
                for (std::size_t c = 0; c < width; ++c)
                    x[c] += weights_.rows[index * width + c];
    }
    runLayers(rows);
    for (std::size_t i = 0; i < running_.size(); ++i) {
        kernels::rmsNorm(x_.data() + i * width, weights_.norm.data(), hidden_.data() + size(running_[i]) * width,
                         weights_.shape.width);
        ++lengths_[size(running_[i])];
    }
}

void RowDecoder::runLayers(std::span<const Row> rows)
{
    const NetworkShape& shape = weights_.shape;
    const int n = static_cast<int>(running_.size());
    const int width = shape.width, headSize = shape.headSize, half = headSize / 2;
    const int qkvWidth = shape.queryWidth() + 2 * shape.keyWidth();
    const int group = shape.heads / shape.keyValueHeads;
    const float scale = 1.0f / std::sqrt(static_cast<float>(headSize));

    // Angles are the same in every layer.
    std::vector<float>& angles = logits_; // free until the choices; (lanes, headSize) at most
    if (angles.size() < size(n) * size(headSize))
        angles.resize(size(n) * size(headSize));
    for (int i = 0; i < n; ++i) {
        const int lane = running_[size(i)];
        for (int p = 0; p < half; ++p) {
            const auto clock = p < half / 2 ? static_cast<float>(lengths_[size(lane)]) : static_cast<float>(rows[size(lane)].time);
            const float angle = clock * frequencies_[size(p)];
            angles[size(i * headSize + p)] = std::cos(angle);
            angles[size(i * headSize + half + p)] = std::sin(angle);
        }
    }
    for (int l = 0; l < shape.layers; ++l) {
        const DecoderWeights::Layer& layer = weights_.layers[size(l)];
        for (int i = 0; i < n; ++i)
            kernels::rmsNorm(x_.data() + i * width, layer.attentionNorm.data(), normed_.data() + i * width, width);
        multiply(layer.attentionIn, normed_, wide_, n);
        for (int i = 0; i < n; ++i) {
            const int lane = running_[size(i)];
            const int row = lengths_[size(lane)];
            float* q = wide_.data() + i * qkvWidth;
            float* k = q + shape.queryWidth();
            const float* v = k + shape.keyWidth();
            const float* cosine = angles.data() + i * headSize;
            for (int h = 0; h < shape.heads; ++h)
                kernels::rotary(q + h * headSize, layer.queryNorm.data(), cosine, cosine + half, headSize);
            for (int h = 0; h < shape.keyValueHeads; ++h)
                kernels::rotary(k + h * headSize, layer.keyNorm.data(), cosine, cosine + half, headSize);
            std::copy_n(k, shape.keyWidth(), keysOf(l, lane) + row * shape.keyWidth());
            std::copy_n(v, shape.keyWidth(), valuesOf(l, lane) + row * shape.keyWidth());
            for (int h = 0; h < shape.heads; ++h) {
                const int from = h / group * headSize;
                kernels::attend(q + h * headSize, keysOf(l, lane) + from, valuesOf(l, lane) + from,
                                turned_.data() + i * shape.queryWidth() + h * headSize, scores_.data(), scale, row + 1,
                                shape.keyWidth(), headSize);
            }
        }
        multiply(layer.attentionOut, turned_, normed_, n);
        for (int c = 0; c < n * width; ++c)
            x_[size(c)] += normed_[size(c)];
        for (int i = 0; i < n; ++i)
            kernels::rmsNorm(x_.data() + i * width, layer.feedForwardNorm.data(), normed_.data() + i * width, width);
        multiply(layer.feedForwardIn, normed_, wide_, n);
        for (int i = 0; i < n; ++i)
            kernels::swiGlu(wide_.data() + i * 2 * shape.inner, inner_.data() + i * shape.inner, shape.inner);
        multiply(layer.feedForwardOut, inner_, normed_, n);
        for (int c = 0; c < n * width; ++c)
            x_[size(c)] += normed_[size(c)];
    }
}

std::span<const float> RowDecoder::capped(const DecoderMatrix& matrix, const std::vector<float>& states)
{
    logits_.resize(std::max(logits_.size(), size(lanes_) * size(matrix.outs)));
    multiply(matrix, states, logits_, lanes_);
    const std::size_t count = size(lanes_) * size(matrix.outs);
    for (std::size_t i = 0; i < count; ++i)
        logits_[i] = std::tanh(logits_[i] / kLogitCap) * kLogitCap;
    return {logits_.data(), count};
}

void RowDecoder::afterChoice(const DecoderWeights::Head& head, const std::vector<float>& given, std::span<const int> chosen)
{
    const int width = weights_.shape.width, inner = weights_.shape.headInner;
    for (int lane = 0; lane < lanes_; ++lane) {
        const float* known = given.data() + chosen[size(lane)] * width;
        float* state = state_.data() + lane * width;
        for (int c = 0; c < width; ++c)
            state[c] += known[c];
        kernels::rmsNorm(state, head.norm.data(), normed_.data() + lane * width, width);
    }
    multiply(head.in, normed_, wide_, lanes_);
    for (int lane = 0; lane < lanes_; ++lane)
        kernels::swiGlu(wide_.data() + lane * 2 * inner, inner_.data() + lane * inner, inner);
    multiply(head.out, inner_, normed_, lanes_);
    for (int c = 0; c < lanes_ * width; ++c)
        state_[size(c)] += normed_[size(c)];
}

std::span<const float> RowDecoder::onsetLogits()
{
    state_ = hidden_;
    return capped(weights_.chooseOnset, hidden_);
}

std::span<const float> RowDecoder::pitchLogits(std::span<const int> onsets)
{
    state_ = hidden_;
    afterChoice(weights_.pitchHead, weights_.givenOnset, onsets);
    return capped(weights_.choosePitch, state_);
}

std::span<const float> RowDecoder::durationLogits(std::span<const int> pitches)
{
    afterChoice(weights_.durationHead, weights_.givenPitch, pitches);
    return capped(weights_.chooseDuration, state_);
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/RowDecoder.h"

#include "core/neural/Kernels.h"
#include "core/neural/Rotary.h"

#include <algorithm>
#include <cmath>
#include <new>

namespace continuo {

namespace {

using kernels::Bf16;
using kernels::PackedMatrix;

std::size_t size(std::int64_t count)
{
    return static_cast<std::size_t>(count);
}

} // namespace

RowDecoder::RowDecoder(DecoderWeights weights, kernels::Engine engine)
    : weights_(std::move(weights))
    , engine_(engine)
    , frequencies_(rotaryFrequencies(weights_.shape.headSize))
    , shared_(weights_.shape, kCapacity)
{
    makeRoom(1);
}

void RowDecoder::makeRoom(int lanes)
{
    const NetworkShape& shape = weights_.shape;
    while (lanes_.size() < size(lanes))
        lanes_.emplace_back(shape);
    const std::size_t n = size(std::max(kReadRows, lanes)), group = size(shape.heads / shape.keyValueHeads);
    const auto ins = [](int count) { return size(PackedMatrix::paddedIns(count)); };
    const auto outs = [](int count) { return size(PackedMatrix::paddedOuts(count)); };
    const std::size_t widest = outs(std::max({2 * shape.inner, 2 * shape.headInner, shape.queryWidth() + 2 * shape.keyWidth(),
                                              shape.width, kPitchClassesOut}));
    // The rows of the prefix and those of a lane are at most kCapacity, and both are rounded up.
    const std::size_t columns = size(kCapacity + 2 * PackedMatrix::kPanelOuts);
    steps_.reserve(n);
    ownProducts_.reserve(n);
    x_.resize(n * size(shape.width));
    hidden_.resize(size(lanes) * size(shape.width));
    state_.resize(size(lanes) * size(shape.width));
    logits_.resize(size(lanes) * size(std::max({kOnsetClasses, kPitchClassesOut, kDurationClasses})));
    angles_.resize(n * size(shape.headSize));
    normed_.resize(n * ins(shape.width));
    inner_.resize(n * ins(std::max(shape.inner, shape.headInner)));
    heard_.resize(n * ins(shape.queryWidth()));
    queries_.resize(n * size(shape.heads) * ins(shape.headSize));
    turnedKey_.resize(size(shape.keyWidth()));
    value_.resize(size(shape.keyWidth()));
    product_.resize(n * widest);
    scores_.resize(n * group * columns);
    shares_.resize(n * group * columns);
    wholes_.resize(n * group);
    heardPrefix_.resize(n * group * outs(shape.headSize));
    heardOwn_.resize(n * group * outs(shape.headSize));
}

Result<void> RowDecoder::begin(std::span<const Row> prefix, int lanes)
{
    try {
        makeRoom(lanes);
        const auto [differs, unused] = std::mismatch(prefix.begin(), prefix.end(), prefix_.begin(), prefix_.end());
        // The last row is read in any case: its hidden state is what the lanes begin with.
        reusedRows_ = static_cast<int>(std::min<std::ptrdiff_t>(differs - prefix.begin(), std::ssize(prefix) - 1));
        prefix_.assign(prefix.begin(), prefix.end());
    } catch (const std::bad_alloc&) {
        prefix_.clear();
        return Error{ErrorCode::Unavailable, "The model could not read the music: memory ran out."};
    }
    laneCount_ = lanes;
    for (Lane& lane : lanes_)
        lane.rows = 0;
    const int count = static_cast<int>(prefix_.size());
    for (int next = reusedRows_; next < count;) {
        steps_.clear();
        for (; next < count && steps_.size() < size(kReadRows); ++next)
            steps_.push_back({&prefix_[size(next)], next, kPrefix});
        runLayers();
    }
    const int width = weights_.shape.width;
    kernels::rmsNorm(x_.data() + (steps_.size() - 1) * size(width), weights_.norm.data(), hidden_.data(), width);
    for (int lane = 1; lane < lanes; ++lane)
        std::copy_n(hidden_.data(), width, hidden_.data() + lane * width);
    state_ = hidden_;
    return {};
}

void RowDecoder::append(std::span<const Row> rows, std::span<const std::uint8_t> active)
{
    const int prefixRows = static_cast<int>(prefix_.size());
    steps_.clear();
    for (int lane = 0; lane < laneCount_; ++lane)
        if (const int position = prefixRows + lanes_[size(lane)].rows; active[size(lane)] && position < kCapacity)
            steps_.push_back({&rows[size(lane)], position, lane});
    if (steps_.empty())
        return;
    runLayers();
    const int width = weights_.shape.width;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        const int lane = steps_[i].lane;
        kernels::rmsNorm(x_.data() + i * size(width), weights_.norm.data(), hidden_.data() + lane * width, width);
        ++lanes_[size(lane)].rows;
    }
}

void RowDecoder::embed()
{
    const std::size_t width = size(weights_.shape.width);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
        float* x = x_.data() + i * width;
        std::fill_n(x, width, 0.0f);
        for (const std::uint16_t index : steps_[i].row->fields)
            if (index != field::kNone)
                kernels::add(weights_.rows.data() + index * width, x, weights_.shape.width);
    }
}

void RowDecoder::turn()
{
    const int headSize = weights_.shape.headSize, half = headSize / 2;
    float* angle = angles_.data();
    for (const Step& step : steps_) {
        for (int p = 0; p < half; ++p) {
            const auto clock = static_cast<float>(p < half / 2 ? step.position : step.row->time);
            angle[p] = std::cos(clock * frequencies_[size(p)]);
            angle[half + p] = std::sin(clock * frequencies_[size(p)]);
        }
        angle += headSize;
    }
}

void RowDecoder::multiply(const PackedMatrix& matrix, const std::vector<Bf16>& x, int rows)
{
    const int outs = matrix.outs(), ins = matrix.ins();
    const kernels::Product product{&matrix, outs, ins, x.data(), PackedMatrix::paddedIns(ins), product_.data(),
                                   PackedMatrix::paddedOuts(outs)};
    kernels::multiply(engine_, {&product, 1}, rows);
}

void RowDecoder::addProduct(const PackedMatrix& matrix, const std::vector<Bf16>& x, std::vector<float>& to, int rows)
{
    multiply(matrix, x, rows);
    const int outs = matrix.outs(), stride = PackedMatrix::paddedOuts(outs);
    for (int r = 0; r < rows; ++r)
        kernels::add(product_.data() + r * stride, to.data() + r * outs, outs);
}

void RowDecoder::runLayers()
{
    const NetworkShape& shape = weights_.shape;
    const int n = static_cast<int>(steps_.size()), width = shape.width;
    const int normedStride = PackedMatrix::paddedIns(width), innerStride = PackedMatrix::paddedIns(shape.inner);
    const int wideStride = PackedMatrix::paddedOuts(2 * shape.inner);
    embed();
    turn();
    for (int l = 0; l < shape.layers; ++l) {
        const DecoderWeights::Layer& layer = weights_.layers[size(l)];
        for (int i = 0; i < n; ++i)
            kernels::rmsNorm(x_.data() + i * width, layer.attentionNorm.data(), normed_.data() + i * normedStride, width);
        multiply(layer.attentionIn, normed_, n);
        attend(l, layer);
        addProduct(layer.attentionOut, heard_, x_, n);
        for (int i = 0; i < n; ++i)
            kernels::rmsNorm(x_.data() + i * width, layer.feedForwardNorm.data(), normed_.data() + i * normedStride, width);
        multiply(layer.feedForwardIn, normed_, n);
        for (int i = 0; i < n; ++i)
            kernels::swiGlu(product_.data() + i * wideStride, inner_.data() + i * innerStride, shape.inner);
        addProduct(layer.feedForwardOut, inner_, x_, n);
    }
}

void RowDecoder::attend(int layer, const DecoderWeights::Layer& weights)
{
    const NetworkShape& shape = weights_.shape;
    const int n = static_cast<int>(steps_.size()), headSize = shape.headSize;
    const int group = shape.heads / shape.keyValueHeads; // queries of a key head
    const int qkvStride = PackedMatrix::paddedOuts(shape.queryWidth() + 2 * shape.keyWidth());
    const int queryStride = PackedMatrix::paddedIns(headSize);

    // Queries, keys and values out of the product.
    for (int i = 0; i < n; ++i) {
        const Step& step = steps_[size(i)];
        const float* q = product_.data() + i * qkvStride;
        const float* k = q + shape.queryWidth();
        const float* cosine = angles_.data() + i * headSize;
        const float* sine = cosine + headSize / 2;
        for (int h = 0; h < shape.heads; ++h)
            kernels::rotary(q + h * headSize, weights.queryNorm.data(), cosine, sine,
                            queries_.data() + ((h / group * n + i) * group + h % group) * queryStride, headSize);
        for (int h = 0; h < shape.keyValueHeads; ++h)
            kernels::rotary(k + h * headSize, weights.keyNorm.data(), cosine, sine, turnedKey_.data() + h * headSize, headSize);
        kernels::narrowed(k + shape.keyWidth(), value_.data(), shape.keyWidth());
        if (step.lane == kPrefix)
            shared_.put(layer, step.position, turnedKey_.data(), value_.data());
        else
            lanes_[size(step.lane)].cache.put(layer, lanes_[size(step.lane)].rows, turnedKey_.data(), value_.data());
    }

    // Columns of scores: rows of the prefix as far as they are read, then the lane's own.
    const bool own = steps_.front().lane != kPrefix;
    const int prefixRows = own ? static_cast<int>(prefix_.size()) : steps_.back().position + 1;
    const int prefixEnd = PackedMatrix::paddedOuts(prefixRows);
    int columns = prefixEnd;
    for (const Step& step : steps_)
        if (own)
            columns = std::max(columns, prefixEnd + PackedMatrix::paddedOuts(lanes_[size(step.lane)].rows + 1));
    const int heardStride = PackedMatrix::paddedOuts(headSize), rows = n * group;
    const float scale = 1.0f / std::sqrt(static_cast<float>(headSize));
    for (int head = 0; head < shape.keyValueHeads; ++head) {
        const Bf16* queries = queries_.data() + head * rows * queryStride;
        const kernels::Product askPrefix{&shared_.keys(layer, head), prefixRows, headSize, queries, queryStride, scores_.data(), columns};
        kernels::multiply(engine_, {&askPrefix, 1}, rows);
        ownProducts_.clear();
        for (int i = 0; own && i < n; ++i) {
            const Lane& lane = lanes_[size(steps_[size(i)].lane)];
            ownProducts_.push_back({&lane.cache.keys(layer, head), lane.rows + 1, headSize, queries + i * group * queryStride,
                                    queryStride, scores_.data() + i * group * columns + prefixEnd, columns});
        }
        kernels::multiply(engine_, ownProducts_, group);
        ownProducts_.clear();
        for (int i = 0; i < n; ++i) {
            const Step& step = steps_[size(i)];
            const int first = i * group, prefixValid = own ? prefixRows : step.position + 1;
            const int ownRows = own ? lanes_[size(step.lane)].rows + 1 : 0;
            for (int q = first; q < first + group; ++q)
                wholes_[size(q)] = kernels::softmaxOfTwo(scores_.data() + q * columns, shares_.data() + q * columns, scale,
                                                         {0, prefixValid, prefixEnd},
                                                         {prefixEnd, ownRows, prefixEnd + PackedMatrix::paddedIns(ownRows)});
            if (own)
                ownProducts_.push_back({&lanes_[size(step.lane)].cache.values(layer, head), headSize, ownRows,
                                        shares_.data() + first * columns + prefixEnd, columns,
                                        heardOwn_.data() + first * heardStride, heardStride});
        }
        kernels::multiply(engine_, ownProducts_, group);
        const kernels::Product hearPrefix{&shared_.values(layer, head), headSize, prefixRows, shares_.data(), columns,
                                          heardPrefix_.data(), heardStride};
        kernels::multiply(engine_, {&hearPrefix, 1}, rows);
        if (own)
            kernels::add(heardOwn_.data(), heardPrefix_.data(), rows * heardStride);
        for (int i = 0; i < n; ++i)
            for (int q = 0; q < group; ++q)
                kernels::narrowed(heardPrefix_.data() + (i * group + q) * heardStride,
                                  heard_.data() + i * PackedMatrix::paddedIns(shape.queryWidth()) + (head * group + q) * headSize,
                                  headSize, wholes_[size(i * group + q)]);
    }
}

std::span<const float> RowDecoder::capped(const PackedMatrix& matrix)
{
    constexpr float kLogitCap = 30.0f; // as in Transformer.h
    const int width = weights_.shape.width, outs = matrix.outs();
    for (int lane = 0; lane < laneCount_; ++lane)
        kernels::narrowed(state_.data() + lane * width, normed_.data() + lane * PackedMatrix::paddedIns(width), width);
    multiply(matrix, normed_, laneCount_);
    for (int lane = 0; lane < laneCount_; ++lane)
        kernels::softCap(product_.data() + lane * PackedMatrix::paddedOuts(outs), logits_.data() + lane * outs, kLogitCap, outs);
    return {logits_.data(), size(laneCount_ * outs)};
}

void RowDecoder::afterChoice(const DecoderWeights::Head& head, const std::vector<float>& given, std::span<const int> chosen)
{
    const int width = weights_.shape.width, inner = weights_.shape.headInner;
    for (int lane = 0; lane < laneCount_; ++lane) {
        const float* known = given.data() + chosen[size(lane)] * width;
        float* state = state_.data() + lane * width;
        kernels::add(known, state, width);
        kernels::rmsNorm(state, head.norm.data(), normed_.data() + lane * PackedMatrix::paddedIns(width), width);
    }
    multiply(head.in, normed_, laneCount_);
    for (int lane = 0; lane < laneCount_; ++lane)
        kernels::swiGlu(product_.data() + lane * PackedMatrix::paddedOuts(2 * inner),
                        inner_.data() + lane * PackedMatrix::paddedIns(inner), inner);
    addProduct(head.out, inner_, state_, laneCount_);
}

std::span<const float> RowDecoder::onsetLogits()
{
    state_ = hidden_;
    return capped(weights_.chooseOnset);
}

std::span<const float> RowDecoder::pitchLogits(std::span<const int> onsets)
{
    state_ = hidden_;
    afterChoice(weights_.pitchHead, weights_.givenOnset, onsets);
    return capped(weights_.choosePitch);
}

std::span<const float> RowDecoder::durationLogits(std::span<const int> pitches)
{
    afterChoice(weights_.durationHead, weights_.givenPitch, pitches);
    return capped(weights_.chooseDuration);
}

} // namespace continuo

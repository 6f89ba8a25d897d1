// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

// Each kernel is compiled for AVX-512, for AVX2 and for any x86-64; the loader picks. Elsewhere there is one version.
// The sanitizers' run time does not get along with that choice being made so early.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) \
    && !defined(__SANITIZE_THREAD__)
#define CONTINUO_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CONTINUO_KERNEL
#endif

namespace continuo::kernels {

namespace {

constexpr float kEpsilon = 1e-6f;

/// e^x within 3e-7 of it, relatively, for x in [-87, 88]; beyond, the value at the nearer bound. Unlike the library's
/// it becomes vector instructions: 2^whole by exponent bits, 2^fraction by a polynomial.
inline __attribute__((always_inline)) float fastExp(float x)
{
    x = x > -87.0f ? x : -87.0f;
    x = x < 88.0f ? x : 88.0f;
    constexpr std::int32_t kBias = 127;
    const float power = x * 1.44269504f; // above -127, so that cutting off rounds down
    const auto exponent = static_cast<std::int32_t>(power + (static_cast<float>(kBias) + 0.5f));
    const float f = (power - static_cast<float>(exponent - kBias)) * 0.693147181f; // in [-0.35, 0.35]
    const float fraction
        = 1.0f + f * (1.0f + f * (0.5f + f * (1.0f / 6 + f * (1.0f / 24 + f * (1.0f / 120 + f * (1.0f / 720))))));
    const std::int32_t bits = exponent * (1 << 23);
    float scale;
    std::memcpy(&scale, &bits, sizeof scale);
    return fraction * scale;
}

/// 1 / x within 1.5e-7 of it, relatively, for x in [1, 6.1e37]; several times as fast as dividing. The exponent turned
/// round is a first guess, and each of Newton's steps squares its error of at most 1/8.
inline __attribute__((always_inline)) float reciprocal(float x)
{
    std::int32_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    bits = 0x7ef311c7 - bits;
    float guess;
    std::memcpy(&guess, &bits, sizeof guess);
    for (int step = 0; step < 3; ++step)
        guess *= 2.0f - x * guess;
    return guess;
}

} // namespace

CONTINUO_KERNEL
void rmsNormForward(const float* x, const float* gain, Bf16* y, float* inverse, std::int64_t rows, std::int64_t width)
{
    for (std::int64_t r = 0; r < rows; ++r, x += width, y += width) {
        float sum = 0;
        for (std::int64_t i = 0; i < width; ++i)
            sum += x[i] * x[i];
        const float scale = 1.0f / std::sqrt(sum / static_cast<float>(width) + kEpsilon);
        inverse[r] = scale;
        for (std::int64_t i = 0; i < width; ++i)
            y[i] = narrow(x[i] * scale * gain[i]);
    }
}

CONTINUO_KERNEL
void rmsNormBackward(const Bf16* dy, const float* x, const float* gain, const float* inverse, float* dx, float* dGain,
                     std::int64_t rows, std::int64_t width)
{
    for (std::int64_t r = 0; r < rows; ++r, x += width, dy += width, dx += width) {
        const float scale = inverse[r];
        float along = 0;
        for (std::int64_t i = 0; i < width; ++i) {
            const float d = wide(dy[i]);
            along += d * gain[i] * x[i];
            dGain[i] += d * x[i] * scale;
        }
        const float back = along * scale * scale * scale / static_cast<float>(width);
        for (std::int64_t i = 0; i < width; ++i)
            dx[i] = wide(dy[i]) * gain[i] * scale - x[i] * back;
    }
}

CONTINUO_KERNEL
void swiGluForward(const Bf16* in, Bf16* y, std::int64_t rows, std::int64_t inner)
{
    for (std::int64_t r = 0; r < rows; ++r, in += 2 * inner, y += inner)
        for (std::int64_t i = 0; i < inner; ++i) {
            const float gate = wide(in[i]);
            y[i] = narrow(gate / (1.0f + fastExp(-gate)) * wide(in[inner + i]));
        }
}

CONTINUO_KERNEL
void swiGluBackward(const Bf16* dy, const Bf16* in, Bf16* dIn, std::int64_t rows, std::int64_t inner)
{
    for (std::int64_t r = 0; r < rows; ++r, in += 2 * inner, dIn += 2 * inner, dy += inner)
        for (std::int64_t i = 0; i < inner; ++i) {
            const float gate = wide(in[i]);
            const float up = wide(in[inner + i]);
            const float d = wide(dy[i]);
            const float sigmoid = 1.0f / (1.0f + fastExp(-gate));
            dIn[i] = narrow(d * up * sigmoid * (1.0f + gate * (1.0f - sigmoid)));
            dIn[inner + i] = narrow(d * gate * sigmoid);
        }
}

CONTINUO_KERNEL
float rotaryForward(const Bf16* x, const float* gain, const float* cosine, const float* sine, Bf16* y, std::int64_t size)
{
    const std::int64_t half = size / 2;
    float sum = 0;
    for (std::int64_t i = 0; i < size; ++i)
        sum += wide(x[i]) * wide(x[i]);
    const float scale = 1.0f / std::sqrt(sum / static_cast<float>(size) + kEpsilon);
    for (std::int64_t i = 0; i < half; ++i) {
        const float a = wide(x[i]) * scale * gain[i];
        const float b = wide(x[half + i]) * scale * gain[half + i];
        y[i] = narrow(a * cosine[i] - b * sine[i]);
        y[half + i] = narrow(b * cosine[i] + a * sine[i]);
    }
    return scale;
}

CONTINUO_KERNEL
void rotaryBackward(const Bf16* dy, const Bf16* x, const float* gain, float inverse, const float* cosine,
                    const float* sine, Bf16* dx, float* dGain, std::int64_t size)
{
    const std::int64_t half = size / 2;
    float along = 0;
    for (std::int64_t i = 0; i < half; ++i) {
        const float da = wide(dy[i]) * cosine[i] + wide(dy[half + i]) * sine[i];
        const float db = wide(dy[half + i]) * cosine[i] - wide(dy[i]) * sine[i];
        dGain[i] += da * wide(x[i]) * inverse;
        dGain[half + i] += db * wide(x[half + i]) * inverse;
        along += da * gain[i] * wide(x[i]) + db * gain[half + i] * wide(x[half + i]);
    }
    const float back = along * inverse * inverse * inverse / static_cast<float>(size);
    for (std::int64_t i = 0; i < half; ++i) {
        const float da = wide(dy[i]) * cosine[i] + wide(dy[half + i]) * sine[i];
        const float db = wide(dy[half + i]) * cosine[i] - wide(dy[i]) * sine[i];
        dx[i] = narrow(da * gain[i] * inverse - wide(x[i]) * back);
        dx[half + i] = narrow(db * gain[half + i] * inverse - wide(x[half + i]) * back);
    }
}

CONTINUO_KERNEL
void softmaxForward(Bf16* s, float scale, std::int64_t valid, std::int64_t columns)
{
    float top = wide(s[0]);
    for (std::int64_t i = 0; i < valid; ++i)
        top = top < wide(s[i]) ? wide(s[i]) : top;
    float sum = 0;
    for (std::int64_t i = 0; i < valid; ++i) {
        const float e = fastExp((wide(s[i]) - top) * scale);
        sum += e;
        s[i] = narrow(e);
    }
    const float inverse = 1.0f / sum;
    for (std::int64_t i = 0; i < valid; ++i)
        s[i] = narrow(wide(s[i]) * inverse);
    for (std::int64_t i = valid; i < columns; ++i)
        s[i] = 0;
}

CONTINUO_KERNEL
void softmaxBackward(Bf16* dp, const Bf16* p, float scale, std::int64_t valid, std::int64_t columns)
{
    float sum = 0;
    for (std::int64_t i = 0; i < valid; ++i)
        sum += wide(p[i]) * wide(dp[i]);
    for (std::int64_t i = 0; i < valid; ++i)
        dp[i] = narrow(scale * wide(p[i]) * (wide(dp[i]) - sum));
    for (std::int64_t i = valid; i < columns; ++i)
        dp[i] = 0;
}

namespace {

inline __attribute__((always_inline)) float inverseRms(const float* x, std::int64_t count)
{
    float sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += x[i] * x[i];
    return 1.0f / std::sqrt(sum / static_cast<float>(count) + kEpsilon);
}

} // namespace

CONTINUO_KERNEL
void rmsNorm(const float* x, const float* gain, float* y, std::int64_t width)
{
    const float scale = inverseRms(x, width);
    for (std::int64_t i = 0; i < width; ++i)
        y[i] = x[i] * scale * gain[i];
}

CONTINUO_KERNEL
void rmsNorm(const float* x, const float* gain, Bf16* y, std::int64_t width)
{
    const float scale = inverseRms(x, width);
    for (std::int64_t i = 0; i < width; ++i)
        y[i] = narrow(x[i] * scale * gain[i]);
}

CONTINUO_KERNEL
void swiGlu(const float* __restrict in, Bf16* __restrict y, std::int64_t inner)
{
    for (std::int64_t i = 0; i < inner; ++i)
        y[i] = narrow(in[i] * reciprocal(1.0f + fastExp(-in[i])) * in[inner + i]);
}

CONTINUO_KERNEL
void add(const float* x, float* y, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        y[i] += x[i];
}

CONTINUO_KERNEL
void narrowed(const float* x, Bf16* y, std::int64_t count, float factor)
{
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = narrow(x[i] * factor);
}

CONTINUO_KERNEL
void rotary(const float* x, const float* gain, const float* cosine, const float* sine, Bf16* y, std::int64_t size)
{
    const std::int64_t half = size / 2;
    const float scale = inverseRms(x, size);
    for (std::int64_t i = 0; i < half; ++i) {
        const float a = x[i] * scale * gain[i];
        const float b = x[half + i] * scale * gain[half + i];
        y[i] = narrow(a * cosine[i] - b * sine[i]);
        y[half + i] = narrow(b * cosine[i] + a * sine[i]);
    }
}

CONTINUO_KERNEL
void softCap(const float* x, float* y, float cap, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = cap - 2 * cap / (fastExp(2 * x[i] / cap) + 1);
}

namespace {

/// A number's bits so that greater numbers are greater integers; the same again leads back. Unlike that of numbers, which
/// may be none, the largest of integers is found by vector instructions.
inline __attribute__((always_inline)) std::int32_t ordered(std::int32_t bits)
{
    return bits ^ ((bits >> 31) & 0x7fffffff);
}

/// The larger of `most` and of all numbers, ordered.
inline __attribute__((always_inline)) std::int32_t largest(const float* x, std::int64_t count, std::int32_t most)
{
    for (std::int64_t i = 0; i < count; ++i) {
        std::int32_t bits;
        std::memcpy(&bits, x + i, sizeof bits);
        most = std::max(most, ordered(bits));
    }
    return most;
}

} // namespace

CONTINUO_KERNEL
float softmaxOfTwo(float* __restrict s, Bf16* __restrict p, float scale, ScoreSpan first, ScoreSpan second)
{
    // Whole vectors: what fills the last one up is so low that its share is nothing.
    constexpr std::int64_t kVector = 16;
    constexpr float kNever = -1e30f;
    struct Whole {
        std::int64_t begin, count;
    } spans[2];
    std::int32_t most = std::numeric_limits<std::int32_t>::min();
    for (int i = 0; i < 2; ++i) {
        const ScoreSpan& span = i == 0 ? first : second;
        spans[i] = {span.begin, (span.valid + kVector - 1) / kVector * kVector};
        std::fill(s + span.begin + span.valid, s + span.begin + spans[i].count, kNever);
        most = largest(s + span.begin, spans[i].count, most);
    }
    const std::int32_t topBits = ordered(most);
    float top;
    std::memcpy(&top, &topBits, sizeof top);
    float sum = 0;
    for (const Whole& span : spans)
        for (std::int64_t i = span.begin; i < span.begin + span.count; ++i) {
            const float share = fastExp((s[i] - top) * scale);
            sum += share;
            p[i] = narrow(share);
        }
    std::fill(p + first.begin + first.valid, p + first.end, Bf16{0});
    std::fill(p + second.begin + second.valid, p + second.end, Bf16{0});
    return 1.0f / sum;
}

} // namespace continuo::kernels

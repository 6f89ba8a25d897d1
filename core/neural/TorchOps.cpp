// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/TorchOps.h"

#include "core/neural/Kernels.h"

#include <algorithm>
#include <cmath>

namespace continuo::ops {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::tensor_list;
using kernels::Bf16;

namespace {

constexpr double kEpsilon = 1e-6;
/// Queries handled together: their scores stay in cache, and keys after the block are never touched.
constexpr std::int64_t kQueryBlock = 128;

Bf16* bits(const Tensor& tensor)
{
    return reinterpret_cast<Bf16*>(tensor.data_ptr<at::BFloat16>());
}

bool hasKernels(const Tensor& tensor, torch::ScalarType type)
{
    return tensor.device().is_cpu() && type == torch::kBFloat16;
}

struct RmsNorm : Function<RmsNorm> {
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& gain)
    {
        const Tensor input = x.contiguous();
        Tensor y = torch::empty(input.sizes(), input.options().dtype(torch::kBFloat16));
        Tensor inverse = torch::empty({input.size(0)}, input.options());
        kernels::rmsNormForward(input.data_ptr<float>(), gain.data_ptr<float>(), bits(y), inverse.data_ptr<float>(),
                                input.size(0), input.size(1));
        context->save_for_backward({input, gain, inverse});
        return y;
    }
    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const Tensor dy = gradients[0].contiguous();
        Tensor dx = torch::empty_like(saved[0]);
        Tensor dGain = torch::zeros_like(saved[1]);
        kernels::rmsNormBackward(bits(dy), saved[0].data_ptr<float>(), saved[1].data_ptr<float>(),
                                 saved[2].data_ptr<float>(), dx.data_ptr<float>(), dGain.data_ptr<float>(),
                                 dx.size(0), dx.size(1));
        return {dx, dGain};
    }
};

struct SwiGlu : Function<SwiGlu> {
    static Tensor forward(AutogradContext* context, const Tensor& x)
    {
        const Tensor input = x.contiguous();
        Tensor y = torch::empty({input.size(0), input.size(1) / 2}, input.options());
        kernels::swiGluForward(bits(input), bits(y), y.size(0), y.size(1));
        context->save_for_backward({input});
        return y;
    }
    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const Tensor dy = gradients[0].contiguous();
        Tensor dIn = torch::empty_like(saved[0]);
        kernels::swiGluBackward(bits(dy), bits(saved[0]), bits(dIn), dy.size(0), dy.size(1));
        return {dIn};
    }
};

struct NormAndRotate : Function<NormAndRotate> {
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& gain, const Tensor& cosine,
                          const Tensor& sine)
    {
        const Tensor input = x.contiguous();
        const std::int64_t rows = input.size(0) * input.size(1), heads = input.size(2), size = input.size(3);
        Tensor y = torch::empty_like(input);
        Tensor inverse = torch::empty({rows * heads}, gain.options());
        const float* turn = cosine.data_ptr<float>();
        const float* slide = sine.data_ptr<float>();
        for (std::int64_t i = 0; i < rows * heads; ++i) {
            const std::int64_t row = i / heads;
            inverse.data_ptr<float>()[i]
                = kernels::rotaryForward(bits(input) + i * size, gain.data_ptr<float>(), turn + row * size / 2,
                                         slide + row * size / 2, bits(y) + i * size, size);
        }
        context->save_for_backward({input, gain, inverse, cosine, sine});
        return y;
    }
    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const Tensor& input = saved[0];
        const std::int64_t heads = input.size(2), size = input.size(3);
        const std::int64_t count = input.size(0) * input.size(1) * heads;
        const Tensor dy = gradients[0].contiguous();
        Tensor dx = torch::empty_like(input);
        Tensor dGain = torch::zeros_like(saved[1]);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t row = i / heads;
            kernels::rotaryBackward(bits(dy) + i * size, bits(input) + i * size, saved[1].data_ptr<float>(),
                                    saved[2].data_ptr<float>()[i], saved[3].data_ptr<float>() + row * size / 2,
                                    saved[4].data_ptr<float>() + row * size / 2, bits(dx) + i * size,
                                    dGain.data_ptr<float>(), size);
        }
        return {dx, dGain, Tensor(), Tensor()};
    }
};

/// (b, t, kvHeads, group, size) -> (b * kvHeads, group, t, size)
Tensor byKeyHead(const Tensor& x, std::int64_t keyHeads)
{
    const std::int64_t b = x.size(0), t = x.size(1), group = x.size(2) / keyHeads, size = x.size(3);
    return x.view({b, t, keyHeads, group, size}).permute({0, 2, 3, 1, 4}).reshape({b * keyHeads, group, t, size});
}

/// The reverse of byKeyHead, to (b, t, heads, size).
Tensor byRow(const Tensor& x, std::int64_t b)
{
    const std::int64_t keyHeads = x.size(0) / b, group = x.size(1), t = x.size(2), size = x.size(3);
    return x.view({b, keyHeads, group, t, size}).permute({0, 3, 1, 2, 4}).reshape({b, t, keyHeads * group, size});
}

struct CausalAttention : Function<CausalAttention> {
    static Tensor forward(AutogradContext* context, const Tensor& qIn, const Tensor& kIn, const Tensor& vIn)
    {
        const std::int64_t b = qIn.size(0), keyHeads = kIn.size(2), size = qIn.size(3);
        const Tensor q = byKeyHead(qIn, keyHeads);
        const Tensor k = byKeyHead(kIn, keyHeads).squeeze(1), v = byKeyHead(vIn, keyHeads).squeeze(1);
        const std::int64_t n = q.size(0), group = q.size(1), t = q.size(2);
        const float scale = 1.0f / std::sqrt(static_cast<float>(size));
        Tensor out = torch::empty_like(q);
        tensor_list saved{q, k, v};
        for (std::int64_t begin = 0; begin < t; begin += kQueryBlock) {
            const std::int64_t count = std::min(kQueryBlock, t - begin), end = begin + count;
            const Tensor block = q.slice(2, begin, end).reshape({n, group * count, size});
            const Tensor p = at::bmm(block, k.slice(1, 0, end).transpose(1, 2)).contiguous();
            for (std::int64_t r = 0; r < n * group * count; ++r)
                kernels::softmaxForward(bits(p) + r * end, scale, begin + r % count + 1, end);
            out.slice(2, begin, end).copy_(at::bmm(p, v.slice(1, 0, end)).view({n, group, count, size}));
            saved.push_back(p);
        }
        context->save_for_backward(saved);
        context->saved_data["batch"] = b;
        return byRow(out, b).flatten(2);
    }
    static tensor_list backward(AutogradContext* context, tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const std::int64_t b = context->saved_data["batch"].toInt();
        const Tensor &q = saved[0], &k = saved[1], &v = saved[2];
        const std::int64_t n = q.size(0), group = q.size(1), t = q.size(2), size = q.size(3);
        const float scale = 1.0f / std::sqrt(static_cast<float>(size));
        const Tensor dOut = byKeyHead(gradients[0].contiguous().view({b, t, -1, size}), n / b);
        Tensor dq = torch::empty_like(q), dk = torch::zeros_like(k), dv = torch::zeros_like(v);
        std::size_t at = 3;
        for (std::int64_t begin = 0; begin < t; begin += kQueryBlock, ++at) {
            const std::int64_t count = std::min(kQueryBlock, t - begin), end = begin + count;
            const Tensor& p = saved[at];
            const Tensor dBlock = dOut.slice(2, begin, end).reshape({n, group * count, size});
            const Tensor block = q.slice(2, begin, end).reshape({n, group * count, size});
            dv.slice(1, 0, end).add_(at::bmm(p.transpose(1, 2), dBlock));
            const Tensor ds = at::bmm(dBlock, v.slice(1, 0, end).transpose(1, 2)).contiguous();
            for (std::int64_t r = 0; r < n * group * count; ++r)
                kernels::softmaxBackward(bits(ds) + r * end, bits(p) + r * end, scale, begin + r % count + 1, end);
            dq.slice(2, begin, end).copy_(at::bmm(ds, k.slice(1, 0, end)).view({n, group, count, size}));
            dk.slice(1, 0, end).add_(at::bmm(ds.transpose(1, 2), block));
        }
        return {byRow(dq, b), byRow(dk.unsqueeze(1), b), byRow(dv.unsqueeze(1), b)};
    }
};

} // namespace

Tensor rmsNorm(const Tensor& x, const Tensor& gain, torch::ScalarType type)
{
    if (hasKernels(x, type))
        return RmsNorm::apply(x, gain);
    return (x * torch::rsqrt(x.square().mean(-1, true) + kEpsilon) * gain).to(type);
}

Tensor swiGlu(const Tensor& in)
{
    if (hasKernels(in, in.scalar_type()))
        return SwiGlu::apply(in);
    const auto halves = in.chunk(2, -1);
    return torch::silu(halves[0]) * halves[1];
}

Tensor normAndRotate(const Tensor& x, const Tensor& gain, const Tensor& cosine, const Tensor& sine)
{
    if (hasKernels(x, x.scalar_type()))
        return NormAndRotate::apply(x, gain, cosine, sine);
    const Tensor wide = x.to(torch::kFloat);
    const auto halves = (wide * torch::rsqrt(wide.square().mean(-1, true) + kEpsilon) * gain).chunk(2, -1);
    const Tensor turn = cosine.unsqueeze(2), slide = sine.unsqueeze(2);
    return torch::cat({halves[0] * turn - halves[1] * slide, halves[1] * turn + halves[0] * slide}, -1)
        .to(x.scalar_type());
}

Tensor causalAttention(const Tensor& q, const Tensor& k, const Tensor& v)
{
    if (hasKernels(q, q.scalar_type()))
        return CausalAttention::apply(q, k, v);
    const std::int64_t b = q.size(0), keyHeads = k.size(2), t = q.size(1);
    const Tensor queries = byKeyHead(q, keyHeads), keys = byKeyHead(k, keyHeads), values = byKeyHead(v, keyHeads);
    const Tensor scores = at::matmul(queries, keys.transpose(-1, -2)) / std::sqrt(static_cast<double>(q.size(3)));
    const Tensor later = torch::ones({t, t}, q.options().dtype(torch::kBool)).triu(1);
    const Tensor weights = torch::softmax(scores.to(torch::kFloat).masked_fill(later, -1e30), -1).to(q.scalar_type());
    return byRow(at::matmul(weights, values).contiguous(), b).flatten(2);
}

} // namespace continuo::ops

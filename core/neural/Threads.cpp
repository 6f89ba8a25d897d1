// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/neural/Threads.h"

#include <ATen/Parallel.h>

// OpenBLAS has threads of its own, which LibTorch does not govern; another BLAS has no such function.
extern "C" void openblas_set_num_threads(int count) __attribute__((weak));

namespace continuo {

void useOneThread()
{
    at::set_num_threads(1);
    if (openblas_set_num_threads)
        openblas_set_num_threads(1);
}

bool hasFastBf16()
{
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

} // namespace continuo

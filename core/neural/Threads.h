// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace continuo {

/// Makes LibTorch and the BLAS under it run in the calling thread alone. Two threads are slower than one wherever
/// another program wants a core too, and one core belongs to the sound.
void useOneThread();

/// Whether bf16 matrix products are faster than fp32 ones on this processor (AVX512-BF16 or AMX).
bool hasFastBf16();

} // namespace continuo

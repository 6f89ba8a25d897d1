// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace continuo {

/// Counts what a thread does that an audio thread may not, while the guard lives on it: memory taken and given back,
/// by whichever library, and mutexes locked. Under a sanitizer, which has hooks of its own, only operator new and
/// delete are seen. Link continuo_realtime_guard to have it.
class RealtimeGuard {
public:
    RealtimeGuard();
    ~RealtimeGuard();
    RealtimeGuard(const RealtimeGuard&) = delete;
    RealtimeGuard& operator=(const RealtimeGuard&) = delete;

    long allocations() const;
    long frees() const;
    long locks() const;
    long all() const { return allocations() + frees() + locks(); }
};

} // namespace continuo

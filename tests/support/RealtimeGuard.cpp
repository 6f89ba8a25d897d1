// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/RealtimeGuard.h"

#include <dlfcn.h>
#include <pthread.h>

#include <cstdlib>
#include <new>

namespace {

struct Counts {
    int guards;
    long allocations, frees, locks;
};

// Plain data, so that it is there before any constructor runs.
thread_local constinit Counts counts{};

void count(long Counts::*what)
{
    if (counts.guards > 0)
        ++(counts.*what);
}

} // namespace

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

void* operator new(std::size_t size)
{
    count(&Counts::allocations);
    if (void* const memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    count(&Counts::allocations);
    return std::malloc(size > 0 ? size : 1);
}

void operator delete(void* memory) noexcept
{
    count(&Counts::frees);
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept
{
    operator delete(memory);
}

#else

// The C library's own functions under names that ours do not hide.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t number, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* memory);

void* malloc(std::size_t size)
{
    count(&Counts::allocations);
    return __libc_malloc(size);
}

void* calloc(std::size_t number, std::size_t size)
{
    count(&Counts::allocations);
    return __libc_calloc(number, size);
}

void* realloc(void* memory, std::size_t size)
{
    count(&Counts::allocations);
    return __libc_realloc(memory, size);
}

void* memalign(std::size_t alignment, std::size_t size)
{
    count(&Counts::allocations);
    return __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size)
{
    count(&Counts::allocations);
    return __libc_memalign(alignment, size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size)
{
    count(&Counts::allocations);
    *memory = __libc_memalign(alignment, size);
    return *memory != nullptr ? 0 : 12; // ENOMEM
}

void free(void* memory)
{
    if (memory != nullptr)
        count(&Counts::frees);
    __libc_free(memory);
}

int pthread_mutex_lock(pthread_mutex_t* mutex)
{
    using Lock = int (*)(pthread_mutex_t*);
    static const auto lock = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
    count(&Counts::locks);
    return lock(mutex);
}
}

#endif

namespace continuo {

RealtimeGuard::RealtimeGuard()
{
    if (counts.guards++ == 0)
        counts.allocations = counts.frees = counts.locks = 0;
}

RealtimeGuard::~RealtimeGuard()
{
    --counts.guards;
}

long RealtimeGuard::allocations() const
{
    return counts.allocations;
}

long RealtimeGuard::frees() const
{
    return counts.frees;
}

long RealtimeGuard::locks() const
{
    return counts.locks;
}

} // namespace continuo

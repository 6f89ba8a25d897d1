// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/FileThread.h"

#include <utility>

namespace continuo::ui {

FileThread::FileThread() : thread_([this](const std::stop_token& stopped) { run(stopped); }) {}

FileThread::~FileThread()
{
    wait();
}

void FileThread::give(Job job)
{
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    changed_.notify_all();
}

void FileThread::giveInstead(Job job)
{
    const std::lock_guard lock(mutex_);
    jobs_.clear();
    jobs_.push_back(std::move(job));
    changed_.notify_all();
}

void FileThread::wait()
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return jobs_.empty() && !isBusy_; });
}

void FileThread::run(const std::stop_token& stopped)
{
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stopped, [this] { return !jobs_.empty(); })) {
        const Job job = std::move(jobs_.front());
        jobs_.pop_front();
        isBusy_ = true;
        lock.unlock();
        job();
        lock.lock();
        isBusy_ = false;
        changed_.notify_all();
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace continuo::ui {

/// Runs jobs one after another on a thread of its own, so that a slow disk holds up nobody else. What was given is done
/// before it goes. Its functions are for one thread.
class FileThread {
public:
    using Job = std::function<void()>;

    FileThread();
    FileThread(const FileThread&) = delete;
    FileThread& operator=(const FileThread&) = delete;
    /// Waits as wait() does.
    ~FileThread();

    /// After all that was given before.
    void give(Job job);
    /// In the place of what was given before and has not begun.
    void giveInstead(Job job);
    /// Until all that was given is done.
    void wait();

private:
    void run(const std::stop_token& stopped);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Job> jobs_;          ///< that have not begun
    bool isBusy_ = false;
    std::jthread thread_;           ///< the last: it uses the others
};

} // namespace continuo::ui

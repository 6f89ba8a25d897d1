// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/RowModel.h"
#include "core/assist/Suggestion.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace continuo {

/// Suggestions made in this process, on one worker thread. Events come on that thread, in order; those of a request
/// that was replaced or cancelled end with its Failed event of code Cancelled. Destroying the service cancels what is
/// under way and waits for that.
class LocalSuggestionService : public SuggestionService {
public:
    explicit LocalSuggestionService(std::unique_ptr<RowModel> model);
    ~LocalSuggestionService() override;

    void request(SuggestionRequest request, Listener listener) override;
    void cancel() override;

private:
    struct Job {
        SuggestionRequest request;
        Listener listener;
        std::stop_source stop;
    };
    void work(std::stop_token ending);

    std::unique_ptr<RowModel> model_;
    std::mutex mutex_;                          ///< guards the two below
    std::condition_variable_any wake_;
    std::optional<Job> waiting_;
    std::stop_source current_{std::nostopstate};
    std::jthread worker_;                       ///< last, so that it ends before what it uses
};

} // namespace continuo

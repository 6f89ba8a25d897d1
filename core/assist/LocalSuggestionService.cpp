// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/assist/LocalSuggestionService.h"

#include "core/assist/Generator.h"

namespace continuo {

namespace {

void reportCancelled(const SuggestionRequest& request, const SuggestionService::Listener& listener)
{
    SuggestionEvent event;
    event.request = request.id;
    event.kind = SuggestionEvent::Kind::Failed;
    event.error = {ErrorCode::Cancelled, "The request was cancelled."};
    listener(event);
}

} // namespace

LocalSuggestionService::LocalSuggestionService(std::unique_ptr<RowModel> model)
    : model_(std::move(model)), worker_([this](std::stop_token ending) { work(std::move(ending)); })
{
}

LocalSuggestionService::~LocalSuggestionService()
{
    cancel();
    worker_.request_stop();
}

void LocalSuggestionService::request(SuggestionRequest request, Listener listener)
{
    std::optional<Job> replaced;
    {
        const std::lock_guard lock(mutex_);
        current_.request_stop();
        replaced = std::exchange(waiting_, Job{std::move(request), std::move(listener), {}});
    }
    if (replaced)
        reportCancelled(replaced->request, replaced->listener);
    wake_.notify_one();
}

void LocalSuggestionService::cancel()
{
    std::optional<Job> replaced;
    {
        const std::lock_guard lock(mutex_);
        current_.request_stop();
        replaced = std::exchange(waiting_, std::nullopt);
    }
    if (replaced)
        reportCancelled(replaced->request, replaced->listener);
}

void LocalSuggestionService::work(std::stop_token ending)
{
    while (true) {
        std::optional<Job> job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, ending, [this] { return waiting_.has_value(); }))
                return;
            job = std::exchange(waiting_, std::nullopt);
            current_ = job->stop;
        }
        generate(*model_, job->request, job->stop.get_token(), job->listener);
        const std::lock_guard lock(mutex_);
        current_ = std::stop_source(std::nostopstate);
    }
}

} // namespace continuo

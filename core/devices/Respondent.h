// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <concepts>
#include <future>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>

namespace continuo {

/// Somebody outside this program who is asked and may never answer, such as a sound server that hangs; its library then
/// does not return. Questions are asked on threads of their own, so that nobody here waits longer than they like. Any
/// thread but the audio thread.
class Respondent {
public:
    /// What `question` returns, if it does so within `longest`. Otherwise it goes on by itself, and what it returns at last
    /// is destroyed on its own thread: so it owns whatever it uses. While an older question is waited for in vain, nobody
    /// waits for a new one.
    template <std::invocable Question>
    std::optional<std::invoke_result_t<Question>> ask(std::chrono::milliseconds longest, Question question)
    {
        using Answer = std::invoke_result_t<Question>;
        const auto shared = std::make_shared<Asked<Answer>>();
        std::future<Answer> answer = shared->answer.get_future();
        if (isSilent())
            longest = {};
        auto answerIt = [shared, unanswered = unanswered_, question = std::make_shared<Question>(std::move(question))]() mutable {
            outliveBrokenPipes();
            std::optional<Answer> found((*question)());
            question.reset();
            if (shared->fate.exchange(Fate::Answered) == Fate::Asked) {
                shared->answer.set_value(*std::move(found));
                return;
            }
            found.reset();
            --*unanswered;
        };
        try {
            std::thread(answerIt).detach();
        } catch (const std::system_error&) {
            answerIt(); // no more threads
        }
        if (answer.wait_for(longest) == std::future_status::ready)
            return answer.get();
        ++*unanswered_; // before the thread can take it back
        Fate asked = Fate::Asked;
        if (shared->fate.compare_exchange_strong(asked, Fate::GivenUp))
            return std::nullopt;
        --*unanswered_; // it came at the last moment
        return answer.get();
    }

    /// Whether a question was waited for in vain and is unanswered still. Others should not be asked before it is.
    bool isSilent() const { return *unanswered_ > 0; }

private:
    /// Libraries write to servers that have just ended; that shall fail, and not end us by a signal. For the calling thread
    /// and those that it starts.
    static void outliveBrokenPipes();

    enum class Fate { Asked, Answered, GivenUp };

    template <typename Answer>
    struct Asked {
        std::promise<Answer> answer;
        std::atomic<Fate> fate{Fate::Asked};
    };

    std::shared_ptr<std::atomic<int>> unanswered_ = std::make_shared<std::atomic<int>>(0);
};

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ServeCommand.h"

#include "core/assist/Styles.h"

#include <utility>

namespace continuo {

using namespace protocol;

ServeSession::ServeSession(std::istream& in, std::ostream& out, LoadEngine load, ListModels list)
    : in_(in), out_(out), load_(std::move(load)), list_(std::move(list))
{
}

ServeSession::~ServeSession()
{
    if (loader_.joinable())
        loader_.join();
    engine_.reset(); // before what its listeners use
}

void ServeSession::run()
{
    say(Hello{kVersion, "continuo-cli", CONTINUO_VERSION});
    startLoading();
    for (std::string line; !quit_ && readLine(line);)
        if (line.find_first_not_of(" \t\r") != std::string::npos)
            take(line);

    const std::scoped_lock lock(stateMutex_);
    if (waiting_)
        sayFailed(std::exchange(waiting_, std::nullopt)->id, {ErrorCode::Cancelled, "The suggestion was cancelled."});
    if (engine_)
        engine_->service->cancel();
}

/// The next line without its end, cut off behind kLongestLine so that it is refused; false at the end of the input.
bool ServeSession::readLine(std::string& line)
{
    line.clear();
    std::streambuf& buffer = *in_.rdbuf();
    constexpr int kEnd = std::char_traits<char>::eof();
    int c = buffer.sbumpc();
    if (c == kEnd)
        return false;
    for (; c != kEnd && c != '\n'; c = buffer.sbumpc())
        if (line.size() <= kLongestLine)
            line += static_cast<char>(c);
    return true;
}

void ServeSession::take(std::string_view line)
{
    auto message = decodeClientMessage(line);
    if (!message) {
        sayFailed(requestIdIn(line), message.error());
        return;
    }
    std::visit([this](auto&& one) { take(std::move(one)); }, std::move(*message));
}

void ServeSession::take(Suggest suggest)
{
    const std::scoped_lock lock(stateMutex_);
    if (engine_) {
        start(std::move(suggest.request));
        return;
    }
    if (waiting_)
        sayFailed(waiting_->id, {ErrorCode::Cancelled, "Another request took its place."});
    waiting_ = std::move(suggest.request);
    if (!isLoading_)
        startLoading();
}

void ServeSession::take(Cancel cancel)
{
    const std::scoped_lock lock(stateMutex_);
    if (waiting_ && waiting_->id == cancel.id) {
        waiting_.reset();
        sayFailed(cancel.id, {ErrorCode::Cancelled, "The suggestion was cancelled."});
    } else if (engine_ && current_ == cancel.id) {
        engine_->service->cancel();
    }
}

void ServeSession::take(Ping)
{
    say(Pong{});
}

void ServeSession::take(Info)
{
    EngineInfo info;
    info.models = list_();
    for (const std::string_view style : styleNames())
        info.styles.emplace_back(style);
    {
        const std::scoped_lock lock(stateMutex_);
        info.loaded = engine_.has_value();
        if (engine_) {
            info.model = engine_->model;
            info.device = engine_->device;
        }
    }
    say(info);
}

void ServeSession::take(Quit)
{
    quit_ = true;
}

/// The loader of before, if there was one, has ended.
void ServeSession::startLoading()
{
    isLoading_ = true;
    loader_ = std::jthread([this] { loadModel(); });
}

void ServeSession::loadModel()
{
    auto engine = load_();
    const std::scoped_lock lock(stateMutex_);
    isLoading_ = false;
    if (!engine) {
        say(Log{engine.error().message});
        if (waiting_)
            sayFailed(std::exchange(waiting_, std::nullopt)->id, engine.error());
        return;
    }
    engine_ = std::move(*engine);
    say(Ready{engine_->model, engine_->device, engine_->folder});
    if (waiting_)
        start(*std::exchange(waiting_, std::nullopt));
}

void ServeSession::start(SuggestionRequest request)
{
    current_ = request.id;
    TrackNumbers tracks(request.song);
    engine_->service->request(std::move(request), [this, tracks = std::move(tracks)](const SuggestionEvent& event) { say(event, tracks); });
}

void ServeSession::say(const EngineMessage& message, const TrackNumbers& tracks)
{
    const std::string line = encode(message, tracks) + '\n';
    const std::scoped_lock lock(outMutex_);
    out_ << line << std::flush;
}

void ServeSession::sayFailed(std::uint64_t request, Error error)
{
    SuggestionEvent event;
    event.request = request;
    event.kind = SuggestionEvent::Kind::Failed;
    event.error = std::move(error);
    say(event);
}

} // namespace continuo

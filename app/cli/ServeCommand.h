// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Engine.h"
#include "core/protocol/Protocol.h"

#include <cstdint>
#include <functional>
#include <istream>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

namespace continuo {

/// The models that there are to start with. Called on the thread that reads.
using ListModels = std::function<std::vector<protocol::ModelCard>()>;

/// `continuo-cli serve`: reads requests and writes answers as core/protocol/Protocol.h has them, a line each.
///
/// Three threads: the caller's reads, one loads the model, the engine's own writes suggestions. So a request can be
/// cancelled or replaced at any time, also while the model is being loaded; a request that comes earlier waits for it.
class ServeSession {
public:
    /// `list` is asked anew for every "info".
    ServeSession(std::istream& in, std::ostream& out, LoadEngine load, ListModels list);
    ~ServeSession();

    /// Says hello, begins to load the model, and answers until "quit" or the end of the input. What is under way then is
    /// cancelled.
    void run();

private:
    // --- the reading thread ---
    bool readLine(std::string& line);
    void take(std::string_view line);
    void take(protocol::Suggest suggest);
    void take(protocol::Cancel cancel);
    void take(protocol::Ping);
    void take(protocol::Info);
    void take(protocol::Quit);
    void startLoading();

    // --- the loading thread ---
    void loadModel();

    // --- any thread ---
    void start(SuggestionRequest request);
    void say(const protocol::EngineMessage& message, const protocol::TrackNumbers& tracks = {});
    void sayFailed(std::uint64_t request, Error error);

    std::istream& in_;
    std::ostream& out_;
    std::mutex outMutex_;
    LoadEngine load_;
    ListModels list_;
    bool quit_ = false;

    std::mutex stateMutex_;                     ///< guards the members below; taken before outMutex_
    bool isLoading_ = false;
    std::optional<Engine> engine_;              ///< once it is there it stays
    std::optional<SuggestionRequest> waiting_;  ///< for the model
    std::uint64_t current_ = 0;                 ///< the id of the last request that was started

    std::jthread loader_;
};

} // namespace continuo

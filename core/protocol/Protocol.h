// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/assist/Suggestion.h"
#include "core/base/Result.h"
#include "core/protocol/SentSong.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What a program and the engine (`continuo-cli serve`) say to each other: one JSON object a line, UTF-8.
/// `app/PROTOCOL.md` is the description for readers outside; this is the same in types.
namespace continuo::protocol {

/// Said in the engine's first message. A client of another version goes no further.
inline constexpr int kVersion = 1;
/// Longer lines are refused, so that a stream without line ends cannot fill the memory.
inline constexpr std::size_t kLongestLine = std::size_t{256} << 20;

// --- from the client ---

struct Suggest {
    SuggestionRequest request;
};
/// Ends the request with this id, if it is the one under way.
struct Cancel {
    std::uint64_t id = 0;
};
/// Answered with Pong.
struct Ping {};
/// Answered with EngineInfo.
struct Info {};
struct Quit {};

using ClientMessage = std::variant<Suggest, Cancel, Ping, Info, Quit>;

/// A line without its line end.
std::string encode(const ClientMessage& message);
/// Fails with ErrorCode::Usage (or Input for a song that cannot be read) and a sentence that names the field.
/// Fields and messages that this version does not know are refused.
Result<ClientMessage> decodeClientMessage(std::string_view line);
/// The "id" of a line that was refused, so that the refusal can say what it belongs to; 0 when it has none.
std::uint64_t requestIdIn(std::string_view line);

// --- from the engine ---

/// Always the first message.
struct Hello {
    int protocol = kVersion;
    std::string program, version;
};
/// The model is loaded; requests are answered without waiting for it from now on.
struct Ready {
    std::string model, device;
    std::string folder{};              ///< where the model lies for the engine; engines of before do not say it
};
struct Pong {};
/// A model that the engine can be started with.
struct ModelCard {
    struct Corpus {
        std::string name;
        int pieces = 0;
        std::string licences;          ///< of its pieces, joined by "; "
    };
    std::string name;
    std::string folder;                ///< where it lies for the engine; what its option --model takes
    std::string from;                  ///< the model that it began with; empty: none
    std::int64_t weights = 0;
    std::vector<Corpus> corpora{};     ///< what it learned from
};
struct EngineInfo {
    bool loaded = false;
    std::string model, device;         ///< empty when not loaded
    std::vector<std::string> styles;
    std::vector<ModelCard> models{};
};
/// For whoever looks for a fault; nothing follows from it.
struct Log {
    std::string message;
};

using EngineMessage = std::variant<Hello, Ready, Pong, EngineInfo, Log, SuggestionEvent>;

/// A line without its line end. `tracks` are those of the request's song; only suggestion events look at them.
std::string encode(const EngineMessage& message, const TrackNumbers& tracks = {});
/// `request` is the one that events are taken to belong to: its song gives the tracks and its bars the target. An event
/// of another request (see SuggestionEvent::request) is to be dropped by the caller.
Result<EngineMessage> decodeEngineMessage(std::string_view line, const TrackNumbers& tracks, Range<Tick> target);

} // namespace continuo::protocol

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Protocol.h"

#include "core/protocol/EventMessage.h"
#include "core/protocol/Fields.h"
#include "core/protocol/RequestMessage.h"

#include <algorithm>
#include <array>

namespace continuo::protocol {

namespace {

/// Text that is not UTF-8, as MIDI files have it, is sent with replacement characters.
std::string lineOf(const Json& object)
{
    return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parsed(std::string_view line)
{
    if (line.size() > kLongestLine)
        refuse("The line is longer than " + std::to_string(kLongestLine >> 20) + " MiB.");
    Json object = Json::parse(line, nullptr, false);
    if (object.is_discarded())
        refuse("The line is not valid JSON.");
    return object;
}

template <typename... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

Json typeOnly(const char* type)
{
    return {{"type", type}};
}

ClientMessage clientMessageIn(const Json& object)
{
    Fields fields(object);
    const std::string type = fields.text("type");
    ClientMessage message;
    if (type == "suggest")
        message = Suggest{requestIn(fields)};
    else if (type == "cancel")
        message = Cancel{fields.natural("id")};
    else if (type == "ping")
        message = Ping{};
    else if (type == "info")
        message = Info{};
    else if (type == "quit")
        message = Quit{};
    else
        refuse("The message type " + inQuotes(type) + " is not known in protocol " + std::to_string(kVersion) + ".");
    fields.refuseOthers();
    return message;
}

ModelCard modelCardIn(const Json& object)
{
    Fields fields(object);
    ModelCard card{fields.text("name"), fields.text("folder"), fields.text("from"), fields.whole<std::int64_t>("weights", 0, std::int64_t{1} << 52)};
    for (const Json& one : fields.list("corpora")) {
        Fields corpus(one);
        card.corpora.push_back({corpus.text("name"), corpus.whole("pieces", 0, std::numeric_limits<int>::max()), corpus.text("licences")});
    }
    return card;
}

EngineInfo engineInfoIn(Fields& fields)
{
    EngineInfo info{fields.flag("loaded"), fields.text("model"), fields.text("device"), {}};
    for (const Json& style : fields.list("styles"))
        info.styles.push_back(style.is_string() ? style.get<std::string>() : std::string());
    if (fields.has("models")) // engines of before say nothing of them
        for (const Json& card : fields.list("models"))
            info.models.push_back(modelCardIn(card));
    return info;
}

Json toJson(const ModelCard& card)
{
    Json corpora = Json::array();
    for (const ModelCard::Corpus& corpus : card.corpora)
        corpora.push_back({{"name", corpus.name}, {"pieces", corpus.pieces}, {"licences", corpus.licences}});
    return {{"name", card.name}, {"folder", card.folder}, {"from", card.from}, {"weights", card.weights}, {"corpora", std::move(corpora)}};
}

Json toJson(const EngineInfo& info)
{
    Json models = Json::array();
    for (const ModelCard& card : info.models)
        models.push_back(toJson(card));
    return {{"type", "info"}, {"loaded", info.loaded}, {"model", info.model}, {"device", info.device}, {"styles", info.styles},
            {"models", std::move(models)}};
}

/// Fields that a later engine adds to its answers do not matter.
EngineMessage engineMessageIn(const Json& object, const TrackNumbers& tracks, Range<Tick> target)
{
    constexpr std::array<std::string_view, 5> kEvents{"track", "note", "candidate", "finished", "failed"};
    Fields fields(object);
    const std::string type = fields.text("type");
    if (std::find(kEvents.begin(), kEvents.end(), type) != kEvents.end())
        return eventIn(fields, type, tracks, target);
    if (type == "hello")
        return Hello{fields.whole("protocol", 1, 1'000'000), fields.text("program"), fields.text("version")};
    if (type == "ready")
        return Ready{fields.text("model"), fields.text("device"), fields.has("folder") ? fields.text("folder") : std::string()};
    if (type == "log")
        return Log{fields.text("message")};
    if (type == "pong")
        return Pong{};
    if (type == "info")
        return engineInfoIn(fields);
    refuse("The engine says " + inQuotes(type) + ", which is not known in protocol " + std::to_string(kVersion) + ".");
}

template <typename T, typename Decode>
Result<T> refusalsAsErrors(Decode decode)
{
    try {
        return T(decode());
    } catch (const Refused& refused) {
        return refused.error;
    } catch (const std::exception&) {
        return Error{ErrorCode::Usage, "The line could not be read."};
    }
}

} // namespace

std::string encode(const ClientMessage& message)
{
    return lineOf(std::visit(Overloaded{[](const Suggest& suggest) { return toJson(suggest.request); },
                                        [](const Cancel& cancel) { return Json{{"type", "cancel"}, {"id", cancel.id}}; },
                                        [](const Ping&) { return typeOnly("ping"); },
                                        [](const Info&) { return typeOnly("info"); },
                                        [](const Quit&) { return typeOnly("quit"); }},
                             message));
}

Result<ClientMessage> decodeClientMessage(std::string_view line)
{
    return refusalsAsErrors<ClientMessage>([&] { return clientMessageIn(parsed(line)); });
}

std::uint64_t requestIdIn(std::string_view line)
{
    const auto id = refusalsAsErrors<std::uint64_t>([&] {
        const Json object = parsed(line);
        return Fields(object).natural("id");
    });
    return id ? *id : 0;
}

std::string encode(const EngineMessage& message, const TrackNumbers& tracks)
{
    return lineOf(std::visit(
        Overloaded{[](const Hello& hello) {
                       return Json{{"type", "hello"}, {"protocol", hello.protocol}, {"program", hello.program}, {"version", hello.version}};
                   },
                   [](const Ready& ready) { return Json{{"type", "ready"}, {"model", ready.model}, {"device", ready.device}, {"folder", ready.folder}}; },
                   [](const Pong&) { return typeOnly("pong"); },
                   [](const EngineInfo& info) { return toJson(info); },
                   [](const Log& log) { return Json{{"type", "log"}, {"message", log.message}}; },
                   [&](const SuggestionEvent& event) { return toJson(event, tracks); }},
        message));
}

Result<EngineMessage> decodeEngineMessage(std::string_view line, const TrackNumbers& tracks, Range<Tick> target)
{
    return refusalsAsErrors<EngineMessage>([&] { return engineMessageIn(parsed(line), tracks, target); });
}

} // namespace continuo::protocol

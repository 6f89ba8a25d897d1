// SPDX-License-Identifier: GPL-3.0-or-later
// An engine without a model, for tests: it speaks the protocol and misbehaves as its first argument says.
#include "core/protocol/Protocol.h"

#include <unistd.h>

#include <iostream>
#include <string>

using namespace continuo;
using namespace continuo::protocol;

namespace {

void say(const std::string& line)
{
    std::cout << line << '\n' << std::flush;
}

SuggestionEvent eventOf(const SuggestionRequest& request, SuggestionEvent::Kind kind)
{
    SuggestionEvent event;
    event.request = request.id;
    event.kind = kind;
    return event;
}

SuggestedNote noteOf(const SuggestionRequest& request)
{
    SuggestedNote suggested;
    suggested.track = request.song.tracks.back()->id;
    suggested.note.start = request.song.meters.bar(request.firstBar).begin;
    suggested.note.length = kTicksPerQuarter;
    suggested.probability = 0.5;
    return suggested;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string manner = argc > 1 ? argv[1] : "good";
    if (manner == "silent") { // no hello
        for (std::string line; std::getline(std::cin, line);) {
        }
        return 0;
    }
    if (manner == "quitter")
        return 1;
    if (manner == "babbling") {
        say("Welcome!");
        say("{\"type\":\"sing\"}");
    }
    say(encode(Hello{manner == "foreign" ? 99 : kVersion, "fake_engine", "1"}));
    say(encode(Log{"pid " + std::to_string(getpid())}));
    const std::string chosen = argc > 3 && std::string(argv[2]) == "--model" ? argv[3] : "fake";
    say(encode(Ready{chosen, "cpu", argc > 3 ? chosen : "/models/fake"}));

    SuggestionRequest underway;
    for (std::string line; std::getline(std::cin, line);) {
        const auto message = decodeClientMessage(line);
        if (!message) {
            std::cerr << message.error().message << '\n';
            return 1;
        }
        if (const auto* suggest = std::get_if<Suggest>(&*message)) {
            underway = suggest->request;
            const TrackNumbers tracks(underway.song);
            SuggestionEvent event = eventOf(underway, SuggestionEvent::Kind::Note);
            event.note = noteOf(underway);
            say(encode(event, tracks));
            if (manner == "slow" || manner == "deaf")
                continue;
            if (manner == "babbling")
                say(R"({"type":"note","id":1,"candidate":0,"track":0,"start":0,"length":1,"pitch":900,"velocity":1,"probability":1})");
            event = eventOf(underway, SuggestionEvent::Kind::Candidate);
            event.suggestion.notes = {noteOf(underway)};
            event.suggestion.writtenTracks = {noteOf(underway).track};
            say(encode(event, tracks));
            say(encode(eventOf(underway, SuggestionEvent::Kind::Finished), tracks));
        } else if (std::holds_alternative<Info>(*message)) {
            say(encode(EngineInfo{true, chosen, "cpu", {}, {{"S", "/models/S", "", 5'600'000, {{"jsb", 227, "none stated"}}},
                                                             {"my-style", "/models/my-style", "S", 5'600'000, {{"mine", 1, ""}}}}}));
        } else if (const auto* cancel = std::get_if<Cancel>(&*message); cancel && manner != "deaf" && cancel->id == underway.id) {
            SuggestionEvent event = eventOf(underway, SuggestionEvent::Kind::Failed);
            event.error = {ErrorCode::Cancelled, "The suggestion was cancelled."};
            say(encode(event));
        }
    }
    return 0;
}

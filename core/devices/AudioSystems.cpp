// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/AudioSystems.h"

#include "core/devices/JackClient.h"
#include "core/devices/JackOutput.h"
#include "core/devices/RtAudioOutput.h"

namespace continuo {

namespace {

/// The output as what its interface knows.
template <typename Output>
Result<std::unique_ptr<AudioOutput>> generally(Result<std::unique_ptr<Output>> opened)
{
    if (!opened)
        return opened.error();
    return std::unique_ptr<AudioOutput>(*std::move(opened));
}

} // namespace

std::vector<AudioSystem> listAudioSystems()
{
    std::vector<AudioSystem> systems;
    if (auto jack = JackOutput::look())
        systems.push_back(*std::move(jack));
    for (AudioSystem& system : listRtAudioSystems())
        systems.push_back(std::move(system));
    return systems;
}

std::vector<std::string> hangingAudioSystems()
{
    std::vector<std::string> sentences = hangingRtAudioSystems();
    if (jackServer().isSilent())
        sentences.insert(sentences.begin(), jackServerHangs().message);
    return sentences;
}

Result<std::unique_ptr<AudioOutput>> openAudioDevice(const AudioOutputWish& wish)
{
    if (wish.system == JackOutput::kSystem)
        return generally(JackOutput::open(wish));
    if (!wish.system.empty())
        return generally(RtAudioOutput::open(wish));
    if (auto jack = JackOutput::open(wish))
        return generally(std::move(jack));
    auto other = RtAudioOutput::open(wish);
    if (const auto hanging = hangingAudioSystems(); !other && !hanging.empty())
        return Error{ErrorCode::Unavailable, hanging.front()};
    return generally(std::move(other));
}

} // namespace continuo

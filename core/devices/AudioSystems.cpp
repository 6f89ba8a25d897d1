// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/AudioSystems.h"

#include "core/devices/JackOutput.h"
#include "core/devices/NullAudioOutput.h"
#include "core/devices/RtAudioOutput.h"

namespace continuo {

namespace {

constexpr const char* kJackOfRtAudio = "Jack"; ///< left out for our own, which hears keyboards on their frames

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
        if (system.name != kJackOfRtAudio)
            systems.push_back(std::move(system));
    return systems;
}

Result<std::unique_ptr<AudioOutput>> openAudioDevice(const AudioOutputWish& wish)
{
    if (wish.system == JackOutput::kSystem)
        return generally(JackOutput::open(wish));
    if (wish.system.empty())
        if (auto jack = JackOutput::open(wish))
            return generally(std::move(jack));
    return generally(RtAudioOutput::open(wish));
}

std::unique_ptr<AudioOutput> openAudioOutput(const AudioOutputWish& wish)
{
    auto output = openAudioDevice(wish);
    if (output)
        return *std::move(output);
    if (wish.system.empty() && wish.device.empty())
        return std::make_unique<NullAudioOutput>();
    return std::make_unique<NullAudioOutput>(output.error().message + " Playing silently.");
}

} // namespace continuo

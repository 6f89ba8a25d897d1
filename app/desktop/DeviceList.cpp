// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/DeviceList.h"

#include "core/devices/AudioSystems.h"
#include "core/devices/RtMidiInput.h"
#include "core/devices/SoundFont.h"

#include <cstdio>
#include <utility>

namespace continuo::app {

namespace {

void print(const char* kind, const std::vector<std::string>& names, const char* none)
{
    for (const std::string& name : names)
        std::printf("%-13s %s\n", kind, name.c_str());
    if (names.empty())
        std::printf("%-13s %s\n", kind, none);
}

} // namespace

void printDevices()
{
    std::vector<std::string> outputs;
    for (const AudioSystem& system : listAudioSystems())
        for (const AudioDevice& device : system.devices)
            outputs.push_back(system.name + ": " + device.name);
    for (std::string& sentence : hangingAudioSystems())
        outputs.push_back(std::move(sentence));
    print("sound output", outputs, "none: continuo plays silently");
    print("midi input", listMidiInputs(), "none");
    const auto font = findSoundFont();
    std::printf("%-13s %s\n", "soundfont", font ? font->c_str() : font.error().message.c_str());
}

} // namespace continuo::app

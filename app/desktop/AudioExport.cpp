// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/AudioExport.h"

#include "core/devices/AudioFile.h"
#include "core/devices/FluidSynth.h"
#include "core/devices/SoundFont.h"
#include "core/playback/OfflineRender.h"

namespace continuo::app {

Result<void> exportAudio(const Song& song, const std::filesystem::path& path)
{
    const auto font = findSoundFont();
    if (!font)
        return font.error();
    auto synth = FluidSynth::open(*font, {.samples = FluidSynth::Samples::OnDemand});
    if (!synth)
        return synth.error();
    auto file = AudioFileWriter::create(path, {});
    if (!file)
        return file.error();
    const auto rendered = renderOffline(compilePlan(song), *std::move(synth), {},
                                        [&file](std::span<const float> left, std::span<const float> right) {
                                            return file->write(left, right);
                                        });
    if (!rendered)
        return rendered.error();
    return file->finish();
}

} // namespace continuo::app

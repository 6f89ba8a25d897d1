// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RenderCommand.h"

#include "core/io/SongFile.h"

#include <iomanip>
#include <sstream>

namespace continuo {

Result<RenderedFile> renderMidiFile(const std::filesystem::path& in, std::optional<BarRange> bars, RenderOptions options)
{
    auto loaded = readSongFile(in);
    if (!loaded)
        return loaded.error();
    if (bars)
        options.range = loaded->song.meters.bars(bars->first, bars->last);
    auto report = renderSong(loaded->song, options);
    if (!report)
        return report.error();
    return RenderedFile{std::move(*report), std::move(loaded->notices)};
}

std::string describe(const RenderReport& report)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(1);
    for (const auto& file : report.files)
        text << "wrote " << file.string() << '\n';
    text << "  " << report.seconds << " s of sound (" << report.songSeconds << " s of song), peak " << report.peakDb
         << " dB, true peak " << report.truePeakDb << " dB, loudness " << report.loudness << " LUFS";
    if (report.silentTracks > 0)
        text << "\n  " << report.silentTracks << (report.silentTracks == 1 ? " track is" : " tracks are") << " silent by mute or solo";
    if (report.gainDb < 0)
        text << ", turned down by " << -report.gainDb << " dB";
    text << "\n  " << report.wallSeconds << " s, " << report.timesRealTime() << " times real time, "
         << report.soundFont.filename().string() << '\n';
    return text.str();
}

} // namespace continuo

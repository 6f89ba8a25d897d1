// SPDX-License-Identifier: GPL-3.0-or-later
// How long a key takes to sound, beside `fluidsynth -a jack -m jack`, in one JACK graph without a sound card.
//
//   note_to_sound [NOTES [PERIOD ...]]     200 notes each at 64, 128, 256 and 512 frames

#include "core/devices/FluidSynth.h"
#include "core/devices/JackOutput.h"
#include "core/devices/SoundFont.h"
#include "core/playback/AudioEngine.h"
#include "support/JackProbe.h"
#include "support/JackServer.h"

#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

using namespace continuo;

namespace {

constexpr int kRounds = 4; ///< the two take turns so often, so that what else the machine does meets both
constexpr int kBuckets = 16;

struct Latencies {
    std::vector<double> ms;

    void add(const JackProbe& probe, const std::vector<double>& frames)
    {
        for (const double each : frames)
            ms.push_back(each * 1000 / probe.rate());
    }
    double quantile(double part) const
    {
        std::vector<double> sorted = ms;
        std::sort(sorted.begin(), sorted.end());
        return sorted.empty() ? NAN : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
    }
    double deviation() const
    {
        const double count = static_cast<double>(ms.size());
        const double mean = std::accumulate(ms.begin(), ms.end(), 0.0) / count;
        return std::sqrt(std::accumulate(ms.begin(), ms.end(), 0.0, [mean](double sum, double each) { return sum + (each - mean) * (each - mean); }) / count);
    }
};

/// The quickest to load.
std::optional<std::filesystem::path> smallestSoundFont()
{
    const auto fonts = listSoundFonts();
    const auto smallest = std::min_element(fonts.begin(), fonts.end(), [](const auto& a, const auto& b) {
        return std::filesystem::file_size(a) < std::filesystem::file_size(b);
    });
    return smallest == fonts.end() ? std::nullopt : std::optional(*smallest);
}

void measureOurs(int notes, const std::filesystem::path& font, Latencies& latencies)
{
    AudioEngine engine;
    auto output = JackOutput::open();
    if (!output || !engine.setOutput(*std::move(output)))
        return;
    auto synth = FluidSynth::open(font, {.sampleRate = engine.sampleRate()});
    if (!synth)
        return;
    engine.setSynth(*std::move(synth));
    JackProbe probe({.keys = "Continuo:keys", .sound = "Continuo:left", .notes = notes});
    latencies.add(probe, probe.latencies());
}

/// The first port of that type whose client is fluidsynth's; empty while there is none.
std::string portOfFluidSynth(const char* type, JackPortFlags direction)
{
    jack_client_t* const client = jack_client_open("finder", JackNoStartServer, nullptr);
    if (client == nullptr)
        return {};
    const char** const found = jack_get_ports(client, "^fluidsynth.*:", type, static_cast<unsigned long>(direction));
    const std::string name = found != nullptr ? *found : "";
    jack_free(found);
    jack_client_close(client);
    return name;
}

void measureTheirs(int notes, const std::filesystem::path& font, Latencies& latencies)
{
    QProcess synth;
    synth.start(QStringLiteral("fluidsynth"), {QStringLiteral("-a"), QStringLiteral("jack"), QStringLiteral("-m"), QStringLiteral("jack"),
                                               QStringLiteral("-i"), QStringLiteral("-s"), QStringLiteral("-q"), QStringLiteral("-o"),
                                               QStringLiteral("shell.port=%1").arg(20'000 + QCoreApplication::applicationPid() % 20'000),
                                               QString::fromStdString(font.string())});
    std::string keys, sound;
    for (int i = 0; i < 100 && (keys.empty() || sound.empty()); ++i) {
        synth.waitForFinished(100);
        keys = portOfFluidSynth(JACK_DEFAULT_MIDI_TYPE, JackPortIsInput);
        sound = portOfFluidSynth(JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput);
    }
    if (!keys.empty() && !sound.empty()) {
        JackProbe probe({.keys = keys, .sound = sound, .notes = notes});
        latencies.add(probe, probe.latencies());
    }
    synth.terminate();
    if (!synth.waitForFinished(5000))
        synth.kill();
    synth.waitForFinished();
}

void printHistogram(const Latencies& ours, const Latencies& theirs)
{
    const double end = std::max(ours.quantile(1), theirs.quantile(1)) * 1.001;
    std::printf("  %-13s %-34s %s\n", "ms", "continuo", "fluidsynth");
    for (int bucket = 0; bucket < kBuckets; ++bucket) {
        const double from = end * bucket / kBuckets, to = end * (bucket + 1) / kBuckets;
        const auto bar = [&](const Latencies& latencies) {
            const auto count = std::count_if(latencies.ms.begin(), latencies.ms.end(), [=](double each) { return each >= from && each < to; });
            return std::string(static_cast<std::size_t>(std::lround(30.0 * static_cast<double>(count) / static_cast<double>(latencies.ms.size()))), '#');
        };
        std::printf("  %5.2f - %5.2f %-34s %s\n", from, to, bar(ours).c_str(), bar(theirs).c_str());
    }
}

void print(int period, const Latencies& ours, const Latencies& theirs)
{
    std::printf("\n%d frames a period, %.2f ms\n", period, period / 48.0);
    printHistogram(ours, theirs);
    const auto row = [period](const char* name, const Latencies& latencies) {
        std::printf("METRIC %s_%d notes %zu median %.3f least %.3f most %.3f deviation %.4f ms\n", name, period, latencies.ms.size(),
                    latencies.quantile(0.5), latencies.quantile(0), latencies.quantile(1), latencies.deviation());
    };
    row("continuo", ours);
    row("fluidsynth", theirs);
    std::printf("METRIC ratio_%d median %.2f most %.2f deviation %.4f\n", period, ours.quantile(0.5) / theirs.quantile(0.5),
                ours.quantile(1) / theirs.quantile(1), ours.deviation() / theirs.deviation());
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    qputenv("JACK_NO_START_SERVER", "1");
    const int notes = argc > 1 ? std::atoi(argv[1]) : 200;
    std::vector<int> periods{64, 128, 256, 512};
    if (argc > 2)
        periods.assign(static_cast<std::size_t>(argc - 2), 0);
    for (int i = 2; i < argc; ++i)
        periods[static_cast<std::size_t>(i - 2)] = std::atoi(argv[i]);
    const auto font = smallestSoundFont();
    if (!font || !JackServer::isInstalled() || QStandardPaths::findExecutable(QStringLiteral("fluidsynth")).isEmpty()) {
        std::fprintf(stderr, "This needs jackd2, fluidsynth and a SoundFont.\n");
        return 77;
    }
    for (const int period : periods) {
        const JackServer server(period);
        if (!server.runs())
            return 77;
        Latencies ours, theirs;
        for (int round = 0; round < kRounds; ++round) {
            measureOurs(notes / kRounds, *font, ours);
            measureTheirs(notes / kRounds, *font, theirs);
        }
        if (ours.ms.empty() || theirs.ms.empty()) {
            std::fprintf(stderr, "%s was not heard.\n", ours.ms.empty() ? "Continuo" : "fluidsynth");
            return 1;
        }
        print(period, ours, theirs);
    }
    return 0;
}

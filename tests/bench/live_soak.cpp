// SPDX-License-Identifier: GPL-3.0-or-later
// Hours of looping playback under random edits: whether memory stays flat, a note hangs, or the song drifts from the
// frames that were played. Faster than time, or through a JACK server's clock.
//
//   live_soak [MINUTES [SEED]]           so many minutes of sound, as fast as it goes; 60
//   live_soak --device MINUTES [SEED]    the same in real time

#include "core/devices/FluidSynth.h"
#include "core/devices/JackOutput.h"
#include "core/devices/SoundFont.h"
#include "core/edit/NoteEdits.h"
#include "core/edit/SongEdits.h"
#include "core/playback/AudioEngine.h"
#include "support/JackServer.h"
#include "support/SongText.h"

#include <QCoreApplication>

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace continuo;

namespace {

constexpr int kRate = 48000, kBlock = 128;
constexpr float kSilence = 1e-4f;

double residentMiB()
{
    malloc_trim(0);
    std::ifstream statm("/proc/self/statm");
    long size = 0, resident = 0;
    statm >> size >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

/// Counts what passes, holds the song's place against it, and remembers how loud the last of it was.
class Counter final : public AudioSource {
public:
    AudioSource* source = nullptr;
    const AudioEngine* engine = nullptr;
    TempoMap tempo;
    double loopSeconds = 1;
    std::atomic<bool> compares{true};
    std::atomic<double> drift{0};  ///< frames between the song's place and where the frames say that it is, at most
    std::atomic<std::int64_t> frames{0};
    std::atomic<float> lately{0}; ///< the largest sample since it was set to 0

    void hear(MidiMessage message, int frame) noexcept override { source->hear(message, frame); }
    void render(float* left, float* right, int count) noexcept override
    {
        source->render(left, right, count);
        float peak = lately.load(std::memory_order_relaxed);
        for (int i = 0; i < count; ++i)
            peak = std::max({peak, std::abs(left[i]), std::abs(right[i])});
        lately.store(peak, std::memory_order_relaxed);
        frames.fetch_add(count, std::memory_order_relaxed);
        if (compares)
            compare(count);
    }

private:
    void compare(int count) noexcept
    {
        const Tick place = engine->position();
        if (played_ > 0 || place > Tick(0))
            played_ += count;
        const double rounds = (static_cast<double>(played_) / kRate - tempo.seconds(place)) / loopSeconds;
        const double off = std::abs(rounds - std::round(rounds)) * loopSeconds * kRate;
        drift.store(std::max(drift.load(std::memory_order_relaxed), off), std::memory_order_relaxed);
    }

    std::int64_t played_ = 0; ///< frames since playing began
};

/// Passes an output's wishes on through a Counter.
class CountedOutput final : public AudioOutput {
public:
    CountedOutput(std::unique_ptr<AudioOutput> output, Counter& counter) : output_(std::move(output)), counter_(counter) {}
    Result<void> start(AudioSource& source) override
    {
        counter_.source = &source;
        return output_->start(counter_);
    }
    void stop() override { output_->stop(); }
    int sampleRate() const override { return output_->sampleRate(); }
    int framesPerBlock() const override { return output_->framesPerBlock(); }
    std::string description() const override { return output_->description(); }
    std::uint64_t dropouts() const override { return output_->dropouts(); }

private:
    std::unique_ptr<AudioOutput> output_;
    Counter& counter_;
};

/// Asks for sound without a pause.
class HurriedOutput final : public AudioOutput {
public:
    ~HurriedOutput() override { stop(); }
    Result<void> start(AudioSource& source) override
    {
        thread_ = std::jthread([&source](const std::stop_token& stopped) {
            std::vector<float> left(kBlock), right(kBlock);
            while (!stopped.stop_requested())
                source.render(left.data(), right.data(), kBlock);
        });
        return {};
    }
    void stop() override { thread_ = {}; }
    int sampleRate() const override { return kRate; }
    int framesPerBlock() const override { return kBlock; }
    std::string description() const override { return "As fast as it goes"; }
    std::uint64_t dropouts() const override { return 0; }

private:
    std::jthread thread_;
};

Song startSong()
{
    Song song = songFromText("Lead: C5 q | E5 q | G5 q | C6 q | B5 h | G5 h\nBass: C2 w | G2 w\nChords: C4+E4+G4 h | F4+A4+C5 h | G4+B4+D5 w");
    const int programs[]{0, 33, 48};
    for (std::size_t i = 0; i < 3; ++i) {
        Track track = *song.tracks[i];
        track.program = programs[i];
        track.channel = static_cast<int>(i);
        song = withTrack(song, std::move(track));
    }
    return song;
}

/// One random edit; the song has between 10 and 60 notes.
Song edited(const Song& song, std::minstd_rand& random, std::uint64_t& nextId)
{
    const auto any = [&](std::size_t count) { return static_cast<std::size_t>(random()) % count; };
    const Track& track = *song.tracks[any(song.tracks.size())];
    const std::vector<Note> notes = notesInSongTime(track);
    switch (any(7)) {
    case 0: case 1: {
        if (song.noteCount() > 60)
            return song;
        Note note;
        note.id = NoteId(nextId++);
        note.start = Tick(static_cast<std::int64_t>(any(8 * 61'440)));
        note.length = Tick(static_cast<std::int64_t>(1'000 + any(200'000)));
        note.pitch = Pitch(static_cast<int>(36 + any(60)));
        note.velocity = static_cast<std::uint8_t>(1 + any(127));
        return addNotes(track.id, {note}).apply(song);
    }
    case 2: return notes.empty() || song.noteCount() < 10 ? song : eraseNotes({{track.id, notes[any(notes.size())].id}}).apply(song);
    case 3: return track.muted ? unmuteTrack(track.id).apply(song) : muteTrack(track.id).apply(song);
    case 4: return track.solo ? unsoloTrack(track.id).apply(song) : soloTrack(track.id).apply(song);
    case 5: return setProgram(track.id, static_cast<int>(any(128))).apply(song);
    default: {
        Track other = track;
        other.volume = static_cast<double>(any(101)) / 100;
        other.pan = static_cast<double>(any(201)) / 100 - 1;
        return withTrack(song, std::move(other));
    }
    }
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const bool isDevice = argc > 1 && std::string(argv[1]) == "--device";
    const auto argument = [&](int at, int otherwise) { return argc > at ? std::atoi(argv[at]) : otherwise; };
    const double minutes = argument(isDevice ? 2 : 1, 60);
    std::minstd_rand random(static_cast<unsigned>(argument(isDevice ? 3 : 2, 1)));
    const auto font = findSoundFont();
    if (!font) {
        std::fprintf(stderr, "%s\n", font.error().message.c_str());
        return 77;
    }
    std::unique_ptr<JackServer> server;
    std::unique_ptr<AudioOutput> output = std::make_unique<HurriedOutput>();
    if (isDevice) {
        server = std::make_unique<JackServer>(kBlock);
        auto jack = JackOutput::open();
        if (!jack)
            return 77;
        output = *std::move(jack);
    }
    const auto openSynth = [&] { return FluidSynth::open(*font, {.sampleRate = kRate}); };
    Song song = startSong();
    const Tick end = kTicksPerQuarter * 8 + Tick(11);
    const double loopSeconds = song.tempo.seconds(end);
    Counter counter;
    AudioEngine engine;
    counter.engine = &engine;
    counter.tempo = song.tempo;
    counter.loopSeconds = loopSeconds;
    auto synth = openSynth();
    if (!synth || !engine.setOutput(std::make_unique<CountedOutput>(std::move(output), counter)))
        return 1;
    engine.setSynth(*std::move(synth));

    std::uint64_t nextId = 1'000'000;
    engine.setSong(song);
    engine.setLoop(Range<Tick>{Tick(0), end});
    engine.play();
    const auto total = static_cast<std::int64_t>(minutes * 60 * kRate);
    double memoryEarly = 0, memoryMost = 0;
    long edits = 0, swaps = 0;
    std::int64_t nextEdit = 0, nextSwap = total / 8;
    while (counter.frames < total) {
        std::this_thread::sleep_for(std::chrono::microseconds(isDevice ? 5000 : 200));
        engine.collect();
        const std::int64_t now = counter.frames;
        if (now >= nextEdit) {
            song = edited(song, random, nextId);
            engine.setSong(song);
            nextEdit = now + static_cast<std::int64_t>(random() % (kRate / 2));
            ++edits;
        }
        if (now >= nextSwap) {
            if (auto next = openSynth())
                engine.setSynth(*std::move(next));
            nextSwap += total / 8;
            ++swaps;
        }
        if (memoryEarly == 0 && now > total / 4)
            memoryEarly = residentMiB();
    }
    for (int i = 0; i < 500; ++i) {
        engine.collect();
        std::this_thread::sleep_for(std::chrono::milliseconds(isDevice ? 20 : 2));
    }
    memoryMost = residentMiB();

    counter.compares = false;
    engine.stop();
    const std::int64_t stopping = counter.frames;
    while (counter.frames < stopping + 12 * kRate)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    counter.lately = 0;
    while (counter.frames < stopping + 14 * kRate)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const float left = counter.lately;
    std::printf("%s, %.0f minutes of sound, %.2f s a round, %ld edits, %ld changes of synth, %llu dropouts\n",
                engine.outputDescription().c_str(), static_cast<double>(counter.frames) / kRate / 60, loopSeconds, edits, swaps,
                static_cast<unsigned long long>(engine.dropouts()));
    std::printf("METRIC memory_mib_after_a_quarter %.1f\nMETRIC memory_mib_at_the_end %.1f\nMETRIC sound_left_after_12_s %.6f\nMETRIC drift_frames_at_most %.2f\n",
                memoryEarly, memoryMost, static_cast<double>(left), counter.drift.load());
    return left < kSilence && counter.drift < 1 ? 0 : 1;
}

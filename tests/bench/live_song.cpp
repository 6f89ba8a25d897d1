// SPDX-License-Identifier: GPL-3.0-or-later
// Whether every note of a song of many tracks begins where its tempo map says, heard at the other end of JACK: round
// after round of a loop, over changes of tempo, while notes ahead of the playhead are moved about.
//
//   live_song [SECONDS [PERIOD [SEED]]]     180 seconds at 128 frames

#include "core/devices/FluidSynth.h"
#include "core/devices/JackOutput.h"
#include "core/devices/SoundFont.h"
#include "core/edit/NoteEdits.h"
#include "core/playback/AudioEngine.h"
#include "support/JackServer.h"
#include "support/SongText.h"

#include <jack/jack.h>

#include <QCoreApplication>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr int kRate = 48000;
constexpr int kTracks = 6;
constexpr int kWoodBlock = 115;
constexpr int kSlotTicks = 9'600, kNoteTicks = 1'200; ///< a slot is 65 ms or more: sounds do not run into one another
constexpr int kSlots = 1'000;                         ///< of a round
constexpr float kHeard = 0.02f;
constexpr std::int64_t kPause = 900;                  ///< frames without sound before a new one

using Sounds = std::vector<float>;

/// Takes down what it hears.
class Ear {
public:
    explicit Ear(double seconds) : heard_(static_cast<std::size_t>(seconds * kRate))
    {
        client_ = jack_client_open("ear", JackNoStartServer, nullptr);
        port_ = jack_port_register(client_, "in", JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
        jack_set_process_callback(client_, [](jack_nframes_t frames, void* self) { return static_cast<Ear*>(self)->process(frames); }, this);
        jack_activate(client_);
        jack_connect(client_, "Continuo:left", jack_port_name(port_));
    }
    ~Ear() { jack_client_close(client_); }
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;
    bool isFull() const { return count_ == heard_.size(); }
    const Sounds& heard() const { return heard_; }

private:
    int process(jack_nframes_t frames)
    {
        const auto* const in = static_cast<const float*>(jack_port_get_buffer(port_, frames));
        const std::size_t count = count_, more = std::min<std::size_t>(frames, heard_.size() - count);
        std::copy_n(in, more, heard_.begin() + static_cast<std::ptrdiff_t>(count));
        count_ = count + more;
        return 0;
    }

    jack_client_t* client_;
    jack_port_t* port_;
    Sounds heard_;
    std::atomic<std::size_t> count_{0};
};

std::vector<std::int64_t> onsets(const Sounds& sounds)
{
    std::vector<std::int64_t> found;
    std::int64_t silentSince = -kPause;
    for (std::size_t i = 0; i < sounds.size(); ++i) {
        if (std::abs(sounds[i]) < kHeard)
            continue;
        const auto frame = static_cast<std::int64_t>(i);
        if (frame - silentSince >= kPause)
            found.push_back(frame);
        silentSince = frame + 1;
    }
    return found;
}

int keyOf(int track)
{
    return 66 + 3 * track;
}

/// Frames from the begin of a track's note to the first sample that counts as sound: the instrument's own.
std::int64_t attack(FluidSynth& synth, int track)
{
    Sounds left(4800), right(4800);
    synth.program(track, kWoodBlock);
    synth.noteOn(track, keyOf(track), 120);
    synth.render(left.data(), right.data(), 4800);
    synth.noteOff(track, keyOf(track));
    const auto found = onsets(left);
    for (int i = 0; i < 20; ++i)
        synth.render(left.data(), right.data(), 4800);
    return found.empty() ? 0 : found.front();
}

Note noteAt(int slot, int track, std::uint64_t id)
{
    Note note;
    note.id = NoteId(id);
    note.start = Tick(static_cast<std::int64_t>(slot) * kSlotTicks + (slot * 389 + track * 71) % 300);
    note.length = Tick(kNoteTicks);
    note.pitch = Pitch(keyOf(track));
    note.velocity = 120;
    return note;
}

/// Every second slot has a note, on one of six tracks; nine tempi.
struct Piece {
    Song song;
    std::vector<int> trackOf;  ///< by slot; -1: free
    std::map<int, NoteRef> noteOf; ///< by slot

    explicit Piece(std::minstd_rand& random) : trackOf(kSlots, -1)
    {
        std::string text;
        for (int track = 0; track < kTracks; ++track)
            text += "Track" + std::to_string(track) + ": C4 1t @0t muted\n";
        song = songFromText(text);
        for (int index = 0; index < kTracks; ++index) {
            Track track = *song.tracks[static_cast<std::size_t>(index)];
            track.channel = index;
            track.program = kWoodBlock;
            song = withTrack(song, std::move(track));
        }
        std::vector<TempoChange> tempi;
        for (int i = 0; i < 9; ++i)
            tempi.push_back({Tick(static_cast<std::int64_t>(i) * kSlots * kSlotTicks / 9 + (i > 0 ? 1'234 * i : 0)), static_cast<std::uint32_t>(400'003 + random() % 250'000)});
        song.tempo = TempoMap(std::move(tempi));
        for (int slot = 1; slot < kSlots - 2; slot += 2)
            put(slot, static_cast<int>(random() % kTracks));
    }
    void put(int slot, int track)
    {
        static std::uint64_t nextId = 1'000'000;
        const TrackId id = song.tracks[static_cast<std::size_t>(track)]->id;
        const Note note = noteAt(slot, track, nextId++);
        song = addNotes(id, {note}).apply(song);
        trackOf[static_cast<std::size_t>(slot)] = track;
        noteOf[slot] = {id, note.id};
    }
    /// Moves a note that comes later than the tick to a free slot that does.
    bool moveOne(Tick after, std::minstd_rand& random)
    {
        const int first = static_cast<int>(after.value / kSlotTicks) + 2;
        if (first >= kSlots - 4)
            return false;
        const auto any = [&] { return first + static_cast<int>(random() % static_cast<unsigned>(kSlots - 2 - first)); };
        const int from = any(), to = any();
        if (!noteOf.contains(from) || noteOf.contains(to))
            return false;
        song = eraseNotes({noteOf[from]}).apply(song);
        noteOf.erase(from);
        trackOf[static_cast<std::size_t>(from)] = -1;
        put(to, static_cast<int>(random() % kTracks));
        return true;
    }
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    qputenv("JACK_NO_START_SERVER", "1");
    const double seconds = argc > 1 ? std::atof(argv[1]) : 180;
    const int period = argc > 2 ? std::atoi(argv[2]) : 128;
    std::minstd_rand random(argc > 3 ? static_cast<unsigned>(std::atoi(argv[3])) : 1);
    const auto font = findSoundFont();
    if (!font || !JackServer::isInstalled()) {
        std::fprintf(stderr, "This needs jackd2 and a SoundFont.\n");
        return 77;
    }
    const JackServer server(period);
    auto output = JackOutput::open();
    auto synth = FluidSynth::open(*font, {.sampleRate = kRate, .reverb = false, .chorus = false});
    if (!server.runs() || !output || !synth)
        return 77;
    std::vector<std::int64_t> attacks;
    for (int track = 0; track < kTracks; ++track)
        attacks.push_back(attack(**synth, track));

    Piece piece(random);
    const Range<Tick> loop{Tick(0), Tick(static_cast<std::int64_t>(kSlots) * kSlotTicks + 777)};
    const double loopFrames = piece.song.tempo.seconds(loop.end) * kRate;
    AudioEngine engine;
    if (!engine.setOutput(*std::move(output)))
        return 1;
    engine.setSynth(*std::move(synth));
    engine.setSong(piece.song);
    engine.setLoop(loop);

    struct Expected {
        double frame;
        int track;
    };
    std::vector<Expected> expected;
    int round = 0, edits = 0;
    const auto takeRound = [&](Tick until) {
        for (const auto& [slot, note] : piece.noteOf) {
            const int track = piece.trackOf[static_cast<std::size_t>(slot)];
            const Tick at = noteAt(slot, track, 1).start;
            if (at < until)
                expected.push_back({round * loopFrames + piece.song.tempo.seconds(at) * kRate + static_cast<double>(attacks[static_cast<std::size_t>(track)]), track});
        }
    };
    Ear ear(seconds);
    engine.play({.atEnd = TransportCommand::AtEnd::GoOn});
    Tick before(0);
    while (!ear.isFull()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        const Tick now = engine.position();
        if (now < before) {
            takeRound(loop.end);
            ++round;
        }
        before = now;
        // Two seconds ahead: what is compiled now is heard before that.
        if (piece.moveOne(now + kTicksPerQuarter * 4, random)) {
            engine.setSong(piece.song);
            ++edits;
        }
        engine.collect();
    }
    takeRound(engine.position() - kTicksPerQuarter);
    engine.stop();

    std::sort(expected.begin(), expected.end(), [](const Expected& a, const Expected& b) { return a.frame < b.frame; });
    const std::vector<std::int64_t> found = onsets(ear.heard());
    const std::size_t count = std::min(expected.size(), found.size());
    std::size_t offBy[3]{};
    std::int64_t worst = 0, drift = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t off = found[i] - found[0] - (std::llround(expected[i].frame) - std::llround(expected[0].frame));
        worst = std::max<std::int64_t>(worst, std::llabs(off));
        ++offBy[std::min<std::int64_t>(std::llabs(off), 2)];
        drift = off;
    }
    std::printf("period %d, %d tracks, %d rounds begun, %d edits, %llu dropouts\n", period, kTracks, round + 1, edits,
                static_cast<unsigned long long>(engine.dropouts()));
    std::printf("METRIC notes_expected %zu\nMETRIC notes_heard %zu\n", expected.size(), found.size());
    std::printf("METRIC on_the_frame %zu\nMETRIC one_frame_off %zu\nMETRIC more_off %zu\nMETRIC worst_frames %lld\nMETRIC last_frames %lld\n",
                offBy[0], offBy[1], offBy[2], static_cast<long long>(worst), static_cast<long long>(drift));
    return worst <= 1 && count + 16 > expected.size() ? 0 : 1;
}

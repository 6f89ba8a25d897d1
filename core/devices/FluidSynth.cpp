// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/FluidSynth.h"

#include "core/devices/FluidFilePlayer.h"
#include "core/devices/FluidLanes.h"
#include "core/devices/FluidMessages.h"
#include "core/playback/SpscQueue.h"

#include <fluidsynth.h>

#include <algorithm>
#include <array>
#include <mutex>

namespace continuo {

namespace {

/// fluidsynth's first-time set-up races when two synths are made at once, and the sound is then wrong.
std::mutex& openMutex()
{
    static std::mutex mutex;
    return mutex;
}

/// The library writes to standard error by itself; what matters comes back as an Error.
void keepQuiet()
{
    for (int level = FLUID_PANIC; level < LAST_LOG_LEVEL; ++level)
        fluid_set_log_function(level, nullptr, nullptr);
}

} // namespace

struct FluidSynth::Library {
    fluid_settings_t* settings = nullptr;
    fluid_synth_t* synth = nullptr;
    int font = FLUID_FAILED;
    int sampleRate = 0;
    std::unique_ptr<FluidLanes> lanes; ///< where notes begin on frames; none: on blocks
    std::unique_ptr<FluidFilePlayer> player; ///< of what the synth plays by itself, if anything
    bool wholeIsHeard = true;          ///< the synth without its lanes: alone, or for their effects
    SpscQueue<MidiMessage, 1024> toEffects; ///< what the whole synth is yet to be told, where there are lanes
    /// How much of each effect is heard; 1 is what the library makes.
    struct Amounts {
        float reverb = 1, chorus = 1;
        bool operator==(const Amounts&) const = default;
    };
    Amounts amounts, amountsBefore;    ///< wished for, and at the end of the frames before
    static constexpr int kSlice = 256;
    std::array<std::array<float, kSlice>, 4> apart{}; ///< reverb left and right, chorus left and right

    Library() = default;
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library()
    {
        player.reset();
        lanes.reset(); // they play the synth's font
        delete_fluid_synth(synth);
        delete_fluid_settings(settings);
    }

    static Result<std::unique_ptr<Library>> open(const std::filesystem::path& path, const Options& options)
    {
        const std::string name = path.string();
        std::error_code ignored;
        if (!std::filesystem::exists(path, ignored))
            return Error{ErrorCode::Input, "The SoundFont \"" + name + "\" does not exist."};
        const std::lock_guard lock(openMutex());
        keepQuiet();
        if (!fluid_is_soundfont(name.c_str()))
            return Error{ErrorCode::Input, "\"" + name + "\" is not a SoundFont."};

        auto library = std::make_unique<Library>();
        library->settings = new_fluid_settings();
        library->sampleRate = options.sampleRate;
        const bool onDemand = options.samples == Samples::OnDemand;
        if (fluid_settings_setnum(library->settings, "synth.sample-rate", options.sampleRate) == FLUID_FAILED)
            return Error{ErrorCode::Usage, "The synth plays at 8000 to 96000 Hz, not at "
                                               + std::to_string(options.sampleRate) + "."};
        fluid_settings_setnum(library->settings, "synth.gain", options.gain);
        fluid_settings_setint(library->settings, "synth.threadsafe-api", 0);
        fluid_settings_setint(library->settings, "synth.reverb.active", options.reverb ? 1 : 0);
        fluid_settings_setint(library->settings, "synth.chorus.active", options.chorus ? 1 : 0);
        fluid_settings_setint(library->settings, "synth.cpu-cores", std::max(options.cores, 1));
        fluid_settings_setint(library->settings, "synth.dynamic-sample-loading", onDemand ? 1 : 0);
        fluid_settings_setint(library->settings, "synth.lock-memory", onDemand ? 0 : 1);
        library->synth = new_fluid_synth(library->settings);
        if (library->synth == nullptr)
            return Error{ErrorCode::Unavailable, "The synth does not start."};
        library->font = fluid_synth_sfload(library->synth, name.c_str(), 1);
        if (library->font == FLUID_FAILED)
            return Error{ErrorCode::Input, "The SoundFont \"" + name + "\" cannot be read."};
        if (options.starts == Starts::OnFrames && !onDemand && options.cores <= 1) {
            library->lanes = std::make_unique<FluidLanes>(
                options.sampleRate, options.gain, *fluid_synth_get_sfont_by_id(library->synth, library->font));
            if (!library->lanes->isComplete())
                return Error{ErrorCode::Unavailable, "The synth does not start."};
            library->wholeIsHeard = options.reverb || options.chorus;
        }
        return library;
    }

    /// Of the whole synth beside its lanes only reverb and chorus are heard.
    void addEffects(float* left, float* right, int frames) noexcept
    {
        if (amounts == Amounts{} && amountsBefore == amounts) {
            std::array<float*, 4> effects{left, right, left, right};
            fluid_synth_process(synth, frames, static_cast<int>(effects.size()), effects.data(), 0, nullptr);
            return;
        }
        for (int done = 0; done < frames; done += kSlice)
            addAmounts(left + done, right + done, std::min(frames - done, kSlice));
    }

    void addAmounts(float* left, float* right, int frames) noexcept
    {
        for (auto& samples : apart)
            samples.fill(0.0f);
        std::array<float*, 4> effects{apart[0].data(), apart[1].data(), apart[2].data(), apart[3].data()};
        fluid_synth_process(synth, frames, static_cast<int>(effects.size()), effects.data(), 0, nullptr);
        for (int i = 0; i < frames; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const float part = static_cast<float>(i + 1) / static_cast<float>(frames);
            const float reverb = amountsBefore.reverb + (amounts.reverb - amountsBefore.reverb) * part;
            const float chorus = amountsBefore.chorus + (amounts.chorus - amountsBefore.chorus) * part;
            left[i] += apart[0][at] * reverb + apart[2][at] * chorus;
            right[i] += apart[1][at] * reverb + apart[3][at] * chorus;
        }
        amountsBefore = amounts;
    }

    void tell(MidiMessage message) noexcept
    {
        if (!lanes) {
            continuo::tell(synth, message);
            return;
        }
        lanes->tell(message);
        while (wholeIsHeard && !toEffects.push(message))
            continuo::tell(synth, *toEffects.pop());
    }

    /// Tells the whole synth what came for it, of notes that begin no more than one in 16 frames: a full chord then costs
    /// no more in its block than the lanes take for it, and its effects begin some milliseconds later.
    void tellEffects(int frames) noexcept
    {
        constexpr int kFramesANote = 16;
        int notes = std::max(frames / kFramesANote, 1);
        while (const std::optional<MidiMessage> message = toEffects.peek()) {
            if (message->kind() == MidiMessage::NoteOn && notes-- == 0)
                return;
            continuo::tell(synth, *toEffects.pop());
        }
    }

    /// Does the same with the whole synth, after all that came for it, and with its lanes.
    template <typename Whole, typename Lanes>
    void withAll(Whole whole, Lanes each) noexcept
    {
        while (const std::optional<MidiMessage> message = toEffects.pop())
            continuo::tell(synth, *message);
        if (wholeIsHeard)
            whole(synth);
        if (lanes)
            each(*lanes);
    }
};

Result<std::unique_ptr<FluidSynth>> FluidSynth::open(const std::filesystem::path& soundFont, const Options& options)
{
    auto library = Library::open(soundFont, options);
    if (!library)
        return library.error();
    return std::unique_ptr<FluidSynth>(new FluidSynth(std::move(*library)));
}

FluidSynth::FluidSynth(std::unique_ptr<Library> library) : library_(std::move(library)) {}

FluidSynth::~FluidSynth() = default;

void FluidSynth::play(std::unique_ptr<const PlaybackPlan> plan)
{
    library_->player = std::make_unique<FluidFilePlayer>(library_->synth, *this, std::move(plan), library_->sampleRate);
}

void FluidSynth::noteOn(int channel, int pitch, int velocity) noexcept
{
    library_->tell(midiMessage(MidiMessage::NoteOn, channel, pitch, velocity));
}

void FluidSynth::noteOff(int channel, int pitch) noexcept
{
    library_->tell(midiMessage(MidiMessage::NoteOff, channel, pitch));
}

void FluidSynth::controller(int channel, int number, int value) noexcept
{
    library_->tell(midiMessage(MidiMessage::Controller, channel, number, value));
}

void FluidSynth::program(int channel, int program) noexcept
{
    library_->tell(midiMessage(MidiMessage::Program, channel, program));
}

void FluidSynth::pitchBend(int channel, int value) noexcept
{
    library_->tell(midiMessage(MidiMessage::PitchBend, channel, value, value >> 7));
}

void FluidSynth::channelPressure(int channel, int value) noexcept
{
    library_->tell(midiMessage(MidiMessage::ChannelPressure, channel, value));
}

void FluidSynth::keyPressure(int channel, int pitch, int value) noexcept
{
    library_->tell(midiMessage(MidiMessage::KeyPressure, channel, pitch, value));
}

void FluidSynth::allNotesOff() noexcept
{
    constexpr int kEveryChannel = -1;
    library_->withAll([](fluid_synth_t* synth) { fluid_synth_all_notes_off(synth, kEveryChannel); },
                      [](FluidLanes& lanes) { lanes.allNotesOff(); });
}

void FluidSynth::systemExclusive(std::span<const char> bytes) noexcept
{
    const int length = static_cast<int>(bytes.size());
    library_->withAll([&](fluid_synth_t* synth) { fluid_synth_sysex(synth, bytes.data(), length, nullptr, nullptr, nullptr, 0); },
                      [&](FluidLanes& lanes) { lanes.systemExclusive(bytes.data(), length); });
}

void FluidSynth::effects(float reverb, float chorus) noexcept
{
    // The library's own levels look into its settings, under a lock; so they are set on what comes out.
    library_->amounts = {reverb, chorus};
}

void FluidSynth::render(float* left, float* right, int frames) noexcept
{
    if (!library_->lanes) {
        fluid_synth_write_float(library_->synth, frames, left, 0, 1, right, 0, 1);
        return;
    }
    std::fill_n(left, frames, 0.0f);
    std::fill_n(right, frames, 0.0f);
    if (library_->wholeIsHeard) {
        library_->tellEffects(frames);
        library_->addEffects(left, right, frames);
    }
    library_->lanes->addTo(left, right, frames);
}

Result<std::vector<SoundFontPreset>> readPresets(const std::filesystem::path& path)
{
    FluidSynth::Options options;
    options.samples = FluidSynth::Samples::OnDemand;
    options.starts = FluidSynth::Starts::OnBlocks;
    const auto library = FluidSynth::Library::open(path, options);
    if (!library)
        return library.error();
    std::vector<SoundFontPreset> presets;
    fluid_sfont_t* font = fluid_synth_get_sfont_by_id((*library)->synth, (*library)->font);
    fluid_sfont_iteration_start(font);
    while (fluid_preset_t* preset = fluid_sfont_iteration_next(font))
        presets.push_back({fluid_preset_get_banknum(preset), fluid_preset_get_num(preset), fluid_preset_get_name(preset)});
    std::stable_sort(presets.begin(), presets.end(), [](const SoundFontPreset& a, const SoundFontPreset& b) {
        return a.bank != b.bank ? a.bank < b.bank : a.program < b.program;
    });
    return presets;
}

} // namespace continuo

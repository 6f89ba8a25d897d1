// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SoundSetup.h"

#include "core/devices/AudioSystems.h"
#include "core/devices/FluidSynth.h"
#include "core/devices/JackRoundTrip.h"
#include "core/devices/MidiKeyboards.h"
#include "core/devices/NullAudioOutput.h"
#include "core/devices/RtMidiOutput.h"
#include "core/devices/SoundFont.h"
#include "ui/Settings.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace continuo::app {

namespace {

constexpr int kWatchEvery = 1000; ///< milliseconds

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// What is kept of a choice, under these names.
constexpr const char *kSystem = "sound/system", *kDevice = "sound/device", *kRate = "sound/rate", *kBlock = "sound/block",
                     *kSoundFont = "sound/soundFont", *kLevel = "sound/level", *kReverb = "sound/reverb",
                     *kChorus = "sound/chorus";

ui::SoundChoice keptChoice()
{
    const QSettings kept = ui::keptSettings();
    const auto string = [&](const char* name) { return kept.value(QLatin1String(name)).toString().toStdString(); };
    const auto whole = [&](const char* name, int otherwise, int least, int most) {
        return std::clamp(kept.value(QLatin1String(name), otherwise).toInt(), least, most);
    };
    const auto amount = [&](const char* name) { return std::clamp(kept.value(QLatin1String(name), 1.0).toDouble(), 0.0, 2.0); };
    ui::SoundChoice choice;
    const AudioOutputWish usual;
    choice.output = {string(kSystem), string(kDevice), whole(kRate, usual.sampleRate, 8000, 192'000),
                     whole(kBlock, usual.framesPerBlock, 16, 8192)};
    choice.soundFont = string(kSoundFont);
    choice.level = amount(kLevel);
    choice.reverb = amount(kReverb);
    choice.chorus = amount(kChorus);
    return choice;
}

void keep(const ui::SoundChoice& choice)
{
    QSettings kept = ui::keptSettings();
    const auto put = [&](const char* name, const QVariant& value) { kept.setValue(QLatin1String(name), value); };
    put(kSystem, text(choice.output.system));
    put(kDevice, text(choice.output.device));
    put(kRate, choice.output.sampleRate);
    put(kBlock, choice.output.framesPerBlock);
    put(kSoundFont, text(choice.soundFont.string()));
    put(kLevel, choice.level);
    put(kReverb, choice.reverb);
    put(kChorus, choice.chorus);
}

} // namespace

/// What the other thread is to do.
struct SoundSetup::Job {
    enum class Opens { Nothing, Anything, OnlyTheDevice };
    Opens opens = Opens::Nothing;
    bool loads = false, looks = false, measures = false;
    ui::SoundChoice choice;
    int sampleRate = 0; ///< the output's, when it stays
    int fontRate = 0;   ///< of the synth there is; when it is the right one and nothing else is asked for, it stays
};

/// What came of it.
struct SoundSetup::Done {
    Job job;
    std::unique_ptr<AudioOutput> output;
    bool isSilent = false;
    std::unique_ptr<Synth> synth;
    std::filesystem::path font;
    int fontRate = 0;
    std::optional<Error> fontTrouble;
    std::vector<AudioSystem> systems;
    std::vector<std::filesystem::path> soundFonts;
    QString measured;
};

SoundSetup::SoundSetup(AudioEngine& engine) : engine_(engine), choice_(keptChoice())
{
    if (const char* named = std::getenv("CONTINUO_SOUNDFONT"); named != nullptr && *named != '\0')
        choice_.soundFont.clear(); // findSoundFont obeys the variable
    connect(&watch_, &QTimer::timeout, this, &SoundSetup::watch);
}

SoundSetup::~SoundSetup()
{
    loader_ = {};
}

void SoundSetup::begin()
{
    engine_.setLevel(choice_.level);
    engine_.setEffects(choice_.reverb, choice_.chorus);
    watch_.start(kWatchEvery);
    work();
}

void SoundSetup::choose(const ui::SoundChoice& choice)
{
    if (choice == choice_)
        return;
    choice_ = choice;
    engine_.setLevel(choice_.level);
    engine_.setEffects(choice_.reverb, choice_.chorus);
    keep(choice_);
    work();
}

void SoundSetup::look()
{
    looks_ = true;
    work();
}

void SoundSetup::measure()
{
    measures_ = true;
    work();
}

std::vector<std::string> SoundSetup::instruments() const
{
    std::vector<std::string> names = listMidiOutputs();
    std::erase_if(names, [](const std::string& name) { return name.starts_with("Continuo"); }); // our own keys
    return names;
}

std::filesystem::path SoundSetup::soundFontInUse() const
{
    const std::lock_guard lock(fontMutex_);
    return fontInUse_;
}

QString SoundSetup::sentence() const
{
    if (!trouble_.isEmpty())
        return trouble_;
    const QString device = text(engine_.outputDescription());
    return fontInUse_.empty() ? device : QStringLiteral("%1   %2").arg(device, text(fontInUse_.filename().string()));
}

std::optional<double> SoundSetup::latency() const
{
    if (isSilent_)
        return std::nullopt;
    // A key is heard with the block after the one in which it was struck.
    return 1000.0 * (engine_.framesPerBlock() + engine_.latencyFrames()) / engine_.sampleRate();
}

// --- the other thread ---

SoundSetup::Done SoundSetup::done(const Job& job)
{
    Done done;
    done.job = job;
    int sampleRate = job.sampleRate;
    if (job.opens != Job::Opens::Nothing) {
        auto output = openAudioDevice(job.choice.output);
        done.isSilent = !output.ok();
        if (output) {
            done.output = *std::move(output);
        } else if (job.opens == Job::Opens::Anything) {
            done.output = std::make_unique<NullAudioOutput>(output.error().message + " Playing silently.");
        }
        if (done.output)
            sampleRate = done.output->sampleRate();
    }
    if (sampleRate > 0 && (job.loads || sampleRate != job.fontRate)) {
        const auto font = job.choice.soundFont.empty() ? findSoundFont() : Result<std::filesystem::path>(job.choice.soundFont);
        auto synth = font ? FluidSynth::open(*font, {.sampleRate = sampleRate}) : Result<std::unique_ptr<FluidSynth>>(font.error());
        if (synth) {
            done.synth = *std::move(synth);
            done.font = *font;
            done.fontRate = sampleRate;
        } else {
            done.fontTrouble = synth.error();
        }
    }
    if (job.looks) {
        done.systems = listAudioSystems();
        done.soundFonts = listSoundFonts();
    }
    if (job.measures) {
        const auto frames = jackRoundTrip();
        done.measured = frames ? tr("%1 frames, %2 ms").arg(*frames).arg(1000.0 * *frames / std::max(sampleRate, 1), 0, 'f', 1)
                               : text(frames.error().message);
    }
    return done;
}

// --- the UI thread ---

void SoundSetup::work()
{
    Job job;
    job.choice = choice_;
    job.opens = openedFor_ != choice_.output ? Job::Opens::Anything : isLost_ ? Job::Opens::OnlyTheDevice : Job::Opens::Nothing;
    job.loads = fontFor_ != choice_.soundFont;
    job.looks = looks_;
    job.measures = measures_;
    if (!isBusy_ && (job.opens != Job::Opens::Nothing || job.loads || job.looks || job.measures))
        start(job);
}

void SoundSetup::start(const Job& wanted)
{
    Job job = wanted;
    isBusy_ = true;
    looks_ = measures_ = false;
    job.fontRate = fontRate_;
    job.sampleRate = openedFor_ ? engine_.sampleRate() : 0;
    if (job.opens == Job::Opens::Anything)
        static_cast<void>(engine_.setOutput(nullptr)); // some cards cannot be opened twice
    loader_ = std::jthread([this, job] {
        const auto result = std::make_shared<Done>(done(job));
        QMetaObject::invokeMethod(this, [this, result] { take(*result); }, Qt::QueuedConnection);
    });
}

void SoundSetup::take(Done& done)
{
    isBusy_ = false;
    if (done.synth || done.fontTrouble)
        takeSynth(done);
    if (done.output)
        takeOutput(done);
    if (done.job.looks) {
        systems_ = std::move(done.systems);
        soundFonts_ = std::move(done.soundFonts);
    }
    if (done.job.measures)
        Q_EMIT measured(done.measured);
    Q_EMIT changed();
    // What was lost is tried again by the clock, not at once.
    if (!isLost_ || openedFor_ != choice_.output || looks_ || measures_)
        work();
}

void SoundSetup::takeSynth(Done& done)
{
    if (done.synth) {
        engine_.setSynth(std::move(done.synth));
        {
            const std::lock_guard lock(fontMutex_);
            fontInUse_ = done.font;
        }
        fontRate_ = done.fontRate;
        fontFor_ = done.job.choice.soundFont;
        trouble_.clear();
        return;
    }
    const QString sentence = text(done.fontTrouble->message);
    const bool isFirst = fontInUse_.empty();
    // The choice goes back to what is heard; what was kept and cannot be read any more, to what is found by itself.
    if (choice_.soundFont == done.job.choice.soundFont && !choice_.soundFont.empty()) {
        choice_.soundFont = isFirst ? std::filesystem::path() : fontFor_.value_or(std::filesystem::path());
        keep(choice_);
    } else if (isFirst) {
        trouble_ = sentence;
        fontFor_ = done.job.choice.soundFont;
    }
    Q_EMIT said(sentence);
}

void SoundSetup::takeOutput(Done& done)
{
    const bool hears = done.output->hearsKeyboards();
    const Result<void> started = engine_.setOutput(std::move(done.output));
    if (!started) {
        static_cast<void>(engine_.setOutput(std::make_unique<NullAudioOutput>(started.error().message + " Playing silently.")));
        Q_EMIT said(text(started.error().message));
    } else if (isLost_ && !done.isSilent) {
        Q_EMIT said(tr("The sound device is back."));
    }
    openedFor_ = done.job.choice.output;
    isSilent_ = done.isSilent || !started;
    isLost_ = false;
    listenToKeyboards(hears && started.ok());
}

void SoundSetup::listenToKeyboards(bool outputHears)
{
    if (std::exchange(listens_, true) && outputHears == hearsKeyboards_)
        return;
    hearsKeyboards_ = outputHears;
    engine_.setMidiInput(std::make_unique<MidiKeyboards>(outputHears ? MidiSystems::AllButJack : MidiSystems::All));
}

void SoundSetup::watch()
{
    if (engine_.isOutputGone()) {
        const QString gone = text(engine_.outputDescription());
        static_cast<void>(engine_.setOutput(std::make_unique<NullAudioOutput>(
            "The sound device is gone: playing silently until it is back.", engine_.sampleRate())));
        isLost_ = isSilent_ = true;
        Q_EMIT said(tr("The sound device is gone (%1). Playing goes on silently until it is back.").arg(gone));
        Q_EMIT changed();
    } else if (isLost_) {
        work();
    }
}

} // namespace continuo::app

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/SoundStart.h"

#include "core/devices/FluidSynth.h"
#include "core/devices/MidiKeyboards.h"
#include "core/devices/RtAudioOutput.h"
#include "core/devices/SoundFont.h"

namespace continuo::app {

struct SoundStart::Opened {
    std::unique_ptr<AudioOutput> output;
    std::unique_ptr<Synth> synth;
    QString soundFont;      ///< its file name
    QString trouble;        ///< why there is no synth; empty when there is one
};

namespace {

Result<std::unique_ptr<FluidSynth>> openSynth(const Result<std::filesystem::path>& soundFont, int sampleRate)
{
    if (!soundFont)
        return soundFont.error();
    return FluidSynth::open(*soundFont, {.sampleRate = sampleRate});
}

} // namespace

void SoundStart::begin()
{
    loader_ = std::jthread([this] {
        const auto opened = std::make_shared<Opened>();
        opened->output = openAudioOutput();
        const auto soundFont = findSoundFont();
        auto synth = openSynth(soundFont, opened->output->sampleRate());
        if (synth) {
            opened->synth = *std::move(synth);
            opened->soundFont = QString::fromStdString(soundFont->filename().string());
        } else {
            opened->trouble = QString::fromStdString(synth.error().message);
        }
        QMetaObject::invokeMethod(this, [this, opened] { take(*opened); });
    });
}

void SoundStart::take(Opened& opened)
{
    const Result<void> started = engine_.setOutput(std::move(opened.output));
    engine_.setMidiInput(std::make_unique<MidiKeyboards>());
    if (opened.synth)
        engine_.setSynth(std::move(opened.synth));
    if (!started)
        Q_EMIT said(QString::fromStdString(started.error().message));
    else if (!opened.trouble.isEmpty())
        Q_EMIT said(opened.trouble);
    else
        Q_EMIT said(QStringLiteral("%1   %2").arg(QString::fromStdString(engine_.outputDescription()), opened.soundFont));
}

} // namespace continuo::app

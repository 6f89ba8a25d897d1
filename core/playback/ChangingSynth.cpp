// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/ChangingSynth.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace continuo {

namespace {

constexpr float kSilence = 1e-4f; ///< -80 dB of full scale

/// Whether the message is about what sounds already.
bool concernsSounding(MidiMessage message) noexcept
{
    return message.kind() != MidiMessage::Program && (message.kind() != MidiMessage::NoteOn || message.data2 == 0);
}

} // namespace

void ChangingSynth::setSampleRate(int sampleRate)
{
    constexpr double kFadeSeconds = 0.02, kSilentSeconds = 0.3;
    cutNext_ = cutNext_ || (sampleRate_ != 0 && sampleRate != sampleRate_);
    sampleRate_ = sampleRate;
    fadeFrames_ = std::max(1, static_cast<int>(kFadeSeconds * sampleRate));
    silentEnough_ = std::max(1, static_cast<int>(kSilentSeconds * sampleRate));
}

bool ChangingSynth::receive() noexcept
{
    if (leaving_ != nullptr) {
        if (box_.isWaiting() && fadeLeft_ == kNoFade)
            fadeLeft_ = fadeFrames_;
        return false;
    }
    if (!box_.receive())
        return false;
    now_ = box_.held();
    leaving_ = box_.heldBefore();
    fadeLeft_ = kNoFade;
    silentFor_ = 0;
    if (std::exchange(cutNext_, false) || leaving_ == nullptr)
        letGo();
    return true;
}

void ChangingSynth::letGo() noexcept
{
    leaving_ = nullptr;
    box_.giveBack();
}

void ChangingSynth::tell(MidiMessage message) noexcept
{
    if (now_ != nullptr)
        now_->tell(message);
    if (leaving_ != nullptr && concernsSounding(message))
        leaving_->tell(message);
}

void ChangingSynth::systemExclusive(std::span<const char> bytes) noexcept
{
    if (now_ != nullptr)
        now_->systemExclusive(bytes);
}

void ChangingSynth::effects(float reverb, float chorus) noexcept
{
    for (Synth* const synth : {now_, leaving_})
        if (synth != nullptr)
            synth->effects(reverb, chorus);
}

void ChangingSynth::render(float* left, float* right, int frames) noexcept
{
    if (now_ != nullptr) {
        now_->render(left, right, frames);
    } else {
        std::fill_n(left, frames, 0.0f);
        std::fill_n(right, frames, 0.0f);
    }
    for (int done = 0; done < frames && leaving_ != nullptr; done += kSlice)
        addLeaving(left + done, right + done, std::min(frames - done, kSlice));
}

void ChangingSynth::addLeaving(float* left, float* right, int frames) noexcept
{
    leaving_->render(left_.data(), right_.data(), frames);
    float peak = 0;
    for (int i = 0; i < frames; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const float gain = fadeLeft_ == kNoFade ? 1.0f : static_cast<float>(std::max(fadeLeft_ - i, 0)) / static_cast<float>(fadeFrames_);
        left[i] += left_[at] * gain;
        right[i] += right_[at] * gain;
        peak = std::max({peak, std::abs(left_[at]), std::abs(right_[at])});
    }
    silentFor_ = peak < kSilence ? silentFor_ + frames : 0;
    if (fadeLeft_ != kNoFade)
        fadeLeft_ = std::max(fadeLeft_ - frames, 0);
    if (fadeLeft_ == 0 || silentFor_ >= silentEnough_)
        letGo();
}

} // namespace continuo

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <memory>
#include <optional>
#include <string>

namespace continuo {

/// An AudioOutput over JACK itself, which hears keyboards too: its MIDI port is read in the very call in which sound is
/// made, so that a key sounds on the frame of the block on which it was struck, always one block later.
///
/// Other programs see a client "Continuo" with the ports left, right and keys. Keyboards that JACK has are connected to
/// the last, also those that come later. Rate and block are the server's, whatever is wished. A server that hangs is
/// waited for ten seconds by what opens and starts, two by what stops.
class JackOutput final : public AudioOutput {
public:
    /// What listAudioSystems calls it.
    static constexpr const char* kSystem = "JACK";

    /// Connected to that device's inputs, to those of the first without one. Fails with ErrorCode::Unavailable when no
    /// server runs, it does not answer, or there is no such device. A server without any device is fine: others may connect to the ports.
    static Result<std::unique_ptr<JackOutput>> open(const AudioOutputWish& wish = {});
    ~JackOutput() override;

    /// The devices of the server that runs; none when none runs or answers.
    static std::optional<AudioSystem> look();

    Result<void> start(AudioSource& source) override;
    void stop() override;
    int sampleRate() const override;
    int framesPerBlock() const override;
    int latencyFrames() const override;
    std::string description() const override;
    std::uint64_t dropouts() const override;
    bool isGone() const override;
    bool hearsKeyboards() const override { return true; }

private:
    struct Client;
    explicit JackOutput(std::shared_ptr<Client> client);

    std::shared_ptr<Client> client_; ///< shared with questions to a server that hangs
    bool isActive_ = false;
};

} // namespace continuo

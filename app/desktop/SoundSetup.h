// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/AudioEngine.h"
#include "ui/sound/SoundRack.h"

#include <QTimer>

#include <mutex>
#include <thread>

namespace continuo::app {

/// The SoundRack of the program: opens devices and loads SoundFonts, one after another on a thread of its own, so that
/// nobody waits for them, and hands them to the engine. Keeps what was chosen.
///
/// A device that goes is replaced by silence, in which the playhead moves on, and opened again once it is back.
class SoundSetup final : public ui::SoundRack {
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit SoundSetup(AudioEngine& engine);
    ~SoundSetup() override;

    /// Opens what was chosen last. Once.
    void begin();

    const ui::SoundChoice& choice() const override { return choice_; }
    void choose(const ui::SoundChoice& choice) override;
    void look() override;
    const std::vector<AudioSystem>& systems() const override { return systems_; }
    const std::vector<std::filesystem::path>& soundFonts() const override { return soundFonts_; }
    std::vector<std::string> instruments() const override;
    /// Any thread: exports use the same one.
    std::filesystem::path soundFontInUse() const override;
    QString sentence() const override;
    std::optional<double> latency() const override;
    std::uint64_t dropouts() const override { return engine_.dropouts(); }
    void measure() override;
    bool canMeasure() const override { return hearsKeyboards_; }

private:
    struct Job;
    struct Done;
    static Done done(const Job& job);

    void work();
    void start(const Job& job);
    void take(Done& done);
    void takeOutput(Done& done);
    void takeSynth(Done& done);
    void listenToKeyboards(bool outputHears);
    /// Looks whether the device is there still.
    void watch();

    AudioEngine& engine_;
    ui::SoundChoice choice_;
    std::optional<AudioOutputWish> openedFor_;              ///< what the output was opened for; none before the first
    std::optional<std::filesystem::path> fontFor_;          ///< the choice for which the synth was made
    mutable std::mutex fontMutex_;
    std::filesystem::path fontInUse_;                       ///< written on the UI thread only
    int fontRate_ = 0;                                      ///< frames a second for which the synth was made
    std::vector<AudioSystem> systems_;
    std::vector<std::filesystem::path> soundFonts_;
    QString trouble_;                                       ///< why there is no synth; empty when there is one
    bool isSilent_ = true, isLost_ = false, hearsKeyboards_ = false, looks_ = false, measures_ = false;
    bool isBusy_ = false, listens_ = false;
    QTimer watch_;
    std::jthread loader_;
};

} // namespace continuo::app

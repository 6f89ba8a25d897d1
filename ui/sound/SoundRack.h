// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/Devices.h"

#include <QObject>

#include <filesystem>
#include <optional>
#include <vector>

namespace continuo::ui {

/// Everything about sound that a person chooses, and that is kept between starts.
struct SoundChoice {
    AudioOutputWish output{};
    std::filesystem::path soundFont{}; ///< empty: the one that is found by itself
    double level = 1;                  ///< of everything; 0..2, 1 is as it was made
    double reverb = 1, chorus = 1;     ///< 0 is none, 1 what the synth has by itself, 2 the most
    bool operator==(const SoundChoice&) const = default;
};

/// Sound device and SoundFont, as the window sees them; the program has the rack itself. UI thread.
class SoundRack : public QObject {
    Q_OBJECT

public:
    virtual const SoundChoice& choice() const = 0;
    /// Changes what differs, also while playing. What takes time is done on another thread, and changed() comes when it
    /// is. A SoundFont that cannot be read is said, and the choice goes back to the one before.
    virtual void choose(const SoundChoice& choice) = 0;

    /// Looks for devices and SoundFonts on another thread; changed() comes when it is done.
    virtual void look() = 0;
    /// What was found when it was last looked.
    virtual const std::vector<AudioSystem>& systems() const = 0;
    virtual const std::vector<std::filesystem::path>& soundFonts() const = 0;

    /// MIDI outputs that can play a track instead of the synth; asks the system, which takes a moment.
    virtual std::vector<std::string> instruments() const = 0;

    /// The SoundFont that is heard; empty without one.
    virtual std::filesystem::path soundFontInUse() const = 0;
    /// What is heard where, or why nothing is.
    virtual QString sentence() const = 0;
    /// Milliseconds from a key to its sound, as far as the device knows; none without one that is heard.
    virtual std::optional<double> latency() const = 0;
    /// How often the device ran dry since it was opened.
    virtual std::uint64_t dropouts() const = 0;
    /// Sends a click out and listens for it, through a cable from the output to the input: measured() comes within two
    /// seconds. Only where canMeasure().
    virtual void measure() = 0;
    virtual bool canMeasure() const = 0;

Q_SIGNALS:
    void changed();
    /// What happened, in a sentence: a device went or came back, a file is no SoundFont.
    void said(const QString& sentence);
    /// The round trip, or why there is none.
    void measured(const QString& sentence);
};

} // namespace continuo::ui

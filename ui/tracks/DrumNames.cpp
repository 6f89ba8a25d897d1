// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tracks/DrumNames.h"

#include <QObject>

#include <array>

namespace continuo::ui {

namespace {

constexpr int kFirst = 27;
constexpr std::array kNames{
    "High Q", "Slap", "Scratch Push", "Scratch Pull", "Sticks", "Square Click", "Metronome Click", "Metronome Bell",
    "Acoustic Bass Drum", "Bass Drum", "Side Stick", "Snare", "Hand Clap", "Electric Snare", "Low Floor Tom",
    "Closed Hi-Hat", "High Floor Tom", "Pedal Hi-Hat", "Low Tom", "Open Hi-Hat", "Low-Mid Tom", "High-Mid Tom", "Crash 1",
    "High Tom", "Ride 1", "China", "Ride Bell", "Tambourine", "Splash", "Cowbell", "Crash 2", "Vibraslap", "Ride 2",
    "High Bongo", "Low Bongo", "Mute High Conga", "Open High Conga", "Low Conga", "High Timbale", "Low Timbale",
    "High Agogo", "Low Agogo", "Cabasa", "Maracas", "Short Whistle", "Long Whistle", "Short Guiro", "Long Guiro", "Claves",
    "High Woodblock", "Low Woodblock", "Mute Cuica", "Open Cuica", "Mute Triangle", "Open Triangle", "Shaker",
    "Jingle Bell", "Bell Tree", "Castanets", "Mute Surdo", "Open Surdo",
};

} // namespace

QString drumName(Pitch pitch)
{
    const int index = pitch.number - kFirst;
    const bool isNamed = index >= 0 && index < static_cast<int>(kNames.size());
    return isNamed ? QObject::tr(kNames[static_cast<std::size_t>(index)]) : QString();
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/SongDump.h"

#include "core/io/MidiBytes.h"

#include <sstream>

namespace continuo {

namespace {

void dumpEvents(std::ostream& out, const std::vector<TrackEvent>& events)
{
    for (const TrackEvent& event : events)
        out << "  " << event.at.value << ' ' << spelled({reinterpret_cast<const char*>(&event.status), 1}) << ' '
            << int(event.data1) << ' ' << int(event.data2) << ' ' << spelled(event.payload) << '\n';
}

void dumpField(std::ostream& out, const char* name, std::optional<int> value)
{
    if (value)
        out << ' ' << name << ' ' << *value;
}

} // namespace

std::string dump(const Song& song)
{
    std::ostringstream out;
    out << "type " << song.layout.format << " division " << song.layout.division << '\n';
    for (const TempoChange& change : song.tempo.changes())
        out << "tempo " << change.at.value << ' ' << change.microsecondsPerQuarter << '\n';
    for (const MeterChange& change : song.meters.changes())
        out << "meter " << change.at.value << ' ' << change.meter.numerator << '/' << change.meter.denominator << ' '
            << int(change.meter.clocksPerClick) << ' ' << int(change.meter.thirtySecondsPerQuarter) << '\n';
    for (const KeyChange& change : song.keys)
        out << "key " << change.at.value << ' ' << keyName(change.key) << '\n';
    out << "conductor\n";
    dumpEvents(out, song.conductor);
    for (const auto& track : song.tracks) {
        out << "track \"" << track->name << "\" chunk " << track->fileTrack << " channel " << track->channel;
        dumpField(out, "program", track->program);
        dumpField(out, "bank", track->bankMsb);
        dumpField(out, "bank LSB", track->bankLsb);
        out << (track->muted ? " muted" : "") << " end " << track->end.value << '\n';
        dumpEvents(out, track->events);
        for (const Note& note : notesInSongTime(*track))
            out << "  " << note.start.value << '+' << note.length.value << ' ' << pitchName(note.pitch) << ' '
                << int(note.velocity) << ' ' << int(note.releaseVelocity) << '\n';
    }
    return out.str();
}

} // namespace continuo

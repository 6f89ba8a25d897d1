// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/ChorusSends.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace continuo {

namespace {

constexpr unsigned kChorusSend = 15, kInstrument = 41; // generators

/// Thrown where a file is not as the specification has it.
struct NotUnderstood { };

unsigned word(std::string_view bytes, std::size_t at)
{
    if (bytes.size() < at + 2)
        throw NotUnderstood();
    return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
}

std::size_t lengthOf(std::string_view header)
{
    return word(header, 4) | std::size_t{word(header, 6)} << 16;
}

/// What a chunk of this name holds; of several, the first.
std::string_view chunk(std::string_view chunks, std::string_view name)
{
    while (chunks.size() >= 8) {
        const std::size_t length = lengthOf(chunks);
        if (chunks.size() - 8 < length)
            throw NotUnderstood();
        if (chunks.starts_with(name))
            return chunks.substr(8, length);
        chunks.remove_prefix(std::min(chunks.size(), 8 + length + length % 2));
    }
    throw NotUnderstood();
}

/// The list of tables at the end of a SoundFont.
std::string tablesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string header(12, '\0');
    if (!file.read(header.data(), 12) || !header.starts_with("RIFF") || header.substr(8) != "sfbk")
        throw NotUnderstood();
    while (file.read(header.data(), 12)) {
        const std::size_t length = lengthOf(header);
        constexpr std::size_t kMost = 64 << 20;
        if (header.starts_with("LIST") && header.substr(8) == "pdta" && length >= 4 && length < kMost) {
            std::string tables(length - 4, '\0');
            if (!file.read(tables.data(), static_cast<std::streamsize>(tables.size())))
                break;
            return tables;
        }
        file.seekg(static_cast<std::streamoff>(length + length % 2) - 4, std::ios::cur);
    }
    throw NotUnderstood();
}

/// Zones and what they say, of presets or of instruments.
struct Zones {
    static constexpr std::size_t kBag = 4, kGenerator = 4, kModulator = 10; // bytes of an entry
    /// More than whole tables hold, which no zone shares with another.
    static constexpr int kMostVisits = 4 * 65'536;

    std::string_view bags, generators, modulators;
    int visits = 0;

    Zones(std::string_view tables, char kind)
        : bags(chunk(tables, kind + std::string("bag")))
        , generators(chunk(tables, kind + std::string("gen")))
        , modulators(chunk(tables, kind + std::string("mod")))
    {
    }

    /// Whether zones from `first` to before `last` send to the chorus; `visit` gets each generator's number and amount.
    template <typename Visit> bool send(unsigned first, unsigned last, Visit visit)
    {
        bool sends = false;
        const auto mayGoOn = [&] {
            if (++visits > kMostVisits)
                throw NotUnderstood();
        };
        for (unsigned g = word(bags, first * kBag); g < word(bags, last * kBag); ++g) {
            mayGoOn();
            const unsigned number = word(generators, g * kGenerator), amount = word(generators, g * kGenerator + 2);
            sends = sends || (number == kChorusSend && static_cast<std::int16_t>(amount) > 0);
            visit(number, amount);
        }
        for (unsigned m = word(bags, first * kBag + 2); m < word(bags, last * kBag + 2); ++m) {
            mayGoOn();
            sends = sends || word(modulators, m * kModulator + 2) == kChorusSend;
        }
        return sends;
    }
};

ProgramSet programsIn(std::string_view tables)
{
    constexpr std::size_t kPreset = 38, kInstrumentEntry = 22, kName = 20;
    const std::string_view presets = chunk(tables, "phdr"), instruments = chunk(tables, "inst");
    Zones presetZones(tables, 'p'), instrumentZones(tables, 'i');
    std::vector<bool> instrumentSends;
    for (std::size_t at = 0; at + 2 * kInstrumentEntry <= instruments.size(); at += kInstrumentEntry)
        instrumentSends.push_back(instrumentZones.send(
            word(instruments, at + kName), word(instruments, at + kInstrumentEntry + kName), [](unsigned, unsigned) {}));
    ProgramSet programs;
    for (std::size_t at = 0; at + 2 * kPreset <= presets.size(); at += kPreset) { // the last ends the one before
        bool instrumentDoes = false;
        const unsigned first = word(presets, at + kName + 4), last = word(presets, at + kPreset + kName + 4);
        const bool itDoes = presetZones.send(first, last, [&](unsigned number, unsigned amount) {
            instrumentDoes =
                instrumentDoes || (number == kInstrument && amount < instrumentSends.size() && instrumentSends[amount]);
        });
        if (itDoes || instrumentDoes)
            programs.set(word(presets, at + kName) % programs.size());
    }
    return programs;
}

} // namespace

ProgramSet programsWithChorus(const std::filesystem::path& soundFont)
{
    try {
        return programsIn(tablesOf(soundFont));
    } catch (const NotUnderstood&) {
        return ProgramSet().set();
    }
}

bool reachesChorus(const PlaybackPlan& plan, const ProgramSet& programs)
{
    constexpr int kChorusDepth = 93;
    if (programs[0]) // channels begin with it, and a program that is missing becomes it
        return true;
    return std::ranges::any_of(plan.events(), [&](const PlaybackEvent& event) {
        const MidiMessage& message = event.message;
        switch (message.kind()) {
        case MidiMessage::Program:
            return programs[message.data1];
        case MidiMessage::Controller: // a parameter that is not registered may be the send itself
            return (message.data1 == kChorusDepth && message.data2 > 0) || message.data1 == controller::kNrpnMsb;
        case MidiMessage::System: {
            const std::span<const char> bytes = plan.system(event.systemNumber());
            return !resetsSynth({bytes.data(), bytes.size()});
        }
        default:
            return false;
        }
    });
}

} // namespace continuo

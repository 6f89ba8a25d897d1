// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/ChorusSends.h"
#include "core/devices/FluidSynth.h"

#include "core/io/Damage.h"
#include "support/QtText.h"

#include <QTemporaryDir>

#include <array>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

template <typename T>
std::string little(T value)
{
    std::string bytes;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> 8 * i);
    return bytes;
}

std::string chunk(const std::string& name, const std::string& content)
{
    return name + little(static_cast<std::uint32_t>(content.size())) + content + (content.size() % 2 == 1 ? "\0"s : ""s);
}

std::string named(std::string name)
{
    name.resize(20, '\0');
    return name;
}

/// The smallest SoundFont: one preset of one instrument of one sample, a sine.
std::string wholeSoundFont()
{
    constexpr int kFrames = 200;
    std::string samples;
    for (int i = 0; i < kFrames; ++i)
        samples += little(static_cast<std::uint16_t>(static_cast<std::int16_t>(8000 * std::sin(i * 0.0628))));
    samples += std::string(2 * 46, '\0'); // the silence that the format wants behind each sample
    using U16 = std::uint16_t;
    using U32 = std::uint32_t;
    const auto preset = [](const std::string& name, U16 bag) { return named(name) + little(U16(0)) + little(U16(0)) + little(bag) + little(U32(0)) + little(U32(0)) + little(U32(0)); };
    const auto pair = [](U16 a, U16 b) { return little(a) + little(b); };
    constexpr U16 kInstrument = 41, kSample = 53;
    const std::string info = "INFO" + chunk("ifil", pair(2, 1)) + chunk("isng", "EMU8000\0"s) + chunk("INAM", "Tiny\0\0"s);
    const std::string bags = pair(0, 0) + pair(1, 0);
    const std::string sample = named("sine") + little(U32(0)) + little(U32(kFrames)) + little(U32(10)) + little(U32(110)) + little(U32(22050)) + "\x3C\0"s + little(U16(0)) + little(U16(1));
    const std::string tables = "pdta" + chunk("phdr", preset("Tiny", 0) + preset("EOP", 1)) + chunk("pbag", bags) + chunk("pmod", std::string(10, '\0'))
                               + chunk("pgen", pair(kInstrument, 0) + pair(0, 0)) + chunk("inst", named("sine") + little(U16(0)) + named("EOI") + little(U16(1)))
                               + chunk("ibag", bags) + chunk("imod", std::string(10, '\0')) + chunk("igen", pair(kSample, 0) + pair(0, 0))
                               + chunk("shdr", sample + named("EOS") + std::string(26, '\0'));
    return chunk("RIFF", "sfbk" + chunk("LIST", info) + chunk("LIST", "sdta" + chunk("smpl", samples)) + chunk("LIST", tables));
}

} // namespace

class TestSoundFontFuzz : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(folder_.isValid()); }

    void smallestSoundFontSounds()
    {
        write(wholeSoundFont());
        QCOMPARE(readPresets(path()).value().size(), std::size_t{1});
        QVERIFY(loudestOf(path()).value() > 0.001f);
        QVERIFY(programsWithChorus(path()).none());
    }

    /// Of a damaged font any answer will do; a generator of the whole one makes its program send.
    void aChorusIsFoundInASoundFontOrInWhatIsLeftOfIt()
    {
        std::string whole = wholeSoundFont();
        const std::size_t generator = whole.rfind("igen") + 8;
        whole.replace(generator, 2, "\x0F\0"s); // instead of the sample
        whole.replace(generator + 2, 2, "\x64\0"s);
        write(whole);
        QCOMPARE(programsWithChorus(path()), ProgramSet(1));
        const std::vector<std::string> foreign{"\xFF\xFF\xFF\xFF"s, "\0\0\0\0"s, "LIST", "pdta", "\xFF\x7F"s};
        std::mt19937 random(4);
        for (int i = 0; i < 3000; ++i) {
            write(damagedFile(whole, foreign, random));
            (void)programsWithChorus(path());
        }
    }

    /// A damaged SoundFont is refused in one sentence that names it, or plays something.
    void damagedSoundFontsAreRefusedOrPlay()
    {
        const std::string whole = wholeSoundFont();
        const std::vector<std::string> foreign{"\xFF\xFF\xFF\xFF"s, "\0\0\0\0"s, "\x00\x00\x00\x80"s, "LIST", "pdta", "\x7F"s, "\xFF\x7F"s};
        std::mt19937 random(3);
        int refused = 0;
        for (int i = 0; i < 300; ++i) {
            write(damagedFile(whole, foreign, random));
            const auto peak = loudestOf(path());
            if (peak)
                continue;
            ++refused;
            QCOMPARE(peak.error().code, ErrorCode::Input);
            QVERIFY2(peak.error().message.find("damaged.sf2") != std::string::npos && peak.error().message.find('\n') == std::string::npos,
                     peak.error().message.c_str());
        }
        QVERIFY(refused > 50 && refused < 300);
    }

    void everyBeginningOfASoundFontIsRefusedOrPlays()
    {
        const std::string whole = wholeSoundFont();
        for (std::size_t length = 0; length < whole.size(); length += 13) {
            write(whole.substr(0, length));
            if (const auto peak = loudestOf(path()); !peak)
                QCOMPARE(peak.error().code, ErrorCode::Input);
        }
    }

private:
    std::filesystem::path path() const { return folder_.filePath("damaged.sf2").toStdString(); }
    void write(const std::string& bytes) const { std::ofstream(path(), std::ios::binary) << bytes; }

    /// The largest sample of a note played with it.
    static Result<float> loudestOf(const std::filesystem::path& font)
    {
        auto synth = FluidSynth::open(font, {.samples = FluidSynth::Samples::AllAtOnce, .starts = FluidSynth::Starts::OnBlocks});
        if (!synth)
            return synth.error();
        (*synth)->noteOn(0, 60, 100);
        std::array<float, 1024> left{}, right{};
        (*synth)->render(left.data(), right.data(), static_cast<int>(left.size()));
        float peak = 0;
        for (const float sample : left)
            peak = std::max(peak, std::abs(sample));
        return peak;
    }

    QTemporaryDir folder_;
};

QTEST_APPLESS_MAIN(TestSoundFontFuzz)
#include "tst_SoundFontFuzz.moc"

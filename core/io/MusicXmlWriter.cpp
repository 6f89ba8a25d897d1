// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ChordKinds.h"
#include "core/io/MidiText.h"
#include "core/io/MusicXmlFile.h"
#include "core/notation/Score.h"
#include "core/theory/Chord.h"
#include "core/theory/Spelling.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

namespace continuo {

namespace {

using Node = pugi::xml_node;

/// Velocities are percent of this one.
constexpr double kForte = 90.0;
/// Percent of full volume at which a channel begins: controller 7 at 100.
constexpr double kUsualVolume = 100.0 / 1.27;
constexpr double kFullPan = 90.0; ///< degrees
constexpr std::array<const char*, 10> kTypes{"breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "64th", "128th", "256th"};

template <typename T>
Node add(Node parent, const char* name, const T& text)
{
    Node node = parent.append_child(name);
    node.text().set(text);
    return node;
}

Node add(Node parent, const char* name, const std::string& text)
{
    return add(parent, name, text.c_str());
}

/// Without trailing zeros, and always with a point where there is a fraction.
std::string number(double value, int decimals)
{
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals).ptr;
    std::string text(digits.data(), end);
    while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
        const bool wasPoint = text.back() == '.';
        text.pop_back();
        if (wasPoint)
            break;
    }
    return text;
}

/// What stands between the notes of a measure: it is written before them, at its own place.
struct Mark {
    enum class Kind : std::uint8_t { Key, Tempo, Marker, Chord };
    Tick at;
    Kind kind;
    KeySignature key{};
    TempoChange tempo{};
    std::string text{};
};

/// The syllables of a voice as MusicXML joins them.
class Syllables {
public:
    void add(Node note, std::string text)
    {
        text = readableText(text);
        std::erase_if(text, [](char c) { return c == '/' || c == '\\' || c == ' '; });
        const bool goesOn = text.ends_with('-');
        if (goesOn)
            text.pop_back();
        if (text.empty())
            return;
        Node lyric = note.append_child("lyric");
        continuo::add(lyric, "syllabic", isInWord_ ? (goesOn ? "middle" : "end") : (goesOn ? "begin" : "single"));
        continuo::add(lyric, "text", text);
        isInWord_ = goesOn;
    }

private:
    bool isInWord_ = false;
};

class ScoreWriter {
public:
    explicit ScoreWriter(const Song& song) : song_(song), score_(scoreOf(song))
    {
        findMarks();
        findDivisions();
    }

    WrittenMusicXml write()
    {
        pugi::xml_document document;
        Node declaration = document.append_child(pugi::node_declaration);
        declaration.append_attribute("version") = "1.0";
        declaration.append_attribute("encoding") = "UTF-8";
        document.append_child(pugi::node_doctype)
            .set_value("score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" \"http://www.musicxml.org/dtds/partwise.dtd\"");
        Node root = document.append_child("score-partwise");
        root.append_attribute("version") = "4.0";
        writeHeader(root);
        for (std::size_t i = 0; i < score_.parts.size(); ++i)
            writePart(root, i);
        if (score_.parts.empty())
            writeEmptyPart(root);
        std::ostringstream text;
        document.save(text, " ");
        return {text.str(), notices(), score_.movedNotes + lowNotes_};
    }

private:
    const Track& track(std::size_t part) const { return *song_.findTrack(score_.parts[part].track); }
    static std::string idOf(std::size_t part) { return "P" + std::to_string(part + 1); }
    std::int64_t units(Tick ticks) const { return ticks / unit_; }

    void findMarks()
    {
        for (const KeyChange& change : song_.keys)
            marks_.push_back({.at = change.at, .kind = Mark::Kind::Key, .key = change.key});
        for (const TempoChange& change : song_.tempo.changes())
            marks_.push_back({.at = change.at, .kind = Mark::Kind::Tempo, .tempo = change});
        for (const TrackEvent& event : song_.conductor) {
            const std::string text = readableText(event.payload);
            if (event.isMeta(meta::kMarker) && !text.empty())
                marks_.push_back({.at = event.at, .kind = Mark::Kind::Marker, .text = text});
            else if (event.isMeta(meta::kText) && parseChord(text))
                marks_.push_back({.at = event.at, .kind = Mark::Kind::Chord, .text = text});
        }
        std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.at < b.at; });
    }

    /// The longest unit of which every time is a multiple.
    void findDivisions()
    {
        std::int64_t unit = kTicksPerQuarter.value;
        const auto take = [&unit](Tick at) { unit = std::gcd(unit, at.value); };
        for (const Mark& mark : marks_)
            take(mark.at);
        for (const WrittenPart& part : score_.parts)
            for (const WrittenMeasure& measure : part.measures) {
                take(measure.ticks.begin);
                take(measure.ticks.end);
                for (const WrittenVoice& voice : measure.voices)
                    for (const WrittenItem& item : voice.items)
                        take(item.ticks.begin);
            }
        unit_ = Tick(unit);
    }

    std::vector<std::string> notices() const
    {
        const auto counted = [](std::size_t count, const char* one, const char* several) {
            return count == 1 ? std::string(one) : std::to_string(count) + several;
        };
        std::vector<std::string> sentences;
        if (score_.movedNotes > 0)
            sentences.push_back(counted(score_.movedNotes, "One note was", " notes were")
                                + " moved to the nearest place that can be written.");
        if (score_.lostLyrics > 0)
            sentences.push_back(counted(score_.lostLyrics, "One syllable", " syllables") + " without a note was left out.");
        if (lowNotes_ > 0)
            sentences.push_back(counted(lowNotes_, "One note is", " notes are") + " below what a score can say, and an octave higher there.");
        const auto isUnsaid = [](const TrackEvent& event) { return event.isChannelMessage(); };
        std::size_t unsaid = 0;
        for (const auto& track : song_.tracks)
            unsaid += static_cast<std::size_t>(std::count_if(track->events.begin(), track->events.end(), isUnsaid));
        if (unsaid > 0)
            sentences.push_back(counted(unsaid, "One controller or bend", " controllers and bends")
                                + (unsaid == 1 ? " was" : " were") + " left out: a score does not say them.");
        return sentences;
    }

    void writeHeader(Node root)
    {
        for (const TrackEvent& event : song_.conductor)
            if (event.isMeta(meta::kTrackName) && !readableText(event.payload).empty()) {
                add(root.append_child("work"), "work-title", readableText(event.payload));
                break;
            }
        Node identification = root.append_child("identification");
        for (const TrackEvent& event : song_.conductor)
            if (event.isMeta(meta::kCopyright))
                add(identification, "rights", readableText(event.payload));
        add(identification.append_child("encoding"), "software", "Continuo");
        Node list = root.append_child("part-list");
        for (std::size_t i = 0; i < score_.parts.size(); ++i)
            writePartHead(list, i);
        if (score_.parts.empty()) {
            Node part = list.append_child("score-part");
            part.append_attribute("id") = "P1";
            part.append_child("part-name");
        }
    }

    std::set<int> drumsOf(std::size_t part) const
    {
        std::set<int> pitches;
        for (const auto& clip : track(part).clips)
            for (const Note& note : clip->notes)
                pitches.insert(note.pitch.number);
        return pitches;
    }

    static std::string instrumentId(std::size_t part, int pitch) { return idOf(part) + "-I" + std::to_string(pitch + 1); }

    void writePartHead(Node list, std::size_t part)
    {
        const Track& of = track(part);
        Node head = list.append_child("score-part");
        head.append_attribute("id") = idOf(part).c_str();
        add(head, "part-name", of.name);
        const std::set<int> instruments = of.isDrums() ? drumsOf(part) : std::set<int>{0};
        for (const int pitch : instruments) {
            Node instrument = head.append_child("score-instrument");
            instrument.append_attribute("id") = instrumentId(part, pitch).c_str();
            add(instrument, "instrument-name", of.isDrums() ? "Drum " + std::to_string(pitch) : of.name);
        }
        for (const int pitch : instruments) {
            Node midi = head.append_child("midi-instrument");
            midi.append_attribute("id") = instrumentId(part, pitch).c_str();
            add(midi, "midi-channel", of.channel + 1);
            if (of.bankMsb || of.bankLsb)
                add(midi, "midi-bank", of.bankMsb.value_or(0) * 128 + of.bankLsb.value_or(0) + 1);
            if (of.program)
                add(midi, "midi-program", *of.program + 1);
            if (of.isDrums())
                add(midi, "midi-unpitched", pitch + 1);
            if (of.volume != 1.0)
                add(midi, "volume", number(of.volume * kUsualVolume, 4));
            if (of.pan != 0.0)
                add(midi, "pan", number(of.pan * kFullPan, 4));
        }
    }

    void writePart(Node root, std::size_t part)
    {
        Node node = root.append_child("part");
        node.append_attribute("id") = idOf(part).c_str();
        const WrittenPart& written = score_.parts[part];
        std::map<int, Syllables> syllables;
        for (std::size_t i = 0; i < written.measures.size(); ++i) {
            const WrittenMeasure& measure = written.measures[i];
            const Tick length = measure.ticks.end - measure.ticks.begin;
            Node to = node.append_child("measure");
            to.append_attribute("number") = std::to_string(i + 1).c_str();
            if (length != song_.meters.meterAt(measure.ticks.begin).barLength())
                to.append_attribute("implicit") = "yes";
            writeAttributes(to, part, i);
            writeMarks(to, measure.ticks, part == 0);
            Tick at = measure.ticks.begin;
            for (const WrittenVoice& voice : measure.voices) {
                move(to, at, measure.ticks.begin);
                at = writeVoice(to, part, voice, syllables[voice.number]);
            }
            move(to, at, measure.ticks.end);
        }
    }

    void writeEmptyPart(Node root)
    {
        Node part = root.append_child("part");
        part.append_attribute("id") = "P1";
        Node measure = part.append_child("measure");
        measure.append_attribute("number") = "1";
        Node attributes = measure.append_child("attributes");
        add(attributes, "divisions", units(kTicksPerQuarter));
        writeMeter(attributes, song_.meters.meterAt(Tick(0)));
        writeMarks(measure, song_.meters.bar(1), true);
        Node rest = measure.append_child("note");
        rest.append_child("rest").append_attribute("measure") = "yes";
        add(rest, "duration", units(song_.meters.bar(1).end));
    }

    static void writeMeter(Node attributes, const Meter& meter)
    {
        Node time = attributes.append_child("time");
        add(time, "beats", meter.numerator);
        add(time, "beat-type", meter.denominator);
    }

    static void writeKey(Node attributes, KeySignature key)
    {
        Node node = attributes.append_child("key");
        add(node, "fifths", key.fifths);
        add(node, "mode", key.mode == Mode::Major ? "major" : "minor");
    }

    void writeAttributes(Node measure, std::size_t part, std::size_t number)
    {
        const WrittenPart& written = score_.parts[part];
        const Tick begin = written.measures[number].ticks.begin;
        const Meter meter = song_.meters.meterAt(begin);
        const bool isFirst = number == 0;
        const Meter before = isFirst ? meter : song_.meters.meterAt(written.measures[number - 1].ticks.begin);
        const bool meterChanges = meter.numerator != before.numerator || meter.denominator != before.denominator;
        const auto key = std::find_if(marks_.rbegin(), marks_.rend(), [&](const Mark& mark) {
            return mark.kind == Mark::Kind::Key && mark.at == begin;
        });
        if (!isFirst && !meterChanges && key == marks_.rend())
            return;
        Node attributes = measure.append_child("attributes");
        if (isFirst)
            add(attributes, "divisions", units(kTicksPerQuarter));
        if (key != marks_.rend())
            writeKey(attributes, key->key);
        if (isFirst || meterChanges)
            writeMeter(attributes, meter);
        if (!isFirst)
            return;
        if (written.staves.size() > 1)
            add(attributes, "staves", static_cast<int>(written.staves.size()));
        for (std::size_t staff = 0; staff < written.staves.size(); ++staff) {
            Node clef = attributes.append_child("clef");
            if (written.staves.size() > 1)
                clef.append_attribute("number") = std::to_string(staff + 1).c_str();
            writeClef(clef, written.staves[staff]);
        }
    }

    static void writeClef(Node node, Clef clef)
    {
        switch (clef) {
        case Clef::Treble:
            add(node, "sign", "G");
            add(node, "line", 2);
            break;
        case Clef::Bass:
            add(node, "sign", "F");
            add(node, "line", 4);
            break;
        case Clef::Percussion: add(node, "sign", "percussion"); break;
        }
    }

    void move(Node measure, Tick from, Tick to)
    {
        if (from != to)
            add(measure.append_child(from < to ? "forward" : "backup"), "duration", units(from < to ? to - from : from - to));
    }

    /// Marks other than the keys that begin a measure; the first part has those that hold for all.
    void writeMarks(Node measure, Range<Tick> ticks, bool isFirstPart)
    {
        Tick at = ticks.begin;
        for (const Mark& mark : marks_) {
            const bool isKey = mark.kind == Mark::Kind::Key;
            if (!ticks.contains(mark.at) || (isKey ? mark.at == ticks.begin : !isFirstPart))
                continue;
            move(measure, at, mark.at);
            at = mark.at;
            switch (mark.kind) {
            case Mark::Kind::Key: writeKey(measure.append_child("attributes"), mark.key); break;
            case Mark::Kind::Tempo: writeTempo(measure, mark.tempo.bpm()); break;
            case Mark::Kind::Marker:
                add(newDirection(measure).append_child("direction-type"), "rehearsal", mark.text);
                break;
            case Mark::Kind::Chord: writeChord(measure, mark.text); break;
            }
        }
        move(measure, at, ticks.begin);
    }

    static Node newDirection(Node measure)
    {
        Node direction = measure.append_child("direction");
        direction.append_attribute("placement") = "above";
        return direction;
    }

    static void writeTempo(Node measure, double bpm)
    {
        Node direction = newDirection(measure);
        Node metronome = direction.append_child("direction-type").append_child("metronome");
        add(metronome, "beat-unit", "quarter");
        add(metronome, "per-minute", number(bpm, 2));
        direction.append_child("sound").append_attribute("tempo") = number(bpm, 9).c_str();
    }

    /// "F#" as a step and what alters it.
    static void writeRoot(Node parent, const char* step, const char* alter, std::string_view name)
    {
        add(parent, step, std::string(name.substr(0, 1)));
        if (name.size() > 1)
            add(parent, alter, name[1] == '#' ? 1 : -1);
    }

    static void writeChord(Node measure, const std::string& symbol)
    {
        Node harmony = measure.append_child("harmony");
        const std::string_view text = symbol;
        if (!parseChord(symbol)->root) {
            writeRoot(harmony.append_child("root"), "root-step", "root-alter", "C");
            add(harmony, "kind", "none").append_attribute("text") = "N.C.";
            return;
        }
        const std::size_t rootLength = text.size() > 1 && (text[1] == '#' || text[1] == 'b') ? 2 : 1;
        const std::size_t slash = std::min(text.find('/'), text.size());
        const std::string_view quality = text.substr(rootLength, slash - rootLength);
        const auto kinds = chordKinds();
        const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const ChordKind& one) { return one.symbol == quality; });
        writeRoot(harmony.append_child("root"), "root-step", "root-alter", text.substr(0, rootLength));
        add(harmony, "kind", std::string(kind == kinds.end() ? "other" : kind->kind)).append_attribute("text") = std::string(quality).c_str();
        if (slash < text.size())
            writeRoot(harmony.append_child("bass"), "bass-step", "bass-alter", text.substr(slash + 1));
        if (kind != kinds.end() && kind->addedDegree != 0) {
            Node degree = harmony.append_child("degree");
            add(degree, "degree-value", kind->addedDegree);
            add(degree, "degree-alter", kind->addedAlter);
            add(degree, "degree-type", "add");
        }
    }

    /// Returns where the voice ends.
    Tick writeVoice(Node measure, std::size_t part, const WrittenVoice& voice, Syllables& syllables)
    {
        // Hidden rests at the end are only a way back.
        auto last = voice.items.end();
        while (last != voice.items.begin() && (last - 1)->isHidden)
            --last;
        Tick at = voice.items.front().ticks.begin;
        for (auto item = voice.items.begin(); item != last; ++item) {
            if (item->isHidden) {
                move(measure, item->ticks.begin, item->ticks.end);
            } else if (item->isRest()) {
                writeNote(measure, part, voice, *item, nullptr, syllables);
            } else {
                for (const WrittenNote& note : item->notes)
                    writeNote(measure, part, voice, *item, &note, syllables);
            }
            at = item->ticks.end;
        }
        return at;
    }

    /// A head of the item, or its rest when there is none.
    void writeNote(Node measure, std::size_t part, const WrittenVoice& voice, const WrittenItem& item, const WrittenNote* head,
                   Syllables& syllables)
    {
        const bool isFirst = head == nullptr || head == &item.notes.front();
        const bool isDrum = track(part).isDrums();
        Node note = measure.append_child("note");
        if (head != nullptr)
            note.append_attribute("dynamics") = number(head->velocity * 100 / kForte, 2).c_str();
        if (!isFirst)
            note.append_child("chord");
        writeWhat(note, item, head, isDrum);
        add(note, "duration", units(item.ticks.end - item.ticks.begin));
        const bool stops = head != nullptr && item.tiedFromBefore, starts = head != nullptr && item.tiedToNext;
        if (stops)
            note.append_child("tie").append_attribute("type") = "stop";
        if (starts)
            note.append_child("tie").append_attribute("type") = "start";
        if (head != nullptr && isDrum)
            note.append_child("instrument").append_attribute("id") = instrumentId(part, head->pitch.number).c_str();
        add(note, "voice", voice.number);
        if (!item.fillsMeasure)
            writeValue(note, item.value);
        if (score_.parts[part].staves.size() > 1)
            add(note, "staff", voice.staff);
        if (stops || starts || (isFirst && (item.beginsTuplet || item.endsTuplet))) {
            Node notations = note.append_child("notations");
            if (stops)
                notations.append_child("tied").append_attribute("type") = "stop";
            if (starts)
                notations.append_child("tied").append_attribute("type") = "start";
            if (isFirst && item.beginsTuplet)
                notations.append_child("tuplet").append_attribute("type") = "start";
            if (isFirst && item.endsTuplet)
                notations.append_child("tuplet").append_attribute("type") = "stop";
        }
        if (isFirst && !item.lyric.empty())
            syllables.add(note, item.lyric);
    }

    void writeWhat(Node note, const WrittenItem& item, const WrittenNote* head, bool isDrum)
    {
        if (head == nullptr) {
            Node rest = note.append_child("rest");
            if (item.fillsMeasure)
                rest.append_attribute("measure") = "yes";
            return;
        }
        const SpelledPitch spelled = spelledIn(song_.keyAt(item.ticks.begin).value_or(KeySignature{}), head->pitch);
        if (isDrum) {
            // Drums stand on a staff by pitch; which drum it is, the instrument says.
            Node unpitched = note.append_child("unpitched");
            add(unpitched, "display-step", std::string(1, spelled.step));
            add(unpitched, "display-octave", std::clamp(spelled.octave + 2, 0, 9));
            return;
        }
        Node pitch = note.append_child("pitch");
        add(pitch, "step", std::string(1, spelled.step));
        if (spelled.alter != 0)
            add(pitch, "alter", spelled.alter);
        lowNotes_ += spelled.octave < 0 ? 1 : 0;
        add(pitch, "octave", std::max(spelled.octave, 0));
    }

    static void writeValue(Node note, const NoteValue& value)
    {
        add(note, "type", kTypes[static_cast<std::size_t>(value.power + 1)]);
        for (int dot = 0; dot < value.dots; ++dot)
            note.append_child("dot");
        if (!value.tuplet.isTuplet())
            return;
        Node tuplet = note.append_child("time-modification");
        add(tuplet, "actual-notes", value.tuplet.actual);
        add(tuplet, "normal-notes", value.tuplet.normal);
    }

    const Song& song_;
    Score score_;
    std::vector<Mark> marks_;
    Tick unit_{1};
    std::size_t lowNotes_ = 0; ///< notes that a score has no octave for
};

} // namespace

WrittenMusicXml writeMusicXml(const Song& song)
{
    return ScoreWriter(song).write();
}

} // namespace continuo

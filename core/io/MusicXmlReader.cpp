// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/ChordKinds.h"
#include "core/io/MusicXmlFile.h"
#include "core/io/MusicXmlFlaws.h"
#include "core/io/MxlArchive.h"
#include "core/theory/Chord.h"
#include "core/theory/Spelling.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace continuo {

namespace {

using Node = pugi::xml_node;

constexpr double kForte = 90.0;             ///< the velocity of which others are percent
constexpr double kUsualVolume = 100.0 / 1.27; ///< percent of full volume: controller 7 at 100
constexpr double kFullPan = 90.0;           ///< degrees
constexpr double kMostQuarters = 35e6;      ///< as long as a MIDI file can be
constexpr int kSnare = 38;
constexpr std::array<std::pair<std::string_view, int>, 10> kDynamics{{{"pppp", 8}, {"ppp", 16}, {"pp", 33}, {"p", 49}, {"mp", 64},
                                                                      {"mf", 80}, {"f", 96}, {"ff", 112}, {"fff", 126}, {"ffff", 127}}};
constexpr std::array<std::pair<std::string_view, double>, 8> kBeatUnits{{{"breve", 8}, {"whole", 4}, {"half", 2}, {"quarter", 1},
                                                                         {"eighth", 0.5}, {"16th", 0.25}, {"32nd", 0.125}, {"64th", 0.0625}}};

/// Within the bounds; the lower one for what is no number.
double within(double value, double lowest, double highest)
{
    return value >= lowest ? std::min(value, highest) : lowest;
}

int wholeWithin(double value, int lowest, int highest)
{
    return static_cast<int>(std::lround(within(value, lowest, highest)));
}

Tick ticksOf(double quarters)
{
    return Tick(std::llround(quarters * static_cast<double>(kTicksPerQuarter.value)));
}

/// Goes through the elements of a measure and keeps count of the time.
class Cursor {
public:
    /// Quarters from the begin of the measure; where the last note began, for chords; how far anything reached.
    double at = 0, chordAt = 0, reached = 0;

    /// Follows an element; `divisions` stays from measure to measure. Returns the length of a note, in quarters.
    double follow(Node element, double& divisions)
    {
        const std::string_view name = element.name();
        if (name == "attributes" && element.child("divisions"))
            divisions = within(element.child("divisions").text().as_double(), 1e-3, 1e9);
        const bool isNote = name == "note";
        if (!isNote && name != "backup" && name != "forward")
            return 0;
        const double length = element.child("grace") ? 0 : within(element.child("duration").text().as_double() / divisions, 0, kMostQuarters);
        if (name == "backup") {
            at = std::max(at - length, 0.0);
        } else if (!isNote || !element.child("chord")) {
            chordAt = at;
            at = std::min(at + length, kMostQuarters);
        }
        reached = std::max(reached, at);
        return length;
    }
};

/// What the head of a part says.
struct PartHead {
    Track track;
    bool saysChannel = false;
    std::map<std::string, int> drums; ///< pitches, by instrument
};

class ScoreReader {
public:
    explicit ScoreReader(Node root) : root_(root) {}

    LoadedSong read()
    {
        for (const Node head : root_.child("part-list").children("score-part"))
            readHead(head);
        measureBars();
        bool isFirst = true;
        for (const Node part : root_.children("part")) {
            readPart(part, isFirst);
            isFirst = false;
        }
        return {finish(), flaws_.sentences()};
    }

private:
    // How long each bar is, by the longest of the parts.

    void measureBars()
    {
        std::vector<double> lengths;
        for (const Node part : root_.children("part")) {
            double divisions = 1;
            std::size_t number = 0;
            for (const Node measure : part.children("measure")) {
                Cursor cursor;
                for (const Node element : measure.children()) {
                    cursor.follow(element, divisions);
                    if (const Node time = element.child("time"); time && std::string_view(element.name()) == "attributes")
                        readMeter(time, number);
                }
                if (number == lengths.size())
                    lengths.push_back(0);
                lengths[number] = std::max(lengths[number], cursor.reached);
                ++number;
            }
        }
        Meter meter;
        double at = 0;
        bool endsEarly = false;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const auto change = meterOfBar_.find(i);
            if (change != meterOfBar_.end())
                meter = change->second;
            if (change != meterOfBar_.end() || endsEarly)
                meters_.push_back({ticksOf(at), meter});
            bars_.push_back(at);
            const double full = static_cast<double>(meter.barLength().value) / static_cast<double>(kTicksPerQuarter.value);
            const double length = lengths[i] > 0 ? lengths[i] : full;
            endsEarly = ticksOf(at + length) != ticksOf(at + full);
            at += length;
            if (at > kMostQuarters) {
                flaws_.add(MusicXmlFlaw::TooLong);
                break;
            }
        }
    }

    /// Sums such as 3+2 are one meter.
    void readMeter(Node time, std::size_t bar)
    {
        const std::string beats = time.child("beats").text().as_string();
        int sum = 0;
        for (std::size_t from = 0; from < beats.size(); from = std::min(beats.find('+', from), beats.size() - 1) + 1)
            sum += wholeWithin(std::atof(beats.c_str() + from), 0, 255);
        const int unit = wholeWithin(time.child("beat-type").text().as_double(), 1, 128);
        if (sum > 0)
            meterOfBar_[bar] = Meter{.numerator = std::min(sum, 255), .denominator = unit};
    }

    // What stands before the music.

    void readHead(Node node)
    {
        PartHead head;
        head.track.name = node.child("part-name").text().as_string();
        const Node midi = node.child("midi-instrument");
        if (const Node channel = midi.child("midi-channel")) {
            head.track.channel = wholeWithin(channel.text().as_double(), 1, 16) - 1;
            head.saysChannel = true;
        }
        if (const Node program = midi.child("midi-program"))
            head.track.program = wholeWithin(program.text().as_double(), 1, 128) - 1;
        if (const Node bank = midi.child("midi-bank")) {
            const int number = wholeWithin(bank.text().as_double(), 1, 16384) - 1;
            head.track.bankMsb = number / 128;
            head.track.bankLsb = number % 128;
        }
        if (const Node volume = midi.child("volume"))
            head.track.volume = within(volume.text().as_double() / kUsualVolume, 0, 1);
        if (const Node pan = midi.child("pan"))
            head.track.pan = within(pan.text().as_double() / kFullPan, -1, 1);
        for (const Node instrument : node.children("midi-instrument"))
            if (const Node drum = instrument.child("midi-unpitched"))
                head.drums[instrument.attribute("id").as_string()] = wholeWithin(drum.text().as_double(), 1, 128) - 1;
        heads_[node.attribute("id").as_string()] = std::move(head);
    }

    // The music of a part.

    struct OpenTie {
        int voice;
        Tick end;
        std::size_t note; ///< in `notes_`
    };

    void readPart(Node part, bool isFirst)
    {
        PartHead head = heads_[part.attribute("id").as_string()];
        notes_.clear();
        ties_.clear();
        isDrums_ = false;
        double divisions = 1;
        velocity_ = 80;
        transpose_ = 0;
        isFirstPart_ = isFirst;
        std::size_t number = 0;
        for (const Node measure : part.children("measure")) {
            if (number == bars_.size())
                break;
            begin_ = bars_[number++];
            Cursor cursor;
            for (const Node element : measure.children()) {
                const double before = cursor.at;
                const double length = cursor.follow(element, divisions);
                readElement(element, begin_ + before, divisions, begin_ + cursor.chordAt, length, head);
            }
        }
        for (const auto& tie : ties_)
            if (tie.second.note < notes_.size())
                flaws_.add(MusicXmlFlaw::OpenTie);
        addTrack(std::move(head));
    }

    void readElement(Node element, double at, double divisions, double noteAt, double length, PartHead& head)
    {
        const std::string_view name = element.name();
        if (name == "note") {
            readNote(element, ticksOf(noteAt), ticksOf(noteAt + length) - ticksOf(noteAt), head);
        } else if (name == "attributes") {
            if (const Node transpose = element.child("transpose"))
                transpose_ = wholeWithin(transpose.child("chromatic").text().as_double()
                                             + 12 * transpose.child("octave-change").text().as_double(),
                                         -127, 127);
            if (const Node key = element.child("key"); key.child("fifths") && isFirstPart_)
                readKey(key, ticksOf(at));
        } else if (name == "direction") {
            const double moved = element.child("offset").text().as_double() / divisions;
            readDirection(element, ticksOf(within(at + moved, 0, kMostQuarters)));
        } else if (name == "sound") {
            readSound(element, ticksOf(at));
        } else if (name == "harmony" && isFirstPart_) {
            readChord(element, ticksOf(within(at + element.child("offset").text().as_double() / divisions, 0, kMostQuarters)));
        } else if (name == "barline" && element.child("repeat") && isFirstPart_) {
            flaws_.add(MusicXmlFlaw::Repeat);
        }
    }

    void readKey(Node node, Tick at)
    {
        KeySignature key;
        key.mode = std::string_view(node.child("mode").text().as_string()) == "minor" ? Mode::Minor : Mode::Major;
        int fifths = wholeWithin(node.child("fifths").text().as_double(), -7, 7) + transpose_ * 7;
        fifths = ((fifths + 6) % 12 + 12) % 12 - 6; // the simplest that sounds so
        key.fifths = transpose_ == 0 ? wholeWithin(node.child("fifths").text().as_double(), -7, 7) : fifths;
        keys_.push_back({at, key});
    }

    void readNote(Node node, Tick at, Tick length, PartHead& head)
    {
        if (node.child("grace")) {
            flaws_.add(MusicXmlFlaw::GraceNote);
            return;
        }
        if (node.child("cue")) {
            flaws_.add(MusicXmlFlaw::CueNote);
            return;
        }
        if (node.child("rest"))
            return;
        const std::optional<int> number = pitchOf(node, head);
        if (!number || length <= Tick(0)) {
            flaws_.add(MusicXmlFlaw::NotANote);
            return;
        }
        if (*number < 0 || *number > 127) {
            flaws_.add(MusicXmlFlaw::TooLowOrHigh);
            return;
        }
        Note note;
        note.start = at;
        note.length = length;
        note.pitch = Pitch(*number);
        note.velocity = velocityOf(node);
        addNote(node, note);
        readLyric(node, at);
    }

    std::optional<int> pitchOf(Node node, const PartHead& head)
    {
        if (const Node pitch = node.child("pitch")) {
            const std::string_view step = pitch.child("step").text().as_string();
            if (step.size() != 1 || step[0] < 'A' || step[0] > 'G')
                return std::nullopt;
            return semitonesOf({step[0], wholeWithin(pitch.child("alter").text().as_double(), -12, 12),
                                wholeWithin(pitch.child("octave").text().as_double(4), -2, 20)})
                   + transpose_;
        }
        if (!node.child("unpitched"))
            return std::nullopt;
        isDrums_ = true;
        const auto drum = head.drums.find(node.child("instrument").attribute("id").as_string());
        if (drum != head.drums.end())
            return drum->second;
        return head.drums.size() == 1 ? head.drums.begin()->second : kSnare;
    }

    std::uint8_t velocityOf(Node node) const
    {
        if (const auto dynamics = node.attribute("dynamics"))
            return static_cast<std::uint8_t>(wholeWithin(dynamics.as_double() * kForte / 100, 1, 127));
        return static_cast<std::uint8_t>(velocity_);
    }

    void addNote(Node node, Note note)
    {
        bool stops = false, starts = false;
        for (const Node tie : node.children("tie")) {
            const std::string_view type = tie.attribute("type").as_string();
            stops = stops || type == "stop";
            starts = starts || type == "start";
        }
        const int voice = node.child("voice").text().as_int(1);
        std::size_t index = notes_.size();
        if (stops) {
            const auto [first, last] = ties_.equal_range(note.pitch.number);
            auto open = last;
            for (auto tie = first; tie != last; ++tie)
                if (tie->second.end == note.start && (open == last || tie->second.voice == voice))
                    open = tie;
            if (open != last) {
                index = open->second.note;
                ties_.erase(open);
            }
        }
        if (index == notes_.size())
            notes_.push_back(note);
        else
            notes_[index].length = note.end() - notes_[index].start;
        if (starts)
            ties_.emplace(note.pitch.number, OpenTie{voice, note.end(), index});
    }

    void readLyric(Node node, Tick at)
    {
        bool isFirst = true;
        for (const Node lyric : node.children("lyric")) {
            const std::string text = lyric.child("text").text().as_string();
            if (text.empty())
                continue;
            if (!isFirst) {
                flaws_.add(MusicXmlFlaw::FurtherVerse);
                continue;
            }
            isFirst = false;
            const std::string_view syllabic = lyric.child("syllabic").text().as_string();
            lyrics_.push_back({at, 0xFF, meta::kLyric, 0, text + (syllabic == "begin" || syllabic == "middle" ? "-" : "")});
        }
    }

    // What stands above it.

    void readDirection(Node node, Tick at)
    {
        bool saysTempo = false;
        if (const Node sound = node.child("sound"))
            saysTempo = readSound(sound, at);
        for (const Node type : node.children("direction-type")) {
            if (const Node mark = type.child("rehearsal"); mark && isFirstPart_)
                conductor_.push_back({at, 0xFF, meta::kMarker, 0, mark.text().as_string()});
            if (const Node metronome = type.child("metronome"); metronome && !saysTempo)
                readMetronome(metronome, at);
            if (const Node dynamics = type.child("dynamics"); dynamics && !node.child("sound").attribute("dynamics"))
                for (const auto& [name, velocity] : kDynamics)
                    if (name == dynamics.first_child().name())
                        velocity_ = velocity;
        }
    }

    /// Whether it says a tempo.
    bool readSound(Node sound, Tick at)
    {
        if (const auto dynamics = sound.attribute("dynamics"))
            velocity_ = wholeWithin(dynamics.as_double() * kForte / 100, 1, 127);
        const auto tempo = sound.attribute("tempo");
        if (tempo)
            addTempo(tempo.as_double(), at);
        return !tempo.empty();
    }

    void readMetronome(Node node, Tick at)
    {
        const std::string_view unit = node.child("beat-unit").text().as_string();
        const auto found = std::find_if(kBeatUnits.begin(), kBeatUnits.end(), [&](const auto& one) { return one.first == unit; });
        const double perMinute = node.child("per-minute").text().as_double();
        if (found != kBeatUnits.end())
            addTempo(perMinute * found->second * (node.child("beat-unit-dot") ? 1.5 : 1.0), at);
    }

    void addTempo(double bpm, Tick at)
    {
        constexpr double kSlowest = 4, kFastest = 60e6;
        if (bpm > 0)
            tempi_.push_back({at, static_cast<std::uint32_t>(std::llround(60e6 / within(bpm, kSlowest, kFastest)))});
    }

    static std::string rootName(Node node, const char* step, const char* alter)
    {
        const int by = wholeWithin(node.child(alter).text().as_double(), -1, 1);
        return std::string(node.child(step).text().as_string()) + (by > 0 ? "#" : by < 0 ? "b" : "");
    }

    void readChord(Node node, Tick at)
    {
        const Node kind = node.child("kind");
        const std::string_view kindName = kind.text().as_string();
        std::string symbol = "N.C.";
        if (kindName != "none") {
            const std::string root = rootName(node.child("root"), "root-step", "root-alter");
            const Node bass = node.child("bass");
            const std::string under = bass ? "/" + rootName(bass, "bass-step", "bass-alter") : "";
            symbol = root + kind.attribute("text").as_string() + under;
            if (!kind.attribute("text") || !parseChord(symbol)) {
                const auto kinds = chordKinds();
                const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const ChordKind& one) { return one.kind == kindName; });
                symbol = found == kinds.end() ? "" : root + std::string(found->symbol) + under;
            }
        }
        if (parseChord(symbol))
            conductor_.push_back({at, 0xFF, meta::kText, 0, symbol});
        else
            flaws_.add(MusicXmlFlaw::UnknownChord);
    }

    // Together.

    void addTrack(PartHead head)
    {
        Track track = std::move(head.track);
        if (isDrums_)
            track.channel = kDrumChannel;
        else if (!head.saysChannel || track.channel == kDrumChannel)
            track.channel = nextChannel_;
        if (!isDrums_) {
            nextChannel_ = (std::max(nextChannel_, track.channel) + 1) % 16;
            nextChannel_ += nextChannel_ == kDrumChannel ? 1 : 0;
        }
        std::stable_sort(lyrics_.begin(), lyrics_.end(), [](const TrackEvent& a, const TrackEvent& b) { return a.at < b.at; });
        track.events = std::exchange(lyrics_, {});
        tracks_.push_back({std::move(track), std::exchange(notes_, {})});
    }

    Song finish()
    {
        Song song;
        const char* movement = root_.child("movement-title").text().as_string();
        if (const std::string title = root_.child("work").child("work-title").text().as_string(movement); !title.empty())
            song.conductor.push_back({Tick(0), 0xFF, meta::kTrackName, 0, title});
        if (const std::string rights = root_.child("identification").child("rights").text().as_string(); !rights.empty())
            song.conductor.push_back({Tick(0), 0xFF, meta::kCopyright, 0, rights});
        song.conductor.insert(song.conductor.end(), conductor_.begin(), conductor_.end());
        std::stable_sort(song.conductor.begin(), song.conductor.end(), [](const TrackEvent& a, const TrackEvent& b) { return a.at < b.at; });
        std::stable_sort(keys_.begin(), keys_.end(), [](const KeyChange& a, const KeyChange& b) { return a.at < b.at; });
        song.keys = std::move(keys_);
        song.tempo = TempoMap(std::move(tempi_));
        song.meters = MeterMap(std::move(meters_));
        for (auto& [track, notes] : tracks_) {
            track.id = TrackId(++song.lastId);
            if (!notes.empty())
                track.clips.push_back(clipOf(std::move(notes), song));
            song.tracks.push_back(std::make_shared<const Track>(std::move(track)));
        }
        return song;
    }

    static std::shared_ptr<const Clip> clipOf(std::vector<Note> notes, Song& song)
    {
        Clip clip;
        clip.id = ClipId(++song.lastId);
        std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
            return a.start != b.start ? a.start < b.start : a.pitch < b.pitch;
        });
        Tick last;
        for (Note& note : notes) {
            note.id = NoteId(++song.lastId);
            last = std::max(last, note.end());
        }
        clip.length = song.meters.bar(song.meters.barAt(last - Tick(1))).end;
        clip.notes = std::move(notes);
        return std::make_shared<const Clip>(std::move(clip));
    }

    Node root_;
    MusicXmlFlaws flaws_;
    std::map<std::string, PartHead> heads_;
    std::map<std::size_t, Meter> meterOfBar_;
    std::vector<double> bars_;       ///< where they begin, in quarters
    std::vector<MeterChange> meters_;
    std::vector<TempoChange> tempi_;
    std::vector<KeyChange> keys_;
    std::vector<TrackEvent> conductor_;
    std::vector<std::pair<Track, std::vector<Note>>> tracks_;
    int nextChannel_ = 0;

    // Of the part that is read.
    std::vector<Note> notes_;
    std::multimap<int, OpenTie> ties_; ///< by pitch
    std::vector<TrackEvent> lyrics_;
    double begin_ = 0;               ///< of the measure, in quarters
    int velocity_ = 80;
    int transpose_ = 0;
    bool isDrums_ = false;
    bool isFirstPart_ = true;
};

} // namespace

Result<LoadedSong> readMusicXml(std::string_view bytes, const std::string& name)
{
    std::string unpacked;
    if (isZip(bytes)) {
        auto score = scoreInMxl(bytes, name);
        if (!score)
            return score.error();
        unpacked = *std::move(score);
        bytes = unpacked;
    }
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(bytes.data(), bytes.size());
    if (document.child("score-timewise"))
        return Error{ErrorCode::Input, name + " is MusicXML bar by bar (timewise), which Continuo cannot read; save it part by part (partwise)."};
    const Node root = document.child("score-partwise");
    if (!root)
        return Error{ErrorCode::Input, name + " is not a MusicXML score."};
    if (!parsed)
        return Error{ErrorCode::Input, name + " is damaged after " + std::to_string(parsed.offset) + " bytes: " + parsed.description() + "."};
    if (!root.child("part"))
        return Error{ErrorCode::Input, name + " has no part."};
    return ScoreReader(root).read();
}

} // namespace continuo

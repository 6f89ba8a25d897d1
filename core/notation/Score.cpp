// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/notation/Score.h"

#include "core/notation/CellGrid.h"
#include "core/notation/MetricSplit.h"
#include "core/notation/VoiceSplit.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

namespace continuo {

namespace {

constexpr std::size_t kVoicesPerStaff = 4;
constexpr Pitch kMiddleC{60};
constexpr std::uint16_t kSmpte = 0x8000;

/// Half a tick of the file that the song came from: times on its grid may lie so far from ours.
Tick toleranceOf(const Song& song)
{
    const std::uint16_t division = song.layout.division;
    return division == 0 || (division & kSmpte) != 0 ? Tick(0) : kTicksPerQuarter / (2 * division);
}

bool isPlayedWithTwoHands(const Track& track)
{
    constexpr int kLastKeyboard = 7, kFirstOrgan = 16, kLastOrgan = 20, kHarp = 46;
    const int program = track.program.value_or(0);
    return !track.isDrums() && (program <= kLastKeyboard || (program >= kFirstOrgan && program <= kLastOrgan) || program == kHarp);
}

/// The music of a line in one measure, being put together.
class MeasureVoice {
public:
    MeasureVoice(const MeterMap& meters, Range<Tick> bar, bool hidesRests) : meters_(meters), bar_(bar), hidesRests_(hidesRests) {}

    /// Chords of the line that touch the bar, in order.
    std::vector<WrittenItem> write(std::span<const VoiceChord> chords)
    {
        findTuplets(chords);
        Tick at = bar_.begin;
        for (const VoiceChord& chord : chords) {
            const Range<Tick> inBar = chord.ticks.intersect(bar_);
            add({at, inBar.begin}, nullptr);
            add(inBar, &chord);
            at = inBar.end;
        }
        add({at, bar_.end}, nullptr);
        return std::move(items_);
    }

private:
    void findTuplets(std::span<const VoiceChord> chords)
    {
        std::map<Tick, std::vector<Tick>> times; // by cell
        for (const VoiceChord& chord : chords)
            for (const Tick at : {chord.ticks.begin, chord.ticks.end})
                if (bar_.contains(at)) {
                    const Cell cell = cellAt(meters_, at);
                    times[cell.ticks.begin].push_back(at - cell.ticks.begin);
                }
        for (const auto& [begin, offsets] : times) {
            const Cell cell = cellAt(meters_, begin);
            if (const TupletRatio ratio = tupletOf(cell.full, offsets); cell.isWhole() && ratio.isTuplet())
                tuplets_.push_back({cell.ticks, ratio, finestStep(cell.full, ratio)});
        }
    }

    /// A chord, or a rest when there is none, cut at the borders of tuplets.
    void add(Range<Tick> ticks, const VoiceChord* chord)
    {
        for (const Tuplet& tuplet : tuplets_) {
            if (!tuplet.ticks.overlaps(ticks))
                continue;
            addPlain({ticks.begin, tuplet.ticks.begin}, chord);
            addInTuplet(ticks.intersect(tuplet.ticks), tuplet, chord);
            ticks.begin = std::min(tuplet.ticks.end, ticks.end);
        }
        addPlain(ticks, chord);
    }

    void addPlain(Range<Tick> ticks, const VoiceChord* chord)
    {
        if (ticks.isEmpty())
            return;
        const Meter meter = meters_.meterAt(bar_.begin);
        for (const Range<Tick> piece : splitByMeter(meter, {ticks.begin - bar_.begin, ticks.end - bar_.begin})) {
            const Range<Tick> placed{piece.begin + bar_.begin, piece.end + bar_.begin};
            addItem(placed, noteValueOf(placed.end - placed.begin).value_or(NoteValue{}), chord).isHidden = hidesRests_ && chord == nullptr;
        }
    }

    struct Tuplet {
        Range<Tick> ticks;
        TupletRatio ratio;
        Tick step;       ///< of the finest times in it
    };

    void addInTuplet(Range<Tick> ticks, const Tuplet& tuplet, const VoiceChord* chord)
    {
        const bool isFirst = ticks.begin == tuplet.ticks.begin;
        for (Tick at = ticks.begin; at < ticks.end;) {
            Tick end = ticks.end; // the longest value that fits
            auto value = noteValueOf(end - at, tuplet.ratio);
            while (!value && end - at > tuplet.step) {
                end -= tuplet.step;
                value = noteValueOf(end - at, tuplet.ratio);
            }
            if (!value)
                end = ticks.end;
            WrittenItem& item = addItem({at, end}, value.value_or(NoteValue{}), chord);
            item.beginsTuplet = isFirst && at == ticks.begin;
            item.endsTuplet = end == tuplet.ticks.end;
            at = end;
        }
    }

    WrittenItem& addItem(Range<Tick> ticks, NoteValue value, const VoiceChord* chord)
    {
        WrittenItem item{.ticks = ticks, .value = value};
        if (chord != nullptr) {
            item.notes = chord->notes;
            item.tiedFromBefore = ticks.begin > chord->ticks.begin;
            item.tiedToNext = ticks.end < chord->ticks.end;
        }
        return items_.emplace_back(std::move(item));
    }

    const MeterMap& meters_;
    Range<Tick> bar_;
    bool hidesRests_;
    std::vector<Tuplet> tuplets_;
    std::vector<WrittenItem> items_;
};

/// Writes one track.
class PartWriter {
public:
    PartWriter(const Song& song, const Track& track, Score& score) : song_(song), track_(track), score_(score)
    {
        placeNotes();
    }

    /// Where the last note ends, as it is written.
    Tick end() const
    {
        Tick last;
        for (const PlacedNote& placed : placed_)
            last = std::max(last, placed.ticks.end);
        return last;
    }

    WrittenPart write(int lastBar)
    {
        WrittenPart part{.track = track_.id, .staves = {}, .measures = {}};
        makeStaves(part);
        std::vector<std::size_t> next(voices_.size());
        for (int number = 1; number <= lastBar; ++number) {
            WrittenMeasure measure{.ticks = song_.meters.bar(number), .voices = {}};
            for (std::size_t i = 0; i < voices_.size(); ++i)
                addVoice(measure, voices_[i], next[i]);
            part.measures.push_back(std::move(measure));
        }
        score_.lostLyrics += lyrics_.size();
        return part;
    }

private:
    struct Voice {
        VoiceLine line;
        int number = 1, staff = 1;
        bool leadsStaff = true;
    };

    void placeNotes()
    {
        const std::vector<Note> notes = notesInSongTime(track_);
        std::vector<Tick> times;
        for (const Note& note : notes) {
            times.push_back(note.start);
            times.push_back(note.end());
        }
        const Tick tolerance = toleranceOf(song_);
        const CellGrid grid(song_.meters, times, tolerance);
        for (const Note& note : notes) {
            Range<Tick> ticks{grid.nearest(note.start), grid.nearest(note.end())};
            if (ticks.isEmpty())
                ticks.end = ticks.begin + grid.stepAt(ticks.begin);
            const auto isFar = [&](Tick a, Tick b) { return a - b > tolerance || b - a > tolerance; };
            score_.movedNotes += isFar(ticks.begin, note.start) || isFar(ticks.end, note.end()) ? 1 : 0;
            placed_.push_back({ticks, {note.pitch, note.velocity}});
        }
        for (const TrackEvent& event : track_.events)
            if (event.isMeta(meta::kLyric))
                lyrics_[grid.nearest(event.at)] += event.payload;
    }

    void makeStaves(WrittenPart& part)
    {
        const auto isHigh = [](const PlacedNote& placed) { return placed.note.pitch >= kMiddleC; };
        const bool isSplit = isPlayedWithTwoHands(track_) && std::any_of(placed_.begin(), placed_.end(), isHigh)
                             && !std::all_of(placed_.begin(), placed_.end(), isHigh);
        if (!isSplit) {
            addStaves(part, placed_, clefFor(placed_));
            return;
        }
        std::vector<PlacedNote> high, low;
        std::partition_copy(placed_.begin(), placed_.end(), std::back_inserter(high), std::back_inserter(low), isHigh);
        addStaves(part, high, Clef::Treble);
        addStaves(part, low, Clef::Bass);
    }

    Clef clefFor(const std::vector<PlacedNote>& notes) const
    {
        if (track_.isDrums())
            return Clef::Percussion;
        double sum = 0;
        for (const PlacedNote& placed : notes)
            sum += placed.note.pitch.number;
        return sum < static_cast<double>(kMiddleC.number) * static_cast<double>(notes.size()) ? Clef::Bass : Clef::Treble;
    }

    void addStaves(WrittenPart& part, const std::vector<PlacedNote>& notes, Clef clef)
    {
        std::vector<VoiceLine> lines = voiceLines(notes);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (i % kVoicesPerStaff == 0)
                part.staves.push_back(clef);
            const auto staff = static_cast<int>(part.staves.size());
            const int number = static_cast<int>(i % kVoicesPerStaff) + 1 + (staff - 1) * static_cast<int>(kVoicesPerStaff);
            voices_.push_back({std::move(lines[i]), number, staff, i % kVoicesPerStaff == 0});
        }
    }

    /// `next` is the first chord of the voice that is not over yet.
    void addVoice(WrittenMeasure& measure, const Voice& voice, std::size_t& next)
    {
        const VoiceLine& line = voice.line;
        while (next < line.size() && line[next].ticks.end <= measure.ticks.begin)
            ++next;
        std::size_t last = next;
        while (last < line.size() && line[last].ticks.begin < measure.ticks.end)
            ++last;
        WrittenVoice written{voice.number, voice.staff, {}};
        if (last > next) {
            written.items = MeasureVoice(song_.meters, measure.ticks, !voice.leadsStaff).write({line.data() + next, last - next});
            addLyrics(written.items);
        } else if (voice.leadsStaff) {
            written.items.push_back({.ticks = measure.ticks, .value = {}, .fillsMeasure = true});
        } else {
            return;
        }
        measure.voices.push_back(std::move(written));
    }

    void addLyrics(std::vector<WrittenItem>& items)
    {
        for (WrittenItem& item : items) {
            const auto lyric = lyrics_.find(item.ticks.begin);
            if (lyric == lyrics_.end() || item.isRest() || item.tiedFromBefore)
                continue;
            item.lyric = std::move(lyric->second);
            lyrics_.erase(lyric);
        }
    }

    const Song& song_;
    const Track& track_;
    Score& score_;
    std::vector<PlacedNote> placed_;
    std::vector<Voice> voices_;
    std::map<Tick, std::string> lyrics_;
};

} // namespace

Score scoreOf(const Song& song)
{
    Score score;
    std::vector<PartWriter> writers;
    Tick end{1};
    for (const auto& track : song.tracks)
        if (track->noteCount() > 0)
            end = std::max(end, writers.emplace_back(song, *track, score).end());
    const int lastBar = song.meters.barAt(end - Tick(1));
    for (PartWriter& writer : writers)
        score.parts.push_back(writer.write(lastBar));
    return score;
}

} // namespace continuo

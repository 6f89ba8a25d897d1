// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Check.h"

#include <algorithm>
#include <array>
#include <functional>
#include <tuple>

namespace continuo {

namespace {

/// Everything of a note that can be heard or saved; ids and clips do not matter.
auto content(const Note& note)
{
    return std::tuple(note.start.value, note.length.value, note.pitch.number, note.velocity, note.releaseVelocity, note.muted);
}

/// Places and lengths, cut off at the end of the target.
auto rhythm(const Note& note, Tick end)
{
    return std::pair(note.start.value, std::min(note.end(), end).value);
}

std::vector<Note> ordered(std::vector<Note> notes)
{
    std::sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) { return content(a) < content(b); });
    return notes;
}

bool sameNotes(const std::vector<Note>& a, const std::vector<Note>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Note& x, const Note& y) { return content(x) == content(y); });
}

/// Both sorted: what is in `all` beyond `some`.
std::vector<Note> without(const std::vector<Note>& all, const std::vector<Note>& some)
{
    std::vector<Note> rest;
    std::set_difference(all.begin(), all.end(), some.begin(), some.end(), std::back_inserter(rest),
                        [](const Note& a, const Note& b) { return content(a) < content(b); });
    return rest;
}

std::vector<Note> notesStarting(const std::vector<Note>& notes, const std::function<bool(Tick)>& where)
{
    std::vector<Note> chosen;
    std::copy_if(notes.begin(), notes.end(), std::back_inserter(chosen), [&](const Note& note) { return where(note.start); });
    return chosen;
}

/// One track before and after; `before` is empty for a track that was added.
struct TrackChange {
    const Track* track = nullptr;       ///< as it is now
    bool isAdded = false;
    bool mayChange = false;
    std::vector<Note> before, after;    ///< ordered
};

class Checker {
public:
    Checker(const SuggestionRequest& request, const Song& changed)
        : request_(request), song_(request.song), changed_(changed),
          target_(song_.meters.bars(request.firstBar, request.lastBar))
    {
    }

    std::vector<CheckFinding> run()
    {
        checkFrame();
        if (!findings_.back().kept)
            return std::move(findings_); // tracks cannot be told apart
        collectChanges();
        checkNotesOutside();
        checkNotesInside();
        if (request_.lockScale && request_.key)
            checkPitches("scale kept", [mask = request_.key->scaleMask()](Pitch pitch) { return (mask >> pitch.pitchClass() & 1u) != 0; });
        if (request_.range)
            checkPitches("range kept", [range = *request_.range](Pitch pitch) { return pitch >= range.lowest && pitch <= range.highest; });
        if (request_.density)
            checkDensity(*request_.density);
        if (request_.polyphony)
            checkPolyphony(*request_.polyphony);
        if (request_.task == Task::Vary && request_.keepRhythm)
            checkRhythm();
        return std::move(findings_);
    }

private:
    void report(const char* name, std::string broken)
    {
        findings_.push_back({name, broken.empty(), std::move(broken)});
    }

    std::string place(const TrackChange& change, const Note& note) const
    {
        const BarPosition at = changed_.meters.position(note.start);
        return "'" + change.track->name + "': " + pitchName(note.pitch) + " at bar " + std::to_string(at.bar) + " beat " + std::to_string(at.beat);
    }

    /// Everything but notes.
    void checkFrame()
    {
        std::string broken;
        if (!(changed_.tempo == song_.tempo))
            broken = "the tempo changed";
        else if (!(changed_.meters == song_.meters))
            broken = "the meter changed";
        else if (changed_.keys != song_.keys)
            broken = "the key changed";
        else if (changed_.conductor != song_.conductor)
            broken = "texts or markers changed";
        else if (changed_.tracks.size() < song_.tracks.size())
            broken = "a track is gone";
        for (std::size_t i = 0; broken.empty() && i < song_.tracks.size(); ++i) {
            const Track& before = *song_.tracks[i];
            const Track& after = *changed_.tracks[i];
            const auto frame = [](const Track& track) {
                return std::tie(track.id, track.name, track.channel, track.program, track.bankMsb, track.bankLsb, track.events, track.fileTrack);
            };
            if (frame(before) != frame(after))
                broken = "'" + before.name + "': something other than its notes changed";
        }
        if (broken.empty() && request_.task != Task::Harmonize && changed_.tracks.size() > song_.tracks.size())
            broken = "a track was added";
        report("everything but notes untouched", std::move(broken));
    }

    bool mayChange(const Track& track) const
    {
        if (request_.task == Task::Harmonize)
            return false;
        if (request_.tracks.empty())
            return track.noteCount() > 0;
        return std::find(request_.tracks.begin(), request_.tracks.end(), track.id) != request_.tracks.end();
    }

    void collectChanges()
    {
        for (std::size_t i = 0; i < changed_.tracks.size(); ++i) {
            const Track* before = i < song_.tracks.size() ? song_.tracks[i].get() : nullptr;
            TrackChange change{changed_.tracks[i].get(), before == nullptr, before && mayChange(*before), {}, {}};
            if (before)
                change.before = ordered(notesInSongTime(*before));
            change.after = ordered(notesInSongTime(*change.track));
            changes_.push_back(std::move(change));
        }
    }

    void checkNotesOutside()
    {
        std::string broken;
        for (const TrackChange& change : changes_) {
            const auto outside = [&](Tick start) { return change.isAdded || !change.mayChange || !target_.contains(start); };
            const auto before = notesStarting(change.before, outside);
            const auto after = change.isAdded ? std::vector<Note>{} : notesStarting(change.after, outside);
            if (sameNotes(before, after))
                continue;
            const auto lost = without(before, after);
            const auto gained = without(after, before);
            broken = place(change, lost.empty() ? gained.front() : lost.front()) + (lost.empty() ? " is new" : " is gone");
            break;
        }
        report("notes outside untouched", std::move(broken));
    }

    /// The notes that the result has in the target of a track that it may write.
    std::vector<Note> written(const TrackChange& change) const
    {
        if (change.isAdded)
            return change.after;
        if (!change.mayChange)
            return {};
        return notesStarting(change.after, [&](Tick start) { return target_.contains(start); });
    }

    void checkNotesInside()
    {
        std::string broken;
        for (const TrackChange& change : changes_)
            for (const Note& note : written(change)) {
                if (note.length < Tick(1) || note.velocity < 1 || note.velocity > 127 || note.pitch.number > 127)
                    broken = place(change, note) + " is no valid note";
                else if (note.start < target_.begin || note.end() > target_.end)
                    broken = place(change, note) + " does not lie in the bars asked for";
            }
        report("new notes inside the bars", std::move(broken));
    }

    void checkPitches(const char* name, const std::function<bool(Pitch)>& allowed)
    {
        std::string broken;
        for (const TrackChange& change : changes_)
            if (!change.track->isDrums())
                for (const Note& note : written(change))
                    if (!allowed(note.pitch))
                        broken = place(change, note);
        report(name, std::move(broken));
    }

    void checkDensity(DensityRange allowed)
    {
        std::string broken;
        const double quarters = static_cast<double>((target_.end - target_.begin).value) / static_cast<double>(kTicksPerQuarter.value);
        for (const TrackChange& change : changes_) {
            if (!change.isAdded && !change.mayChange)
                continue;
            const auto count = static_cast<double>(written(change).size());
            if (count < allowed.lowest * quarters || count > allowed.highest * quarters)
                broken = "'" + change.track->name + "' has " + std::to_string(static_cast<int>(count)) + " notes";
        }
        report("density kept", std::move(broken));
    }

    void checkPolyphony(int most)
    {
        std::string broken;
        for (const TrackChange& change : changes_) {
            // A new note meets what sounds at its start: other new notes, and old ones that ring in.
            for (const Note& note : written(change)) {
                const auto sounding = std::count_if(change.after.begin(), change.after.end(), [&](const Note& other) {
                    return other.start <= note.start && other.end() > note.start;
                });
                if (sounding > most)
                    broken = place(change, note) + " is one of " + std::to_string(sounding);
            }
        }
        report("polyphony kept", std::move(broken));
    }

    void checkRhythm()
    {
        std::string broken;
        for (const TrackChange& change : changes_) {
            if (!change.mayChange)
                continue;
            const auto rhythms = [&](const std::vector<Note>& notes) {
                std::vector<std::pair<std::int64_t, std::int64_t>> places;
                for (const Note& note : notes)
                    if (target_.contains(note.start))
                        places.push_back(rhythm(note, target_.end));
                std::sort(places.begin(), places.end());
                return places;
            };
            if (rhythms(change.before) != rhythms(change.after))
                broken = "'" + change.track->name + "' has another rhythm";
        }
        report("rhythm kept", std::move(broken));
    }

    const SuggestionRequest& request_;
    const Song& song_;
    const Song& changed_;
    Range<Tick> target_;
    std::vector<TrackChange> changes_;
    std::vector<CheckFinding> findings_;
};

} // namespace

std::vector<CheckFinding> checkResult(const SuggestionRequest& request, const Song& changed)
{
    return Checker(request, changed).run();
}

} // namespace continuo

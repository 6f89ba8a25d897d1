// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/Asking.h"

#include "core/assist/WishText.h"
#include "ui/assist/SuggestionTarget.h"

#include <QObject>
#include <QStringList>

#include <algorithm>

namespace continuo::ui {

namespace {

Error sentence(const QString& text)
{
    return {ErrorCode::Usage, text.toStdString()};
}

/// "The range needs two pitches ...": the end of the sentence is the parser's.
Error unread(const QString& wish, const Error& error)
{
    return sentence(QObject::tr("%1 %2.").arg(wish, QString::fromStdString(error.message)));
}

bool hasNotes(const Song& song, TrackId track)
{
    const Track* found = song.findTrack(track);
    return found != nullptr && found->noteCount() > 0;
}

/// The track that is the melody for what the active track is to accompany.
TrackId firstMelody(const Song& song)
{
    const auto found = std::ranges::find_if(song.tracks, [](const auto& track) { return track->noteCount() > 0 && !track->isDrums(); });
    return found == song.tracks.end() ? TrackId() : (*found)->id;
}

Result<void> readTexts(const SuggestionSettings& settings, SuggestionRequest& request)
{
    if (!settings.key.empty())
        request.key = parseKey(settings.key);
    if (!settings.range.empty()) {
        const auto range = parsePitchRange(settings.range);
        if (!range)
            return unread(QObject::tr("The range"), range.error());
        request.range = *range;
    }
    if (!settings.density.empty()) {
        const auto density = parseDensity(settings.density);
        if (!density)
            return unread(QObject::tr("The density"), density.error());
        request.density = *density;
    }
    if (!settings.grid.empty()) {
        const auto grid = parseGrid(settings.grid);
        if (!grid)
            return unread(QObject::tr("The grid"), grid.error());
        request.grid = *grid;
    }
    if (!settings.chords.empty()) {
        const auto chords = parseChordList(settings.chords);
        if (!chords)
            return unread(QObject::tr("The chord line"), chords.error());
        request.chords = placeChords(*chords, request.song.meters, request.firstBar, request.lastBar);
        request.chordTones = settings.chordTones;
    }
    return {};
}

void lockPinned(SuggestionRequest& request)
{
    const Range<Tick> target = request.song.meters.bars(request.firstBar, request.lastBar);
    for (const auto& track : request.song.tracks) {
        const bool isWritten = request.tracks.empty() ? request.task != Task::Harmonize
                                                      : std::ranges::find(request.tracks, track->id) != request.tracks.end();
        if (isWritten)
            for (const Note& note : notesInSongTime(*track))
                if (note.pinned && target.contains(note.start))
                    request.lockedNotes.push_back(note.id);
    }
}

void chooseTracks(Ask ask, const SuggestionSettings& settings, const AskingPlace& place, SuggestionRequest& request)
{
    for (const TrackId track : settings.tracks)
        if (place.song.findTrack(track) != nullptr)
            request.tracks.push_back(track);
    if (request.task != Task::Harmonize)
        return;
    request.harmonizeAs = ask == Ask::Accompany ? HarmonizeAs::Piano : settings.harmonizeAs;
    request.melody = place.activeTrack;
    const bool writesActive = place.song.findTrack(place.activeTrack) != nullptr && !hasNotes(place.song, place.activeTrack);
    if (writesActive) {
        request.melody = firstMelody(place.song);
        if (request.tracks.empty())
            request.tracks = {place.activeTrack};
    }
    std::erase(request.tracks, *request.melody);
}

} // namespace

Result<SuggestionRequest> requestFor(Ask ask, const SuggestionSettings& settings, const AskingPlace& place)
{
    const Song& song = place.song;
    if (song.noteCount() == 0)
        return sentence(QObject::tr("There are no notes yet: draw a phrase or open a song first."));
    const auto target = suggestionTarget(song, place.selection, place.loop, ask, settings.bars);
    if (!target)
        return sentence(QObject::tr("Select notes or draw a loop in the ruler first: its bars are what will be written."));

    SuggestionRequest request;
    const bool isHarmony = ask == Ask::Harmonize || ask == Ask::Accompany;
    request.task = isHarmony ? Task::Harmonize : ask == Ask::Vary ? Task::Vary : ask == Ask::Infill ? Task::Infill : Task::Continue;
    request.song = song;
    request.firstBar = target->first;
    request.lastBar = target->last;
    request.closeness = settings.closeness;
    request.keep = ask == Ask::Vary ? settings.keep : Keep{};
    request.sampling = {settings.temperature, settings.topK, settings.topP, settings.greedy, settings.seed};
    request.candidates = settings.candidates;
    request.drafts = settings.drafts;
    request.styles = settings.styles;
    request.lockScale = settings.lockScale;
    request.polyphony = settings.polyphony;
    request.span = settings.span;
    request.voiceLeading = settings.voiceLeading;
    request.character = settings.character;
    chooseTracks(ask, settings, place, request);
    if (const Result<void> read = readTexts(settings, request); !read)
        return read.error();
    lockPinned(request);
    return request;
}

QString askName(Ask ask)
{
    switch (ask) {
    case Ask::Continue: return QObject::tr("Continue");
    case Ask::Harmonize: return QObject::tr("Harmonize");
    case Ask::Vary: return QObject::tr("Vary");
    case Ask::Infill: return QObject::tr("Infill");
    case Ask::Accompany: return QObject::tr("Accompany");
    }
    return {};
}

const char* resultName(Ask ask)
{
    switch (ask) {
    case Ask::Continue: return "continuation";
    case Ask::Harmonize: return "harmony";
    case Ask::Vary: return "variation";
    case Ask::Infill: return "infill";
    case Ask::Accompany: return "accompaniment";
    }
    return "suggestion";
}

QString aboutSentence(Ask ask, const SuggestionRequest& request)
{
    const auto nameOf = [&](TrackId id) {
        const Track* track = request.song.findTrack(id);
        return track == nullptr || track->name.empty() ? QObject::tr("a track") : QString::fromStdString(track->name);
    };
    QStringList written;
    for (const TrackId track : request.tracks)
        written << nameOf(track);
    const QString bars = request.firstBar == request.lastBar
        ? QObject::tr("bar %1").arg(request.firstBar)
        : QObject::tr("bars %1 to %2").arg(request.firstBar).arg(request.lastBar);
    QString where = written.isEmpty() ? QObject::tr("all tracks with notes") : written.join(QStringLiteral(", "));
    if (request.task == Task::Harmonize)
        where = QObject::tr("%1, into %2").arg(nameOf(request.melody.value_or(TrackId())),
                                                written.isEmpty() ? QObject::tr("new tracks") : where);
    const auto pinnedCount = static_cast<int>(request.lockedNotes.size());
    const QString pinned = pinnedCount == 0 ? QString() : QObject::tr("; %n pinned note(s) kept", nullptr, pinnedCount);
    return QObject::tr("%1: %2 of %3%4.").arg(askName(ask), bars, where, pinned);
}

} // namespace continuo::ui

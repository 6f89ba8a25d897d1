// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionAreas.h"

#include "core/edit/SongEdits.h"
#include "core/edit/TrackEdits.h"
#include "ui/Desk.h"
#include "ui/actions/AskFor.h"
#include "ui/actions/Questions.h"

#include <vector>

namespace continuo::ui {

namespace {

bool hasTracks(const Desk& desk) { return desk.document.song().tracks.size() > 1; }

void addEmptyTrack(Desk& desk)
{
    const Song& song = desk.document.song();
    Track track;
    track.id = desk.document.newTrackId();
    const auto count = static_cast<int>(song.tracks.size());
    track.name = "Track " + std::to_string(count + 1);
    track.channel = count % 16 < kDrumChannel ? count % 16 : (count + 1) % 16;
    track.program = 0;
    track.colour = count;
    const TrackId id = track.id;
    desk.document.commit(addTrack(std::move(track)));
    desk.state.setActiveTrack(id);
}

bool isTrackMuted(const Desk& desk) { return hasTrack(desk) && desk.document.song().findTrack(desk.state.activeTrack())->muted; }
bool isTrackSolo(const Desk& desk) { return hasTrack(desk) && desk.document.song().findTrack(desk.state.activeTrack())->solo; }

void toggleTrackMuted(Desk& desk)
{
    const TrackId track = desk.state.activeTrack();
    desk.document.commit(isTrackMuted(desk) ? unmuteTrack(track) : muteTrack(track));
}

void toggleTrackSolo(Desk& desk)
{
    const TrackId track = desk.state.activeTrack();
    desk.document.commit(isTrackSolo(desk) ? unsoloTrack(track) : soloTrack(track));
}

void copyTrack(Desk& desk)
{
    const TrackId id = desk.state.activeTrack();
    std::vector<std::uint64_t> ids(idsForDuplicate(*desk.document.song().findTrack(id)));
    for (std::uint64_t& each : ids)
        each = desk.document.newNoteId().value;
    const TrackId copy(ids.front());
    desk.document.commit(duplicateTrack(id, std::move(ids)));
    desk.state.setActiveTrack(copy);
}

void stepTrack(Desk& desk, int by)
{
    const auto& tracks = desk.document.song().tracks;
    const auto count = static_cast<int>(tracks.size());
    if (count == 0)
        return;
    const int index = (desk.document.song().trackIndex(desk.state.activeTrack()) + by + count) % count;
    desk.state.setActiveTrack(tracks[static_cast<std::size_t>(index)]->id);
}

using C = Command;
using I = IconName;
constexpr Scope kWindow = Scope::Window;

constexpr ActionRow kRows[] = {
    {C::AddTrack, "&Add track", "Ctrl+T", kWindow, I::Add, nullptr, addEmptyTrack, nullptr},
    {C::TrackSettings, "Track s&ettings …", "Ctrl+Shift+T", kWindow, I::None, hasTrack, askFor<C::TrackSettings>, nullptr},
    {C::DuplicateTrack, "&Duplicate track", "", kWindow, I::None, hasTrack, copyTrack, nullptr},
    {C::MoveTrackUp, "Move track &up", "", kWindow, I::None, hasTracks,
     [](Desk& d) { d.document.commit(moveTrack(d.state.activeTrack(), -1)); }, nullptr},
    {C::MoveTrackDown, "Move track do&wn", "", kWindow, I::None, hasTracks,
     [](Desk& d) { d.document.commit(moveTrack(d.state.activeTrack(), 1)); }, nullptr},
    {C::RemoveTrack, "&Remove track", "", kWindow, I::None, hasTrack,
     [](Desk& d) { d.document.commit(removeTrack(d.state.activeTrack())); }, nullptr},
    {C::NextTrack, "&Next track", "Ctrl+PgDown", kWindow, I::None, hasTracks, [](Desk& d) { stepTrack(d, 1); }, nullptr},
    {C::PreviousTrack, "&Previous track", "Ctrl+PgUp", kWindow, I::None, hasTracks, [](Desk& d) { stepTrack(d, -1); }, nullptr},
    {C::MuteTrack, "&Mute track", "M", kWindow, I::None, hasTrack, toggleTrackMuted, isTrackMuted},
    {C::SoloTrack, "&Solo track", "N", kWindow, I::None, hasTrack, toggleTrackSolo, isTrackSolo},
};

} // namespace

std::span<const ActionRow> trackActions()
{
    return kRows;
}

} // namespace continuo::ui

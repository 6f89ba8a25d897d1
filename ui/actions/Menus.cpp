// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/ActionTable.h"

namespace continuo::ui {

using C = Command;

std::span<const MenuRow> menuTable()
{
    static const std::vector<MenuRow> menus{
        {"&File", {{C::New, C::Open}, {C::Save, C::SaveAs}, {C::ExportMidi, C::ExportAudio, C::ExportLoop, C::StopExport, C::CopyAsFile}, {C::FileReport}, {C::Quit}}},
        {"&Edit",
         {{C::Undo, C::Redo}, {C::Cut, C::Copy, C::Paste, C::Duplicate, C::Erase},
          {C::SelectAll, C::InvertSelection, C::SelectSamePitch, C::SelectPitches, C::SelectOutsideKey, C::Leave}}},
        {"&Edit/&Bars", {{C::InsertBars, C::RepeatBars, C::RemoveBars}}},
        {"&Edit/&Tool", {{C::SelectTool, C::PencilTool, C::EraseTool, C::SplitTool}, {C::OtherTool, C::CaretMode}, {C::DoubleClick, C::RightErases}}},
        {"&Edit/&Grid", {{C::Snap, C::MoveOntoLines}, {C::FinerGrid, C::CoarserGrid, C::AdaptiveGrid},
                         {C::TripletGrid, C::DottedGrid, C::QuintupletGrid}}},
        {"&Notes",
         {{C::Quantize, C::QuantizeWith, C::Legato, C::Glue, C::Split, C::Reverse, C::Invert, C::MirrorPitches, C::MuteNotes},
          {C::HumanizeWith, C::StrumWith, C::StretchWith, C::AddChord}}},
        {"&Notes/&Pitch", {{C::SemitoneUp, C::SemitoneDown, C::ScaleUp, C::ScaleDown, C::OctaveUp, C::OctaveDown},
          {C::TransposeBy, C::InvertAround, C::TransposeSong}}},
        {"&Notes/&Time", {{C::Earlier, C::Later, C::EarlierFinely, C::LaterFinely}}},
        {"&Notes/&Length",
         {{C::Longer, C::Shorter},
          {C::WholeNotes, C::HalfNotes, C::QuarterNotes, C::EighthNotes, C::Notes16, C::Notes32, C::Notes64, C::Dotted}}},
        {"&Notes/&Velocity", {{C::Louder, C::Softer, C::MuchLouder, C::MuchSofter}, {C::SetVelocity, C::RampVelocity}}},
        {"&Track", {{C::AddTrack, C::TrackSettings, C::DuplicateTrack, C::RemoveTrack}, {C::MoveTrackUp, C::MoveTrackDown}, {C::NextTrack, C::PreviousTrack}, {C::MuteTrack, C::SoloTrack}, {C::ChooseInstrument}}},
        {"&Play",
         {{C::Play, C::PlayFromLoop, C::ToStart, C::NextBar, C::PreviousBar}, {C::Loop, C::LoopSelection}, {C::Metronome, C::TypingPiano}, {C::Silence}, {C::SoundSettings}}},
        {"&Play/Chan&ges", {{C::SetTempoAt, C::SetMeterAt, C::SetKeyAt, C::SetMarkerAt}, {C::SetPickUp, C::RemoveChangesAt}, {C::AdoptKey}}},
        {"&Play/&Speed", {{C::TapTempo}, {C::Slower, C::Faster}, {C::NormalSpeed}}},
        {"&Record", {{C::Record, C::KeepPlayed, C::StepInput}, {C::CountIn, C::ReplaceRecorded, C::QuantizeRecorded}}},
        {"&Suggest",
         {{C::Continue, C::Harmonize, C::Vary, C::Infill, C::Accompany}, {C::PinNotes},
          {C::Accept, C::AcceptPart, C::Reject, C::Again, C::BringBack}, {C::Differences, C::Why},
          {C::NextCandidate, C::PreviousCandidate, C::NextPart, C::PreviousPart}, {C::ChooseModel, C::TeachSongs}}},
        {"&Suggest/Can&didate",
         {{C::Candidate1, C::Candidate2, C::Candidate3, C::Candidate4, C::Candidate5, C::Candidate6, C::Candidate7,
           C::Candidate8}}},
        {"&View",
         {{C::ZoomIn, C::ZoomOut, C::ZoomSelection, C::ZoomAll}, {C::OtherTracks, C::FollowPlayhead}, {C::FoldToUsed, C::FoldToScale}, {C::ThemeSystem, C::ThemeLight, C::ThemeDark, C::ThemeContrast}}},
        {"&View/N&otes",
         {{C::LabelPitches, C::LabelDegrees, C::LabelSolfege, C::MiddleC3}, {C::ColourDegrees}}},
        {"&Help", {{C::Palette, C::Keys}, {C::DemoSong, C::Tips}, {C::About}}},
    };
    return menus;
}

std::vector<Command> menuCommands()
{
    std::vector<Command> commands;
    for (const MenuRow& row : menuTable())
        for (const auto& group : row.groups)
            commands.insert(commands.end(), group.begin(), group.end());
    return commands;
}

} // namespace continuo::ui

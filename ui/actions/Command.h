// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace continuo::ui {

Q_NAMESPACE

/// Every command of the window. The names are kept with shortcuts that the user chose.
enum class Command {
    New, Open, Save, SaveAs, ExportMidi, ExportAudio, ExportLoop, StopExport, CopyAsFile, FileReport, Quit,
    Undo, Redo, Cut, Copy, Paste, Duplicate, Erase, SelectAll, InvertSelection, SelectSamePitch, SelectOutsideKey, Leave,
    SemitoneUp, SemitoneDown, ScaleUp, ScaleDown, OctaveUp, OctaveDown, Earlier, Later, EarlierFinely, LaterFinely, Longer,
    Shorter, WholeNotes, HalfNotes, QuarterNotes, EighthNotes, Notes16, Notes32, Notes64, Dotted, Louder, Softer, MuchLouder,
    MuchSofter, Quantize, Legato, Glue, Split, Reverse, Invert, MirrorPitches, MuteNotes,
    QuantizeWith, HumanizeWith, StrumWith, StretchWith, TransposeBy, InvertAround, SetVelocity, RampVelocity, AddChord, TransposeSong,
    SelectPitches, SetTempoAt, SetMeterAt, SetKeyAt, SetMarkerAt, SetPickUp, RemoveChangesAt, InsertBars, RepeatBars,
    RemoveBars, DuplicateTrack, MoveTrackUp,
    MoveTrackDown, RemoveTrack, OtherTracks,
    CaretMode, DoubleClick, SelectTool, PencilTool, EraseTool, SplitTool, OtherTool, FinerGrid, CoarserGrid, TripletGrid, DottedGrid,
    QuintupletGrid, AdaptiveGrid, Snap, MoveOntoLines, RightErases, FollowPlayhead, FoldToUsed, FoldToScale, LabelPitches,
    LabelDegrees, LabelSolfege, ColourDegrees, MiddleC3, AdoptKey,
    AddTrack, TrackSettings, NextTrack, PreviousTrack, MuteTrack, SoloTrack,
    Play, PlayFromLoop, ToStart, NextBar, PreviousBar, Loop, LoopSelection, Silence,
    Record, KeepPlayed, StepInput, ReplaceRecorded, QuantizeRecorded, CountIn, Metronome, TapTempo, Slower, Faster, NormalSpeed,
    TypingPiano, ChooseInstrument, SoundSettings,
    Continue, Harmonize, Vary, Infill, Accompany, PinNotes, Accept, AcceptPart, NextPart, PreviousPart, Reject, Again, BringBack,
    Differences, Why, ChooseModel, TeachSongs, NextCandidate, PreviousCandidate,
    Candidate1, Candidate2, Candidate3, Candidate4, Candidate5, Candidate6, Candidate7, Candidate8,
    Palette, Keys, Tips, DemoSong, ZoomIn, ZoomOut, ZoomSelection, ZoomAll, ThemeSystem, ThemeLight, ThemeDark, ThemeContrast, About,
};
Q_ENUM_NS(Command)

} // namespace continuo::ui

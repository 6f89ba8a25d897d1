// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/Operation.h"

#include "ui/PitchText.h"
#include "ui/operations/BarOperations.h"
#include "ui/operations/TimeOperations.h"
#include "ui/operations/TrackOperations.h"

#include "core/edit/ChordEdits.h"
#include "core/edit/FeelEdits.h"
#include "core/edit/NoteEdits.h"
#include "core/edit/PitchEdits.h"
#include "core/edit/TimingEdits.h"
#include "core/edit/VelocityEdits.h"

#include <QObject>

#include <algorithm>
#include <iterator>
#include <cmath>

namespace continuo::ui {

namespace {

using Kind = Parameter::Kind;

constexpr const char* kTimeUnit = "of 960 in a quarter";

const QString kRollGrid = QStringLiteral("As in the roll");

QStringList gridNames()
{
    QStringList names{kRollGrid};
    for (const SnapGrid& grid : commonSnapGrids())
        if (!grid.isOff())
            names << QString::fromStdString(grid.name());
    return names;
}

const QStringList& quantizedEnds()
{
    static const QStringList ends{QStringLiteral("Starts"), QStringLiteral("Starts and ends"), QStringLiteral("Ends only")};
    return ends;
}

const QStringList& strumDirections()
{
    static const QStringList directions{QStringLiteral("Lowest first"), QStringLiteral("Highest first")};
    return directions;
}

const QStringList& transposeUnits()
{
    static const QStringList units{QStringLiteral("Semitones"), QStringLiteral("Scale steps"), QStringLiteral("Octaves")};
    return units;
}

struct NamedLength {
    QString name;
    int fraction; ///< of a whole note; 0 for the length drawn last
};

const std::vector<NamedLength>& chordLengths()
{
    static const std::vector<NamedLength> lengths{{QStringLiteral("As drawn last"), 0}, {QStringLiteral("Whole"), 1},
                                                  {QStringLiteral("Half"), 2},          {QStringLiteral("Quarter"), 4},
                                                  {QStringLiteral("Eighth"), 8}};
    return lengths;
}

QStringList chordLengthNames()
{
    QStringList names;
    for (const NamedLength& length : chordLengths())
        names << length.name;
    return names;
}

/// A time typed in 960ths of a quarter.
Tick timeOf(double typed)
{
    return Tick(std::llround(typed * static_cast<double>(kTicksPerQuarter.value) / 960.0));
}

std::vector<NoteRef> selected(const OperationPlace& place)
{
    return place.state.selection().notes();
}

QString pitchObjection(const QString& typed)
{
    return pitchOfText(typed) ? QString() : QObject::tr("A pitch is written C4, F#3, Bb2 or 0 to 127.");
}

QString chordObjection(const QString& typed)
{
    const auto chord = parseChord(typed.toStdString());
    return chord && chord->bass ? QString() : QObject::tr("A chord is written C, Am7, F#dim or Am7/E.");
}

Edit quantize(const OperationPlace& place, const Values& values)
{
    Quantization how;
    how.grid = snapGridNamed(values.text("grid").toStdString()).value_or(place.state.grid());
    how.strength = values.number("strength") / 100.0;
    how.swing = values.number("swing") / 100.0;
    how.ends = static_cast<Quantization::Ends>(quantizedEnds().indexOf(values.text("ends")));
    how.beyond = timeOf(values.number("beyond"));
    return quantizeNotes(selected(place), how);
}

Edit humanize(const OperationPlace& place, const Values& values)
{
    return humanizeNotes(selected(place), {timeOf(values.number("time")), values.whole("velocity"),
                                           static_cast<std::uint64_t>(values.whole("seed"))});
}

Edit strum(const OperationPlace& place, const Values& values)
{
    return strumNotes(selected(place), {timeOf(values.number("step")),
                                        static_cast<Strum::Direction>(strumDirections().indexOf(values.text("direction")))});
}

Edit stretch(const OperationPlace& place, const Values& values)
{
    return stretchNotes(selected(place), values.number("length") / 100.0);
}

Edit transpose(const OperationPlace& place, const Values& values)
{
    const int by = values.whole("by");
    switch (transposeUnits().indexOf(values.text("unit"))) {
    case 1: return transposeInScale(selected(place), by);
    case 2: return transposeNotes(selected(place), by * 12);
    default: return transposeNotes(selected(place), by);
    }
}

Edit transposeAll(const OperationPlace&, const Values& values)
{
    return transposeSong(values.whole("by"));
}

Edit invertAround(const OperationPlace& place, const Values& values)
{
    return invertPitches(selected(place), *pitchOfText(values.text("axis")));
}

Edit setVelocity(const OperationPlace& place, const Values& values)
{
    return continuo::setVelocity(selected(place), values.whole("velocity"));
}

Edit rampVelocity(const OperationPlace& place, const Values& values)
{
    return continuo::rampVelocity(selected(place), values.whole("from"), values.whole("to"));
}

Edit stampChord(const OperationPlace& place, const Values& values)
{
    const Chord chord = *parseChord(values.text("chord").toStdString());
    ChordStamp stamp{place.state.activeTrack(), place.at, place.state.lastLength(), place.state.lastVelocity(),
                     Pitch(12 * (values.whole("octave") + 1))};
    for (const NamedLength& length : chordLengths())
        if (length.fraction != 0 && length.name == values.text("length"))
            stamp.length = kTicksPerQuarter * 4 / length.fraction;
    std::vector<NoteId> ids(chordPitches(chord, stamp.lowest).size());
    std::ranges::generate(ids, [&place] { return place.document.newNoteId(); });
    return addChord(chord, stamp, std::move(ids));
}

Selection pitchesBetween(const OperationPlace& place, const Values& values)
{
    const TrackId track = place.state.activeTrack();
    const Pitch a = *pitchOfText(values.text("from")), b = *pitchOfText(values.text("to"));
    return notesWhere(place.document.song(), std::span(&track, 1), [a, b](const Note& note) {
        return std::min(a, b) <= note.pitch && note.pitch <= std::max(a, b);
    });
}

} // namespace

std::span<const Operation> operationTable()
{
    static const std::vector<Operation> operations = [] {
        std::vector<Operation> all{
        {Command::QuantizeWith, "Quantize", "Draws notes towards the lines of a grid.",
         {{"grid", "Grid", Kind::Choice, kRollGrid, 0, 0, "", gridNames()},
          {"strength", "Strength", Kind::Decimal, QStringLiteral("100"), 0, 100, "%"},
          {"swing", "Swing", Kind::Decimal, QStringLiteral("50"), 50, 75, "%"},
          {"ends", "What", Kind::Choice, quantizedEnds().front(), 0, 0, "", quantizedEnds()},
          {"beyond", "Only what is off by more than", Kind::Decimal, QStringLiteral("0"), 0, 960, kTimeUnit}},
         quantize},
        {Command::HumanizeWith, "Humanize", "Moves each note a little; the same seed moves it the same way.",
         {{"time", "Time", Kind::Decimal, QStringLiteral("20"), 0, 240, kTimeUnit},
          {"velocity", "Velocity", Kind::Whole, QStringLiteral("8"), 0, 64},
          {"seed", "Seed", Kind::Whole, QStringLiteral("1"), 1, 999'999}},
         humanize},
        {Command::StrumWith, "Strum", "Notes that start together come one after the other.",
         {{"step", "Between notes", Kind::Decimal, QStringLiteral("40"), 0, 480, kTimeUnit},
          {"direction", "Direction", Kind::Choice, strumDirections().front(), 0, 0, "", strumDirections()}},
         strum},
        {Command::StretchWith, "Stretch", "Makes the notes and what lies between them longer or shorter.",
         {{"length", "New length", Kind::Decimal, QStringLiteral("200"), 1, 1000, "%"}},
         stretch},
        {Command::TransposeBy, "Transpose", "Moves all notes up or down, or none when one would leave the range.",
         {{"by", "By", Kind::Whole, QStringLiteral("1"), -127, 127},
          {"unit", "Unit", Kind::Choice, transposeUnits().front(), 0, 0, "", transposeUnits()}},
         transpose},
        {Command::TransposeSong, "Transpose the song", "All tracks but drums, and the keys; nothing when a note would leave the range.",
         {{"by", "By", Kind::Whole, QStringLiteral("2"), -48, 48, "semitones"}},
         transposeAll, nullptr, nullptr, false},
        {Command::InvertAround, "Invert", "Turns the notes upside down around a pitch.",
         {{"axis", "Around", Kind::Text, QStringLiteral("C4"), 0, 0, "", {}, pitchObjection}},
         invertAround},
        {Command::SetVelocity, "Set velocity", "How hard the notes are struck.",
         {{"velocity", "Velocity", Kind::Whole, QStringLiteral("80"), 1, 127}},
         setVelocity},
        {Command::RampVelocity, "Ramp velocity", "From one velocity at the first note to another at the last.",
         {{"from", "From", Kind::Whole, QStringLiteral("50"), 1, 127}, {"to", "To", Kind::Whole, QStringLiteral("100"), 1, 127}},
         rampVelocity},
        {Command::AddChord, "Add chord", "Puts the chord at the caret, or else at the playhead.",
         {{"chord", "Chord", Kind::Text, QStringLiteral("Am7/E"), 0, 0, "", {}, chordObjection},
          {"length", "Length", Kind::Choice, chordLengths().front().name, 0, 0, "", chordLengthNames()},
          {"octave", "From octave", Kind::Whole, QStringLiteral("3"), 0, 7}},
         stampChord},
        {Command::SelectPitches, "Select pitches", "Selects the notes of the track between two pitches.",
         {{"from", "From", Kind::Text, QStringLiteral("C4"), 0, 0, "", {}, pitchObjection},
          {"to", "To", Kind::Text, QStringLiteral("C4"), 0, 0, "", {}, pitchObjection}},
         nullptr, pitchesBetween},
        };
        std::ranges::move(timeOperations(), std::back_inserter(all));
        std::ranges::move(barOperations(), std::back_inserter(all));
        std::ranges::move(trackOperations(), std::back_inserter(all));
        return all;
    }();
    return operations;
}

const Operation& operationOf(Command command)
{
    return *std::ranges::find(operationTable(), command, &Operation::command);
}

} // namespace continuo::ui

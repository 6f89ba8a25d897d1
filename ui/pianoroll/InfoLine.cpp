// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/InfoLine.h"

#include "core/edit/NoteEdits.h"
#include "core/edit/Overlaps.h"
#include "core/edit/SongEdits.h"
#include "core/edit/VelocityEdits.h"
#include "ui/EditSentence.h"
#include "ui/PitchText.h"
#include "ui/pianoroll/NoteNumbers.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace continuo::ui {

namespace {

struct FieldRow {
    const char* name;
    const char* tip;
    int width;
};

constexpr std::array<FieldRow, 6> kRows{{{"Start", "Bar, beat and 960ths of a quarter, such as 3.2.480", 84},
                                         {"End", "Bar, beat and 960ths of a quarter, such as 3.2.480", 84},
                                         {"Length", "In quarter notes, such as 1.5", 78},
                                         {"Pitch", "A name such as F#3, or a number from 0 to 127", 52},
                                         {"Velocity", "From 1 to 127", 44},
                                         {"Channel", "Of the whole track, from 1 to 16", 36}}};

} // namespace

InfoLine::InfoLine(DocumentBridge& bridge, EditorState& state, QWidget* parent)
    : QWidget(parent), row_(new QWidget(this)), bridge_(bridge), state_(state), reason_(new QLabel(row_))
{
    setObjectName(QStringLiteral("infoLine"));
    auto* row = new QHBoxLayout(row_);
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(4);
    for (std::size_t i = 0; i < kFields; ++i) {
        auto* label = new QLabel(tr(kRows[i].name), row_);
        label->setForegroundRole(QPalette::PlaceholderText);
        auto* field = new QLineEdit(row_);
        field->setObjectName(QStringLiteral("info") + QLatin1String(kRows[i].name));
        field->setAccessibleName(tr(kRows[i].name));
        field->setToolTip(tr(kRows[i].tip));
        field->setFixedWidth(kRows[i].width);
        label->setBuddy(field);
        row->addWidget(label);
        row->addWidget(field);
        fields_[i] = field;
        connect(field, &QLineEdit::editingFinished, this, [this, i] { apply(static_cast<Field>(i)); });
        connect(field, &QLineEdit::textEdited, this, [this, field] { say(*field, QString()); });
    }
    reason_->setObjectName(QStringLiteral("infoReason"));
    reason_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(reason_, 1);
    setFixedHeight(row_->sizeHint().height());
    connect(&bridge_, &DocumentBridge::changed, this, &InfoLine::refresh);
    connect(&state_, &EditorState::selectionChanged, this, &InfoLine::refresh);
    connect(&state_, &EditorState::optionsChanged, this, &InfoLine::refresh);
    refresh();
}

void InfoLine::resizeEvent(QResizeEvent*)
{
    row_->setGeometry(0, 0, std::max(width(), row_->minimumSizeHint().width()), height());
}

std::optional<TrackNote> InfoLine::firstNote() const
{
    const std::vector<TrackNote> notes = notesOf(bridge_.document().song(), state_.selection().notes());
    const auto first = std::ranges::min_element(notes, {}, [](const TrackNote& each) { return each.note.start; });
    return first == notes.end() ? std::nullopt : std::optional(*first);
}

void InfoLine::refresh()
{
    shown_ = {};
    if (const auto first = firstNote()) {
        const Song& song = bridge_.document().song();
        shown_ = {positionText(song.meters, first->note.start), positionText(song.meters, first->note.end()),
                  lengthText(first->note.length), pitchText(first->note.pitch, song, first->note.start),
                  QString::number(first->note.velocity), QString::number(song.findTrack(first->track)->channel + 1)};
    }
    for (std::size_t i = 0; i < kFields; ++i) {
        fields_[i]->setText(shown_[i]);
        fields_[i]->setEnabled(!shown_[i].isEmpty());
        say(*fields_[i], QString());
    }
}

void InfoLine::say(QLineEdit& field, const QString& sentence)
{
    field.setAccessibleDescription(sentence);
    reason_->setText(sentence);
}

void InfoLine::apply(Field field)
{
    const QString typed = fields_[field]->text().trimmed();
    const auto first = firstNote();
    if (!first || typed == shown_[field])
        return;
    const std::vector<NoteRef>& refs = state_.selection().notes();
    const Note& note = first->note;
    const MeterMap& meters = bridge_.document().song().meters;
    const auto lengthened = [&](Tick by) { return resizeNotes(refs, NoteEdge::End, by); };
    Result<Edit> edit = Error{ErrorCode::Usage, ""};
    switch (field) {
    case Start:
        edit = mapped(parsePosition(meters, typed), [&](Tick at) { return moveNotes(refs, {at - note.start, 0}); });
        break;
    case End:
        edit = mapped(parseEnd(meters, typed, note.start), [&](Tick at) { return lengthened(at - note.end()); });
        break;
    case Length: edit = mapped(parseLength(typed), [&](Tick length) { return lengthened(length - note.length); }); break;
    case PitchField:
        edit = mapped(parsePitchNumber(typed),
                      [&](Pitch pitch) { return transposeNotes(refs, pitch.number - note.pitch.number); });
        break;
    case Velocity: edit = mapped(parseWhole(typed, 1, 127), [&](int velocity) { return setVelocity(refs, velocity); }); break;
    case Channel:
        edit = mapped(parseWhole(typed, 1, 16), [&](int channel) { return setChannel(first->track, channel - 1); });
        break;
    case kFields: return;
    }
    const Settled settled = edit ? commitSettled(bridge_.document(), *edit) : Settled();
    if (settled.hasChanged)
        return say(*fields_[field], settledSentence(settled));
    fields_[field]->setText(shown_[field]);
    say(*fields_[field], edit ? tr("That would move a note out of its range.") : QString::fromStdString(edit.error().message));
}

} // namespace continuo::ui

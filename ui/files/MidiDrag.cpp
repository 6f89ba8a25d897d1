// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/MidiDrag.h"

#include "core/io/MidiFile.h"
#include "core/song/TrackNotes.h"
#include "ui/files/FilePath.h"

#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace continuo::ui {

namespace {

QString fileName(QString name)
{
    static const QRegularExpression kForbidden(QStringLiteral("[\\x00-\\x1f/\\\\:*?\"<>|]"));
    name.replace(kForbidden, QStringLiteral("_"));
    return (name.isEmpty() ? QStringLiteral("song") : name) + QStringLiteral(".mid");
}

} // namespace

Song excerptOf(const Song& song, const Selection& notes)
{
    if (notes.isEmpty())
        return song;
    const Tick first = extentOf(song, notes.notes()).begin;
    const Tick begin = song.meters.bar(song.meters.barAt(first)).begin;
    Song excerpt = song;
    excerpt.tracks.clear();
    excerpt.tempo = TempoMap({{Tick(0), static_cast<std::uint32_t>(60e6 / song.tempo.bpmAt(begin) + 0.5)}});
    excerpt.meters = MeterMap({{Tick(0), song.meters.meterAt(begin)}});
    excerpt.keys.clear();
    if (const auto key = song.keyAt(begin))
        excerpt.keys = {{Tick(0), *key}};
    std::erase_if(excerpt.conductor, [](const TrackEvent& event) { return event.at > Tick(0); });
    for (const auto& track : song.tracks) {
        Track chosen = withChangedNotes(*track, [&](const Note& note) -> std::optional<Note> {
            if (!notes.contains({track->id, note.id}))
                return std::nullopt;
            Note moved = note;
            moved.start -= begin;
            return moved;
        });
        if (chosen.noteCount() == 0)
            continue;
        std::erase_if(chosen.events, [](const TrackEvent& event) { return event.at > Tick(0); });
        chosen.end = Tick(0);
        excerpt.tracks.push_back(std::make_shared<const Track>(std::move(chosen)));
    }
    return excerpt;
}

MidiDrag::MidiDrag(std::function<Given()> given, QWidget* parent) : QLabel(tr("⠿ MIDI"), parent), given_(std::move(given))
{
    setObjectName(QStringLiteral("midiDrag"));
    setCursor(Qt::OpenHandCursor);
    setContentsMargins(8, 0, 8, 0);
    setToolTip(tr("Drag this into another program: the selected notes, or the song, as a MIDI file"));
    setAccessibleName(tr("Drag out as a MIDI file"));
}

Result<QMimeData*> MidiDrag::file()
{
    const Given given = given_();
    const QString path = folder_.filePath(fileName(given.name));
    if (!folder_.isValid())
        return Error{ErrorCode::Output, "There is no folder for the MIDI file: " + folder_.errorString().toStdString() + "."};
    if (const auto written = writeMidiFile(given.song, toPath(path), {.format = 1}); !written)
        return written.error();
    auto* named = new QMimeData;
    named->setUrls({QUrl::fromLocalFile(path)});
    return named;
}

Result<void> MidiDrag::copy()
{
    const auto named = file();
    if (!named)
        return named.error();
    QApplication::clipboard()->setMimeData(*named);
    return {};
}

void MidiDrag::mousePressEvent(QMouseEvent* event)
{
    pressed_ = event->pos();
}

void MidiDrag::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) == 0 || (event->pos() - pressed_).manhattanLength() < QApplication::startDragDistance())
        return;
    const auto named = file();
    if (!named) {
        Q_EMIT failed(QString::fromStdString(named.error().message));
        return;
    }
    auto* drag = new QDrag(this);
    drag->setMimeData(*named);
    drag->exec(Qt::CopyAction);
}

} // namespace continuo::ui

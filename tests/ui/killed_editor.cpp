// SPDX-License-Identifier: GPL-3.0-or-later
// Edits a song until it is killed: `killed_editor ROOT SONG_PATH`. Says how many notes the copy on the disk has each time
// that one was written.
#include "core/edit/NoteEdits.h"
#include "support/SongText.h"
#include "ui/files/SafetyCopy.h"

#include <QCoreApplication>

#include <cstdio>

using namespace continuo;
using namespace continuo::ui;

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    Document document(songFromText("Melody: C4 q"));
    SafetyCopy safety(document, QString::fromLocal8Bit(argv[1]));
    safety.songPathChanged(QString::fromLocal8Bit(argv[2]));
    QObject::connect(&safety, &SafetyCopy::written, [](const Song& song) {
        std::printf("%zu\n", song.noteCount());
        std::fflush(stdout);
    });
    QTimer edits;
    QObject::connect(&edits, &QTimer::timeout, [&] {
        const Track& melody = *document.song().tracks.front();
        const Note note{document.newNoteId(), kTicksPerQuarter * static_cast<std::int64_t>(melody.noteCount()), kTicksPerQuarter, Pitch(60)};
        document.commit(addNotes(melody.id, {note}));
    });
    edits.start(5);
    return QCoreApplication::exec();
}

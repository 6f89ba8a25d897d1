// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/edit/Selection.h"
#include "core/song/Song.h"

#include <QLabel>
#include <QTemporaryDir>

#include <functional>

class QMimeData;

namespace continuo::ui {

/// The song with those notes alone, from the bar on in which the first of them begins; the song itself without notes.
Song excerptOf(const Song& song, const Selection& notes);

/// A handle that gives a song away as a MIDI file: dragged into another program or a file manager, or copied. The files stay as
/// long as the program runs, for programs that read them late.
class MidiDrag : public QLabel {
    Q_OBJECT

public:
    /// A song and what its file is to be called, without ending.
    struct Given {
        Song song;
        QString name;
    };

    MidiDrag(std::function<Given()> given, QWidget* parent);

    /// Puts the file on the clipboard.
    Result<void> copy();
    /// The song as data that names a file of it. Fails with ErrorCode::Output.
    Result<QMimeData*> file();

Q_SIGNALS:
    void failed(const QString& sentence);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    std::function<Given()> given_;
    QTemporaryDir folder_;
    QPoint pressed_;
};

} // namespace continuo::ui

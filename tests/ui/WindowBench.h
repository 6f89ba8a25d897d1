// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/SongText.h"
#include "ui/MainWindow.h"
#include "ui/ScriptedService.h"
#include "ui/files/EmptySong.h"

#include <QtTest>

namespace continuo::ui {

/// The window on a song, with silent audio and an engine that says what a test tells it to.
struct WindowBench {
    explicit WindowBench(Song song = emptySong(), const QString& unsavedRoot = {})
        : document(std::move(song)), window({document, audio, service, [](const Song&, const AudioExport&) {
              return Result<std::string>("silence");
          }, nullptr, unsavedRoot})
    {
        // The offscreen platform says this of every window with a fixed size in it.
        QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()");
        window.show();
        window.activateWindow();
        QTest::qWait(1);
        roll().setFocus();
    }

    PianoRoll& roll() { return window.desk().view.roll(); }

    QPoint at(double quarter, const char* pitch)
    {
        const Tick tick(static_cast<std::int64_t>(quarter * static_cast<double>(kTicksPerQuarter.value)));
        const RollGeometry& geometry = roll().geometry();
        return {qRound(geometry.x(tick)), qRound(geometry.y(*parsePitch(pitch)) + geometry.rowHeight() / 2)};
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&roll(), key, modifiers); QTest::qWait(1); }
    std::string text() const { return textOf(document.song()); }

    Document document;
    AudioEngine audio;
    ScriptedService service;
    MainWindow window;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
// roll_frames [NOTES ...]: what a frame of the piano roll costs in the whole window, at 1920x1080, in songs of so many
// notes (1,000 to 1,000,000 unless named) with 1,000, 5,000 and 20,000 of them in view; beside the bare painters.
//
// Prints METRIC lines in milliseconds of the UI thread's processor time: median, 95th and 99th percentile. A step is
// everything from the event to the painted window: the song, ruler, lanes, keys, scroll bars and lists with it.
#include "bench/BarePainters.h"
#include "bench/CrowdedSong.h"
#include "core/edit/NoteEdits.h"
#include "ui/MainWindow.h"
#include "ui/ScriptedService.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <ctime>
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace continuo;
using namespace continuo::ui;

namespace {

constexpr QSize kSize(1920, 1080);
constexpr int kFrames = 120;

double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double heapMegabytes()
{
    const auto use = mallinfo2();
    return static_cast<double>(use.uordblks + use.hblkhd) / (1 << 20);
}

class Times {
public:
    void add(double milliseconds) { all_.push_back(milliseconds); }
    double at(double share)
    {
        std::sort(all_.begin(), all_.end());
        return all_[std::min(all_.size() - 1, static_cast<std::size_t>(share * static_cast<double>(all_.size())))];
    }
    void print(const std::string& name)
    {
        std::printf("METRIC %s_ms median %.2f p95 %.2f p99 %.2f\n", name.c_str(), at(0.5), at(0.95), at(0.99));
        std::fflush(stdout);
    }

private:
    std::vector<double> all_;
};

/// The window with its roll at the size of the measurement, and the cost of what is done to it.
class Window : public QObject {
public:
    explicit Window(Song song)
        : document_(std::move(song)), window_({document_, audio_, service_, [](const Song&, const AudioExport&) {
              return Result<std::string>(std::string());
          }})
    {
        window_.show();
        settle();
        window_.resize(window_.size() + kSize - roll().size());
        settle();
        roll().installEventFilter(this);
    }

    PianoRoll& roll() { return window_.desk().view.roll(); }
    Document& document() { return document_; }
    const RollGeometry& geometry() { return roll().geometry(); }

    /// Chooses the zoom at which that many notes begin in the view, and goes to the middle of the song.
    void show(int visible)
    {
        roll().zoomPitch(1e-3, 0.0);
        const double perQuarter = static_cast<double>(kSize.width()) * kCrowdedNotesPerQuarter / visible;
        roll().zoomTime(perQuarter / geometry().pixelsPerQuarter(), 0.0);
        roll().scrollTo(geometry().width(document_.song().end()) / 2.0, 0.0);
        settle();
    }

    /// Processor time of the action and of all that follows until the roll is painted.
    template <typename Action>
    double cost(Action action)
    {
        painted_ = false;
        const double begin = threadMilliseconds();
        action();
        while (!painted_)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return threadMilliseconds() - begin;
    }

    void wheel(int notches, Qt::KeyboardModifiers modifiers)
    {
        const QPoint middle = roll().rect().center();
        QWheelEvent event(middle, roll().mapToGlobal(middle), {}, {0, notches * 120}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&roll(), &event);
    }

    void mouse(QEvent::Type type, QPointF at)
    {
        const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
        const Qt::MouseButtons down = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
        QMouseEvent event(type, at, roll().mapToGlobal(at), button, down, {});
        QCoreApplication::sendEvent(&roll(), &event);
    }

    /// A note of the active track in the middle of the view.
    TrackNote middleNote()
    {
        const Track& track = *document_.song().findTrack(window_.desk().state.activeTrack());
        const Clip& clip = *track.clips.front();
        const Tick middle = geometry().tick(kSize.width() / 2.0);
        const auto after = clip.notes.startingIn({middle, clip.notes.back().start + Tick(1)});
        return {track.id, inSongTime(after.empty() ? clip.notes.back() : after.front(), clip)};
    }

    static void settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }

private:
    bool eventFilter(QObject*, QEvent* event) override
    {
        painted_ = painted_ || event->type() == QEvent::Paint;
        return false;
    }

    Document document_;
    AudioEngine audio_;
    ScriptedService service_;
    MainWindow window_;
    bool painted_ = false;
};

void measureFrames(Window& window, const std::string& suffix)
{
    Times repaint, scroll, zoom, drag;
    for (int i = 0; i < kFrames; ++i)
        repaint.add(window.cost([&] { window.roll().update(); }));
    for (int i = 0; i < kFrames; ++i)
        scroll.add(window.cost([&] { window.wheel(i / 20 % 2 == 0 ? -1 : 1, Qt::ShiftModifier); }));
    for (int i = 0; i < kFrames; ++i)
        zoom.add(window.cost([&] { window.wheel(i % 2 == 0 ? -1 : 1, Qt::ControlModifier); }));
    const QPointF from = window.geometry().rect(window.middleNote().note).center();
    window.mouse(QEvent::MouseButtonPress, from);
    for (int i = 0; i < kFrames; ++i)
        drag.add(window.cost([&] {
            window.mouse(QEvent::MouseMove, from + QPointF(0, (i % 2 + 1) * window.geometry().rowHeight()));
        }));
    window.mouse(QEvent::MouseButtonRelease, from);
    Window::settle();
    repaint.print("repaint" + suffix);
    scroll.print("scroll_step" + suffix);
    zoom.print("zoom_step" + suffix);
    drag.print("drag_step" + suffix);
}

void measureBarePainters(Window& window, const std::string& suffix)
{
    QImage image(kSize, QImage::Format_RGB32);
    const auto measure = [&](const char* name, auto paint, int frames) {
        Times times;
        for (int i = 0; i < frames; ++i) {
            const double begin = threadMilliseconds();
            paint(image, window.geometry(), window.document().song());
            times.add(threadMilliseconds() - begin);
        }
        times.print(name + suffix);
    };
    measure("bare_rounded", paintRounded, 20);
    measure("bare_plain", paintPlain, kFrames);
    measure("bare_merged", paintMerged, kFrames);
}

void measureEdits(Window& window, const std::string& suffix)
{
    Times edit, undo;
    const TrackNote note = window.middleNote();
    const NoteRef ref{note.track, note.note.id};
    for (int i = 0; i < 2 * kFrames; ++i) {
        edit.add(window.cost([&] { window.document().commit(transposeNotes({ref}, i % 2 == 0 ? 1 : -1)); }));
        Window::settle();
    }
    for (int i = 0; i < kFrames; ++i)
        undo.add(window.cost([&] { window.document().undo(); }));
    edit.print("edit" + suffix);
    undo.print("undo" + suffix);
}

/// Commits a thousand edits of one note each; no window is there to remember anything.
void measureHistory(const Song& song, const std::string& suffix)
{
    constexpr int kSteps = 1000;
    Document document(song);
    const Track& track = *song.tracks.front();
    const auto& notes = track.clips.front()->notes;
    malloc_trim(0);
    const double before = heapMegabytes();
    for (std::size_t i = 0; i < kSteps; ++i)
        document.commit(transposeNotes({{track.id, notes[i * 7919 % notes.size()].id}}, 1));
    const double used = heapMegabytes() - before;
    int kept = 0;
    for (; document.canUndo(); ++kept)
        document.undo();
    std::printf("METRIC undo_steps%s_mb %.1f for %d steps kept of %d\n", suffix.c_str(), used, kept, kSteps);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::vector<int> sizes;
    for (int i = 1; i < argc; ++i)
        sizes.push_back(std::atoi(argv[i]));
    if (sizes.empty())
        sizes = {1'000, 10'000, 100'000, 1'000'000};
    for (const int notes : sizes) {
        const Song song = crowdedSong(notes);
        Window window(song);
        for (const int visible : {1'000, 5'000, 20'000}) {
            if (visible > notes)
                break;
            window.show(visible);
            const std::string suffix = "_" + std::to_string(notes) + "_" + std::to_string(visible);
            measureBarePainters(window, suffix);
            measureFrames(window, suffix);
        }
        measureEdits(window, "_" + std::to_string(notes));
        measureHistory(song, "_" + std::to_string(notes));
    }
    return 0;
}

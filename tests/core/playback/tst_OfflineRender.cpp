// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/OfflineRender.h"

#include "support/FakeSynth.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

struct Rendered {
    OfflineReport report;
    std::vector<float> left, right;
};

Rendered render(const std::string& song, const OfflineOptions& options = {}, int releaseFrames = 0)
{
    Rendered rendered;
    const auto report = renderOffline(compilePlan(songFromText(song)), std::make_unique<FakeSynth>(4096, releaseFrames), options,
                                      [&](std::span<const float> left, std::span<const float> right) -> Result<void> {
                                          rendered.left.insert(rendered.left.end(), left.begin(), left.end());
                                          rendered.right.insert(rendered.right.end(), right.begin(), right.end());
                                          return {};
                                      });
    rendered.report = report.value();
    return rendered;
}

} // namespace

class TestOfflineRender : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundIsAsLongAsTheSongAndTheSilenceThatEndsIt()
    {
        const Rendered rendered = render("C4 w | E4 w");
        QCOMPARE(rendered.report.songFrames, 4 * 48000);
        QCOMPARE(rendered.report.frames, static_cast<std::int64_t>(rendered.left.size()));
        QCOMPARE(rendered.right.size(), rendered.left.size());
        const std::int64_t tail = rendered.report.frames - rendered.report.songFrames;
        QVERIFY(tail >= 4800 && tail < 4800 + 1024);
    }

    void tailRingsOut()
    {
        const Rendered rendered = render("C4 q", {}, 96000);
        QVERIFY(rendered.report.frames >= 24000 + 96000);
        QCOMPARE(rendered.left[24000 + 95999], 0.005f);
        QCOMPARE(rendered.left.back(), 0.0f);
    }

    void tailIsNoLongerThanAllowed()
    {
        OfflineOptions options;
        options.maxTailSeconds = 1.5;
        const Rendered rendered = render("C4 q", options, 10'000'000);
        QCOMPARE(rendered.report.frames, 24000 + 72000);
    }

    void everyBarWithNotesSounds()
    {
        const Rendered rendered = render("C4 w | - w | E4 w");
        const auto sounds = [&](int bar) {
            const auto begin = rendered.left.begin() + bar * 96000;
            return std::any_of(begin, begin + 96000, [](float sample) { return sample > 0.0f; });
        };
        QVERIFY(sounds(0));
        QVERIFY(!sounds(1));
        QVERIFY(sounds(2));
    }

    void notesBeginAndEndOnTheirFrames()
    {
        const Rendered rendered = render("- q | C4 q");
        QCOMPARE(rendered.left[23999], 0.0f);
        QCOMPARE(rendered.left[24000], 0.01f);
        QCOMPARE(rendered.left[47999], 0.01f);
        QCOMPARE(rendered.left[48000], 0.0f);
    }

    void gainScalesTheSoundAndItsPeak()
    {
        OfflineOptions options;
        options.gain = 0.5f;
        const Rendered rendered = render("C4+E4 q", options);
        QCOMPARE(rendered.report.peak, 0.01f);
        QCOMPARE(rendered.left.front(), 0.01f);
    }

    void sameSongGivesTheSameSamples()
    {
        const Rendered once = render("C4 q | E4+G4 h | C5 e3", {}, 7000), again = render("C4 q | E4+G4 h | C5 e3", {}, 7000);
        QVERIFY(once.left == again.left);
        QVERIFY(once.right == again.right);
    }

    /// The sink is on a thread of its own: however long it takes, it gets everything, once and in order, before the end.
    void slowSinkGetsTheSameSound()
    {
        const Rendered quick = render("C4 w | E4+G4 w | C5 w");
        std::vector<float> left;
        const std::thread::id here = std::this_thread::get_id();
        bool isElsewhere = true;
        const auto report = renderOffline(compilePlan(songFromText("C4 w | E4+G4 w | C5 w")), std::make_unique<FakeSynth>(4096, 0), {},
                                          [&](std::span<const float> block, auto) -> Result<void> {
                                              isElsewhere = isElsewhere && std::this_thread::get_id() != here;
                                              std::this_thread::sleep_for(std::chrono::milliseconds(2));
                                              left.insert(left.end(), block.begin(), block.end());
                                              return {};
                                          });
        QVERIFY(report.ok());
        QVERIFY(isElsewhere);
        QVERIFY(left == quick.left);
    }

    void emptySongIsSilence()
    {
        const Rendered rendered = render("");
        QCOMPARE(rendered.report.songFrames, 0);
        QCOMPARE(rendered.report.peak, 0.0f);
    }

    void failureOfTheSinkEndsIt()
    {
        int blocks = 0;
        const auto report = renderOffline(compilePlan(songFromText("C4 w | C4 w")), std::make_unique<FakeSynth>(), {},
                                          [&](auto, auto) -> Result<void> {
                                              ++blocks;
                                              return Error{ErrorCode::Output, "The disk is full."};
                                          });
        QVERIFY(!report);
        QCOMPARE(report.error().message, "The disk is full."s);
        QCOMPARE(blocks, 1);
    }
};

QTEST_APPLESS_MAIN(TestOfflineRender)
#include "tst_OfflineRender.moc"

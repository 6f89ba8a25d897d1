// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/Player.h"

#include "support/FakeSynth.h"
#include "support/RealtimeGuard.h"
#include "support/SongText.h"

#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

using namespace continuo;
using Kind = TransportCommand::Kind;

namespace {

constexpr Tick kQuarter = kTicksPerQuarter;

/// Keeps the compiler from leaving out an allocation that nobody needs.
void use(void* memory)
{
    asm volatile("" : : "g"(memory) : "memory");
}

Song song(int variant)
{
    std::string text;
    for (int bar = 0; bar < 8; ++bar)
        text += (bar > 0 ? " | " : "") + pitchName(Pitch(48 + variant % 12 + bar)) + " h | E4+G4 q | C5 q";
    return songFromText(text);
}

/// What the guard counted over all blocks rendered while the UI side did everything it can do.
struct Found {
    long allocations = 0, frees = 0, locks = 0;
    long blocks = 0, notes = 0;
};

Found renderWhileEverythingHappens()
{
    Player player(48000);
    Found found;
    std::atomic<bool> ended{false};
    std::jthread audio([&] {
        std::vector<float> left(256), right(256);
        while (!ended.load()) {
            {
                const RealtimeGuard guard;
                player.render(left.data(), right.data(), 256);
                found.allocations += guard.allocations();
                found.frees += guard.frees();
                found.locks += guard.locks();
            }
            ++found.blocks;
            found.notes += left.front() > 0 ? 1 : 0;
        }
    });
    for (int i = 0; i < 400; ++i) {
        player.post(compilePlan(song(i)));
        if (i % 50 == 0)
            player.post(std::make_unique<FakeSynth>(1 << 12));
        player.send({Kind::Play, {}, 1.0});
        if (i % 3 == 0)
            player.send({Kind::Seek, {kQuarter * (i % 20), kQuarter * (i % 20)}, 1.0});
        if (i % 5 == 0)
            player.send({Kind::Loop, {kQuarter * (i % 8), kQuarter * (i % 8 + 2)}, 1.0});
        if (i % 7 == 0)
            player.send({Kind::Stop, {}, 1.0});
        player.sendLive(midiMessage(MidiMessage::NoteOn, 1, 30 + i % 60, 90), Player::Clock::now());
        player.sendLive(midiMessage(MidiMessage::NoteOff, 1, 30 + i % 60), Player::Clock::now());
        player.collect();
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    ended = true;
    audio.join();
    return found;
}

} // namespace

class TestRealtimeSafety : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void guardSeesAllocations()
    {
        const RealtimeGuard guard;
        auto number = std::make_unique<int>(1);
        use(number.get());
        number.reset();
        QCOMPARE(guard.allocations(), 1);
        QCOMPARE(guard.frees(), 1);
    }

    void guardSeesLocks()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("Sanitizers have their own mutex hooks.");
#else
        std::mutex mutex;
        const RealtimeGuard guard;
        const std::lock_guard lock(mutex);
        QCOMPARE(guard.locks(), 1);
#endif
    }

    void guardSeesItsOwnThreadOnly()
    {
        const RealtimeGuard guard;
        long before = 0;
        std::jthread other([] { use(std::make_unique<int>(1).get()); });
        before = guard.allocations();
        other.join();
        QCOMPARE(guard.allocations(), before);
    }

    void playerAllocatesFreesAndLocksNothing()
    {
        const Found found = renderWhileEverythingHappens();
        QVERIFY(found.blocks > 100);
        QVERIFY(found.notes > 0);
        QCOMPARE(found.allocations, 0);
        QCOMPARE(found.frees, 0);
        QCOMPARE(found.locks, 0);
    }
};

QTEST_APPLESS_MAIN(TestRealtimeSafety)
#include "tst_RealtimeSafety.moc"

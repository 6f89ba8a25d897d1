// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/MidiKeyboards.h"

#include "core/devices/RtMidiOutput.h"
#include "support/JackServer.h"
#include "support/QtText.h"

#include <jack/jack.h>
#include <jack/midiport.h>

#include <QTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <vector>

using namespace continuo;
using namespace std::string_literals;

namespace {

constexpr int kLong = 20'000; ///< milliseconds

/// Takes down the keys that are struck, on whichever thread.
class Notebook final : public MidiListener {
public:
    void midiArrived(MidiMessage message) noexcept override
    {
        const std::lock_guard lock(mutex_);
        if (message.kind() == MidiMessage::NoteOn)
            keys_.push_back(message.data1);
    }
    std::vector<int> keys() const
    {
        const std::lock_guard lock(mutex_);
        return keys_;
    }

private:
    mutable std::mutex mutex_;
    std::vector<int> keys_;
};

/// A keyboard as JACK has it.
class Organ {
public:
    Organ()
    {
        client_ = jack_client_open("organ", JackNoStartServer, nullptr);
        port_ = jack_port_register(client_, "keys", JACK_DEFAULT_MIDI_TYPE, JackPortIsOutput, 0);
        jack_set_process_callback(client_, [](jack_nframes_t frames, void* self) { return static_cast<Organ*>(self)->process(frames); }, this);
        jack_activate(client_);
    }
    ~Organ() { jack_client_close(client_); }
    Organ(const Organ&) = delete;
    Organ& operator=(const Organ&) = delete;
    void strike(int key) { key_ = key; }

private:
    int process(jack_nframes_t frames)
    {
        void* const buffer = jack_port_get_buffer(port_, frames);
        jack_midi_clear_buffer(buffer);
        if (const int key = key_.exchange(0); key > 0) {
            const std::array<jack_midi_data_t, 3> bytes{0x90, static_cast<jack_midi_data_t>(key), 100};
            jack_midi_event_write(buffer, 0, bytes.data(), bytes.size());
        }
        return 0;
    }

    jack_client_t* client_;
    jack_port_t* port_;
    std::atomic<int> key_{0};
};

} // namespace

class TestMidiKeyboards : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("JACK_NO_START_SERVER", "1");
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
    }

    /// Each time within two seconds, without being asked for, also when it is back before anybody saw it go.
    void keyboardIsHeardWheneverItIsThere()
    {
        const JackServer server(128);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        Notebook notebook;
        MidiKeyboards keyboards;
        keyboards.start(notebook);
        for (const int key : {60, 64, 67}) {
            if (key == 67)
                QTRY_VERIFY_WITH_TIMEOUT(keyboards.keyboards().empty(), kLong);
            Organ organ;
            QTRY_COMPARE_WITH_TIMEOUT(keyboards.keyboards(), (std::vector<std::string>{"organ:keys"}), kLong);
            // Again and again: the first may come before the connection is in the server's graph.
            const auto isHeard = [&] {
                organ.strike(key);
                return !notebook.keys().empty() && notebook.keys().back() == key;
            };
            QTRY_VERIFY_WITH_TIMEOUT(isHeard(), kLong);
        }
        QTRY_VERIFY_WITH_TIMEOUT(keyboards.keyboards().empty(), kLong);
    }

    void otherProgramsCanPlayToOurPort()
    {
        const JackServer server(128, JackServer::Late::Waits); // what comes late is not to be lost
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        Notebook notebook;
        MidiKeyboards keyboards;
        keyboards.start(notebook);
        const auto ours = [] {
            const auto names = listMidiOutputs();
            const auto found = std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.ends_with(MidiKeyboards::kOwnPort); });
            return found == names.end() ? ""s : *found;
        };
        QTRY_VERIFY_WITH_TIMEOUT(!ours().empty(), kLong);
        auto output = RtMidiOutput::open(ours());
        QVERIFY(output.ok());
        QVERIFY((*output)->send(midiMessage(MidiMessage::NoteOn, 0, 62, 90)).ok());
        QTRY_COMPARE(notebook.keys(), (std::vector<int>{62}));
        keyboards.stop();
        QVERIFY(ours().empty());
    }

    /// Where an output hears them itself, they are left to it.
    void keyboardsOfJackAreLeftToWhoHearsThemThere()
    {
        const JackServer server(128);
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        const Organ organ;
        QVERIFY(!listMidiInputs(MidiSystems::All).empty());
        for (const std::string& name : listMidiInputs(MidiSystems::AllButJack))
            QVERIFY(name != "organ:keys");
    }
};

QTEST_GUILESS_MAIN(TestMidiKeyboards)
#include "tst_MidiKeyboards.moc"

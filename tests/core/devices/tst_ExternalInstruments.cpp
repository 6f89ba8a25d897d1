// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/ExternalInstruments.h"

#include "core/devices/JackOutput.h"
#include "core/devices/RtMidiInput.h"
#include "core/edit/TrackEdits.h"
#include "core/playback/AudioEngine.h"
#include "support/FakeSynth.h"
#include "support/JackServer.h"
#include "support/QtText.h"
#include "support/SongText.h"

#include <algorithm>
#include <mutex>
#include <vector>

using namespace continuo;

namespace {

/// Takes down what it hears, on whichever thread.
class Notebook final : public MidiListener {
public:
    void midiArrived(MidiMessage message) noexcept override
    {
        const std::lock_guard lock(mutex_);
        heard_.push_back(message);
    }
    std::vector<MidiMessage> heard(MidiMessage::Kind kind) const
    {
        const std::lock_guard lock(mutex_);
        std::vector<MidiMessage> found;
        std::copy_if(heard_.begin(), heard_.end(), std::back_inserter(found), [kind](MidiMessage message) { return message.kind() == kind; });
        return found;
    }

private:
    mutable std::mutex mutex_;
    std::vector<MidiMessage> heard_;
};

/// The name under which others find the port that a test opened.
std::string nameOf(const std::string& port)
{
    for (const std::string& name : listMidiOutputs())
        if (name.ends_with(port))
            return name;
    return {};
}

} // namespace

class TestExternalInstruments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qputenv("JACK_NO_START_SERVER", "1");
        if (!JackServer::isInstalled())
            QSKIP("jackd2, whose dummy device stands in for a sound card, is not installed.");
    }

    /// A song of two tracks: the one is heard by the synth, the other by an instrument outside, note by note.
    void trackIsPlayedByTheInstrumentThatItNames()
    {
        const JackServer server(128, JackServer::Late::Waits); // what comes late is not to be lost
        if (!server.runs())
            QSKIP("The JACK server does not start on this machine.");
        auto box = RtMidiInput::openVirtual("Box");
        QVERIFY(box.ok());
        Notebook notebook;
        (*box)->start(notebook);
        QVERIFY(!nameOf("Box").empty());

        AudioEngine engine(std::make_unique<ExternalInstruments>());
        auto output = JackOutput::open();
        QVERIFY(output.ok());
        QVERIFY(engine.setOutput(*std::move(output)).ok());
        auto fake = std::make_unique<FakeSynth>();
        engine.setSynth(std::move(fake));
        Song song = songFromText("Inside: C3 w\nOutside: C5 q | D5 q | E5 q | F5 q");
        Track outside = *song.tracks[1];
        outside.channel = 3;
        outside.program = 11;
        song = withTrack(song, outside);
        song = setInstrument(outside.id, nameOf("Box")).apply(song);
        engine.setSong(song);
        engine.play();
        QTRY_COMPARE(notebook.heard(MidiMessage::NoteOff).size(), std::size_t{4});
        std::vector<int> keys;
        for (const MidiMessage message : notebook.heard(MidiMessage::NoteOn)) {
            QCOMPARE(message.channel(), 3);
            keys.push_back(message.data1);
        }
        QCOMPARE(keys, (std::vector<int>{72, 74, 76, 77}));
        QCOMPARE(int(notebook.heard(MidiMessage::Program).back().data1), 11);
        engine.stop();
    }

    void nameThatIsNotThereIsTheSynths()
    {
        ExternalInstruments instruments;
        QCOMPARE(instruments.numberOf("Kazoo"), int(InstrumentBus::kNone));
    }
};

QTEST_GUILESS_MAIN(TestExternalInstruments)
#include "tst_ExternalInstruments.moc"

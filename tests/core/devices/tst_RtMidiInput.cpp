// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/devices/RtMidiInput.h"

#include "support/QtText.h"

using namespace continuo;
using namespace std::string_literals;

class TestRtMidiInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("JACK_NO_START_SERVER", "1"); }

    /// Also on a machine without any MIDI system, where the libraries below would throw.
    void portThatIsNotThereIsSaid()
    {
        const auto input = RtMidiInput::open("Kazoo");
        QVERIFY(!input);
        QCOMPARE(input.error().code, ErrorCode::Unavailable);
        QCOMPARE(input.error().message, "There is no MIDI input \"Kazoo\"."s);
    }

    void everyListedPortHasAName()
    {
        for (const std::string& name : listMidiInputs())
            QVERIFY(!name.empty());
    }
};

QTEST_GUILESS_MAIN(TestRtMidiInput)
#include "tst_RtMidiInput.moc"

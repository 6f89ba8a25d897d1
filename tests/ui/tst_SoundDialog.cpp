// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sound/SoundDialog.h"

#include "core/song/Instrument.h"
#include "support/QtText.h"
#include "ui/WindowBench.h"
#include "ui/sound/LevelMeter.h"

#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>

#include <cmath>

using namespace continuo;
using namespace continuo::ui;
using namespace std::chrono_literals;

namespace {

/// A rack of two systems and three SoundFonts, of which one is broken.
class PaperRack final : public SoundRack {
public:
    const SoundChoice& choice() const override { return choice_; }
    void choose(const SoundChoice& choice) override
    {
        choice_ = choice;
        if (choice_.soundFont == "/fonts/Broken.sf2") {
            choice_.soundFont = inUse_;
            Q_EMIT said(QStringLiteral("\"Broken.sf2\" is not a SoundFont."));
        }
        inUse_ = choice_.soundFont;
        Q_EMIT changed();
    }
    void look() override { Q_EMIT changed(); }
    const std::vector<AudioSystem>& systems() const override { return systems_; }
    const std::vector<std::filesystem::path>& soundFonts() const override { return fonts_; }
    std::vector<std::string> instruments() const override { return {"Synth of tin", "Box"}; }
    std::filesystem::path soundFontInUse() const override { return inUse_; }
    QString sentence() const override { return QStringLiteral("Sound: paper"); }
    std::optional<double> latency() const override { return 2.0 * choice_.output.framesPerBlock / 48.0; }
    std::uint64_t dropouts() const override { return 0; }
    void measure() override { Q_EMIT measured(QStringLiteral("300 frames, 6.3 ms")); }
    bool canMeasure() const override { return choice_.output.system == "JACK"; }

private:
    SoundChoice choice_;
    std::filesystem::path inUse_ = "/fonts/Piano.sf2";
    std::vector<AudioSystem> systems_{{"JACK", {{"system", {48000}}}}, {"ALSA", {{"Card", {44100, 96000}}, {"Phones", {48000}}}}};
    std::vector<std::filesystem::path> fonts_{"/fonts/Broken.sf2", "/fonts/Big Band.sf2", "/fonts/Piano.sf2"};
};

struct Bench {
    PaperRack rack;
    SoundDialog dialog{rack};

    template <typename Widget>
    Widget& find(const char* name) { return *dialog.findChild<Widget*>(QString::fromLatin1(name)); }
    void pick(const char* box, const QString& text)
    {
        auto& combo = find<QComboBox>(box);
        combo.setCurrentText(text);
        Q_EMIT combo.activated(combo.currentIndex());
    }
    QStringList texts(const char* box)
    {
        QStringList all;
        for (int i = 0; i < find<QComboBox>(box).count(); ++i)
            all << find<QComboBox>(box).itemText(i);
        return all;
    }
    QStringList visibleFonts()
    {
        QStringList all;
        auto& list = find<QListWidget>("soundFonts");
        for (int i = 0; i < list.count(); ++i)
            if (!list.item(i)->isHidden())
                all << list.item(i)->text();
        return all;
    }
};

MasterBus::Peaks peaks(float left, float right, float reduction = 1)
{
    return {left, right, reduction};
}

} // namespace

class tst_SoundDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void devicesOfTheSystemAreOffered()
    {
        Bench bench;
        QCOMPARE(bench.texts("system"), QStringList({"The best there is", "JACK", "ALSA"}));
        QVERIFY(!bench.find<QComboBox>("device").isEnabled());
        bench.pick("system", "ALSA");
        QCOMPARE(bench.texts("device"), QStringList({"The system's own choice", "Card", "Phones"}));
        bench.pick("device", "Card");
        QCOMPARE(bench.texts("rate").first(), QStringLiteral("44.1 kHz"));
        bench.pick("rate", "96 kHz");
        bench.pick("block", "128 frames");
        QCOMPARE(bench.rack.choice().output, (AudioOutputWish{"ALSA", "Card", 96000, 128}));
        bench.pick("system", "JACK");
        QCOMPARE(bench.rack.choice().output.device, std::string());
    }

    void latencyFollowsTheBuffer()
    {
        Bench bench;
        bench.pick("block", "256 frames");
        QVERIFY(bench.find<QLabel>("latency").text().contains(QStringLiteral("10.7 ms")));
        bench.pick("block", "64 frames");
        QVERIFY(bench.find<QLabel>("latency").text().contains(QStringLiteral("2.7 ms")));
    }

    void roundTripIsMeasuredWhereTheDeviceAllows()
    {
        Bench bench;
        QVERIFY(!bench.find<QPushButton>("measure").isEnabled());
        bench.pick("system", "JACK");
        bench.find<QPushButton>("measure").click();
        QCOMPARE(bench.find<QLabel>("roundTrip").text(), QStringLiteral("300 frames, 6.3 ms"));
    }

    void soundFontsAreFoundByAnyWordOfTheirNames()
    {
        Bench bench;
        QCOMPARE(bench.visibleFonts().size(), 3);
        bench.find<QLineEdit>("search").setText("band b");
        QCOMPARE(bench.visibleFonts(), QStringList({"Big Band"}));
        auto& list = bench.find<QListWidget>("soundFonts");
        Q_EMIT list.itemActivated(list.findItems("Big Band", Qt::MatchExactly).front());
        QCOMPARE(bench.rack.choice().soundFont, std::filesystem::path("/fonts/Big Band.sf2"));
        QCOMPARE(bench.find<QLabel>("soundFontInUse").text(), QStringLiteral("Big Band.sf2"));
        QCOMPARE(bench.visibleFonts(), QStringList({"Big Band"}));
    }

    void badFileIsRefusedInASentenceAndTheSoundStays()
    {
        Bench bench;
        auto& list = bench.find<QListWidget>("soundFonts");
        Q_EMIT list.itemActivated(list.findItems("Broken", Qt::MatchExactly).front());
        QVERIFY(bench.find<QLabel>("trouble").text().contains(QStringLiteral("Broken.sf2")));
        QCOMPARE(bench.find<QLabel>("soundFontInUse").text(), QStringLiteral("Piano.sf2"));
    }

    void levelAndEffectsChangeAsTheyAreDrawn()
    {
        Bench bench;
        bench.find<QSlider>("level").setValue(50);
        bench.find<QSlider>("reverb").setValue(0);
        bench.find<QSlider>("chorus").setValue(200);
        QCOMPARE(bench.rack.choice().level, 0.5);
        QCOMPARE(bench.rack.choice().reverb, 0.0);
        QCOMPARE(bench.rack.choice().chorus, 2.0);
    }

    void meterFallsSlowlyAndHoldsItsPeak()
    {
        LevelMeter meter;
        const LevelMeter::Clock::time_point begin{};
        meter.take(peaks(1.0f, 0.1f), begin + 1s);
        QCOMPARE(meter.shownDb(0), 0.0);
        QVERIFY(std::abs(meter.shownDb(1) + 20.0) < 0.001);
        meter.take(peaks(0, 0), begin + 2s);
        QCOMPARE(meter.shownDb(0), -24.0);
        QCOMPARE(meter.heldDb(0), 0.0);
        meter.take(peaks(0, 0), begin + 4s);
        QCOMPARE(meter.shownDb(0), LevelMeter::kFloorDb);
        QCOMPARE(meter.heldDb(0), LevelMeter::kFloorDb);
    }

    void lampStaysLitUntilItIsClicked()
    {
        LevelMeter meter;
        meter.take(peaks(0.5f, 0.5f));
        QVERIFY(!meter.hasClipped());
        meter.take(peaks(1.4f, 1.2f, 0.7f));
        meter.take(peaks(0, 0));
        QVERIFY(meter.hasClipped());
        QTest::mouseClick(&meter, Qt::LeftButton);
        QVERIFY(!meter.hasClipped());
    }

    void trackIsGivenToAnInstrumentAndBack()
    {
        PaperRack rack;
        Document document(songFromText("Lead: C4 w"));
        AudioEngine audio;
        ScriptedService service;
        MainWindow window({document, audio, service, [](const Song&, const AudioExport&) { return Result<std::string>(""); }, &rack});
        const auto choose = [&](const char* name) {
            window.action(Command::ChooseInstrument).trigger();
            auto* dialog = window.findChild<QInputDialog*>(QStringLiteral("instrument"));
            QVERIFY(dialog != nullptr);
            dialog->setTextValue(QString::fromLatin1(name));
            dialog->accept();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        choose("Box");
        QCOMPARE(instrumentOf(*document.song().tracks.front()), std::string("Box"));
        choose("The synth");
        QCOMPARE(instrumentOf(*document.song().tracks.front()), std::string());
        document.undo();
        QCOMPARE(instrumentOf(*document.song().tracks.front()), std::string("Box"));
    }

    void windowOffersTheDialogWhereSoundCanBeChosen()
    {
        WindowBench bench;
        QVERIFY(!bench.window.action(Command::SoundSettings).isEnabled());
        QVERIFY(bench.window.findChild<LevelMeter*>() != nullptr);
    }
};

QTEST_MAIN(tst_SoundDialog)
#include "tst_SoundDialog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/QtText.h"
#include "ui/Settings.h"
#include "ui/WindowBench.h"
#include "ui/assist/WishTable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSlider>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

#include <set>

using namespace continuo;
using namespace continuo::ui;

namespace {

constexpr const char* kScale = "Melody: C4 q | D4 q | E4 q | F4 q";

template <typename Widget>
Widget* field(WindowBench& bench, const char* name)
{
    auto* found = bench.window.findChild<Widget*>(QLatin1String(name));
    Q_ASSERT(found != nullptr);
    return found;
}

} // namespace

class tst_WishForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path()); }
    void init() { keptSettings().clear(); }

    void everyWishIsReadAsItWasWritten()
    {
        std::set<QString> ids;
        for (const Wish& wish : wishTable()) {
            QVERIFY2(ids.insert(QLatin1String(wish.id)).second, wish.id);
            QVERIFY(!wish.label.isEmpty() && !wish.help.isEmpty());
            SuggestionSettings settings;
            const QVariant first = wish.read(settings);
            const bool isNumber = wish.kind == Wish::Kind::Whole || wish.kind == Wish::Kind::Decimal || wish.kind == Wish::Kind::Slider;
            QCOMPARE(first.isValid(), !wish.mayBeAny);
            const QVariant other = isNumber ? QVariant(wish.most)
                : wish.kind == Wish::Kind::Choice ? QVariant(1)
                : wish.kind == Wish::Kind::Choices ? QVariant(wish.choices.mid(1, 2))
                : wish.kind == Wish::Kind::Switch ? QVariant(true)
                                                  : QVariant(wish.choices.value(0, QStringLiteral("C | F")));
            wish.write(settings, other);
            QVERIFY2(wish.read(settings) == other, wish.id);
            if (wish.kind == Wish::Kind::Text)
                QVERIFY2(wish.objection(other.toString()).isEmpty(), wish.id);
            wish.write(settings, first);
            QVERIFY2(wish.read(settings) == first, wish.id);
        }
    }

    void whatIsSetIsAskedForAndKept()
    {
        {
            WindowBench bench(songFromText(kScale));
            field<QToolButton>(bench, "allWishes")->click();
            field<QCheckBox>(bench, "stepsWished")->click();
            field<QSlider>(bench, "steps")->setValue(80);
            field<QComboBox>(bench, "range")->lineEdit()->setText(QStringLiteral("C4-C5"));
            field<QSpinBox>(bench, "polyphony")->setValue(2);
            field<QCheckBox>(bench, "lockScale")->click();
            bench.key(Qt::Key_C);
            QCOMPARE(*bench.service.asked.character.stepShare, 0.8);
            QCOMPARE(bench.service.asked.range->lowest, Pitch(60));
            QCOMPARE(*bench.service.asked.polyphony, 2);
            QVERIFY(bench.service.asked.lockScale);
        }
        WindowBench bench(songFromText(kScale));
        QVERIFY(field<QCheckBox>(bench, "stepsWished")->isChecked());
        QCOMPARE(field<QComboBox>(bench, "range")->currentText(), QStringLiteral("C4-C5"));
        QVERIFY(field<QToolButton>(bench, "allWishes")->isChecked());
        bench.key(Qt::Key_C);
        QCOMPARE(*bench.service.asked.character.stepShare, 0.8);
    }

    void aBadTextIsRefusedInPlaceAndNotAskedFor()
    {
        WindowBench bench(songFromText(kScale));
        field<QToolButton>(bench, "allWishes")->click();
        QLineEdit* range = field<QComboBox>(bench, "range")->lineEdit();
        range->setText(QStringLiteral("high"));
        auto* objection = field<QLabel>(bench, "rangeObjection");
        QVERIFY2(objection->text().contains(QStringLiteral("C3-C5")), qPrintable(objection->text()));
        bench.key(Qt::Key_C);
        QCOMPARE(bench.service.requests, 0);
        range->setText(QString());
        QVERIFY(objection->text().isEmpty());
        bench.key(Qt::Key_C);
        QCOMPARE(bench.service.requests, 1);
        QVERIFY(!bench.service.asked.range);
    }

    void settingsThatMakeNoSenseAreNotTaken()
    {
        keptSettings().setValue(QStringLiteral("suggest/range"), QStringLiteral("sideways"));
        keptSettings().setValue(QStringLiteral("suggest/bars"), 9999);
        keptSettings().setValue(QStringLiteral("suggest/style"), QStringLiteral("x"));
        const SuggestionSettings kept = keptWishes();
        QVERIFY(kept.range.empty());
        QCOMPARE(kept.bars, 4);
        QVERIFY(kept.styles.empty());
    }

    void severalStylesCanBeChosenAndAreKept()
    {
        WindowBench bench(songFromText(kScale));
        auto* button = field<QToolButton>(bench, "style");
        QCOMPARE(button->text(), QStringLiteral("Any"));
        const auto choose = [&](const char* name) {
            for (QAction* each : button->menu()->actions())
                if (each->text() == QLatin1String(name))
                    each->trigger();
        };
        choose("Jazz");
        choose("Chorale");
        QCOMPARE(button->text(), QStringLiteral("Chorale, Jazz"));
        QCOMPARE(button->accessibleName(), QStringLiteral("Style: Chorale, Jazz"));
        bench.key(Qt::Key_C);
        QCOMPARE(bench.service.asked.styles, (std::vector<std::string>{"chorale", "jazz"}));
        QCOMPARE(keptWishes().styles, (std::vector<std::string>{"chorale", "jazz"}));
        choose("Any");
        QCOMPARE(button->text(), QStringLiteral("Any"));
        bench.key(Qt::Key_C);
        QVERIFY(bench.service.asked.styles.empty());
    }

    void aMenuOfSwitchesStaysOpen()
    {
        WindowBench bench(songFromText(kScale));
        auto* menu = field<QToolButton>(bench, "style")->menu();
        menu->popup(QPoint(0, 0));
        QAction* const jazz = menu->actions().at(3);
        QVERIFY(jazz->isCheckable());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(jazz).center());
        QVERIFY(jazz->isChecked() && menu->isVisible());
        menu->setActiveAction(jazz);
        QTest::keyClick(menu, Qt::Key_Space);
        QVERIFY(!jazz->isChecked() && menu->isVisible());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().front()).center());
        QVERIFY(!menu->isVisible());
    }

    void whatCannotBeHadIsSaidBeforeAsking()
    {
        WindowBench bench(songFromText(kScale));
        auto* about = field<QLabel>(bench, "about");
        QTRY_VERIFY2(about->text().contains(QStringLiteral("bars 2 to 5")), qPrintable(about->text()));
        field<QComboBox>(bench, "key")->setCurrentText(QStringLiteral("C major"));
        field<QCheckBox>(bench, "lockScale")->click();
        field<QComboBox>(bench, "range")->lineEdit()->setText(QStringLiteral("C#4-C#4"));
        QTRY_VERIFY2(about->text().contains(QStringLiteral("no pitch is within")), qPrintable(about->text()));
        QCOMPARE(bench.service.requests, 0);
    }

    void whatCameTakesNoRoomFromTheField()
    {
        WindowBench bench(songFromText(kScale));
        field<QToolButton>(bench, "allWishes")->click();
        QComboBox* range = field<QComboBox>(bench, "range");
        const int before = range->width();
        bench.key(Qt::Key_C);
        SuggestionEvent event;
        event.kind = SuggestionEvent::Kind::Candidate;
        event.suggestion.notes = {bench.service.note(0, 60), bench.service.note(1, 72)};
        event.suggestion.target = bench.service.asked.song.meters.bars(2, 5);
        bench.service.say(event);
        auto* measured = field<QLabel>(bench, "rangeMeasured");
        QTRY_VERIFY(measured->isVisible());
        QTRY_VERIFY(measured->geometry().top() >= range->geometry().bottom());
        QVERIFY(measured->width() >= measured->sizeHint().width());
        QCOMPARE(range->width(), before);
    }

    void whatCameStandsBesideWhatWasAsked()
    {
        WindowBench bench(songFromText(kScale));
        field<QCheckBox>(bench, "stepsWished")->click();
        bench.key(Qt::Key_C);
        SuggestionEvent event;
        event.kind = SuggestionEvent::Kind::Candidate;
        event.suggestion.notes = {bench.service.note(0, 60), bench.service.note(1, 72)};
        event.suggestion.target = bench.service.asked.song.meters.bars(2, 5);
        event.suggestion.measured = {{"steps", 0.5, 0.58}};
        bench.service.say(event);
        bench.service.finish();
        QCOMPARE(field<QLabel>(bench, "stepsMeasured")->text(), QStringLiteral("→ 58 %"));
        QCOMPARE(field<QLabel>(bench, "rangeMeasured")->text(), QStringLiteral("→ C4–C5"));
        QCOMPARE(field<QLabel>(bench, "polyphonyMeasured")->text(), QStringLiteral("→ 1"));
        bench.window.desk().suggestions.leave();
        QVERIFY(field<QLabel>(bench, "stepsMeasured")->text().isEmpty());
    }

    void tracksAreChosenInTheMenu()
    {
        WindowBench bench(songFromText("Melody: C4 w\nBass: C3 w"));
        auto* button = field<QToolButton>(bench, "tracksToWrite");
        Q_EMIT button->menu()->aboutToShow();
        button->menu()->actions().last()->trigger();
        QVERIFY(button->text().contains(QStringLiteral("Bass")));
        bench.key(Qt::Key_C);
        QCOMPARE(bench.service.asked.tracks, std::vector<TrackId>{bench.document.song().tracks[1]->id});
        bench.window.desk().files.openDemo();
        QVERIFY(!button->text().contains(QStringLiteral("Bass")));
    }

private:
    QTemporaryDir folder_;
};

QTEST_MAIN(tst_WishForm)
#include "tst_WishForm.moc"

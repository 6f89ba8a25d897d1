// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/TimeOperations.h"

#include "core/edit/SongEdits.h"
#include "core/edit/TimeEdits.h"
#include "ui/operations/OperationDialog.h"

#include <QMenu>

namespace continuo::ui {

namespace {

using Kind = Parameter::Kind;

const QStringList& denominators()
{
    static const QStringList names{QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("4"), QStringLiteral("8"),
                                   QStringLiteral("16"), QStringLiteral("32"), QStringLiteral("64")};
    return names;
}

const QString kNoKey = QStringLiteral("No change of key");

QStringList keyNames()
{
    QStringList names{kNoKey};
    for (const KeySignature key : allKeys())
        names << QString::fromStdString(keyName(key));
    return names;
}

Edit tempoEdit(const OperationPlace& place, const Values& values)
{
    Edit edit = setTempo(place.at, values.number("tempo"));
    edit.mergeKey.clear();
    return edit;
}

Edit meterEdit(const OperationPlace& place, const Values& values)
{
    Meter meter = place.document.committedSong().meters.meterAt(place.at);
    meter.numerator = values.whole("beats");
    meter.denominator = values.text("unit").toInt();
    return setMeter(place.at, meter);
}

Edit keyEdit(const OperationPlace& place, const Values& values)
{
    for (const KeySignature key : allKeys())
        if (QString::fromStdString(keyName(key)) == values.text("key"))
            return setKey(place.at, key);
    return setKey(place.at, std::nullopt);
}

Edit markerEdit(const OperationPlace& place, const Values& values)
{
    return setMarker(place.at, values.text("name").toStdString());
}

Edit pickUpEdit(const OperationPlace&, const Values& values)
{
    return setPickUp(kTicksPerQuarter * 4 * values.whole("parts") / values.text("unit").toInt());
}

QString markerObjection(const QString& typed)
{
    return typed.trimmed().isEmpty() ? QObject::tr("A marker needs a name; \"Remove changes\" takes one away.") : QString();
}

} // namespace

std::vector<Operation> timeOperations()
{
    return {
        {Command::SetTempoAt, "Tempo", "Quarter notes a minute from here on, up to the next change.",
         {{"tempo", "Tempo", Kind::Decimal, QStringLiteral("120"), 4, 999, "quarters a minute"}}, tempoEdit},
        {Command::SetMeterAt, "Meter", "From the bar that begins here on, up to the next change.",
         {{"beats", "Beats in a bar", Kind::Whole, QStringLiteral("4"), 1, 64},
          {"unit", "Beat", Kind::Choice, QStringLiteral("4"), 0, 0, "", denominators()}},
         meterEdit},
        {Command::SetKeyAt, "Key", "From here on, up to the next change.",
         {{"key", "Key", Kind::Choice, QStringLiteral("C major"), 0, 0, "", keyNames()}}, keyEdit},
        {Command::SetMarkerAt, "Marker", "Names the place, where a section begins.",
         {{"name", "Name", Kind::Text, QStringLiteral("Verse"), 0, 0, "", {}, markerObjection}}, markerEdit},
        {Command::SetPickUp, "Pick-up bar", "The first bar becomes that short; it must be shorter than a whole one.",
         {{"parts", "Length", Kind::Whole, QStringLiteral("1"), 1, 63},
          {"unit", "In notes of 1 /", Kind::Choice, QStringLiteral("4"), 0, 0, "", denominators()}},
         pickUpEdit},
    };
}

void openTimeMenu(const OperationPlace& place, QPoint globalPosition, QWidget& parent, std::function<void()> beforeBars)
{
    auto* menu = new QMenu(&parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, Command command, const std::function<void()>& before) {
        menu->addAction(text, &parent, [&operation = operationOf(command), place, &parent, before] {
            before();
            auto* dialog = new OperationDialog(operation, place, &parent);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
    };
    for (const Command command : {Command::SetTempoAt, Command::SetMeterAt, Command::SetKeyAt, Command::SetMarkerAt})
        add(QObject::tr("%1 here …").arg(QObject::tr(operationOf(command).title)), command, [] {});
    menu->addAction(QObject::tr("Remove changes here"), &parent, [place] { place.document.commit(removeChangesAt(place.at)); });
    menu->addSeparator();
    for (const Command command : {Command::InsertBars, Command::RepeatBars, Command::RemoveBars})
        add(QObject::tr("%1 …").arg(QObject::tr(operationOf(command).title)), command, beforeBars);
    menu->popup(globalPosition);
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/operations/TrackOperations.h"

#include "core/edit/SongEdits.h"
#include "core/edit/TrackEdits.h"
#include "ui/tracks/ProgramNames.h"

#include <QObject>

#include <cmath>

namespace continuo::ui {

namespace {

using Kind = Parameter::Kind;

const QString kNoProgram = QStringLiteral("None");

QStringList programNames()
{
    QStringList names{kNoProgram};
    for (int program = 0; program < 128; ++program)
        names << programName(program);
    return names;
}

/// Controllers 0 and 32 as one types them: "0/0", or nothing.
struct Bank {
    std::optional<int> msb, lsb;
};

std::optional<Bank> bankOf(const QString& typed)
{
    if (typed.isEmpty())
        return Bank{};
    const QStringList parts = typed.split(QLatin1Char('/'));
    bool isNumber = false, isNumberToo = false;
    if (parts.size() != 2)
        return std::nullopt;
    const int msb = parts[0].toInt(&isNumber), lsb = parts[1].toInt(&isNumberToo);
    const bool isBank = isNumber && isNumberToo && msb >= 0 && msb <= 127 && lsb >= 0 && lsb <= 127;
    return isBank ? std::optional(Bank{msb, lsb}) : std::nullopt;
}

QString bankObjection(const QString& typed)
{
    return bankOf(typed) ? QString() : QObject::tr("A bank is two numbers from 0 to 127, such as 0/0, or nothing.");
}

QString nameObjection(const QString& typed)
{
    constexpr int kLongest = 200;
    return typed.size() > kLongest ? QObject::tr("A name has at most %1 characters.").arg(kLongest) : QString();
}

QString shownOf(const OperationPlace& place, const std::string& parameter)
{
    const Track* track = place.document.committedSong().findTrack(place.state.activeTrack());
    if (track == nullptr)
        return {};
    if (parameter == "name")
        return QString::fromStdString(track->name);
    if (parameter == "program")
        return track->program ? programName(*track->program) : kNoProgram;
    if (parameter == "bank")
        return track->bankMsb || track->bankLsb
            ? QStringLiteral("%1/%2").arg(track->bankMsb.value_or(0)).arg(track->bankLsb.value_or(0)) : QString();
    if (parameter == "channel")
        return QString::number(track->channel + 1);
    if (parameter == "volume")
        return QString::number(std::lround(track->volume * 100.0));
    return QString::number(std::lround(track->pan * 100.0));
}

/// Only what differs from what the track is: a number that was shown rounded is not written back.
Edit settings(const OperationPlace& place, const Values& values)
{
    const TrackId id = place.state.activeTrack();
    const auto isNew = [&](const char* parameter) { return values.text(parameter) != shownOf(place, parameter).trimmed(); };
    std::vector<Edit> edits;
    if (isNew("name"))
        edits.push_back(renameTrack(id, values.text("name").toStdString()));
    if (isNew("program")) {
        const auto number = static_cast<int>(programNames().indexOf(values.text("program"))) - 1;
        edits.push_back(setProgram(id, number < 0 ? std::nullopt : std::optional(number)));
    }
    if (isNew("bank")) {
        const Bank bank = *bankOf(values.text("bank"));
        edits.push_back(setBank(id, bank.msb, bank.lsb));
    }
    if (isNew("channel"))
        edits.push_back(setChannel(id, values.whole("channel") - 1));
    if (isNew("volume"))
        edits.push_back(setVolume(id, values.whole("volume") / 100.0));
    if (isNew("pan"))
        edits.push_back(setPan(id, values.whole("pan") / 100.0));
    return {"Change track",
            [edits = std::move(edits)](const Song& song) {
                Song changed = song;
                for (const Edit& edit : edits)
                    changed = edit.apply(changed);
                return changed;
            },
            {}};
}

} // namespace

std::vector<Operation> trackOperations()
{
    return {
        {Command::TrackSettings, "Track settings", "Name, sound and place in the mix of the active track.",
         {{"name", "Name", Kind::Text, {}, 0, 0, "", {}, nameObjection},
          {"program", "Program", Kind::Choice, kNoProgram, 0, 0, "", programNames()},
          {"bank", "Bank", Kind::Text, {}, 0, 0, "", {}, bankObjection},
          {"channel", "Channel", Kind::Whole, QStringLiteral("1"), 1, 16},
          {"volume", "Volume", Kind::Whole, QStringLiteral("100"), 0, 100, "%"},
          {"pan", "Pan", Kind::Whole, QStringLiteral("0"), -100, 100, "left to right"}},
         settings, nullptr, shownOf},
    };
}

} // namespace continuo::ui

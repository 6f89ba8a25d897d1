// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/NoteNumbers.h"

#include "ui/PitchText.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>

namespace continuo::ui {

namespace {

constexpr int kPartsOfQuarter = 960;
constexpr Tick kPart{kTicksPerQuarter.value / kPartsOfQuarter};
constexpr int kMostBars = 100'000;
constexpr double kMostQuarters = 100'000.0;

Error refused(const QString& sentence)
{
    return {ErrorCode::Usage, sentence.toStdString()};
}

} // namespace

QString positionText(const MeterMap& meters, Tick at)
{
    const BarPosition position = meters.position(at);
    return QStringLiteral("%1.%2.%3").arg(position.bar).arg(position.beat).arg(position.offset / kPart);
}

Result<Tick> parsePosition(const MeterMap& meters, const QString& typed)
{
    const QStringList parts = typed.trimmed().split(QLatin1Char('.'));
    const auto refusal = [] { return refused(QObject::tr("A place is bar, beat and 960ths, such as 3.2.480.")); };
    if (parts.size() > 3)
        return refusal();
    std::array<int, 3> numbers{1, 1, 0};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        bool isNumber = false;
        numbers[static_cast<std::size_t>(i)] = parts[i].toInt(&isNumber);
        if (!isNumber)
            return refusal();
    }
    const auto [bar, beat, offset] = numbers;
    if (bar < 1 || bar > kMostBars)
        return refused(QObject::tr("Bars count from 1 to %1.").arg(kMostBars));
    const Meter meter = meters.meterAt(meters.bar(bar).begin);
    if (beat < 1 || beat > meter.numerator)
        return refused(QObject::tr("Bar %1 has the beats 1 to %2.").arg(bar).arg(meter.numerator));
    const std::int64_t partsOfBeat = meter.beatLength() / kPart;
    if (offset < 0 || offset >= partsOfBeat)
        return refused(QObject::tr("A beat of that bar has the 960ths 0 to %1.").arg(partsOfBeat - 1));
    return meters.tick({bar, beat, kPart * offset});
}

Result<Tick> parseEnd(const MeterMap& meters, const QString& typed, Tick start)
{
    const auto end = parsePosition(meters, typed);
    if (end && *end <= start)
        return refused(QObject::tr("A note ends after its start."));
    return end;
}

QString lengthText(Tick length)
{
    return QString::number(static_cast<double>(length.value) / static_cast<double>(kTicksPerQuarter.value), 'g', 6);
}

Result<Tick> parseLength(const QString& typed)
{
    bool isNumber = false;
    const double quarters = typed.trimmed().toDouble(&isNumber);
    if (!isNumber || !(quarters > 0.0) || quarters > kMostQuarters)
        return refused(QObject::tr("A length is a number of quarters above 0, such as 1.5."));
    return std::max(Tick(1), Tick(std::llround(quarters * static_cast<double>(kTicksPerQuarter.value))));
}

Result<Pitch> parsePitchNumber(const QString& typed)
{
    bool isNumber = false;
    const int number = typed.trimmed().toInt(&isNumber);
    if (isNumber && number >= 0 && number <= 127)
        return Pitch(number);
    if (const auto pitch = pitchOfText(typed); pitch && !isNumber)
        return *pitch;
    return refused(QObject::tr("A pitch is a name such as F#3, or a number from 0 to 127."));
}

Result<int> parseWhole(const QString& typed, int least, int most)
{
    bool isNumber = false;
    const int number = typed.trimmed().toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        return refused(QObject::tr("This is a whole number from %1 to %2.").arg(least).arg(most));
    return number;
}

} // namespace continuo::ui

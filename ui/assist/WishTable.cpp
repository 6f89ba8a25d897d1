// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/assist/WishTable.h"

#include "core/assist/Character.h"
#include "core/assist/Styles.h"
#include "core/assist/WishText.h"
#include "ui/PitchText.h"
#include "ui/Settings.h"

#include <QObject>

#include <cmath>

namespace continuo::ui {

namespace {

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}


using Kind = Wish::Kind;
using Group = Wish::Group;
using Settings = SuggestionSettings;

QString tr(const char* text)
{
    return QObject::tr(text);
}

QString pitchText(double number)
{
    return ui::pitchText(Pitch(static_cast<int>(std::lround(number))));
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// --- fields of the settings as values of the table ---

template <typename Number>
Wish number(Wish wish, Number Settings::*field)
{
    wish.read = [field](const Settings& s) { return QVariant(static_cast<double>(s.*field)); };
    wish.write = [field](Settings& s, const QVariant& v) { s.*field = static_cast<Number>(v.toDouble()); };
    return wish;
}

Wish number(Wish wish, std::optional<int> Settings::*field)
{
    wish.mayBeAny = true;
    wish.read = [field](const Settings& s) { return s.*field ? QVariant(static_cast<double>(*(s.*field))) : QVariant(); };
    wish.write = [field](Settings& s, const QVariant& v) { s.*field = v.isValid() ? std::optional(v.toInt()) : std::nullopt; };
    return wish;
}

Wish toggle(Wish wish, bool Settings::*field)
{
    wish.kind = Kind::Switch;
    wish.read = [field](const Settings& s) { return QVariant(s.*field); };
    wish.write = [field](Settings& s, const QVariant& v) { s.*field = v.toBool(); };
    return wish;
}

Wish toggle(Wish wish, bool Keep::*field)
{
    wish.kind = Kind::Switch;
    wish.read = [field](const Settings& s) { return QVariant(s.keep.*field); };
    wish.write = [field](Settings& s, const QVariant& v) { s.keep.*field = v.toBool(); };
    return wish;
}

template <typename Choice>
Wish choice(Wish wish, Choice Settings::*field)
{
    wish.kind = Kind::Choice;
    wish.read = [field](const Settings& s) { return QVariant(static_cast<int>(s.*field)); };
    wish.write = [field](Settings& s, const QVariant& v) { s.*field = static_cast<Choice>(v.toInt()); };
    return wish;
}

/// A choice that is kept as one of `values`; the first is no wish and kept as an empty text.
Wish choice(Wish wish, std::string Settings::*field, std::vector<std::string> values)
{
    wish.kind = Kind::Choice;
    wish.read = [field, values](const Settings& s) {
        const auto found = std::ranges::find(values, s.*field);
        return QVariant(found == values.end() ? 0 : static_cast<int>(found - values.begin()));
    };
    wish.write = [field, values](Settings& s, const QVariant& v) {
        const int index = v.toInt();
        s.*field = index > 0 && index < static_cast<int>(values.size()) ? values[static_cast<std::size_t>(index)] : std::string();
    };
    return wish;
}

template <typename Parser>
Wish text(Wish wish, std::string Settings::*field, Parser parse)
{
    wish.kind = Kind::Text;
    wish.read = [field](const Settings& s) { return QVariant(QString::fromStdString(s.*field)); };
    wish.write = [field](Settings& s, const QVariant& v) { s.*field = v.toString().trimmed().toStdString(); };
    wish.objection = [parse, label = wish.label](const QString& typed) {
        if (typed.trimmed().isEmpty())
            return QString();
        const auto read = parse(typed.trimmed().toStdString());
        return read ? QString() : tr("%1 %2.").arg(label, QString::fromStdString(read.error().message));
    };
    return wish;
}

Wish trait(const CharacterTrait& trait)
{
    Wish wish{trait.name, capitalized(tr(trait.name)), tr(trait.help) + tr("; sought, not promised"), Kind::Slider, Group::Character, {}, {}};
    wish.read = [value = trait.value](const Settings& s) {
        const auto& wished = s.character.*value;
        return wished ? QVariant(*wished) : QVariant();
    };
    wish.write = [value = trait.value](Settings& s, const QVariant& v) {
        s.character.*value = v.isValid() ? std::optional(v.toDouble()) : std::nullopt;
    };
    wish.least = trait.lowest;
    wish.most = trait.highest;
    wish.mayBeAny = true;
    wish.show = trait.value == &Character::meanPitch ? pitchText : trait.highest <= 1 ? percent : nullptr;
    return wish;
}

/// Choices, texts and switches get their kind later.
Wish plain(const char* id, const char* label, const char* help, Group group, Kind kind = Kind::Whole)
{
    return {id, tr(label), tr(help), kind, group, {}, {}};
}

Wish ranged(Wish wish, double least, double most)
{
    wish.least = least;
    wish.most = most;
    return wish;
}

Wish offering(Wish wish, const QStringList& choices)
{
    wish.choices = choices;
    return wish;
}

Wish style()
{
    Wish wish = plain("style", "Style", "What the music should sound like; of several styles each gets a candidate of its own", Group::First, Kind::Choices);
    for (const std::string_view name : styleNames().subspan(1)) // the first is no wish
        wish.choices << styleText(fromView(name));
    wish.read = [](const Settings& s) {
        QStringList names;
        for (const std::string& style : s.styles)
            names << styleText(QString::fromStdString(style));
        return QVariant(names);
    };
    wish.write = [](Settings& s, const QVariant& v) {
        s.styles.clear();
        for (const QString& name : v.toStringList())
            if (const int index = styleIndex(name.toStdString()); index > 0)
                s.styles.emplace_back(styleNames()[static_cast<std::size_t>(index)]);
    };
    return wish;
}

Wish key()
{
    QStringList names{tr("The song's")};
    std::vector<std::string> values{{}};
    for (const Mode mode : {Mode::Major, Mode::Minor})
        for (int tonic = 0; tonic < 12; ++tonic) {
            values.push_back(keyName(keyWithTonic(tonic, mode)));
            names << QString::fromStdString(values.back());
        }
    return choice(offering(plain("key", "Key", "The key of the new music", Group::Limits), names), &Settings::key, values);
}

std::vector<Wish> makeTable()
{
    std::vector<Wish> table;
    const auto add = [&table](Wish wish) { table.push_back(std::move(wish)); };
    add(number(ranged(plain("bars", "Bars", "How many bars Continue writes", Group::First), 1, 64), &Settings::bars));
    add(style());
    add(choice(offering(plain("as", "Harmonize as", "What Harmonize adds to the melody of the active track", Group::First),
                        {tr("Four voices"), tr("Chords"), tr("Bass"), tr("Piano")}),
               &Settings::harmonizeAs));
    Wish closeness = number(plain("closeness", "Closeness", "Vary: 0 % is as unlike as another phrase, 100 % the same notes", Group::First, Kind::Slider),
                            &Settings::closeness);
    closeness.show = percent;
    add(std::move(closeness));

    add(toggle(plain("keepRhythm", "Rhythm", "A variation's notes start and end where the old ones did", Group::Variation),
               &Keep::rhythm));
    add(toggle(plain("keepPitch", "Pitches", "A variation has the old pitches in their order", Group::Variation), &Keep::pitch));
    add(toggle(plain("keepContour", "Contour", "A variation's line goes up and down as the old one did", Group::Variation),
               &Keep::contour));
    add(toggle(plain("keepHarmony", "Harmony", "A variation has only pitches that sounded in the same beat", Group::Variation),
               &Keep::harmony));

    add(key());
    add(toggle(plain("lockScale", "Only notes of the key", "New notes belong to the scale of the key", Group::Limits),
               &Settings::lockScale));
    add(text(offering(plain("range", "Range", "Lowest and highest pitch, such as C3-C5, where C4 is middle C", Group::Limits),
                      {tr("C2-C4"), tr("C3-C5"), tr("C4-C6")}),
             &Settings::range, parsePitchRange));
    add(text(offering(plain("density", "Density", "Notes that start in a quarter note, fewest and most in each bar, such as 0.5-2", Group::Limits),
                      {tr("0-1"), tr("0.5-2"), tr("1-4")}),
             &Settings::density, parseDensity));
    add(number(ranged(plain("polyphony", "Notes at once", "At most so many notes sounding together in a track", Group::Limits), 1, 16),
               &Settings::polyphony));
    add(number(ranged(plain("span", "Hand span", "At most so many semitones between notes of a track that sound together", Group::Limits), 0, 48),
               &Settings::span));
    add(text(offering(plain("grid", "Grid", "Starts and lengths are multiples of this, such as 1/8 or 1/8T", Group::Limits),
                      {tr("1/4"), tr("1/8"), tr("1/16"), tr("1/8T")}),
             &Settings::grid, parseGrid));
    add(toggle(plain("voiceLeading", "Voice leading", "Lines do not cross, nor move in parallel fifths or octaves", Group::Limits),
               &Settings::voiceLeading));

    add(text(plain("chords", "Chords", "The chords of each bar, such as C | Am | F G | C", Group::Chords),
             &Settings::chords, parseChordList));
    add(choice(offering(plain("chordTones", "Where", "Where new notes must be tones of the chords", Group::Chords),
                        {tr("Always"), tr("On strong beats")}),
               &Settings::chordTones));

    for (const CharacterTrait& each : characterTraits())
        add(trait(each));

    add(number(ranged(plain("candidates", "Candidates", "How many suggestions to choose from", Group::Drawing), 1, 8),
               &Settings::candidates));
    add(number(ranged(plain("drafts", "Drafts", "How many are written to choose the candidates from; 0 for as many as help", Group::Drawing), 0, 64),
               &Settings::drafts));
    add(number(ranged(plain("temperature", "Temperature", "Low: likely notes only. High: more surprising.", Group::Drawing, Kind::Decimal), 0.1, 2.0),
               &Settings::temperature));
    add(number(ranged(plain("topP", "Top-p", "Only the likeliest choices that sum to this", Group::Drawing, Kind::Decimal), 0.05, 1.0),
               &Settings::topP));
    add(number(ranged(plain("topK", "Top-k", "Only so many of the likeliest choices; 0 for all", Group::Drawing), 0, 999),
               &Settings::topK));
    add(toggle(plain("greedy", "Always the likeliest", "Nothing is left to chance", Group::Drawing), &Settings::greedy));
    add(number(ranged(plain("seed", "Seed", "The same seed gives the same suggestion again", Group::Drawing), 0, 999'999'999),
               &Settings::seed));
    return table;
}

QString settingOf(const Wish& wish)
{
    return QStringLiteral("suggest/") + QLatin1String(wish.id);
}

/// What an edited file of settings may hold is not taken on trust.
bool isSound(const Wish& wish, const QVariant& value)
{
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    switch (wish.kind) {
    case Kind::Whole:
    case Kind::Decimal:
    case Kind::Slider: return isNumber && wish.least <= number && number <= wish.most;
    case Kind::Choice: return isNumber && 0 <= number && number < static_cast<double>(wish.choices.size());
    case Kind::Choices:
        return std::ranges::all_of(value.toStringList(), [&wish](const QString& name) { return wish.choices.contains(name); });
    case Kind::Text: return wish.objection(value.toString()).isEmpty();
    case Kind::Switch: return true;
    }
    return false;
}

} // namespace

QString styleText(const QString& style)
{
    return capitalized(style);
}

std::span<const Wish> wishTable()
{
    static const std::vector<Wish> table = makeTable();
    return table;
}

QString groupName(Wish::Group group)
{
    switch (group) {
    case Group::First: return {};
    case Group::Variation: return tr("A variation keeps");
    case Group::Limits: return tr("Limits");
    case Group::Chords: return tr("Over these chords");
    case Group::Character: return tr("Character");
    case Group::Drawing: return tr("Drawing");
    }
    return {};
}

QString percent(double share)
{
    return tr("%1 %").arg(std::lround(share * 100));
}

SuggestionSettings keptWishes()
{
    SuggestionSettings settings;
    const QSettings kept = keptSettings();
    for (const Wish& wish : wishTable())
        if (const QVariant value = kept.value(settingOf(wish)); value.isValid() && isSound(wish, value))
            wish.write(settings, value);
    return settings;
}

void keepWish(const Wish& wish, const SuggestionSettings& settings)
{
    const QVariant value = wish.read(settings);
    if (value.isValid())
        keptSettings().setValue(settingOf(wish), value);
    else
        keptSettings().remove(settingOf(wish));
}

} // namespace continuo::ui

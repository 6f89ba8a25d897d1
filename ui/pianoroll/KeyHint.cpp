// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/KeyHint.h"

#include "core/edit/SongEdits.h"

#include <algorithm>

namespace continuo::ui {

namespace {

constexpr int kDelay = 400;                              ///< milliseconds after a change
constexpr double kLeastFit = 0.6, kLeastLead = 0.03;     ///< below them the music does not say clearly enough
constexpr std::size_t kLeastNotes = 8;

/// How long each pitch class sounds within the stretch; drums and muted notes do not count. Nothing when only a few do.
std::optional<PitchClassWeights> soundingIn(const Song& song, Range<Tick> stretch)
{
    PitchClassWeights weights{};
    std::size_t count = 0;
    for (const auto& track : song.tracks) {
        if (track->isDrums() || track->muted)
            continue;
        for (const auto& clip : track->clips)
            for (const Note& note : clip->notes.startingIn({stretch.begin - clip->start, stretch.end - clip->start})) {
                if (note.muted)
                    continue;
                weights[static_cast<std::size_t>(note.pitch.pitchClass())] += static_cast<double>(note.length.value);
                ++count;
            }
    }
    return count >= kLeastNotes ? std::optional(weights) : std::nullopt;
}

} // namespace

KeyHint::KeyHint(const PianoRoll& roll, DocumentBridge& bridge, QWidget* parent)
    : QToolButton(parent), roll_(roll), bridge_(bridge)
{
    setObjectName(QStringLiteral("keyHint"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setVisible(false);
    QFont small = font();
    small.setPixelSize(11);
    setFont(small);
    soon_.setSingleShot(true);
    soon_.setInterval(kDelay);
    connect(&soon_, &QTimer::timeout, this, &KeyHint::listen);
    connect(&bridge_, &DocumentBridge::changed, this, [this](const Change& change) {
        if (change.cause != Change::Cause::Preview)
            soon_.start();
    });
    connect(&roll_, &PianoRoll::geometryChanged, this, [this] {
        if (bridge_.document().song().keys.size() > 1)
            soon_.start();
    });
    connect(this, &QToolButton::clicked, this, &KeyHint::adopt);
    soon_.start();
}

Range<Tick> KeyHint::stretch() const
{
    const Song& song = bridge_.document().song();
    const Tick at = std::max(Tick(0), roll_.geometry().visibleTicks().begin);
    Range<Tick> stretch{Tick(0), song.end() + Tick(1)};
    for (const KeyChange& change : song.keys) {
        if (change.at <= at)
            stretch.begin = change.at;
        else
            stretch.end = std::min(stretch.end, change.at);
    }
    return stretch;
}

void KeyHint::listen()
{
    soon_.stop();
    const Song& song = bridge_.document().song();
    const Range<Tick> heard = stretch();
    std::optional<KeySignature> hint;
    if (const auto weights = soundingIn(song, heard))
        if (const auto estimate = estimateKey(*weights); estimate && estimate->fit >= kLeastFit && estimate->lead >= kLeastLead)
            hint = estimate->key;
    if (const auto written = song.keyAt(heard.begin); written && hint && written->tonic() == hint->tonic() && written->mode == hint->mode)
        hint.reset();
    if (hint == hint_)
        return;
    hint_ = hint;
    setVisible(hint_.has_value());
    if (hint_) {
        const QString name = QString::fromStdString(keyName(*hint_));
        const QString offer = tr("Sounds like %1; click to write this key into the song").arg(name);
        setText(tr("%1?").arg(QString(name).replace(QStringLiteral(" major"), QString()).replace(QStringLiteral(" minor"), QStringLiteral("m"))));
        setToolTip(offer);
        setAccessibleName(offer);
    }
    Q_EMIT hintChanged();
}

void KeyHint::adopt()
{
    if (!hint_)
        return;
    bridge_.document().commit(setKey(stretch().begin, *hint_));
    listen();
}

} // namespace continuo::ui

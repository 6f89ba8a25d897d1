// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pianoroll/RollAccess.h"

#include "ui/pianoroll/NoteInterface.h"

#include <QAccessibleWidget>

#include <algorithm>

namespace continuo::ui {

namespace {

/// The roll for assistive technology: a list whose items are the notes.
class RollInterface : public QAccessibleWidget {
public:
    explicit RollInterface(RollAccess& access) : QAccessibleWidget(&access.roll(), QAccessible::List), access_(access) {}

    int childCount() const override { return static_cast<int>(access_.notes().size()); }

    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        return access_.interfaceOf({access_.state().activeTrack(), access_.notes()[static_cast<std::size_t>(index)].id});
    }

    int indexOfChild(const QAccessibleInterface* child) const override
    {
        const auto* note = dynamic_cast<const NoteInterface*>(child);
        const auto& notes = access_.notes();
        const auto found = note ? std::ranges::find(notes, note->ref().note, &Note::id) : notes.end();
        return found == notes.end() ? -1 : static_cast<int>(found - notes.begin());
    }

    QAccessibleInterface* childAt(int x, int y) const override
    {
        const QPoint at = access_.roll().mapFromGlobal(QPoint(x, y));
        for (const Note& note : access_.notes())
            if (access_.roll().geometry().rect(note).contains(at))
                return access_.interfaceOf({access_.state().activeTrack(), note.id});
        return nullptr;
    }

    QAccessibleInterface* focusChild() const override
    {
        const std::optional<NoteRef> focused = access_.focused();
        return focused ? access_.interfaceOf(*focused) : nullptr;
    }

    QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Name: return access_.name();
        case QAccessible::Description: return access_.description();
        default: return QAccessibleWidget::text(kind);
        }
    }

private:
    RollAccess& access_;
};

QAccessibleInterface* rollInterface(const QString& className, QObject* object)
{
    if (className != QLatin1String(PianoRoll::staticMetaObject.className()))
        return nullptr;
    auto* access = object->findChild<RollAccess*>();
    return access ? new RollInterface(*access) : nullptr;
}

} // namespace

void RollAccess::install()
{
    QAccessible::installFactory(rollInterface);
}

RollAccess::RollAccess(DocumentBridge& bridge, EditorState& state, const CaretMode& caret, PianoRoll& roll)
    : QObject(&roll), bridge_(bridge), state_(state), caret_(caret), roll_(roll)
{
    install();
    // Qt has given the roll an interface of its own when it was told the roll's name.
    if (QAccessibleInterface* plain = QAccessible::queryAccessibleInterface(&roll_); plain->role() != QAccessible::List)
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(plain));
    connect(&bridge_, &DocumentBridge::historyChanged, this, &RollAccess::forgetGoneNotes);
    connect(&caret_, &CaretMode::said, this, [this](const QString& sentence) {
        description_ = sentence;
        announceFocus();
    });
}

RollAccess::~RollAccess()
{
    for (const auto& [note, id] : interfaces_)
        QAccessible::deleteAccessibleInterface(id);
}

const std::vector<Note>& RollAccess::notes() const
{
    const Song& song = bridge_.document().song();
    const int index = song.trackIndex(state_.activeTrack());
    const std::shared_ptr<const Track> track = index < 0 ? nullptr : song.tracks[static_cast<std::size_t>(index)];
    if (track != listed_) {
        listed_ = track;
        notes_ = track ? notesInSongTime(*track) : std::vector<Note>();
    }
    return notes_;
}

QAccessibleInterface* RollAccess::interfaceOf(NoteRef note)
{
    const auto known = interfaces_.find(note);
    if (known != interfaces_.end())
        return QAccessible::accessibleInterface(known->second);
    auto* made = new NoteInterface(*this, note);
    interfaces_.emplace(note, QAccessible::registerAccessibleInterface(made));
    return made;
}

std::optional<NoteRef> RollAccess::focused() const
{
    const auto caret = caret_.caret();
    if (!caret)
        return std::nullopt;
    std::optional<NoteRef> found;
    for (const Note& note : notes())
        if (note.pitch == caret->pitch && note.start <= caret->at && caret->at < note.end())
            found = NoteRef{state_.activeTrack(), note.id};
    return found;
}

QString RollAccess::name() const
{
    const Track* track = bridge_.document().song().findTrack(state_.activeTrack());
    const QString shown = track ? QString::fromStdString(track->name) : tr("no track");
    return tr("Piano roll, %1, %n notes", nullptr, static_cast<int>(notes().size())).arg(shown);
}

void RollAccess::forgetGoneNotes()
{
    if (interfaces_.empty())
        return;
    const Song& song = bridge_.document().song();
    std::erase_if(interfaces_, [&song](const auto& each) {
        const bool isGone = notesOf(song, std::span(&each.first, 1)).empty();
        if (isGone)
            QAccessible::deleteAccessibleInterface(each.second);
        return isGone;
    });
}

void RollAccess::announceFocus()
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent described(&roll_, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    if (const std::optional<NoteRef> note = focused()) {
        QAccessibleEvent focus(interfaceOf(*note), QAccessible::Focus);
        QAccessible::updateAccessibility(&focus);
    }
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/DocumentBridge.h"
#include "ui/EditorState.h"

#include <QWidget>

#include <array>
#include <optional>

class QLabel;
class QLineEdit;

namespace continuo::ui {

/// The selected notes in numbers: start, end, length, pitch, velocity, channel; of several, those of the first. What is
/// typed holds for all of them: they move and lengthen together. What will not do is refused with a reason beside the
/// fields, and the song stays.
class InfoLine : public QWidget {
    Q_OBJECT

public:
    InfoLine(DocumentBridge& bridge, EditorState& state, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Field : std::uint8_t { Start, End, Length, PitchField, Velocity, Channel, kFields };

    void refresh();
    void apply(Field field);
    /// Shows the sentence beside the fields; empty for none.
    void say(QLineEdit& field, const QString& sentence);
    /// The first of the selected notes, in song time.
    std::optional<TrackNote> firstNote() const;

    QWidget* row_;                         ///< as wide as its fields need; a narrow line cuts it off
    DocumentBridge& bridge_;
    EditorState& state_;
    std::array<QLineEdit*, kFields> fields_{};
    std::array<QString, kFields> shown_;   ///< what each field said before it was typed in
    QLabel* reason_;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace continuo::ui {

/// Counted texts in English: "%n note(s)" becomes "1 note" and "2 notes". Install it before translations of other languages,
/// which are asked first then.
class EnglishPlurals : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    /// Nothing, so that the text stays as it is, where `count` is -1.
    QString translate(const char* context, const char* text, const char* disambiguation = nullptr, int count = -1) const override;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <map>
#include <string>

namespace continuo::ui {

/// One thing that an operation asks for.
struct Parameter {
    enum class Kind : std::uint8_t { Whole, Decimal, Choice, Text };

    const char* id;                 ///< what it is kept under
    const char* label;
    Kind kind;
    QString preset;                 ///< what the field shows at first
    double least = 0.0, most = 0.0; ///< of numbers, both included
    const char* unit = "";          ///< of numbers
    QStringList choices = {};       ///< of a choice
    QString (*textObjection)(const QString& typed) = nullptr; ///< of a text: why it will not do; empty when it will
};

/// A sentence that says why the parameter cannot be what was typed; empty when it can.
QString objection(const Parameter& parameter, const QString& typed);

/// What was typed for each parameter, once nothing is objected to.
class Values {
public:
    void set(const Parameter& parameter, const QString& typed) { typed_[parameter.id] = typed.trimmed(); }
    double number(const char* id) const { return typed_.at(id).toDouble(); }
    int whole(const char* id) const { return typed_.at(id).toInt(); }
    const QString& text(const char* id) const { return typed_.at(id); }

private:
    std::map<std::string, QString> typed_;
};

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Fields.h"

#include "core/protocol/Protocol.h"

#include <utility>

namespace continuo::protocol {

void refuse(std::string sentence, ErrorCode code)
{
    throw Refused{{code, std::move(sentence)}};
}

std::string inQuotes(std::string_view name)
{
    return "\"" + std::string(name) + "\"";
}

Fields::Fields(const Json& object) : object_(object)
{
    if (!object.is_object())
        refuse("A message is one JSON object a line.");
}

const Json& Fields::any(const char* name)
{
    const auto found = object_.find(name);
    if (found == object_.end())
        refuse("The field " + inQuotes(name) + " is missing.");
    taken_.insert(name);
    return *found;
}

std::string Fields::text(const char* name)
{
    const Json& value = any(name);
    if (!value.is_string())
        refuse("The field " + inQuotes(name) + " needs a text.");
    return value.get<std::string>();
}

bool Fields::flag(const char* name)
{
    const Json& value = any(name);
    if (!value.is_boolean())
        refuse("The field " + inQuotes(name) + " needs true or false.");
    return value.get<bool>();
}

std::uint64_t Fields::natural(const char* name)
{
    const Json& value = any(name);
    if (!value.is_number_unsigned())
        refuse("The field " + inQuotes(name) + " needs a whole number without a sign.");
    return value.get<std::uint64_t>();
}

const Json& Fields::list(const char* name)
{
    const Json& value = any(name);
    if (!value.is_array())
        refuse("The field " + inQuotes(name) + " needs a list.");
    return value;
}

const Json& Fields::pair(const char* name)
{
    const Json& value = list(name);
    if (value.size() != 2)
        refuse("The field " + inQuotes(name) + " needs two numbers.");
    return value;
}

void Fields::refuseOthers() const
{
    for (const auto& [name, value] : object_.items())
        if (!taken_.contains(name))
            refuse("The field " + inQuotes(name) + " is not known in protocol " + std::to_string(kVersion) + ".");
}

double Fields::numberOf(const Json& value, const char* name, double lowest, double highest)
{
    const double number = value.is_number() ? value.get<double>() : -1.0;
    if (!value.is_number() || !(number >= lowest && number <= highest))
        refuse("The field " + inQuotes(name) + " needs a number from " + Json(lowest).dump() + " to " + Json(highest).dump() + ".");
    return number;
}

} // namespace continuo::protocol

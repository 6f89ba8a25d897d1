// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/EnglishPlurals.h"

namespace continuo::ui {

QString EnglishPlurals::translate(const char* context, const char* text, const char* disambiguation, int count) const
{
    Q_UNUSED(context);
    Q_UNUSED(disambiguation);
    if (count < 0)
        return {};
    return QString::fromUtf8(text).replace(QLatin1String("(s)"), count == 1 ? QString() : QStringLiteral("s"));
}

} // namespace continuo::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/song/Tick.h"
#include "core/theory/Pitch.h"

#include <QTest>

#include <string>

// How QCOMPARE prints our values when they differ.

namespace QTest {

template <>
inline char* toString(const std::string& text)
{
    return qstrdup(("\"" + text + "\"").c_str());
}

template <>
inline char* toString(const continuo::Tick& tick)
{
    return qstrdup((std::to_string(tick.value) + " ticks").c_str());
}

template <>
inline char* toString(const continuo::Pitch& pitch)
{
    return qstrdup(continuo::pitchName(pitch).c_str());
}

} // namespace QTest

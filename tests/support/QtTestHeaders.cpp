// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: the tests take their precompiled headers from the library of this file.

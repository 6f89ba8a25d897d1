// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct _jack_client; // the library's

namespace continuo {

/// Joins the JACK server that runs, under that name or one like it; null when none runs. The library's habit of writing to
/// standard error is switched off: what matters comes back as an Error. Part of what speaks to JACK.
_jack_client* joinJack(const char* name);

} // namespace continuo

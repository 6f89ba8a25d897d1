// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>

namespace continuo {

/// Notices which ports come to the JACK server that runs, so that one that went and came back can be told from one that
/// stayed: their names are the same. For one thread.
class JackArrivals {
public:
    JackArrivals();
    JackArrivals(const JackArrivals&) = delete;
    JackArrivals& operator=(const JackArrivals&) = delete;
    ~JackArrivals();

    /// The names of the ports that came since the last call; none of those that were there at the first. Joins the server
    /// when one runs and answers and it has not yet; without one nothing comes.
    std::set<std::string> take();

private:
    struct Client;
    void leave();

    std::shared_ptr<Client> client_; ///< shared with questions to a server that hangs
};

} // namespace continuo

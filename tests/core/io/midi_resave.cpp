// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/MidiFile.h"

#include <fstream>
#include <iostream>
#include <string>

/// Opens and saves many MIDI files: midi_resave LIST, where each line of LIST is "IN<tab>OUT". Prints one line a file:
/// the input, a tab, and "saved" or why not.
int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "usage: midi_resave LIST\n";
        return 2;
    }
    std::ifstream list(argv[1]);
    for (std::string line; std::getline(list, line);) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos)
            continue;
        const std::string in = line.substr(0, tab);
        const auto loaded = continuo::readMidiFile(in);
        std::string outcome = "saved";
        if (!loaded)
            outcome = loaded.error().message;
        else if (const auto written = continuo::writeMidiFile(loaded->song, line.substr(tab + 1)); !written)
            outcome = written.error().message;
        std::cout << in << '\t' << outcome << '\n';
    }
    return 0;
}

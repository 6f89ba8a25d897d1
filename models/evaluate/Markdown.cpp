// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/evaluate/Study.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace continuo {

namespace {

template <typename T>
void addOnce(std::vector<T>& list, const T& value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

std::string cellOf(const Estimate& estimate)
{
    if (estimate.pieces == 0)
        return "";
    std::ostringstream cell;
    cell << std::fixed << std::setprecision(3) << estimate.value << " [" << estimate.low << ", " << estimate.high << "]";
    return cell.str();
}

using Rows = std::vector<const Figure*>;

std::string tableOf(const Rows& figures)
{
    std::vector<std::string> corpora, systems;
    for (const Figure* figure : figures) {
        addOnce(corpora, figure->corpus);
        addOnce(systems, figure->system);
    }
    std::string text = "\n### " + figures.front()->table + ": " + figures.front()->metric + "\n\n| | n | pieces |";
    for (const std::string& system : systems)
        text += " " + system + " |";
    text += "\n| --- | ---: | ---: |";
    for (std::size_t i = 0; i < systems.size(); ++i)
        text += " ---: |";
    for (const std::string& corpus : corpora) {
        int count = 0, pieces = 0;
        std::string cells;
        for (const std::string& system : systems) {
            const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure* figure) {
                return figure->corpus == corpus && figure->system == system;
            });
            cells += " " + (found == figures.end() ? std::string() : cellOf((*found)->estimate)) + " |";
            if (found != figures.end()) {
                count = std::max(count, (*found)->estimate.count);
                pieces = std::max(pieces, (*found)->estimate.pieces);
            }
        }
        text += "\n| " + corpus + " | " + std::to_string(count) + " | " + std::to_string(pieces) + " |" + cells;
    }
    return text + "\n";
}

} // namespace

std::string markdownOf(const std::vector<Figure>& figures)
{
    std::vector<std::pair<std::string, std::string>> tables;
    for (const Figure& figure : figures)
        addOnce(tables, std::pair(figure.table, figure.metric));
    std::string text;
    for (const auto& [table, metric] : tables) {
        Rows rows;
        for (const Figure& figure : figures)
            if (figure.table == table && figure.metric == metric)
                rows.push_back(&figure);
        text += tableOf(rows);
    }
    return text;
}

} // namespace continuo

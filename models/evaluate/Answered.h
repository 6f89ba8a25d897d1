// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/evaluate/HeldMusic.h"
#include "models/evaluate/Study.h"

#include <array>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace continuo {

/// Who answers, and the piece itself.
enum class System { Model, Ngram, Copy, MostFrequent, Real };
inline constexpr std::array<System, 4> kAnswering{System::Model, System::Ngram, System::Copy, System::MostFrequent};
inline constexpr std::array<System, 5> kAllSystems{System::Model, System::Ngram, System::Copy, System::MostFrequent, System::Real};

/// Figure::system.
const char* systemName(System system);

/// A question with what everybody made of it.
struct Answered {
    Question question;
    std::map<System, Answer> answers;   ///< without the model's where it refused
    Excerpt real;

    const std::string& corpus() const { return question.piece->study.corpus; }
    const std::string& piece() const { return question.piece->name; }
    bool has(System system) const { return system == System::Real || answers.contains(system); }
    Excerpt by(System system) const { return system == System::Real ? real : heard(question, answers.at(system)); }
    Score scoreBy(System system) const;
};
using Some = std::vector<const Answered*>;

/// Asks everybody, the model and the n-gram with this sampling. The answered question's song is let go.
Answered askAll(RowModel& model, const HeldMusic& music, Question question, const Sampling& sampling);

/// Calls `figure(corpus, those of it)` for each corpus that has any, in the order of their names.
void forEachCorpus(const Some& all, const std::function<void(const std::string&, const Some&)>& figure);
/// And for all together, when there is more than one.
void forEachCorpusAndAll(const Some& all, const std::function<void(const std::string&, const Some&)>& figure);

/// Those that both the system and the model answered, so that all are measured on the same.
Some answeredBy(const Some& some, System system);

// What is measured of continue and infill, and of harmonize.
std::vector<Figure> noteFigures(const Some& all, const std::string& table);
std::vector<Figure> harmonyFigures(const Some& all);
/// `elsewhere`: real music of other places, by corpus: how much two samples of real music overlap.
std::vector<Figure> overlapFigures(const Some& all, const std::map<std::string, std::vector<Excerpt>>& elsewhere);
std::vector<Figure> copiedRunFigures(const Some& all, const KnownMelodies& melodies);
std::vector<Figure> faultFigures(const Some& all);
std::vector<Figure> criticFigures(const Some& all, const RowNgram& ngram);

// What needs requests of its own.
std::vector<Figure> studyCandidates(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                    const std::function<void(const std::string&)>& say);
std::vector<Figure> studyVariations(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                    const std::function<void(const std::string&)>& say);
std::vector<Figure> studyControls(RowModel& model, const HeldMusic& music, const StudyOptions& options,
                                  const std::function<void(const std::string&)>& say);

} // namespace continuo

#include "population-svc/domain/name_match.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace dukcapil::population {
namespace {

constexpr std::size_t kLongestWord = 32;

// 1 − distance / length of the longer.
double Similarity(absl::string_view a, absl::string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 1;
  return 1 - static_cast<double>(EditDistance(a, b)) / static_cast<double>(longer);
}

// The best sum of scores when each asked word is given a found word of its own or none. Words are few: tried
// out.
double BestSum(const std::vector<std::vector<double>>& scores, std::size_t asked, unsigned taken) {
  if (asked == scores.size()) return 0;
  double best = BestSum(scores, asked + 1, taken);
  for (std::size_t found = 0; found < scores[asked].size(); ++found) {
    if (taken & 1u << found || scores[asked][found] == 0) continue;
    best = std::max(best, scores[asked][found] + BestSum(scores, asked + 1, taken | 1u << found));
  }
  return best;
}

// The sound of the words written as one.
std::string SoundAsOne(const std::vector<NameWord>& words) {
  std::string letters;
  for (const NameWord& word : words) absl::StrAppend(&letters, word.text);
  return Sound(letters);
}

}  // namespace

int EditDistance(absl::string_view a, absl::string_view b) {
  a = a.substr(0, kLongestWord);
  b = b.substr(0, kLongestWord);
  std::array<std::array<int, kLongestWord + 1>, 3> rows{};  // the row before the last, the last, this one
  for (std::size_t j = 0; j <= b.size(); ++j) rows[1][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    rows[2][0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      int best = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, rows[0][j - 2] + 1);
      }
      rows[2][j] = best;
    }
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
  }
  return rows[1][b.size()];
}

double WordScore(const NameWord& asked, const NameWord& found) {
  if (asked.text == found.text) return 1;
  if (asked.is_initial() || found.is_initial()) return asked.text.front() == found.text.front() ? 0.6 : 0;
  const double text = Similarity(asked.text, found.text);
  if (asked.sound == found.sound) return 0.92 + 0.06 * text;
  double score = 0.3 * text + 0.7 * Similarity(asked.sound, found.sound);
  // The beginning of a word given for the whole: Fat for Fatimah.
  if (asked.text.size() >= 3 && absl::StartsWith(found.text, asked.text)) score = std::max(score, 0.8);
  constexpr double kNoLikeness = 0.5;
  return score < kNoLikeness ? 0 : std::min(score, 0.95);
}

double NameScore(const std::vector<NameWord>& asked, const std::vector<NameWord>& found) {
  if (asked.empty() || found.empty()) return 0;
  std::vector<std::vector<double>> scores;
  for (const NameWord& word : asked) {
    std::vector<double>& row = scores.emplace_back();
    for (const NameWord& other : found) row.push_back(WordScore(word, other));
  }
  // A word asked for that is not there counts in full, one that was not asked for a little.
  constexpr double kNotAsked = 0.15;
  const double extra = found.size() > asked.size() ? static_cast<double>(found.size() - asked.size()) : 0;
  const double by_words = BestSum(scores, 0, 0) / (static_cast<double>(asked.size()) + kNotAsked * extra);
  // Words written together or apart: Nurhidayah, Nur Hidayah.
  constexpr double kRunTogether = 0.97;
  const double as_one =
      asked.size() == found.size() ? 0 : kRunTogether * Similarity(SoundAsOne(asked), SoundAsOne(found));
  return std::max(by_words, as_one);
}

std::vector<std::string> LikelySounds(absl::string_view sound, const std::vector<std::string>& known,
                                      std::size_t limit) {
  std::vector<std::pair<double, std::string>> ranked;
  constexpr double kTooFar = 0.5;
  for (const std::string& other : known) {
    const double similarity = Similarity(sound, other);
    if (similarity >= kTooFar) ranked.emplace_back(-similarity, other);
  }
  std::sort(ranked.begin(), ranked.end());
  ranked.erase(std::unique(ranked.begin(), ranked.end()), ranked.end());
  std::vector<std::string> sounds;
  for (const auto& [likeness, other] : ranked) {
    if (sounds.size() < limit) sounds.push_back(other);
  }
  return sounds;
}

}  // namespace dukcapil::population

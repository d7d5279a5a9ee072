#include "population-svc/domain/recording_codes.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace dukcapil::population {

absl::string_view RecordingCodesCsv();

namespace {

constexpr std::size_t kColumns = 9;

// The data is compiled in: what is wrong with it, the first start of any test finds.
[[noreturn]] void Malformed(absl::string_view what) {
  std::fprintf(stderr, "recording_codes.csv: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

template <class Value>
using ByWord = std::initializer_list<std::pair<absl::string_view, Value>>;

template <class Value>
Value Read(absl::string_view word, ByWord<Value> words) {
  const auto found =
      std::find_if(words.begin(), words.end(), [&](const auto& entry) { return entry.first == word; });
  if (found == words.end()) Malformed(word);
  return found->second;
}

std::optional<Doubt> ReadDoubt(absl::string_view word) {
  if (word.empty() || word == "present") return std::nullopt;
  return Read<Doubt>(word, {{"moved", Doubt::kMoved},
                            {"deceased", Doubt::kDeceased},
                            {"already-recorded", Doubt::kAlreadyRecorded},
                            {"not-found", Doubt::kNotFound}});
}

RecordingCode ReadLine(absl::string_view line) {
  const std::vector<absl::string_view> columns = absl::StrSplit(line, ';');
  if (columns.size() != kColumns) Malformed(line);
  RecordingCode code;
  if (!absl::SimpleAtoi(columns[0], &code.position)) Malformed(line);
  code.code = std::string(columns[1]);
  code.effect = Read<CodeEffect>(columns[2], {{"none", CodeEffect::kNone},
                                              {"captured", CodeEffect::kCaptured},
                                              {"sent", CodeEffect::kSent},
                                              {"sent-back", CodeEffect::kSentBack},
                                              {"print-ready", CodeEffect::kPrintReady},
                                              {"duplicate", CodeEffect::kDuplicate},
                                              {"adjudication", CodeEffect::kAdjudication}});
  code.teller = Read<CodeTeller>(columns[3], {{"visit", CodeTeller::kVisit},
                                              {"kit", CodeTeller::kKit},
                                              {"kit-or-centre", CodeTeller::kKitOrCentre},
                                              {"centre", CodeTeller::kCentre}});
  code.doubt = ReadDoubt(columns[4]);
  code.sighting = code.doubt                ? Sighting::kDoubtful
                  : columns[4] == "present" ? Sighting::kPresent
                                            : Sighting::kNothing;
  code.actor = Read<CodeActor>(columns[5], {{"nobody", CodeActor::kNobody},
                                            {"kit", CodeActor::kKit},
                                            {"office", CodeActor::kOffice},
                                            {"centre", CodeActor::kCentre}});
  code.basis = Read<CodeBasis>(
      columns[6],
      {{"public", CodeBasis::kPublic}, {"assumed", CodeBasis::kAssumed}, {"own", CodeBasis::kOwn}});
  code.action_id = std::string(columns[7]);
  code.action_en = std::string(columns[8]);
  return code;
}

std::vector<RecordingCode> ReadAll() {
  std::vector<RecordingCode> codes;
  for (const absl::string_view line : absl::StrSplit(RecordingCodesCsv(), '\n', absl::SkipEmpty())) {
    if (line.front() == '#') continue;
    codes.push_back(ReadLine(line));
    if (codes.back().position != static_cast<int>(codes.size())) Malformed(line);
  }
  return codes;
}

using Index = absl::flat_hash_map<absl::string_view, const RecordingCode*>;

Index MakeIndex() {
  Index index;
  for (const RecordingCode& code : RecordingCodes()) {
    if (!index.emplace(code.code, &code).second) Malformed(code.code);
  }
  return index;
}

}  // namespace

const std::vector<RecordingCode>& RecordingCodes() {
  static const auto& codes = *new std::vector<RecordingCode>(ReadAll());
  return codes;
}

const RecordingCode* FindRecordingCode(absl::string_view code) {
  static const auto& index = *new Index(MakeIndex());
  const auto entry = index.find(code);
  return entry == index.end() ? nullptr : entry->second;
}

std::string RecordingCodesMeaning() {
  std::string meaning = absl::StrCat("fold ", kFoldEdition);
  for (const RecordingCode& code : RecordingCodes()) {
    absl::StrAppend(&meaning, "\n", code.code, ";", static_cast<int>(code.effect), ";",
                    static_cast<int>(code.sighting), ";", code.doubt ? static_cast<int>(*code.doubt) : 0);
  }
  return meaning;
}

bool MayComeFrom(absl::string_view code, RecordingSource source) {
  if (source == RecordingSource::kImport) return true;
  const RecordingCode* const entry = FindRecordingCode(code);
  const CodeTeller teller = entry == nullptr ? CodeTeller::kKitOrCentre : entry->teller;
  switch (source) {
    case RecordingSource::kVisit:
      return teller == CodeTeller::kVisit;
    case RecordingSource::kKit:
      return teller == CodeTeller::kKit || teller == CodeTeller::kKitOrCentre;
    default:
      return teller == CodeTeller::kCentre || teller == CodeTeller::kKitOrCentre;
  }
}

}  // namespace dukcapil::population

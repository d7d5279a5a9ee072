#include "cli/import/importer.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <future>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "cli/exit_codes.h"
#include "cli/import/cell_values.h"
#include "dukcapil/population/v1/resident.pb.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::population::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::size_t kRowsOfBatch = 1000;
constexpr char kElsewhere[] = "no resident here: for the office where the pupil lives";
constexpr char kNotRegistered[] =
    "issued here, and nobody who lives here is registered under it: look for a mistyped digit, unless the"
    " pupil has moved away";

const FieldDescriptor* FieldOf(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

std::vector<const v1::ImportRowResult*> ResultsOf(const Message& response) {
  const FieldDescriptor* const field = FieldOf(response, "results");
  const auto& reflection = *response.GetReflection();
  std::vector<const v1::ImportRowResult*> results;
  results.reserve(static_cast<std::size_t>(reflection.FieldSize(response, field)));
  for (int i = 0; i < reflection.FieldSize(response, field); ++i) {
    results.push_back(
        &dynamic_cast<const v1::ImportRowResult&>(reflection.GetRepeatedMessage(response, field, i)));
  }
  return results;
}

// Of the row at `index`.
std::string NikOf(const Message& request, int index) {
  const Message& row = request.GetReflection()->GetRepeatedMessage(request, FieldOf(request, "rows"), index);
  return row.GetReflection()->GetString(row, FieldOf(row, "nik"));
}

// `1702` of `regions/17.02`.
std::string RegionDigits(absl::string_view region) {
  return absl::StrReplaceAll(absl::StripPrefix(region, "regions/"), {{".", ""}});
}

}  // namespace

// A row as in the file, with what is wrong with it.
struct Importer::Entry {
  std::string number;
  Row cells;
  Violations violations;
};

struct Importer::Batch {
  std::vector<Entry> entries;
  std::size_t sent = 0;  // those without violations, in the request
  std::unique_ptr<Message> request;
  std::unique_ptr<Message> response;
  std::future<absl::Status> answered;
};

// A list of rows of the table with reasons: under another name until it is complete.
class Importer::RowList {
 public:
  RowList(const Table& table, std::string path)
      : table_(table),
        path_(std::move(path)),
        unfinished_(path_ + kUnfinishedList),
        file_(unfinished_, std::ios::binary) {
    std::error_code failed;
    std::filesystem::permissions(
        unfinished_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
    if (failed) file_.setstate(std::ios::failbit);
    // The mark tells spreadsheets that it is UTF-8.
    if (table.form().encoding != "UTF-8" || table.form().mark_bytes > 0) file_ << "\xEF\xBB\xBF";
    Row heading = {kNumberHeading, kReasonHeading};
    heading.insert(heading.end(), table.heading().begin(), table.heading().end());
    file_ << RowText(heading, table.separator());
  }
  ~RowList() {
    std::error_code ignored;
    std::filesystem::remove(unfinished_, ignored);
  }
  RowList(const RowList&) = delete;

  void Add(const Entry& entry) {
    std::string reasons;
    for (const Violation& violation : entry.violations.list()) {
      absl::StrAppend(&reasons, reasons.empty() ? "" : "; ", table_.HeadingOf(violation.field), ": ",
                      violation.reason, " (", violation.description, ")");
    }
    Row row = {entry.number, std::move(reasons)};
    row.insert(row.end(), entry.cells.begin(), entry.cells.end());
    file_ << RowText(row, table_.separator());
    ++count_;
  }

  absl::Status Finish() {
    file_.close();
    std::error_code failed;
    if (count_ == 0) {
      std::filesystem::remove(path_, failed);
    } else {
      std::filesystem::rename(unfinished_, path_, failed);
    }
    if (!file_ || failed) return UsageError(absl::StrCat("cannot write ", path_));
    return absl::OkStatus();
  }

 private:
  const Table& table_;
  const std::string path_;
  const std::string unfinished_;
  std::ofstream file_;
  std::int64_t count_ = 0;
};

struct Importer::Outcome {
  Outcome(const Table& table, const ImportJob& job)
      : refused(table, job.refused_path), elsewhere(table, job.elsewhere_path) {}

  ImportFigures figures;
  RowList refused;
  RowList elsewhere;
};

void Importer::CheckRow(Entry& entry) const {
  if (entry.cells.size() > table_.heading().size()) {
    // Cells that are not under their headings say nothing.
    entry.violations = {};
    entry.violations.Add("row", "TOO_MANY_CELLS",
                         "more cells than headings: join the cell that a separator within it has split");
    return;
  }
  const std::vector<Violation>& found = entry.violations.list();
  if (absl::StrContains(table_.reasons_before(), kNikRepeated) &&
      std::none_of(found.begin(), found.end(), [](const Violation& v) { return v.reason == kNikRepeated; })) {
    entry.violations.Add("nik", kNikRepeated, kWhichNikCounts);
  }
}

absl::StatusOr<bool> Importer::ReadBatch(Kind& kind, Batch& batch) {
  batch.request = kind.NewRequest();
  batch.response = kind.NewResponse();
  const FieldDescriptor* const rows = FieldOf(*batch.request, "rows");
  const auto& reflection = *batch.request->GetReflection();
  while (batch.entries.size() < kRowsOfBatch) {
    Entry entry;
    ASSIGN_OR_RETURN(const bool more, table_.Next(entry.cells));
    if (!more) break;
    entry.number = table_.number();
    kind.Read(table_.CellsOf(entry.cells), *reflection.AddMessage(batch.request.get(), rows),
              entry.violations);
    CheckRow(entry);
    if (entry.violations.empty()) {
      ++batch.sent;
    } else {
      reflection.RemoveLast(batch.request.get(), rows);
    }
    batch.entries.push_back(std::move(entry));
  }
  return !batch.entries.empty();
}

void Importer::Send(Batch& batch, bool validate_only) {
  Message& request = *batch.request;
  const auto& reflection = *request.GetReflection();
  reflection.SetString(&request, FieldOf(request, "parent"), job_.parent);
  reflection.SetString(&request, FieldOf(request, "request_id"), NewUuid());
  reflection.SetBool(&request, FieldOf(request, "validate_only"), validate_only);
  // A thread a batch: few, and each waits for an answer.
  batch.answered = std::async(std::launch::async, [this, &batch] {
    return batch.sent == 0 ? absl::OkStatus() : loading_.Call(*batch.request, *batch.response);
  });
}

absl::Status Importer::Settle(Batch& batch, Outcome& outcome) const {
  RETURN_IF_ERROR(batch.answered.get());
  const std::vector<const v1::ImportRowResult*> results = ResultsOf(*batch.response);
  if (results.size() != batch.sent) {
    return absl::InternalError("the service did not answer for every row");
  }
  ImportFigures& figures = outcome.figures;
  int next = 0;  // of the results
  for (Entry& entry : batch.entries) {
    ++figures.rows;
    if (entry.violations.empty()) {
      const int row = next++;
      const v1::ImportRowResult& result = *results[static_cast<std::size_t>(row)];
      if (result.outcome() == v1::IMPORT_OUTCOME_CREATED) ++figures.created;
      if (result.outcome() == v1::IMPORT_OUTCOME_UPDATED) ++figures.updated;
      if (result.outcome() == v1::IMPORT_OUTCOME_UNCHANGED) ++figures.unchanged;
      if (result.outcome() == v1::IMPORT_OUTCOME_ELSEWHERE) {
        ++figures.elsewhere;
        const bool was_issued_here = absl::StartsWith(NikOf(*batch.request, row), RegionDigits(job_.parent));
        if (was_issued_here) ++figures.not_registered;
        entry.violations.Add("nik", was_issued_here ? "NOT_REGISTERED" : "ELSEWHERE",
                             was_issued_here ? kNotRegistered : kElsewhere);
        outcome.elsewhere.Add(entry);
        continue;
      }
      for (const v1::RowViolation& violation : result.violations()) {
        entry.violations.Add(violation.field(), violation.reason(), violation.description());
      }
      if (entry.violations.empty()) continue;
    }
    ++figures.refused;
    for (const Violation& violation : entry.violations.list()) ++figures.reasons[violation.reason];
    outcome.refused.Add(entry);
  }
  return absl::OkStatus();
}

void Importer::Tell(const ImportFigures& figures, bool validate_only) {
  constexpr std::int64_t kStep = 5;
  const std::int64_t percent = table_.bytes_read() * 100 / table_.form().bytes;
  if (percent < percent_told_ + kStep) return;
  percent_told_ = percent;
  ports_.progress(absl::StrCat(validate_only ? "checked " : "imported ", percent, " % of the file: ",
                               figures.rows, " rows, of which ", figures.refused, " are refused"));
}

absl::Status Importer::Run(Kind& kind, bool validate_only, Outcome& outcome) {
  std::deque<std::unique_ptr<Batch>> under_way;  // its end waits for all, also after an error
  bool more = true;
  while (more || !under_way.empty()) {
    if (more && under_way.size() < static_cast<std::size_t>(job_.batches_at_a_time)) {
      under_way.push_back(std::make_unique<Batch>());
      ASSIGN_OR_RETURN(more, ReadBatch(kind, *under_way.back()));
      if (more) {
        Send(*under_way.back(), validate_only);
      } else {
        under_way.pop_back();
      }
      continue;
    }
    RETURN_IF_ERROR(Settle(*under_way.front(), outcome));
    under_way.pop_front();
    Tell(outcome.figures, validate_only);
  }
  return absl::OkStatus();
}

absl::StatusOr<ImportFigures> Importer::Pass(bool validate_only) {
  RETURN_IF_ERROR(table_.Rewind());
  percent_told_ = 0;
  const std::unique_ptr<Kind> kind = job_.new_kind();
  Outcome outcome(table_, job_);
  if (absl::Status status = Run(*kind, validate_only, outcome); !status.ok()) {
    if (!validate_only) {
      ports_.progress(
          absl::StrCat("stopped after ", outcome.figures.rows, " rows: the same command goes on"));
    }
    return status;
  }
  remarks_ = kind->Remarks();
  doubts_ = kind->Doubts();
  RETURN_IF_ERROR(outcome.refused.Finish());
  RETURN_IF_ERROR(outcome.elsewhere.Finish());
  return outcome.figures;
}

}  // namespace dukcapil::cli

// Sends a table to the register in batches, several at a time, and lists the rows that it refuses.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/status/statusor.h"
#include "cli/import/kind.h"
#include "cli/import/table.h"
#include "samples/loading.h"

namespace dukcapil::cli {

// What became of the rows: created + updated + unchanged + elsewhere + refused = rows.
struct ImportFigures {
  std::int64_t rows = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t elsewhere = 0;       // pupils who do not live here
  std::int64_t not_registered = 0;  // of these, whose NIK was issued here
  std::int64_t refused = 0;
  absl::btree_map<std::string, std::int64_t> reasons;  // of refused rows; a row may have several
};

// What a list is called, after its path, until it is complete.
inline constexpr char kUnfinishedList[] = ".unfinished";

struct ImportJob {
  std::string parent;  // `regions/17.02`
  std::function<std::unique_ptr<Kind>()> new_kind;
  // Where refused rows are listed, with their numbers and the reasons before the table's own columns (see
  // Table), separated as in the table. Readable by its owner alone. Without refused rows there is no such
  // file afterwards.
  std::string refused_path;
  std::string elsewhere_path;  // likewise those who live elsewhere
  int batches_at_a_time = 4;
};

// Not thread-safe.
class Importer {
 public:
  // Both outlive this.
  Importer(const samples::LoaderPorts& ports, Table& table, ImportJob job)
      : ports_(ports), loading_(ports), table_(table), job_(std::move(job)) {}

  // One pass over the whole table. A pass that was cut off is simply made again: rows that are as the
  // register has them change nothing. Errors: what the service answered to a batch; a usage error where the
  // file cannot be read on or the list not be written.
  absl::StatusOr<ImportFigures> Pass(bool validate_only);

  // See Kind, of the last pass.
  const std::vector<std::string>& remarks() const { return remarks_; }
  const std::vector<std::string>& doubts() const { return doubts_; }

 private:
  struct Entry;
  struct Batch;
  class RowList;
  struct Outcome;

  absl::Status Run(Kind& kind, bool validate_only, Outcome& outcome);
  absl::StatusOr<bool> ReadBatch(Kind& kind, Batch& batch);
  void Send(Batch& batch, bool validate_only);
  // Adds what is wrong with the row as a whole.
  void CheckRow(Entry& entry) const;
  absl::Status Settle(Batch& batch, Outcome& outcome) const;
  void Tell(const ImportFigures& figures, bool validate_only);

  const samples::LoaderPorts& ports_;
  samples::Loading loading_;
  Table& table_;
  const ImportJob job_;
  std::vector<std::string> remarks_;
  std::vector<std::string> doubts_;
  std::int64_t percent_told_ = 0;
};

}  // namespace dukcapil::cli

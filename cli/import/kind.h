// What differs between the tables that are imported: their columns, and the call that takes their rows.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/import/table.h"
#include "cli/import/villages.h"
#include "google/protobuf/message.h"
#include "platform/status/error.h"

namespace dukcapil::cli {

// What the register has that rows refer to.
struct Referents {
  Villages villages;
  absl::flat_hash_set<std::string> recording_codes;
};

// One pass over a table. Not thread-safe.
//
// The request has `parent`, `request_id`, `validate_only` and `rows`, at most 1,000; the response has
// `results`, one ImportRowResult a row.
class Kind {
 public:
  virtual ~Kind() = default;

  virtual std::unique_ptr<google::protobuf::Message> NewRequest() const = 0;
  virtual std::unique_ptr<google::protobuf::Message> NewResponse() const = 0;
  // Fills `row`, one of the request's, from `cells`. What is wrong, as far as it can be seen without the
  // service; the row is then not sent.
  virtual void Read(const Cells& cells, google::protobuf::Message& row, Violations& violations) = 0;
  // What a person should know of the rows read so far, one thing a line.
  virtual std::vector<std::string> Remarks() const { return {}; }
  // Why the whole table looks wrong: it is not imported then unless a person insists.
  virtual std::vector<std::string> Doubts() const { return {}; }
};

// `known` outlives what is made of it.

// Residents.
absl::Span<const Field> ResidentFields();
std::unique_ptr<Kind> NewResidentKind(const Referents& known);

// Schools.
absl::Span<const Field> SchoolFields();
std::unique_ptr<Kind> NewSchoolKind(const Referents& known);

// Which residents go to which school.
absl::Span<const Field> PupilFields();
std::unique_ptr<Kind> NewPupilKind(const Referents& known);

}  // namespace dukcapil::cli

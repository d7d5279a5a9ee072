// What the writes of a group have still to write, and what they know of the rows they share. Private to this
// library.
#pragma once

#include <any>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "platform/mysql/connection.h"
#include "platform/mysql/database.h"

namespace dukcapil::mysql {

// Used by one thread. Rows that wait have an order among those of one statement only.
class Backlog {
 public:
  explicit Backlog(Connection& connection) : connection_(connection) {}

  // The next write begins. `others_stand`: what was written before is not undone with it.
  void Begin(bool others_stand, absl::Time deadline);
  // Its part is done, and stands or falls with the group; or else it is to be undone: what waits of it goes.
  void Keep();
  void Drop();

  // See Transaction. A row may wait where none with that key does already.
  bool MayWait(const std::string& key) const { return !kept_.keys.contains(key) && !own_.keys.contains(key); }
  void Insert(absl::string_view head, std::vector<Param> row, absl::string_view tail, const std::string& key);
  void Add(const std::string& kind, const std::string& key, std::int64_t amount, const ApplySums& apply);
  std::int64_t Waiting(const std::string& kind, const std::string& key) const;

  // Before a statement that is to see everything. An error is not that statement's: the group is lost, or the
  // write is to be run alone.
  absl::Status BeforeQuery();
  // Before one that also changes rows: marks the place to which the write is undone.
  absl::Status BeforeWrite();
  // Before one that changes rows of which nothing waits and nothing is known.
  absl::Status BeforeWriteApart();

  // Writes everything.
  absl::Status WriteAll();

  // True where the write that runs has changed rows, so that undoing it takes a statement.
  bool has_written() const { return has_written_; }
  // True where rows of the write that runs could not be written: alone it will learn why.
  bool is_refused() const { return is_refused_; }
  // True where rows of earlier writes could not be written.
  bool is_lost() const { return is_lost_; }
  // See Reader::Known. It holds on where a write fails that has changed no rows.
  std::any& known() { return known_; }
  // For where locks are gone, or a read broke off.
  void ForgetKnown() { known_.reset(); }
  // See Reader::Subjects.
  void SetSubjects(std::vector<const std::any*> subjects) { subjects_ = std::move(subjects); }
  const std::vector<const std::any*>& subjects() const { return subjects_; }

 private:
  struct Insertion {
    absl::string_view head;
    absl::string_view tail;
    std::vector<std::vector<Param>> rows;
  };
  struct Addition {
    Sums sums;
    ApplySums apply;
  };
  struct Part {
    std::vector<Insertion> insertions;
    std::map<std::string, Addition> additions;  // by kind
    absl::flat_hash_set<std::string> keys;
    bool empty() const { return insertions.empty() && additions.empty(); }
  };

  static Insertion& RowsOf(Part& part, absl::string_view head, absl::string_view tail);
  absl::Status Write(Part& part);
  absl::Status WriteKept();

  Connection& connection_;
  Part kept_;    // of the writes before
  Part own_;     // of the one that runs
  Part risked_;  // of the writes before, written after the place to which the one that runs is undone
  std::any known_;
  std::vector<const std::any*> subjects_;
  absl::Time deadline_ = absl::InfiniteFuture();
  bool others_stand_ = false;
  bool has_written_ = false;
  bool is_refused_ = false;
  bool is_lost_ = false;
};

}  // namespace dukcapil::mysql

#include "platform/mysql/backlog.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "platform/status/status_macros.h"

namespace dukcapil::mysql {

void Backlog::Begin(bool others_stand, absl::Time deadline) {
  others_stand_ = others_stand;
  deadline_ = deadline;
  has_written_ = is_refused_ = false;
}

void Backlog::Keep() {
  for (Insertion& insertion : own_.insertions) {
    Insertion& kept = RowsOf(kept_, insertion.head, insertion.tail);
    std::move(insertion.rows.begin(), insertion.rows.end(), std::back_inserter(kept.rows));
  }
  for (const auto& [kind, addition] : own_.additions) {
    Addition& kept = kept_.additions[kind];
    kept.apply = addition.apply;
    for (const auto& [key, amount] : addition.sums) kept.sums[key] += amount;
  }
  kept_.keys.merge(own_.keys);
  own_ = risked_ = {};
  has_written_ = false;  // nothing that is written from here on is undone with it
}

void Backlog::Drop() {
  if (!risked_.empty()) kept_ = std::exchange(risked_, {});
  own_ = {};
  if (has_written_) known_.reset();  // it may have been read of what is undone
}

Backlog::Insertion& Backlog::RowsOf(Part& part, absl::string_view head, absl::string_view tail) {
  const auto found = std::find_if(part.insertions.begin(), part.insertions.end(),
                                  [&](const Insertion& one) { return one.head == head && one.tail == tail; });
  return found != part.insertions.end() ? *found : part.insertions.emplace_back(Insertion{head, tail, {}});
}

void Backlog::Insert(absl::string_view head, std::vector<Param> row, absl::string_view tail,
                     const std::string& key) {
  own_.keys.insert(key);
  RowsOf(own_, head, tail).rows.push_back(std::move(row));
}

void Backlog::Add(const std::string& kind, const std::string& key, std::int64_t amount,
                  const ApplySums& apply) {
  Addition& addition = own_.additions[kind];
  if (addition.apply == nullptr) addition.apply = apply;
  addition.sums[key] += amount;
}

std::int64_t Backlog::Waiting(const std::string& kind, const std::string& key) const {
  std::int64_t waiting = 0;
  for (const Part* part : {&kept_, &own_}) {
    const auto addition = part->additions.find(kind);
    if (addition == part->additions.end()) continue;
    const auto sum = addition->second.sums.find(key);
    if (sum != addition->second.sums.end()) waiting += sum->second;
  }
  return waiting;
}

absl::Status Backlog::Write(Part& part) {
  const Part now = std::exchange(part, {});
  known_.reset();
  Transaction transaction(connection_);
  for (const auto& [kind, addition] : now.additions) {
    RETURN_IF_ERROR(addition.apply(transaction, addition.sums));
  }
  for (const Insertion& insertion : now.insertions) {
    RETURN_IF_ERROR(transaction.InsertRows(insertion.head, insertion.rows, insertion.tail));
  }
  return absl::OkStatus();
}

// Whatever the deadline of the write that runs, since these are not its own.
absl::Status Backlog::WriteKept() {
  if (kept_.empty()) return absl::OkStatus();
  if (has_written_) risked_ = kept_;
  connection_.Start(absl::InfiniteFuture());
  absl::Status status = Write(kept_);
  is_lost_ = !status.ok();
  if (status.ok()) connection_.Start(deadline_);
  return status;
}

absl::Status Backlog::BeforeQuery() {
  // What has failed before answers the statement itself.
  if (connection_.failure() != Failure::kNone) return absl::OkStatus();
  return own_.empty() ? WriteKept() : BeforeWrite();
}

absl::Status Backlog::BeforeWrite() {
  if (connection_.failure() != Failure::kNone) return absl::OkStatus();
  RETURN_IF_ERROR(WriteKept());
  RETURN_IF_ERROR(BeforeWriteApart());
  known_.reset();
  if (own_.empty()) return absl::OkStatus();
  absl::Status status = Write(own_);
  is_refused_ = !status.ok();
  return status;
}

absl::Status Backlog::BeforeWriteApart() {
  if (has_written_ || connection_.failure() != Failure::kNone) return absl::OkStatus();
  if (others_stand_) RETURN_IF_ERROR(connection_.Savepoint());
  has_written_ = true;
  return absl::OkStatus();
}

absl::Status Backlog::WriteAll() {
  Keep();
  return WriteKept();
}

}  // namespace dukcapil::mysql

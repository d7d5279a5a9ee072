#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "inventory-svc/storage/card_application_row.h"
#include "inventory-svc/storage/snapshot.h"
#include "platform/mysql/keyset.h"
#include "platform/status/error.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {
namespace {

bool IsWaitlist(const ApplicationFilter& filter) {
  return filter.state == ApplicationState::kWaitlisted;
}

std::vector<mysql::KeysetColumn> OrderOf(const ApplicationFilter& filter) {
  if (IsWaitlist(filter)) return {{"a.priority"}, {"a.create_time"}, {"a.id"}};
  return {{"a.id"}};
}

// A key made by SortKey as parameters; nothing where it has another form.
std::optional<std::vector<mysql::Param>> KeyParams(const ApplicationFilter& filter,
                                                   const std::vector<std::string>& key) {
  if (!IsWaitlist(filter)) {
    if (key.size() != 1) return std::nullopt;
    return std::vector<mysql::Param>{key[0]};
  }
  int priority = 0;
  std::int64_t micros = 0;
  if (key.size() != 3 || !absl::SimpleAtoi(key[0], &priority) || !absl::SimpleAtoi(key[1], &micros)) {
    return std::nullopt;
  }
  return std::vector<mysql::Param>{priority, absl::FromUnixMicros(micros), key[2]};
}

}  // namespace

std::vector<std::string> SortKey(const ApplicationFilter& filter, const CardApplication& application) {
  if (!IsWaitlist(filter)) return {application.id};
  return {absl::StrCat(application.decision.priority),
          absl::StrCat(absl::ToUnixMicros(application.create_time)), application.id};
}

absl::StatusOr<std::vector<CardApplication>> Snapshot::ListApplications(const std::string& regency,
                                                                        const ApplicationFilter& filter,
                                                                        const std::vector<std::string>& after,
                                                                        int limit) {
  std::string sql = absl::StrCat(kSelectApplication, " WHERE a.regency = ?");
  std::vector<mysql::Param> params = {regency};
  const auto where = [&](absl::string_view condition, mysql::Param param) {
    absl::StrAppend(&sql, condition);
    params.push_back(std::move(param));
  };
  if (filter.state.has_value()) where(" AND a.state = ?", Name(*filter.state));
  if (filter.reason.has_value()) where(" AND a.reason = ?", Name(*filter.reason));
  if (!filter.reason_code.empty()) where(" AND a.asked_for = ?", filter.reason_code);
  if (!filter.location.empty()) where(" AND a.location = ?", filter.location);
  if (!filter.resident.empty()) where(" AND a.resident = ?", filter.resident);
  if (filter.printed_before.has_value()) where(" AND a.print_date < ?", *filter.printed_before);
  std::vector<mysql::Param> last;
  if (!after.empty()) {
    auto key = KeyParams(filter, after);
    if (!key.has_value()) return InvalidField("page_token", "INVALID_PAGE_TOKEN", "belongs to another query");
    last = *std::move(key);
  }
  mysql::AppendPage(OrderOf(filter), last, limit, sql, params);
  ASSIGN_OR_RETURN(const mysql::Rows rows, reader_.Query(sql, params));
  std::vector<CardApplication> applications;
  for (const mysql::Row& row : rows) {
    ASSIGN_OR_RETURN(CardApplication application, ApplicationFromRow(row));
    applications.push_back(std::move(application));
  }
  return applications;
}

}  // namespace dukcapil::inventory

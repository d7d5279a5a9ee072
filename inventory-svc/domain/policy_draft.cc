#include "inventory-svc/domain/policy_draft.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "platform/status/check_text.h"

namespace dukcapil::inventory {
namespace {

constexpr int kMaximumCode = 20;

bool IsCode(absl::string_view code) {
  if (code.empty() || code.size() > kMaximumCode || !absl::ascii_isupper(static_cast<unsigned char>(code[0])))
    return false;
  return std::all_of(code.begin(), code.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return absl::ascii_isupper(u) || absl::ascii_isdigit(u) || c == '_';
  });
}

void CheckInterim(const PolicyReason& reason, absl::string_view path, Violations& violations) {
  if (reason.interim_first_date.has_value() && reason.interim_last_date.has_value() &&
      *reason.interim_last_date < *reason.interim_first_date) {
    violations.Add(absl::StrCat(path, ".interim_last_date"), "BEFORE_FIRST",
                   "must not be before the first day");
  }
  if (reason.interim_validity_days < 0 || reason.interim_validity_days > kMaximumInterimDays) {
    violations.Add(absl::StrCat(path, ".interim_validity_days"), "OUT_OF_RANGE", "must be 0 to 730");
  }
}

void CheckReason(const PolicyReason& reason, absl::string_view path, Violations& violations) {
  CheckReasonCode(reason.code, absl::StrCat(path, ".code"), violations);
  if (const auto built_in = ParseReason(reason.code); built_in.has_value() && *built_in != reason.kind) {
    violations.Add(absl::StrCat(path, ".kind"), "OTHER_KIND", "must be the built-in reason of that name");
  }
  CheckText(reason.label_id, 1, 80, absl::StrCat(path, ".label_id"), violations);
  CheckText(reason.label_en, 1, 80, absl::StrCat(path, ".label_en"), violations);
  if (NeedsEvidence(reason.kind) && !reason.evidence_required) {
    violations.Add(absl::StrCat(path, ".evidence_required"), "EVIDENCE_NEEDED",
                   absl::StrCat("must be true for what behaves like ", Name(reason.kind)));
  }
  CheckInterim(reason, path, violations);
}

void CheckReasons(const IssuancePolicy& draft, Violations& violations) {
  if (static_cast<int>(draft.reasons.size()) > kMaximumReasons) {
    violations.Add("issuance_policy.reasons", "TOO_MANY", "must be at most 50");
    return;
  }
  std::set<std::string> codes;
  for (std::size_t i = 0; i < draft.reasons.size(); ++i) {
    const std::string path = absl::StrCat("issuance_policy.reasons[", i, "]");
    CheckReason(draft.reasons[i], path, violations);
    if (!codes.insert(draft.reasons[i].code).second) {
      violations.Add(absl::StrCat(path, ".code"), "DUPLICATE", "is the code of an earlier reason");
    }
  }
  if (draft.FindReason(Name(Reason::kFirstIssue)) == nullptr) {
    violations.Add("issuance_policy.reasons", "FIRST_ISSUE_MISSING", "must contain FIRST_ISSUE");
  }
}

}  // namespace

bool NeedsEvidence(Reason kind) {
  return kind == Reason::kLost || kind == Reason::kStatusChange;
}

void CheckReasonCode(absl::string_view code, absl::string_view field, Violations& violations) {
  if (IsCode(code)) return;
  violations.Add(field, "MALFORMED_CODE", "must be 1 to 20 of `A-Z0-9_`, a letter first");
}

void CheckPolicy(const IssuancePolicy& draft, absl::CivilDay today, Violations& violations) {
  CheckText(draft.legal_basis, 1, 500, "issuance_policy.legal_basis", violations);
  if (draft.effective_date < today) {
    violations.Add("issuance_policy.effective_date", "BEFORE_TODAY", "must be today or later");
  }
  if (draft.reservation_days < 1 || draft.reservation_days > kMaximumReservationDays) {
    violations.Add("issuance_policy.reservation_days", "OUT_OF_RANGE", "must be 1 to 365");
  }
  CheckReasons(draft, violations);
}

void CheckRules(const IssuancePolicy& draft, Violations& violations) {
  for (std::size_t i = 0; i < draft.rules.size(); ++i) {
    const PolicyRule& rule = draft.rules[i];
    const std::string path = absl::StrCat("issuance_policy.rules[", i, "]");
    if (draft.FindReason(rule.reason) == nullptr) {
      violations.Add(absl::StrCat(path, ".reason_code"), "UNKNOWN_REASON", "must be of one of the reasons");
    } else if (draft.Find(rule.reason, rule.level) != &rule) {
      violations.Add(path, "DUPLICATE", "an earlier rule is of the same reason and level");
    }
    if (rule.priority < 0 || rule.priority > kMaximumPriority) {
      violations.Add(absl::StrCat(path, ".priority"), "OUT_OF_RANGE", "must be 0 to 1,000,000");
    }
  }
  for (const PolicyReason& reason : draft.reasons) {
    for (const StockLevel level : kAllLevels) {
      if (draft.Find(reason.code, level) != nullptr) continue;
      violations.Add("issuance_policy.rules", "RULE_MISSING",
                     absl::StrCat("must have one for ", reason.code, " at ", Name(level)));
    }
  }
}

}  // namespace dukcapil::inventory

#include "cli/inventory/movement_detail.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "cli/output.h"
#include "google/protobuf/reflection.h"

namespace dukcapil::cli {
namespace {

namespace v1 = ::dukcapil::inventory::v1;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void WriteDetailLine(std::ostream& out, absl::string_view label, absl::string_view text) {
  constexpr int kLabelWidth = 17;  // of `EXPECTED QUANTITY`
  out << absl::StrFormat("%-*s  %s\n", kLabelWidth, label, text);
}

std::string RunsText(const Message& detail, const FieldDescriptor& field) {
  const auto runs = detail.GetReflection()->GetRepeatedFieldRef<v1::SerialRange>(detail, &field);
  return absl::StrJoin(runs, ", ", [](std::string* text, const v1::SerialRange& run) {
    absl::StrAppend(text, run.first());
    if (run.last() != run.first()) absl::StrAppend(text, "..", run.last());
  });
}

std::string DetailText(const Message& detail, const FieldDescriptor& field) {
  if (field.has_presence() && !detail.GetReflection()->HasField(detail, &field)) return "";
  if (field.message_type() == v1::SerialRange::descriptor()) return RunsText(detail, field);
  return FieldText(detail, field.name());
}

}  // namespace

void WriteMovementDetail(std::ostream& out, const v1::Movement& movement) {
  const auto& reflection = *movement.GetReflection();
  const auto* which =
      reflection.GetOneofFieldDescriptor(movement, movement.GetDescriptor()->FindOneofByName("detail"));
  if (which != nullptr) {
    const Message& detail = reflection.GetMessage(movement, which);
    for (int i = 0; i < detail.GetDescriptor()->field_count(); ++i) {
      const FieldDescriptor& field = *detail.GetDescriptor()->field(i);
      const std::string text = DetailText(detail, field);
      const std::string label = absl::StrReplaceAll(absl::AsciiStrToUpper(field.name()), {{"_", " "}});
      if (!text.empty()) WriteDetailLine(out, label, text);
    }
  }
  for (const v1::Posting& posting : movement.postings()) {
    WriteDetailLine(
        out, "POSTED",
        absl::StrCat(posting.quantity(), " from ", posting.from_account(), " to ", posting.to_account()));
  }
  for (const std::string& confirmation : movement.confirmations()) {
    WriteDetailLine(out, "CONFIRMED BY", confirmation);
  }
  if (!movement.reversed_by().empty()) WriteDetailLine(out, "REVERSED BY", movement.reversed_by());
}

}  // namespace dukcapil::cli

#include "platform/update_mask/update_mask.h"

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace dukcapil {

std::vector<std::string> ReadMask(const google::protobuf::FieldMask& mask,
                                  absl::Span<const absl::string_view> updatable, Violations& violations,
                                  absl::string_view must_be) {
  if (mask.paths().empty()) return {updatable.begin(), updatable.end()};
  for (int i = 0; i < mask.paths_size(); ++i) {
    if (absl::c_linear_search(updatable, mask.paths(i))) continue;
    violations.Add(absl::StrCat("update_mask.paths[", i, "]"), "NOT_UPDATABLE",
                   must_be.empty() ? absl::StrCat("must be one of ", absl::StrJoin(updatable, ", "))
                                   : std::string(must_be));
  }
  return {mask.paths().begin(), mask.paths().end()};
}

void MoveFields(const std::vector<std::string>& fields, google::protobuf::Message& given,
                google::protobuf::Message& current) {
  std::vector<const google::protobuf::FieldDescriptor*> descriptors;
  for (const std::string& field : fields) {
    const auto* descriptor = current.GetDescriptor()->FindFieldByName(field);
    if (!absl::c_linear_search(descriptors, descriptor)) descriptors.push_back(descriptor);
  }
  current.GetReflection()->SwapFields(&current, &given, descriptors);
}

}  // namespace dukcapil

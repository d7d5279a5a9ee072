#include "cli/session.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/exit_codes.h"
#include "cli/file.h"
#include "platform/crypto/uuid.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kLargestPage = 1000;

// Every request message belongs to one method of its package's service, which `{package}_service.proto`
// declares.
std::string MethodOf(const Message& request) {
  const auto* file = request.GetDescriptor()->file();
  const std::vector<std::string> package = absl::StrSplit(file->package(), '.');  // dukcapil.{package}.v1
  const auto* services = file->pool()->FindFileByName(
      absl::StrCat(absl::StrJoin(package, "/"), "/", package[1], "_service.proto"));
  if (services == nullptr) std::abort();
  for (int m = 0; m < services->service(0)->method_count(); ++m) {
    const auto* method = services->service(0)->method(m);
    if (method->input_type() == request.GetDescriptor()) {
      return absl::StrCat("/", method->service()->full_name(), "/", method->name());
    }
  }
  std::abort();
}

const FieldDescriptor& Field(const Message& message, absl::string_view name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(std::string(name));
  if (field == nullptr) std::abort();
  return *field;
}

// Rows of a list response: its first repeated field (AIP-158). Others sum up the whole list on every page.
const FieldDescriptor& RowsOf(const Message& response) {
  for (int i = 0; i < response.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = response.GetDescriptor()->field(i);
    if (field->is_repeated()) return *field;
  }
  std::abort();
}

void AppendRows(const Message& page, Message& response) {
  const FieldDescriptor& rows = RowsOf(page);
  for (int i = 0; i < RowCount(page); ++i) {
    const Message& row = page.GetReflection()->GetRepeatedMessage(page, &rows, i);
    response.GetReflection()->AddMessage(&response, &rows)->CopyFrom(row);
  }
}

}  // namespace

int RowCount(const Message& response) {
  return response.GetReflection()->FieldSize(response, &RowsOf(response));
}

absl::Status Session::Connect() {
  if (channel_ != nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(token_, ReadToken());
  return ConnectAsNobody();
}

absl::Status Session::ConnectAsNobody() {
  ASSIGN_OR_RETURN(channel_, Channel::Open({globals_.gateway, globals_.ca, "", ""}));
  return absl::OkStatus();
}

absl::StatusOr<std::string> Session::ReadToken() const {
  if (globals_.token_file.empty()) {
    return UsageError("the token is missing: --token-file or DUKCAPIL_TOKEN_FILE");
  }
  ASSIGN_OR_RETURN(std::string token, ReadFile(globals_.token_file));
  absl::StripAsciiWhitespace(&token);
  if (token.empty()) return UsageError(absl::StrCat("there is no token in ", globals_.token_file));
  return token;
}

absl::Status Session::Stream(const Message& request, const std::function<bool(const std::string&)>& take,
                             Stop& stop) {
  ASSIGN_OR_RETURN(token_, ReadToken());
  if (channel_ == nullptr) RETURN_IF_ERROR(ConnectAsNobody());
  return channel_->Stream(MethodOf(request), request.SerializeAsString(),
                          {{"authorization", absl::StrCat("Bearer ", token_)}}, take, stop);
}

bool Session::HasNewToken() const {
  const absl::StatusOr<std::string> token = ReadToken();
  return token.ok() && *token != token_;
}

absl::Status Session::Call(const Message& request, Message& response) {
  RETURN_IF_ERROR(Connect());
  std::vector<std::pair<std::string, std::string>> metadata;
  if (!token_.empty()) metadata.emplace_back("authorization", absl::StrCat("Bearer ", token_));
  ASSIGN_OR_RETURN(const std::string bytes,
                   channel_->Call(MethodOf(request), request.SerializeAsString(), metadata,
                                  absl::Seconds(globals_.timeout_seconds)));
  if (!response.ParseFromString(bytes)) return absl::InternalError("the answer cannot be read");
  return absl::OkStatus();
}

absl::Status Session::CallAllPages(Message& request, Message& response, int limit) {
  for (bool is_first = true;; is_first = false) {
    const int wanted = limit == 0 ? kLargestPage : std::min(kLargestPage, limit - RowCount(response));
    request.GetReflection()->SetInt32(&request, &Field(request, "page_size"), wanted);
    std::unique_ptr<Message> page(response.New());
    RETURN_IF_ERROR(Call(request, *page));
    if (is_first) {
      response.CopyFrom(*page);
    } else {
      AppendRows(*page, response);
    }
    const FieldDescriptor& next = Field(response, "next_page_token");
    const std::string token = page->GetReflection()->GetString(*page, &next);
    response.GetReflection()->SetString(&response, &next, token);
    if (token.empty()) return absl::OkStatus();
    if (limit != 0 && RowCount(response) >= limit) {
      err_ << "only the first " << RowCount(response) << " are listed, there are more: --limit 0 lists all\n";
      return absl::OkStatus();
    }
    request.GetReflection()->SetString(&request, &Field(request, "page_token"), token);
  }
}

std::string Session::Parent() const {
  return absl::StrCat("regions/", globals_.region);
}

std::string Session::ChildName(absl::string_view collection, absl::string_view id) const {
  if (id.empty() || absl::StrContains(id, '/')) return std::string(id);
  return absl::StrCat(Parent(), "/", collection, "/", id);
}

void Session::CompleteNames(Message& request) const {
  for (const auto& [name, collection] :
       {std::pair{"location", "locations"}, std::pair{"resident", "residents"}, std::pair{"team", "teams"},
        std::pair{"site", "sites"}}) {
    const FieldDescriptor* field = request.GetDescriptor()->FindFieldByName(name);
    if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
    const std::string id = request.GetReflection()->GetString(request, field);
    if (!id.empty()) request.GetReflection()->SetString(&request, field, ChildName(collection, id));
  }
}

std::string Session::RequestId() const {
  return globals_.request_id.empty() ? NewUuid() : globals_.request_id;
}

void Session::Print(const Message& resource, const std::vector<Column>& columns) {
  Write(out_, globals_.format, resource, {&resource}, columns);
}

void Session::PrintList(const Message& response, absl::string_view field,
                        const std::vector<Column>& columns) {
  const FieldDescriptor& rows = Field(response, field);
  const int size = response.GetReflection()->FieldSize(response, &rows);
  std::vector<const Message*> list;
  list.reserve(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) {
    list.push_back(&response.GetReflection()->GetRepeatedMessage(response, &rows, i));
  }
  Write(out_, globals_.format, response, list, columns);
}

}  // namespace dukcapil::cli

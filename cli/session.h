// What every command has: the options before it, the gateway, and where its answer goes.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/channel.h"
#include "cli/output.h"
#include "google/protobuf/message.h"

namespace dukcapil::cli {

struct Globals {
  std::string gateway;
  std::string ca;
  std::string token_file;
  std::string region = "17.02";
  Format format = Format::kTable;
  std::string request_id;  // empty: a new one
  int timeout_seconds = 60;
};

// Rows of the response of a List method.
int RowCount(const google::protobuf::Message& response);

class Session {
 public:
  Session(const Globals& globals, std::ostream& out, std::ostream& err)
      : globals_(globals), out_(out), err_(err) {}

  // Calls the method whose request type `request` has, in the file that declares both. Thread-safe after
  // Connect. Errors: see Channel; a usage error where the address is missing, a file cannot be read or the
  // token file is empty.
  absl::Status Call(const google::protobuf::Message& request, google::protobuf::Message& response);
  template <class Response>
  absl::StatusOr<Response> Call(const google::protobuf::Message& request) {
    Response response;
    if (absl::Status status = Call(request, response); !status.ok()) return status;
    return response;
  }
  // Opens the connection; Call does it otherwise.
  absl::Status Connect();
  // The same without a token: for what is public.
  absl::Status ConnectAsNobody();
  // The messages of the stream that the method of `request` answers with, until it ends; see Channel. Reads
  // the token again, which may have been renewed since.
  absl::Status Stream(const google::protobuf::Message& request,
                      const std::function<bool(const std::string&)>& take, Stop& stop);
  // True where the token file now holds another token than the one used last.
  bool HasNewToken() const;
  // Follows next_page_token until `limit` rows have come (0: all of them), into one `response`: the first
  // page, with the rows of those after it. Says so where there are more.
  absl::Status CallAllPages(google::protobuf::Message& request, google::protobuf::Message& response,
                            int limit);

  // `regions/17.02`.
  std::string Parent() const;
  // `regions/17.02/locations/kantor` for the id `kantor`; a whole name is left as it is.
  std::string ChildName(absl::string_view collection, absl::string_view id) const;
  // Makes whole names of ids in the filters `location`, `resident`, `team` and `site` of a list request.
  void CompleteNames(google::protobuf::Message& request) const;
  // The one given, or a new UUID.
  std::string RequestId() const;

  // Writes a resource, or the rows in the repeated field `field` of a list response.
  void Print(const google::protobuf::Message& resource, const std::vector<Column>& columns);
  void PrintList(const google::protobuf::Message& response, absl::string_view field,
                 const std::vector<Column>& columns);

  const Globals& globals() const { return globals_; }
  std::ostream& out() { return out_; }
  std::ostream& err() { return err_; }

 private:
  const Globals& globals_;
  std::ostream& out_;
  std::ostream& err_;
  absl::StatusOr<std::string> ReadToken() const;

  std::unique_ptr<Channel> channel_;
  std::string token_;
};

}  // namespace dukcapil::cli

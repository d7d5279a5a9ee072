// The `list` verb of a noun whose List method is paged.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/exit_codes.h"

namespace dukcapil::cli {

// A list being asked for. The request is filled by the options of the verb.
template <class Request>
struct ListVerb {
  CLI::App* verb;
  std::shared_ptr<Request> request;
};

// Why a list is empty, where it is an error: a filter names what there is not.
template <class Request>
using WhyEmpty = std::function<absl::Status(Session& session, const Request& request)>;

// Adds `name` with --limit: pages are followed, the rows are in the repeated field `rows` of Response.
template <class Request, class Response>
ListVerb<Request> AddPagedVerb(CommandLine& line, CLI::App* noun, const std::string& name,
                               const std::string& about, const std::string& example, const std::string& rows,
                               const std::vector<Column>& columns, WhyEmpty<Request> why_empty = nullptr) {
  constexpr int kDefaultLimit = 50;
  auto request = std::make_shared<Request>();
  auto limit = std::make_shared<int>(kDefaultLimit);
  CLI::App* verb = AddVerb(line, noun, name, about, example, [=](Session& session) -> absl::StatusOr<int> {
    request->set_parent(session.Parent());
    session.CompleteNames(*request);
    Response response;
    const absl::Status status = session.CallAllPages(*request, response, *limit);
    if (!status.ok()) return status;
    if (why_empty != nullptr && RowCount(response) == 0) {
      if (absl::Status why = why_empty(session, *request); !why.ok()) return why;
    }
    session.PrintList(response, rows, columns);
    return kOk;
  });
  AddLimit(verb, [limit](int given) { *limit = given; });
  return {verb, request};
}

// The same, called `list`.
template <class Request, class Response>
ListVerb<Request> AddListVerb(CommandLine& line, CLI::App* noun, const std::string& about,
                              const std::string& example, const std::string& rows,
                              const std::vector<Column>& columns, WhyEmpty<Request> why_empty = nullptr) {
  return AddPagedVerb<Request, Response>(line, noun, "list", about, example, rows, columns,
                                         std::move(why_empty));
}

}  // namespace dukcapil::cli

// Pages of a list: what identifies a query, and where the next page begins.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/access/call.h"
#include "platform/crypto/page_token.h"
#include "platform/status/status_macros.h"

namespace dukcapil {

struct Page {
  int size = 0;
  std::string query;                  // to make the next token with
  std::vector<std::string> last_key;  // sort key of the last row of the page before; empty: the first page
  std::string after;                  // the same, of a list whose key has one part
};

// The page that a list request (with `page_size` and `page_token`) asks for. INVALID_ARGUMENT naming
// `page_size` or `page_token`.
template <class Request>
absl::StatusOr<Page> PageOf(const PageTokens& tokens, const Call& call, const Request& request) {
  Page page;
  ASSIGN_OR_RETURN(page.size, PageSize(request.page_size()));
  Request filters = request;
  filters.clear_page_size();
  filters.clear_page_token();
  page.query =
      Request::descriptor()->full_name() + '\n' + call.caller.region + '\n' + filters.SerializeAsString();
  if (request.page_token().empty()) return page;
  ASSIGN_OR_RETURN(page.last_key, tokens.Read(page.query, request.page_token()));
  if (page.last_key.size() == 1) page.after = page.last_key[0];
  return page;
}

// Cuts off the row read beyond the page; true where there was one: a next page exists.
template <class Rows>
bool CutToPage(const Page& page, Rows& rows) {
  if (rows.size() <= static_cast<std::size_t>(page.size)) return false;
  rows.pop_back();
  return true;
}

}  // namespace dukcapil

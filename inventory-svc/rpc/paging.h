// Pages: what identifies a query, and where the next page begins.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "platform/access/call.h"
#include "platform/crypto/page_token.h"
#include "platform/status/status_macros.h"

namespace dukcapil::inventory {

struct Page {
  int size = 0;
  std::string query;               // to make the next token with
  std::vector<std::string> after;  // sort key of the last row of the page before; empty: the first page
  // The same where the key is a single id.
  std::string after_id() const { return after.size() == 1 ? after[0] : ""; }
};

// The page that a list request asks for. INVALID_ARGUMENT naming `page_size` or `page_token`.
template <class Request>
absl::StatusOr<Page> PageOf(const PageTokens& tokens, const Call& call, const Request& request) {
  Page page;
  ASSIGN_OR_RETURN(page.size, PageSize(request.page_size()));
  Request filters = request;
  filters.clear_page_size();
  filters.clear_page_token();
  page.query =
      Request::descriptor()->full_name() + '\n' + call.caller.region + '\n' + filters.SerializeAsString();
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(page.after, tokens.Read(page.query, request.page_token()));
  }
  return page;
}

// Cuts off the row read beyond the page; true where there was one: a next page exists.
template <class Rows>
bool CutToPage(const Page& page, Rows& rows) {
  if (rows.size() <= static_cast<std::size_t>(page.size)) return false;
  rows.pop_back();
  return true;
}

}  // namespace dukcapil::inventory

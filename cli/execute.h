// For tests: a command line as a person gives it, and what comes of it.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_split.h"
#include "cli/dukcapilctl.h"
#include "cli/fake_gateway.h"

namespace dukcapil::cli {

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

inline Outcome Execute(std::vector<std::string> arguments) {
  std::vector<const char*> argv{"dukcapilctl"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out, err;
  const int code = Dukcapilctl(static_cast<int>(argv.size()), argv.data(), out, err);
  return {code, out.str(), err.str()};
}

// `words` after the options that reach `gateway`.
inline Outcome Ask(const FakeGateway& gateway, const std::string& words) {
  std::vector<std::string> arguments{"--gateway",    gateway.address(),    "--ca",      gateway.ca(),
                                     "--token-file", gateway.token_file(), "--timeout", "20"};
  for (absl::string_view word : absl::StrSplit(words, ' ')) arguments.emplace_back(word);
  return Execute(arguments);
}

// What a fake gateway was sent, as text; without the request_id, which is another each time.
template <class Request>
std::string TextOf(Request request, const std::string& bytes) {
  EXPECT_TRUE(request.ParseFromString(bytes));
  if constexpr (requires { request.clear_request_id(); }) request.clear_request_id();
  return request.ShortDebugString();
}

}  // namespace dukcapil::cli

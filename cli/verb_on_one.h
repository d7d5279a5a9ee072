// A verb about one resource, named by its first argument.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/arguments.h"

namespace dukcapil::cli {

// What `AddVerbOnOne` needs beside the request: the words, the collection the resource is in, and what it is
// called on the command line.
struct VerbOnOne {
  std::string verb;
  std::string about;
  std::string example;
  std::string collection;
  std::string argument;
};

// Adds the verb; `send(Session&, const Request&)` is called with the whole name and, for a write, a request
// id.
template <class Request, class Send>
CLI::App* AddVerbOnOne(CommandLine& line, CLI::App* noun, const VerbOnOne& words,
                       const std::shared_ptr<Request>& request, Send send) {
  CLI::App* added = AddVerb(line, noun, words.verb, words.about, words.example,
                            [request, send, collection = words.collection](Session& session) {
                              request->set_name(session.ChildName(collection, request->name()));
                              if constexpr (requires { request->set_request_id(""); }) {
                                request->set_request_id(session.RequestId());
                              }
                              return send(session, *request);
                            });
  added->add_option(words.argument, *request->mutable_name(), "id or resource name")->required();
  return added;
}

}  // namespace dukcapil::cli

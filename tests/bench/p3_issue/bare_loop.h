// The peer of CreateCardApplication: its statements in a bare Connector/C++ loop, with nothing around them.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "platform/mysql/database.h"
#include "tests/bench/p3_issue/pace.h"

namespace dukcapil::bench {

class BareLoop {
 public:
  // `schema` has the tables of inventory-svc. Opens `locations` with stock for everything to come, and keeps
  // what the register says of `residents` who will ask for a card.
  BareLoop(const mysql::DatabaseOptions& schema, int locations, int residents);
  ~BareLoop();

  // Card requests, each in a transaction of its own: `calls` on 32 connections, a thread each, spread over
  // the first `locations`; none is begun after `longest`. The connections stay, with everything prepared. An
  // error of the database ends the program.
  Pace Run(int locations, int calls, absl::Duration longest);

 private:
  class Connection;

  void KeepFacts(Connection& connection, int residents);
  static void CreateCardApplication(Connection& connection, int location, const std::string& resident);

  std::vector<std::unique_ptr<Connection>> connections_;
  std::vector<std::string> residents_;
  std::atomic<std::size_t> asked_ = 0;
};

}  // namespace dukcapil::bench

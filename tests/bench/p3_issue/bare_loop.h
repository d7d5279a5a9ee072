// The peer of CreateCardApplication: its statements in a bare Connector/C++ loop, with nothing around them.
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <vector>

#include "platform/mysql/database.h"

namespace dukcapil::bench {

class BareLoop {
 public:
  // `schema` has the tables of inventory-svc. Opens `locations` with stock for everything to come, and keeps
  // what the register says of `residents` who will ask for a card.
  BareLoop(const mysql::DatabaseOptions& schema, int locations, int residents);

  // Card requests a second, each in a transaction of its own: `calls` on 32 connections, a thread each,
  // spread over the first `locations`. An error of the database ends the program.
  double Run(int locations, int calls);

 private:
  const mysql::DatabaseOptions schema_;
  std::vector<std::string> residents_;
  std::atomic<std::size_t> asked_ = 0;
};

}  // namespace dukcapil::bench

// The peer of CreateCardApplication: its statements in a bare Connector/C++ loop, with nothing around them.
#pragma once

#include "platform/mysql/database.h"

namespace dukcapil::bench {

// `schema` has the tables of inventory-svc. Opens locations `b0`, `b1`, … with stock for everything to come.
void OpenBareLocations(const mysql::DatabaseOptions& schema, int locations);

// Card requests a second, each in a transaction of its own: `calls` on 32 connections, a thread each, spread
// over the first `locations`. An error of the database ends the program.
double RunBareLoop(const mysql::DatabaseOptions& schema, int locations, int calls);

}  // namespace dukcapil::bench

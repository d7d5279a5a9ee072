// How fast calls were answered.
#pragma once

namespace dukcapil::bench {

struct Pace {
  int calls = 0;
  double seconds = 0;
  double per_second() const { return calls / seconds; }
};

}  // namespace dukcapil::bench

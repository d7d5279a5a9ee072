// Domain indexes are ints, since -1 says that there is none; containers want another type.
#pragma once

#include <cstddef>

namespace dukcapil::outreach {

inline std::size_t At(int index) {
  return static_cast<std::size_t>(index);
}

}  // namespace dukcapil::outreach

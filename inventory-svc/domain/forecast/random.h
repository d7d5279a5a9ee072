// Draws of the simulation. Boost's, not the standard library's: the same numbers on every machine.
#pragma once

#include <cstdint>

#include <boost/random/gamma_distribution.hpp>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>

namespace dukcapil::inventory {

using Random = boost::random::mt19937_64;

inline std::int64_t Poisson(double mean, Random& random) {
  if (mean <= 0) return 0;
  return boost::random::poisson_distribution<std::int64_t, double>(mean)(random);
}

inline double Gamma(double shape, double scale, Random& random) {
  if (shape <= 0) return 0;
  return boost::random::gamma_distribution<double>(shape, scale)(random);
}

inline double Uniform(double low, double high, Random& random) {
  return boost::random::uniform_real_distribution<double>(low, high)(random);
}

inline double Normal(double mean, double sd, Random& random) {
  return boost::random::normal_distribution<double>(mean, sd)(random);
}

inline double Beta(double a, double b, Random& random) {
  const double first = Gamma(a, 1, random);
  return first / (first + Gamma(b, 1, random));
}

// A factor with mean 1 and this variance.
inline double Factor(double variance, Random& random) {
  return variance <= 0 ? 1 : Gamma(1 / variance, variance, random);
}

}  // namespace dukcapil::inventory

#include <iostream>

#include "cli/dukcapilctl.h"

int main(int argc, char** argv) {
  return dukcapil::cli::Dukcapilctl(argc, argv, std::cout, std::cerr);
}

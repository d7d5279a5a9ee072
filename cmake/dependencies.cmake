# Every library the project uses, found once. All are Debian 12 packages; the launcher installs them.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(GTest REQUIRED)
find_package(benchmark CONFIG REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(JWT REQUIRED IMPORTED_TARGET libjwt)
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(CLP REQUIRED IMPORTED_TARGET clp)

# Libraries whose Debian packages ship no usable CMake or pkg-config file.
find_library(MYSQLCPPCONN_LIBRARY mysqlcppconn REQUIRED)
find_path(MYSQLCPPCONN_INCLUDE_DIR mysql_connection.h REQUIRED)
add_library(mysqlcppconn INTERFACE)
target_link_libraries(mysqlcppconn INTERFACE ${MYSQLCPPCONN_LIBRARY})
target_include_directories(mysqlcppconn SYSTEM INTERFACE ${MYSQLCPPCONN_INCLUDE_DIR})

find_library(LEMON_LIBRARY NAMES emon lemon REQUIRED)
add_library(lemon_graph INTERFACE)
target_link_libraries(lemon_graph INTERFACE ${LEMON_LIBRARY})

# Rows of any width with line breaks in quoted cells, one at a time: what offices export.
find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
add_library(csv_text INTERFACE)
target_link_libraries(csv_text INTERFACE ${CSV_LIBRARY})
target_include_directories(csv_text SYSTEM INTERFACE ${CSV_INCLUDE_DIR})

find_path(FCCP_INCLUDE_DIR libfccp/csv.h REQUIRED)
add_library(fast_csv INTERFACE)
target_include_directories(fast_csv SYSTEM INTERFACE ${FCCP_INCLUDE_DIR})
target_link_libraries(fast_csv INTERFACE Threads::Threads)
# Its own cut of a file name warns under -O3 once it is inlined; that it is a system header does not help then.
target_compile_options(fast_csv INTERFACE -Wno-stringop-truncation)

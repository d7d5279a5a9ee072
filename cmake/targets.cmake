# The only ways a target of ours is made, so that warnings, sanitizers and the include root hold everywhere.

add_compile_options(-fno-omit-frame-pointer)
# GCC 12 sees overlaps in inlined std::string operations that are not there (GCC bug 105651).
add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(DUKCAPIL_SANITIZE)
  # GCC cannot follow initialization through the sanitizers' checks and warns where there is nothing; the other
  # builds keep the warning.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=address,undefined)
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

function(_dukcapil_common name)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
endfunction()

# dukcapil_library(NAME [UNITY] SOURCES a.cc b.cc DEPS x y)
# UNITY: compiled a few files at a time, where most of a file's time is its headers. What is in an anonymous namespace
# has a name of its own then.
function(dukcapil_library name)
  cmake_parse_arguments(ARG "UNITY" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS})
  if(ARG_UNITY)
    set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
  endif()
  _dukcapil_common(${name})
endfunction()

# dukcapil_headers(NAME DEPS x y): a library of headers only.
function(dukcapil_headers name)
  cmake_parse_arguments(ARG "" "" "DEPS" ${ARGN})
  add_library(${name} INTERFACE)
  target_link_libraries(${name} INTERFACE ${ARG_DEPS})
  target_include_directories(${name} INTERFACE ${CMAKE_SOURCE_DIR})
endfunction()

# dukcapil_binary(NAME SOURCES main.cc DEPS x)
function(dukcapil_binary name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
  _dukcapil_common(${name})
endfunction()

# dukcapil_test(NAME SOURCES a_test.cc DEPS x): a GoogleTest binary, one ctest entry. Its files are compiled a few at a
# time, since most of their time is headers: what is in anonymous namespaces has a name of its own in the whole binary.
function(dukcapil_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;DEPS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  _dukcapil_common(${name})
  set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 4)
  # The tests themselves are built for quick building; what they test is built as everywhere.
  target_compile_options(${name} PRIVATE -O0)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT})
endfunction()

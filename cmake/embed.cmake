# Text files compiled into a binary, so that it needs no files beside it.

# dukcapil_embed_migrations(OUT DIRECTORY NAMESPACE): generates a source (path returned in OUT) that defines
#   std::vector<dukcapil::mysql::Migration> NAMESPACE::Migrations();
# from the files `NNNN_name.sql` of DIRECTORY, in order.
function(dukcapil_embed_migrations out directory namespace)
  file(GLOB files CONFIGURE_DEPENDS ${directory}/*.sql)
  list(SORT files)
  set(entries "")
  foreach(file ${files})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(base ${file} NAME_WE)
    string(REGEX MATCH "^0*([0-9]+)_(.*)$" matched ${base})
    set(number ${CMAKE_MATCH_1})
    set(name ${CMAKE_MATCH_2})
    file(READ ${file} text)
    string(APPEND entries
           "      {${number}, \"${name}\", dukcapil::mysql::SplitStatements(R\"sql(${text})sql\")},\n")
  endforeach()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/embedded_migrations.cc)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"#include \"platform/mysql/migrations.h\"
namespace @namespace@ {
std::vector<dukcapil::mysql::Migration> Migrations();
std::vector<dukcapil::mysql::Migration> Migrations() {
  return {
@entries@  };
}
}
")
  set(${out} ${generated} PARENT_SCOPE)
endfunction()

# dukcapil_embed_text(OUT FILE NAMESPACE FUNCTION): a source that defines
#   absl::string_view NAMESPACE::FUNCTION();  the text of FILE.
function(dukcapil_embed_text out file namespace function)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/${function}.cc)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"#include \"absl/strings/string_view.h\"
namespace @namespace@ {
absl::string_view @function@();
absl::string_view @function@() { return R\"text(@text@)text\"; }
}
")
  set(${out} ${generated} PARENT_SCOPE)
endfunction()

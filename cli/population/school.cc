#include "cli/list_verb.h"
#include "cli/nouns.h"
#include "cli/population/table_import.h"
#include "dukcapil/population/v1/population_service.pb.h"

namespace dukcapil::cli {

namespace v1 = ::dukcapil::population::v1;

void AddSchool(CommandLine& line) {
  CLI::App* noun = line.app.add_subcommand("school", "SMA-level schools and their pupils");
  noun->require_subcommand(1);
  const auto list = AddListVerb<v1::ListSchoolsRequest, v1::ListSchoolsResponse>(
      line, noun, "schools with pupils to record by a date", "school list --turning-17-by 2024-02-14",
      "schools",
      {{"NAME", "name"},
       {"SCHOOL", "display_name"},
       {"KIND", "kind"},
       {"VILLAGE", "village"},
       {"PUPILS", "pupils"},
       {"TURNING 17", "pupils_turning_17"},
       {"UNRECORDED", "unrecorded_pupils"}});
  AddDate(
      list.verb, "--turning-17-by", [request = list.request] { return request->mutable_turning_17_by(); },
      "the day; today unless given");
  AddImportVerb(line, noun, "import", "schools from a list of them", "school import sekolah.csv --yes",
                SchoolFields(), NewSchoolKind);
  AddImportVerb(line, noun, "import-pupils", "to which school each resident goes, from the schools' lists",
                "school import-pupils siswa.csv --yes", PupilFields(), NewPupilKind);
}

}  // namespace dukcapil::cli

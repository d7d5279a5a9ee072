// Values as offices write them. Each function reads one cell; what cannot be read is a violation of `field`
// that says what to do in the program that the file came from. No text of the cell goes into a violation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "dukcapil/population/v1/resident.pb.h"
#include "platform/status/error.h"

namespace dukcapil::cli {

// What the dates of a file had in common.
struct DateHabits {
  std::int64_t day_first = 0;    // such as 01/02/2005, read as 1 February, that could be month first
  std::int64_t month_first = 0;  // such as 12/31/2005, refused
};

// True for what stands where there is nothing to say: nothing at all, `-`, `0`, `NULL`, `00-00-0000`.
bool IsBlank(absl::string_view text);

// A day: 2005-12-31, 31/12/2005, 31-12-2005, 31.12.2005, 31 Desember 2005, 31-Des-2005, 20051231, 31122005,
// an Excel serial (38717); a time after it is left out. Reasons: DATE_MALFORMED, DATE_IMPOSSIBLE,
// DATE_MONTH_FIRST, DATE_SHORT_YEAR.
std::optional<absl::CivilDay> ReadDay(absl::string_view text, absl::string_view field, DateHabits& habits,
                                      Violations& violations);

// The digits of a NIK; what they mean is for the service to judge. Reasons: NIK_SCIENTIFIC (1.70209E+15:
// digits are lost), NIK_15_DIGITS (one was dropped), NIK_NOT_16_DIGITS.
std::optional<std::string> ReadNik(absl::string_view text, absl::string_view field, Violations& violations);

inline constexpr char kNikRepeated[] = "NIK_REPEATED";
inline constexpr char kWhichNikCounts[] =
    "a row above has the same NIK and counts: delete this row, or correct its NIK or let it replace the other"
    " and empty its ALASAN";

// The NIKs of a file, each of which may stand there once: two rows of one person would be a race of two
// batches. 18 bytes each: of 2.1 million rows 38 MB.
class NiksSeen {
 public:
  // NIK_REPEATED where `nik`, 16 digits, was noted before.
  void Note(absl::string_view nik, absl::string_view field, Violations& violations);
  // True where spreadsheets have rounded them: they keep 15 digits of a number.
  bool AreRounded() const;

 private:
  absl::flat_hash_set<std::uint64_t> niks_;
  std::size_t ending_in_zero_ = 0;
};

inline constexpr char kRoundedNiks[] =
    "every NIK ends in 0: Excel has rounded them; export the file anew with the column formatted as Text";

// L, LAKI-LAKI, 1; P, PEREMPUAN, 2; and in English. SEX_UNKNOWN.
population::v1::Sex ReadSex(absl::string_view text, absl::string_view field, Violations& violations);

// WNI, WNA with ITAP or ITAS; nothing: unspecified. CITIZENSHIP_UNCLEAR.
population::v1::Citizenship ReadCitizenship(absl::string_view text, absl::string_view field,
                                            Violations& violations);

// Without what spreadsheets put about digits: an apostrophe before them, `.0` after, blanks among them.
std::string PlainNumber(absl::string_view text);

}  // namespace dukcapil::cli

#include "samples/names.h"

#include <vector>

#include "absl/strings/str_cat.h"

namespace dukcapil::samples {
namespace {

using Names = std::vector<const char*>;

const Names& Female() {
  static const auto& names = *new Names{
      "Aisyah", "Anita", "Ayu",   "Citra",   "Desi", "Dewi",   "Dian",  "Eka",    "Elvi",     "Endang",
      "Erna",   "Fitri", "Hana",  "Hartati", "Ika",  "Indah",  "Intan", "Juwita", "Kartika",  "Lestari",
      "Lilis",  "Maya",  "Mega",  "Melati",  "Nia",  "Nining", "Novi",  "Nur",    "Nurul",    "Putri",
      "Rahma",  "Rani",  "Ratna", "Rina",    "Rini", "Sari",   "Siti",  "Sri",    "Sulastri", "Susi",
      "Tri",    "Tuti",  "Umi",   "Wahyuni", "Wati", "Yanti",  "Yuli",  "Zahra"};
  return names;
}

const Names& Male() {
  static const auto& names = *new Names{
      "Adi",    "Agus",    "Ahmad",    "Ali",    "Andi",  "Anton", "Ari",   "Arif",  "Bambang", "Bayu",
      "Budi",   "Cahyo",   "Darmawan", "Dedi",   "Deni",  "Dwi",   "Edi",   "Eko",   "Fajar",   "Feri",
      "Firman", "Hadi",    "Hasan",    "Hendra", "Heri",  "Ilham", "Indra", "Irwan", "Joko",    "Iwan",
      "Lukman", "Mulyadi", "Nanang",   "Rahmat", "Riko",  "Rizal", "Roni",  "Rudi",  "Slamet",  "Sugeng",
      "Surya",  "Taufik",  "Teguh",    "Tono",   "Usman", "Wawan", "Yudi",  "Zainal"};
  return names;
}

const Names& Second() {
  static const auto& names = *new Names{
      "Abadi",   "Anggraini", "Astuti",    "Bahari",    "Cahaya",   "Darma",   "Efendi",  "Fadillah",
      "Gunawan", "Hakim",     "Handayani", "Harahap",   "Hidayat",  "Irawan",  "Jaya",    "Kurnia",
      "Kusuma",  "Laksana",   "Maharani",  "Maulana",   "Mulya",    "Nugraha", "Oktavia", "Pertiwi",
      "Pratama", "Purnama",   "Puspita",   "Rahayu",    "Ramadhan", "Safitri", "Saputra", "Setiawan",
      "Siregar", "Sulaiman",  "Suryani",   "Syahputra", "Utami",    "Wibowo",  "Wijaya",  "Yulianti"};
  return names;
}

constexpr int kPercentWithOneName = 8;

}  // namespace

std::string SyntheticName(Random& random, bool female) {
  const char* first = random.Pick(female ? Female() : Male());
  if (random.Chance(kPercentWithOneName)) return absl::StrCat(first, " (Sintetis)");
  return absl::StrCat(first, " ", random.Pick(Second()), " (Sintetis)");
}

}  // namespace dukcapil::samples

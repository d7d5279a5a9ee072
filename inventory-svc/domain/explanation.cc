#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "inventory-svc/domain/card_application.h"

namespace dukcapil::inventory {
namespace {

struct Words {
  absl::string_view indonesian;
  absl::string_view english;
};

Words WordsFor(Reason reason) {
  switch (reason) {
    case Reason::kFirstIssue:
      return {"KTP-el pertama", "first card"};
    case Reason::kLost:
      return {"KTP-el hilang", "lost card"};
    case Reason::kStatusChange:
      return {"perubahan status", "change of civil status"};
    case Reason::kDamaged:
      return {"KTP-el rusak", "damaged card"};
    case Reason::kReplacement:
      return {"cetak ulang", "replacement"};
  }
  return {};
}

// The reason as the policy had it, where it had words of its own.
Words WordsFor(Reason reason, const Decision& decision) {
  if (decision.label_id.empty() || decision.label_en.empty()) return WordsFor(reason);
  return {decision.label_id, decision.label_en};
}

Words WordsFor(StockLevel level) {
  switch (level) {
    case StockLevel::kNormal:
      return {"stok blanko cukup", "there are enough blank cards"};
    case StockLevel::kConstrained:
      return {"stok blanko terbatas", "blank cards are running short"};
    case StockLevel::kCritical:
      return {"stok blanko tinggal cadangan KTP-el pertama", "only the stock kept for first cards is left"};
  }
  return {};
}

Words WordsFor(InterimDocument document) {
  switch (document) {
    case InterimDocument::kNone:
      return {"", ""};
    case InterimDocument::kSuket:
      return {" Sementara itu diberikan surat keterangan (suket)",
              " Meanwhile an interim certificate (suket) is given"};
    case InterimDocument::kIkd:
      return {" Sementara itu dianjurkan Identitas Kependudukan Digital (IKD)",
              " Meanwhile the digital identity (IKD) is advised"};
  }
  return {};
}

// What is said of the level behind it: it was set by hand. Empty where it was not.
Words WordsForOverride(const Decision& decision) {
  if (!decision.seen.has_value() || decision.seen->override_level != decision.level) return {"", ""};
  return {" (ditetapkan oleh administrator)", " (set by an administrator)"};
}

// The sentence on the interim document; empty where none is given.
std::string InterimSentence(absl::string_view given, absl::string_view until, const Decision& decision) {
  if (given.empty()) return "";
  if (!decision.interim_until_date.has_value()) return absl::StrCat(given, ".");
  return absl::StrCat(given, until, absl::FormatCivilTime(*decision.interim_until_date), ".");
}

Words WordsForRejection(absl::string_view rule) {
  if (rule == kRuleNotPrintReady) {
    return {"perekaman belum berstatus siap cetak (PRR)", "the recording is not print-ready (PRR) yet"};
  }
  if (rule == kRuleRecordingBlocked) {
    return {"perekaman terblokir di pusat (data ganda atau adjudikasi)",
            "the recording is blocked at the centre (a double, or being decided on)"};
  }
  if (rule == kRuleHasFirstCard) {
    return {"penduduk sudah pernah memiliki KTP-el; ajukan hilang, rusak, atau perubahan",
            "the resident has had a card before; apply for a lost, damaged or changed one"};
  }
  return {"penduduk belum wajib KTP dalam masa berlaku pemesanan",
          "the resident is not obliged to hold a card within the time a reservation holds"};
}

Words WordsSince(const CardApplication& application) {
  switch (application.state) {
    case ApplicationState::kPrinted:
      return {"Kartu sudah dicetak.", "The card is printed."};
    case ApplicationState::kDelivered:
      return {"Kartu sudah diserahkan.", "The card has been handed over."};
    case ApplicationState::kCancelled:
      return {"Kemudian permohonan ini dibatalkan.", "The request was cancelled afterwards."};
    case ApplicationState::kExpired:
      return {"Kemudian pemesanan ini kedaluwarsa.", "The reservation lapsed afterwards."};
    case ApplicationState::kWaitlisted:
      if (application.decision.outcome != Outcome::kReserved) return {};
      return {"Kemudian blanko itu tidak ada lagi; permohonan ini menunggu kembali.",
              "Afterwards that blank was no longer there: the request waits again."};
    case ApplicationState::kReserved:
    case ApplicationState::kRejected:
      break;
  }
  return {};
}

}  // namespace

absl::string_view TellSinceInIndonesian(const CardApplication& application) {
  return WordsSince(application).indonesian;
}

absl::string_view TellSinceInEnglish(const CardApplication& application) {
  return WordsSince(application).english;
}

std::string ExplainInIndonesian(Reason reason, const Decision& decision) {
  const std::string subject = absl::StrCat("Permohonan ", WordsFor(reason, decision).indonesian);
  if (decision.outcome == Outcome::kRejected) {
    return absl::StrCat(subject, " ditolak: ", WordsForRejection(decision.rule).indonesian, ".");
  }
  if (decision.outcome == Outcome::kReserved) {
    return absl::StrCat(subject, " disetujui: ", WordsFor(decision.level).indonesian,
                        WordsForOverride(decision).indonesian, " (tersedia ", decision.available,
                        " keping), satu blanko disisihkan.");
  }
  const std::string interim =
      InterimSentence(WordsFor(decision.interim_document).indonesian, ", berlaku sampai ", decision);
  if (decision.available <= 0) {
    return absl::StrCat(subject, " masuk daftar tunggu: tidak ada blanko tersedia di tempat ini.", interim);
  }
  const std::string floor = absl::EndsWith(decision.rule, "_AT_FLOOR")
                                ? absl::StrCat(" dan sudah mencapai batas ", decision.floor_stock, " keping")
                                : "";
  return absl::StrCat(subject, " masuk daftar tunggu: ", WordsFor(decision.level).indonesian,
                      WordsForOverride(decision).indonesian, floor, " (tersedia ", decision.available,
                      " keping), didahulukan KTP-el pertama.", interim);
}

std::string ExplainInEnglish(Reason reason, const Decision& decision) {
  const std::string subject = absl::StrCat("The request (", WordsFor(reason, decision).english, ")");
  if (decision.outcome == Outcome::kRejected) {
    return absl::StrCat(subject, " is refused: ", WordsForRejection(decision.rule).english, ".");
  }
  if (decision.outcome == Outcome::kReserved) {
    return absl::StrCat(subject, " is approved: ", WordsFor(decision.level).english,
                        WordsForOverride(decision).english, " (", decision.available,
                        " available), one blank is kept for it.");
  }
  const std::string interim =
      InterimSentence(WordsFor(decision.interim_document).english, ", valid until ", decision);
  if (decision.available <= 0) {
    return absl::StrCat(subject, " goes on the waitlist: no blank is available here.", interim);
  }
  const std::string floor = absl::EndsWith(decision.rule, "_AT_FLOOR")
                                ? absl::StrCat(" and the floor of ", decision.floor_stock, " is reached")
                                : "";
  return absl::StrCat(subject, " goes on the waitlist: ", WordsFor(decision.level).english,
                      WordsForOverride(decision).english, floor, " (", decision.available,
                      " available), first cards come first.", interim);
}

}  // namespace dukcapil::inventory

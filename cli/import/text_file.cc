#include "cli/import/text_file.h"

#include <iconv.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "platform/status/status_macros.h"

namespace dukcapil::cli {
namespace {

constexpr std::size_t kPiece = 1 << 16;
constexpr char kUtf8[] = "UTF-8";
constexpr char kSaveAsCsv[] = "save it as \"CSV UTF-8 (comma delimited)\" and import that file";

absl::Status CannotRead(const std::string& path) {
  return UsageError(absl::StrCat("cannot read ", path));
}

std::string ReadPiece(std::ifstream& file) {
  std::string piece(kPiece, '\0');
  file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  piece.resize(static_cast<std::size_t>(file.gcount()));
  return piece;
}

// What a file that is no text says at its beginning; empty where it may be text.
absl::string_view OtherKind(absl::string_view beginning) {
  if (absl::StartsWith(beginning, "PK\x03\x04")) return "an Excel or LibreOffice workbook";
  if (absl::StartsWith(beginning, "\xD0\xCF\x11\xE0")) return "an old Excel workbook";
  if (absl::StartsWith(beginning, "%PDF")) return "a PDF";
  const std::string text = absl::AsciiStrToLower(absl::StripLeadingAsciiWhitespace(beginning.substr(0, 512)));
  for (const absl::string_view tag : {"<html", "<!doctype", "<table", "<?xml"}) {
    if (absl::StartsWith(text, tag)) return "a web page";
  }
  return "";
}

TextForm FormOf(absl::string_view beginning) {
  if (absl::StartsWith(beginning, "\xEF\xBB\xBF")) return {kUtf8, 3, 0};
  if (absl::StartsWith(beginning, "\xFF\xFE")) return {"UTF-16LE", 2, 0};
  if (absl::StartsWith(beginning, "\xFE\xFF")) return {"UTF-16BE", 2, 0};
  // A heading begins with ASCII, of which every second byte is zero in UTF-16.
  if (beginning.size() > 1 && beginning[1] == '\0') return {"UTF-16LE", 0, 0};
  if (beginning.size() > 1 && beginning[0] == '\0') return {"UTF-16BE", 0, 0};
  return {kUtf8, 0, 0};
}

absl::Status ReadAll(const std::string& path, const TextForm& form) {
  ASSIGN_OR_RETURN(TextReader reader, TextReader::Open(path, form));
  for (;;) {
    ASSIGN_OR_RETURN(const std::string piece, reader.Read());
    if (piece.empty()) return absl::OkStatus();
  }
}

}  // namespace

struct TextReader::Converter {
  iconv_t handle;
};

void TextReader::Close::operator()(Converter* converter) const {
  iconv_close(converter->handle);
  delete converter;
}

TextReader::TextReader(std::ifstream file, std::unique_ptr<Converter, Close> converter)
    : file_(std::move(file)), converter_(std::move(converter)) {}

absl::StatusOr<TextReader> TextReader::Open(const std::string& path, const TextForm& form) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(form.mark_bytes);
  if (!file) return CannotRead(path);
  const iconv_t handle = iconv_open(kUtf8, form.encoding.c_str());
  // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says that it failed.
  if (handle == reinterpret_cast<iconv_t>(-1)) {
    return UsageError(absl::StrCat("this machine cannot convert ", form.encoding));
  }
  return TextReader(std::move(file), std::unique_ptr<Converter, Close>(new Converter{handle}));
}

absl::StatusOr<std::string> TextReader::Read() {
  std::string text;
  while (text.empty()) {
    const std::string piece = ReadPiece(file_);
    if (piece.empty() && rest_.empty()) return text;
    bytes_read_ += static_cast<std::int64_t>(piece.size());
    std::string input = std::exchange(rest_, "") + piece;
    text.resize(input.size() * 3);  // a byte of Windows-1252 takes up to three in UTF-8
    char* from = input.data();
    std::size_t left = input.size();
    char* to = text.data();
    std::size_t room = text.size();
    const bool failed = iconv(converter_->handle, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
    // EINVAL: a character that goes on in the next piece, which must then come.
    if (failed && (errno != EINVAL || piece.empty())) {
      return UsageError(absl::StrCat("the bytes before position ", bytes_read_, " are not of the encoding"));
    }
    rest_.assign(from, left);
    text.resize(text.size() - room);
  }
  return text;
}

absl::StatusOr<TextForm> ExamineText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return CannotRead(path);
  const std::string beginning = ReadPiece(file);
  if (file.bad()) return CannotRead(path);
  if (beginning.empty()) return UsageError(absl::StrCat(path, " is empty"));
  if (const absl::string_view other = OtherKind(beginning); !other.empty()) {
    return UsageError(absl::StrCat(path, " is ", other, ": ", kSaveAsCsv));
  }
  TextForm form = FormOf(beginning);
  std::error_code failed;
  form.bytes = static_cast<std::int64_t>(std::filesystem::file_size(path, failed));
  if (failed) return CannotRead(path);
  if (ReadAll(path, form).ok()) return form;
  if (form.encoding == kUtf8 && form.mark_bytes == 0) {
    form.encoding = "WINDOWS-1252";
    if (ReadAll(path, form).ok()) return form;
    return UsageError(absl::StrCat(path, " is neither UTF-8, UTF-16 nor Windows-1252: ", kSaveAsCsv));
  }
  return UsageError(absl::StrCat(path, " begins as ", form.encoding, " but is not: ", kSaveAsCsv));
}

}  // namespace dukcapil::cli

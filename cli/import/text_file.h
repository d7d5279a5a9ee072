// Text files as an office's programs write them, read as UTF-8 in pieces: of any size in little memory.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace dukcapil::cli {

// What a file is, from reading all of it once.
struct TextForm {
  std::string encoding;  // UTF-8, UTF-16LE, UTF-16BE or WINDOWS-1252
  int mark_bytes = 0;    // byte-order mark before the text
  std::int64_t bytes = 0;
};

// A usage error that says what to do: the file cannot be read, is a workbook or another kind of file, or its
// bytes are text in none of the encodings.
absl::StatusOr<TextForm> ExamineText(const std::string& path);

// Not thread-safe.
class TextReader {
 public:
  // Errors: a usage error where the file cannot be opened.
  static absl::StatusOr<TextReader> Open(const std::string& path, const TextForm& form);
  TextReader(TextReader&&) = default;

  // The next piece of the text; empty at its end. A usage error where bytes are not of the encoding.
  absl::StatusOr<std::string> Read();
  // Of the file's bytes, those read so far.
  std::int64_t bytes_read() const { return bytes_read_; }

 private:
  struct Converter;
  struct Close {
    void operator()(Converter* converter) const;
  };

  TextReader(std::ifstream file, std::unique_ptr<Converter, Close> converter);

  std::ifstream file_;
  std::unique_ptr<Converter, Close> converter_;
  std::string rest_;  // bytes of a character that goes on in the next piece
  std::int64_t bytes_read_ = 0;
};

}  // namespace dukcapil::cli

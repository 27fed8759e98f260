// Runs the program as a user does: arguments, a working folder, and what came back.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace lien_test {

struct Ended {
  int exit_code = 0;  ///< 128 + the signal when one ended it
  std::string out;
  std::string err;
};

/// A program running in `folder`; killed, if it still runs, when this object ends.
class Running {
 public:
  Running(const std::vector<std::string>& command, const std::filesystem::path& folder,
          const std::filesystem::path& stdout_to = {});
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  void kill() const;
  void send(int signal) const;
  [[nodiscard]] pid_t process() const { return process_; }
  /// Whether it has ended; `wait` then returns at once.
  [[nodiscard]] bool ended() const;
  [[nodiscard]] Ended wait();

 private:
  pid_t process_ = -1;
  std::FILE* out_ = nullptr;
  std::FILE* err_ = nullptr;
};

[[nodiscard]] Ended run_command(const std::vector<std::string>& command, const std::filesystem::path& folder);

/// `lien` with these arguments.
[[nodiscard]] Ended run_lien(const std::vector<std::string>& arguments, const std::filesystem::path& folder);
[[nodiscard]] std::vector<std::string> lien_command(const std::vector<std::string>& arguments);

/// The path of a scenario that comes with the program: "mini.toml".
[[nodiscard]] std::string shipped(const std::string& scenario);

/// Relative paths of all files of a folder, hidden ones too, with their content.
[[nodiscard]] std::map<std::string, std::string> content_of(const std::filesystem::path& folder);

/// Whole content of a file; throws when it cannot be read.
[[nodiscard]] std::string text_of(const std::filesystem::path& file);

}  // namespace lien_test

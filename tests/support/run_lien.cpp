#include "tests/support/run_lien.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace lien_test {

namespace {

namespace fs = std::filesystem;

/// In a file rather than a pipe: a full pipe would stop a program that nobody reads yet.
std::FILE* scratch_file() {
  std::FILE* file = std::tmpfile();
  if (file == nullptr) throw std::runtime_error("no temporary file");
  ::fcntl(::fileno(file), F_SETFD, FD_CLOEXEC);
  return file;
}

std::string whole(std::FILE* file) {
  std::string text;
  char buffer[4096];
  std::rewind(file);
  for (std::size_t size = 0; (size = std::fread(buffer, 1, sizeof buffer, file)) > 0;)
    text.append(buffer, size);
  return text;
}

}  // namespace

Running::Running(const std::vector<std::string>& command, const fs::path& folder, const fs::path& stdout_to)
    : out_(stdout_to.empty() ? scratch_file() : std::fopen(stdout_to.c_str(), "w")), err_(scratch_file()) {
  if (out_ == nullptr) throw std::runtime_error("cannot open " + stdout_to.string());
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("no further process");
  if (process_ > 0) return;
  ::setenv("TERM", "dumb", 1);
  const bool placed = ::chdir(folder.c_str()) == 0 && ::dup2(::fileno(out_), STDOUT_FILENO) >= 0 &&
                      ::dup2(::fileno(err_), STDERR_FILENO) >= 0;
  if (placed) ::execvp(words[0], words.data());
  ::_exit(127);
}

Running::~Running() {
  if (process_ > 0) {
    kill();
    (void)wait();
  }
  std::fclose(out_);
  std::fclose(err_);
}

void Running::kill() const { send(SIGKILL); }

void Running::send(int signal) const { ::kill(process_, signal); }

bool Running::ended() const {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(process_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == process_;
}

Ended Running::wait() {
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), whole(out_), whole(err_)};
}

Ended run_command(const std::vector<std::string>& command, const fs::path& folder) {
  return Running(command, folder).wait();
}

std::vector<std::string> lien_command(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{LIEN_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return command;
}

Ended run_lien(const std::vector<std::string>& arguments, const fs::path& folder) {
  return run_command(lien_command(arguments), folder);
}

std::string shipped(const std::string& scenario) { return LIEN_SOURCE_DIR "/scenarios/" + scenario; }

std::map<std::string, std::string> content_of(const fs::path& folder) {
  std::map<std::string, std::string> content;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = fs::relative(entry.path(), folder).string();
    content[name] = entry.is_regular_file() ? text_of(entry.path()) : "";
  }
  return content;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace lien_test

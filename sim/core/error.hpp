// The four ways a run can go wrong, each with its own exit code (see docs/command_line.md).
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace sim {

/// Where a fault stands in something the user wrote. `line` and `column` count from 1; 0 = unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// "file:line:column", leaving out what is unknown.
std::string to_string(const Place& place);

/// One fault of an input: what is wrong, then what is allowed and how to mend it, one note a line.
struct Fault {
  Place place;
  std::string what;
  std::vector<std::string> notes;
};

/// "file:line:column: what" followed by the notes, each on its own indented line.
std::string to_string(const Fault& fault);

/// The user's input is wrong (scenario, table, option). Carries *all* faults found. Exit code 2.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Fault> faults);
  explicit InputError(Fault fault);
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

 private:
  std::vector<Fault> faults_;
};

/// Our own fault: something that must hold does not. Exit code 1.
class InvariantError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// The system refused a read or a write. Exit code 4.
class StorageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace sim

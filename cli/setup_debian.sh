# Sourced by ./quickstart and ./check: installs what they need on Debian 12, if it is not there already.

# What the program is built from, and what the tests need besides.
build_packages=(g++ cmake ninja-build libboost-dev libeigen3-dev libtbb-dev libhdf5-dev libssl-dev libfmt-dev
  nlohmann-json3-dev libtomlplusplus-dev libcli11-dev librandom123-dev zlib1g-dev
  libcairo2-dev)
# The script of the report's page is bundled by npm's packages; an npm of another origin serves as well.
command -v npm >/dev/null || build_packages+=(nodejs npm)
test_packages=(libgtest-dev libgmock-dev librapidcheck-dev python3 python3-xarray python3-h5netcdf python3-netcdf4
  python3-networkx python3-igraph python3-pandas python3-scipy r-cran-ncdf4 netcdf-bin
  munge slurmctld slurmd slurm-client parallel git clang libclang-rt-14-dev chromium)
full_packages=(time python3-scipy python3-statsmodels r-cran-survival)

# install_packages NAME... : quiet when all are there; a sentence when they cannot be installed.
install_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Missing packages, and neither root nor sudo to install them: ${missing[*]}" >&2; return 1; }
    as_root=(sudo)
  fi
  echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    { echo "Installing failed; needed: ${missing[*]}" >&2; return 1; }
}

# build FOLDER "TARGET..." [CMAKE OPTION...] : configures and builds, in batches unless told otherwise; the whole log is
# shown when it fails.
build() {
  local folder=$1 targets
  read -ra targets <<<"$2"
  shift 2
  local log
  log=$(mktemp)
  if ! { cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON "$@" && cmake --build "$folder" --target "${targets[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "The build in $folder failed." >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

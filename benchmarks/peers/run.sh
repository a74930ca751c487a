#!/usr/bin/env bash
# Times a training step of Keratin and of its peers, in turn, on this machine.
#
# usage: run.sh WORKLOAD [PEER...]     run.sh --list
#
# Keratin runs before the first peer, between peers and after the last; a peer is compared with the
# two runs of Keratin around it, for machines get faster and slower by themselves.
# PEERS_OURS=ends runs Keratin only first and last (for long workloads).
# PEERS_PYTHON: the Python to use; PEERS_THREADS: threads for all (2); PEERS_TIMEOUT: seconds a peer
# may take (900); KERATIN_BENCH: the command that prints Keratin's line (../../keratin bench).
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
export PEERS_THREADS=${PEERS_THREADS:-2}
export TF_CPP_MIN_LOG_LEVEL=3 OPT_OUT_TRACKING=true DJL_OFFLINE=true
export OMP_NUM_THREADS=$PEERS_THREADS MKL_NUM_THREADS=$PEERS_THREADS

names="tensorflow-java djl djl-malloc libtorch-java dl4j
  keras-tensorflow keras-tensorflow-fit keras-tensorflow-onednn keras-tensorflow-onednn-fit
  keras-jax keras-jax-fit torch torch-malloc torch-compiled"

if [ "${1:-}" = --list ]; then
  # shellcheck disable=SC2086
  printf '%s\n' $names
  exit
fi
if [ $# -eq 0 ]; then
  sed -n '4p' "${BASH_SOURCE[0]}" | cut -c3- >&2
  exit 1
fi
workload=$1
shift
[ $# -gt 0 ] || set -- $names

python=${PEERS_PYTHON:-$here/.venv/bin/python}

find_java() {
  for home in "${KERATIN_JDK:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25* "$HOME"/.sdkman/candidates/java/25*; do
    if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="2[5-9]' "$home/release" 2>/dev/null; then
      echo "$home/bin/java"
      return
    fi
  done
  command -v java
}
java=$(find_java)

# Where the machine has more cores than the threads asked for, everybody gets the same few.
bound=()
if [ "$(nproc 2>/dev/null || echo 1)" -gt "$PEERS_THREADS" ] && command -v taskset >/dev/null; then
  bound=(taskset -c "0-$((PEERS_THREADS - 1))")
fi
limit=()
if command -v timeout >/dev/null; then
  limit=(timeout "${PEERS_TIMEOUT:-900}")
fi

# Sets $command for peer $1, or $why.
peer_command() {
  command=() why=
  local keep_pages=(MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=4000000000)
  case $1 in
    tensorflow-java) jvm tensorflow TensorFlowPeer ;;
    djl) jvm djl DjlPeer ;;
    djl-malloc) jvm djl DjlPeer "${keep_pages[@]}" ;;
    libtorch-java) jvm libtorch LibtorchPeer ;;
    dl4j) jvm dl4j Dl4jPeer ;;
    keras-tensorflow) py keras,tensorflow keras_peer.py step KERAS_BACKEND=tensorflow TF_ENABLE_ONEDNN_OPTS=0 ;;
    keras-tensorflow-fit) py keras,tensorflow keras_peer.py fit KERAS_BACKEND=tensorflow TF_ENABLE_ONEDNN_OPTS=0 ;;
    keras-tensorflow-onednn) py keras,tensorflow keras_peer.py step KERAS_BACKEND=tensorflow TF_ENABLE_ONEDNN_OPTS=1 ;;
    keras-tensorflow-onednn-fit) py keras,tensorflow keras_peer.py fit KERAS_BACKEND=tensorflow TF_ENABLE_ONEDNN_OPTS=1 ;;
    keras-jax) py keras,jax keras_peer.py step KERAS_BACKEND=jax ;;
    keras-jax-fit) py keras,jax keras_peer.py fit KERAS_BACKEND=jax ;;
    torch) py torch torch_peer.py eager ;;
    torch-malloc) py torch torch_peer.py eager "${keep_pages[@]}" ;;
    torch-compiled) py torch torch_peer.py compiled ;;
    *) why="no such peer; run.sh --list names them" ;;
  esac
}

# jvm LIBRARIES CLASS [NAME=VALUE...]
jvm() {
  local jars=$here/jvm/target/$1 class=$2
  shift 2
  if [ -z "$java" ]; then
    why="no Java found"
  elif ! ls "$jars"/*.jar >/dev/null 2>&1; then
    why="not installed: $here/install.sh $(basename "$jars")"
  else
    command=(env "$@" "$java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
      -XX:-UsePerfData -cp "$jars/*" "$here/jvm/$class.java" PEER)
  fi
}

# py MODULES SCRIPT MODE [NAME=VALUE...]
py() {
  local modules=$1 script=$2 mode=$3 missing
  shift 3
  if ! [ -x "$python" ]; then
    why="no Python at $python: $here/install.sh python, or set PEERS_PYTHON"
    return
  fi
  missing=$("$python" - "$modules" <<'P'
import importlib.util, sys
print(*[m for m in sys.argv[1].split(",") if importlib.util.find_spec(m) is None])
P
)
  if [ -n "$missing" ]; then
    why="$python lacks $missing"
  else
    command=(env "$@" "$python" "$here/python/$script" PEER "$mode")
  fi
}

output=$(mktemp)
errors=$(mktemp)
results=$(mktemp)
trap 'rm -f "$output" "$errors" "$results"' EXIT

# Runs a command and keeps and prints its line: NAME WORKLOAD MEDIAN P10 P90.
record() {
  local name=$1 line
  shift
  "${limit[@]}" "${bound[@]}" "$@" >"$output" 2>"$errors"
  local status=$?
  line=$(grep "^$name $workload " "$output" | tail -n 1)
  if [ $status -eq 124 ]; then
    printf '%s %s unavailable: took more than %s s\n' "$name" "$workload" "${PEERS_TIMEOUT:-900}"
  elif [ -n "$line" ]; then
    printf '%s\n' "$line" | tee -a "$results"
  else
    printf '%s %s unavailable: %s\n' "$name" "$workload" \
      "$(grep -E 'rror|has no|xception|Killed|not |keratin:' "$errors" | tail -n 1 | cut -c1-200)"
  fi
  grep 'stopped after' "$errors" >&2
  return 0
}

ours() {
  # shellcheck disable=SC2086
  record keratin ${KERATIN_BENCH:-$root/keratin bench} "$workload"
}

ours
first=yes
for peer in "$@"; do
  peer_command "$peer"
  if [ -n "$why" ]; then
    printf '%s %s unavailable: %s\n' "$peer" "$workload" "$why"
    continue
  fi
  if [ -z "$first" ] && [ "${PEERS_OURS:-each}" = each ]; then
    ours
  fi
  first=
  record "$peer" "${command[@]/#PEER/$peer}" "$workload"
done
ours

awk -v workload="$workload" '
  $1 == "keratin" { if (waiting) after[n] = $3; for (i = 1; i <= n; i++) if (!(i in after)) after[i] = $3
                    last = $3; waiting = 0; next }
  { n++; name[n] = $1; ms[n] = $3; low[n] = $4; high[n] = $5; before[n] = last; waiting = 1 }
  END {
    printf "\n%s, ms a step\n%-28s %9s %9s %9s %9s %9s\n", workload, "peer", "median", "p10", "p90", "keratin", "ratio"
    for (i = 1; i <= n; i++) {
      ours = before[i] == "" ? after[i] : after[i] == "" ? before[i] : (before[i] + after[i]) / 2
      printf "%-28s %9.3f %9.3f %9.3f", name[i], ms[i], low[i], high[i]
      if (ours > 0) printf " %9.3f %8.2fx\n", ours, ms[i] / ours
      else printf " %9s %9s\n", "-", "-"
    }
    print "ratio: how many times longer the peer took than Keratin around it"
  }' "$results"

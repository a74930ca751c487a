#!/usr/bin/env bash
# Fetches the peers. usage: install.sh [python] [tensorflow] [djl] [dl4j] [libtorch]; none: all.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
[ $# -gt 0 ] || set -- python tensorflow djl dl4j libtorch
for what in "$@"; do
  case $what in
    python)
      "${PYTHON:-python3}" -m venv "$here/.venv"
      "$here/.venv/bin/pip" install -q -r "$here/python/requirements.txt"
      ;;
    tensorflow | djl | dl4j | libtorch)
      mvn -q -B -f "$here/jvm/pom.xml" -P "$what" dependency:copy-dependencies \
        -DoutputDirectory="$here/jvm/target/$what"
      ;;
    *)
      echo "install.sh: no $what" >&2
      exit 1
      ;;
  esac
done

#!/bin/sh
# Starts a throwaway PostgreSQL for the tests, on a Unix socket only, and prints its URL for CHANCERY_TEST_POSTGRES.
#
#     test/postgres-server.sh start DIR    makes a cluster in DIR, which must not exist, and starts it
#     test/postgres-server.sh stop DIR     stops it and removes DIR
#
# fsync stays on: the tests are about what is on disk when an answer is given. PostgreSQL refuses to run as root, so root runs it
# as the user postgres that Debian's package makes. DIR must be short, because the path of a socket has at most 107 characters.
set -eu

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
action=$1
dir=$2

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || true)")
[ -x "$bin/initdb" ] || { echo "PostgreSQL is not installed here (apt-get install postgresql)" >&2; exit 1; }

as_owner() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

case $action in
start)
  mkdir -m 0755 "$dir"
  if [ "$(id -u)" -eq 0 ]; then chown postgres: "$dir"; fi
  dir=$(cd "$dir" && pwd)
  cd "$dir"
  as_owner "$bin/initdb" --pgdata="$dir/data" --username=chancery --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$dir/start.log" 2>&1 ||
    { cat "$dir/start.log" >&2; exit 1; }
  # Everybody gets in without a password, but into the database that tests of passwords make.
  hba="$dir/data/pg_hba.conf"
  as_owner sh -c 'echo "local chancery_passwords all scram-sha-256" | cat - "$1" >"$1.new" && mv "$1.new" "$1"' sh "$hba"
  # A socket in DIR and no port; room for several suites at once.
  as_owner "$bin/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --wait --timeout=60 start \
    --options="-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=200 -c fsync=on" >"$dir/start.log" 2>&1 ||
    { cat "$dir/start.log" "$dir/server.log" >&2; exit 1; }
  echo "postgres://chancery@localhost/postgres?host=$dir"
  ;;
stop)
  dir=$(cd "$dir" && pwd)
  cd /
  as_owner "$bin/pg_ctl" --pgdata="$dir/data" --wait --mode=fast stop >/dev/null
  rm -rf "$dir"
  ;;
*) usage ;;
esac

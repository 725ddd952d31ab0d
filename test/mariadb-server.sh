#!/bin/sh
# Starts a throwaway MariaDB for the tests, on a Unix socket only, and prints the path of the socket. Its account root has the password "root" there.
#
#     test/mariadb-server.sh start DIR [OPTION...]    makes a database in DIR, which must not exist, and starts it, with further options of mariadbd
#     test/mariadb-server.sh stop DIR                 stops it and removes DIR
#
# Root runs it as the user mysql that Debian's package makes. DIR must be short, because the path of a socket has at most 107 characters.
set -eu

usage() { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ $# -ge 2 ] || usage
action=$1
dir=$2
shift 2
PATH=$PATH:/usr/sbin
command -v mariadbd >/dev/null || { echo "MariaDB is not installed here (apt-get install mariadb-server)" >&2; exit 1; }

as_owner() {
  if [ "$(id -u)" -eq 0 ]; then setpriv --reuid=mysql --regid=mysql --init-groups "$@"; else "$@"; fi
}

case $action in
start)
  mkdir -m 0755 "$dir"
  if [ "$(id -u)" -eq 0 ]; then chown mysql: "$dir"; fi
  dir=$(cd "$dir" && pwd)
  cd "$dir"
  as_owner mariadb-install-db --no-defaults --datadir="$dir/data" --auth-root-authentication-method=normal --skip-test-db >"$dir.log" 2>&1 ||
    { cat "$dir.log" >&2; exit 1; }
  printf "alter user root@localhost identified by 'root';\n" >"$dir/first.sql"
  # With its output to the log from the start: who reads ours waits until nobody can write to it any more.
  (
    exec >>"$dir.log" 2>&1 </dev/null
    as_owner mariadbd --no-defaults --datadir="$dir/data" --socket="$dir/s" --skip-networking --pid-file="$dir/pid" \
      --innodb-buffer-pool-size=8M --innodb-log-file-size=4M --init-file="$dir/first.sql" "$@"
  ) &
  tries=0
  # The first statement is run before connections are taken.
  until [ -S "$dir/s" ] && [ -s "$dir/pid" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { cat "$dir.log" >&2; exit 1; }
    sleep 0.1
  done
  echo "$dir/s"
  ;;
stop)
  dir=$(cd "$dir" && pwd)
  cd /
  pid=$(cat "$dir/pid")
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  rm -rf "$dir" "$dir.log"
  ;;
*) usage ;;
esac

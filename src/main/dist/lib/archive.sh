#!/bin/sh
# shellcheck disable=SC2015,SC3067 # -O is not in POSIX, but in every sh
# Makes a class data archive, which the launcher starts by: archive.sh PID HOME JVM PROGRAM KIND [FOLDER]
# In the cache folder of a user it is made once the process PID, the command that found none, has ended. All of it is
# done in the background, says nothing, and may fail: ory then starts as it did. PID 0 makes the one in lib, at once.
#
# An archive N.jsa (N.aot from Java 25 on) is whole when there is N.for, which has three lines: the program's jar, the
# home of the Java, and the versions of both. An empty archive, or none, beside it says that this Java makes none.
# What is there is never written to again, as others may be reading it.

# The caller may wait for the end of whatever holds one of its descriptors, as $(ory ...) and flock do. Only bash can
# name those above 9; where there is one of them and no bash, no archive is made this time. In a shell without a script,
# as that is a descriptor, too.
if [ "$1" != 0 ] && [ "$1" != closed ]; then
  unset BASH_ENV ENV
  shell='sh'
  command -v bash >/dev/null && shell=bash
  # shellcheck disable=SC2016
  exec $shell -c '
    for fd in 3 4 5 6 7 8 9 /dev/fd/[1-9][0-9]*; do
      [ "$fd" = "${fd#/}" ] || [ -e "$fd" ] || continue
      [ "$fd" = "${fd#/}" ] || [ -n "${BASH_VERSION:-}" ] || exit
      eval "exec ${fd##*/}>&-"
    done
    exec sh "$0" closed "$@"' "$0" "$@"
fi
[ "$1" = closed ] && shift
pid=$1
jvm=$(cd "$3" && pwd -P) || exit
home=$(cd "$2" && pwd -P) || exit
program=$4
kind=$5
folder=${6:-}
case $home$jvm in
  *'
'*) exit 1 ;; # which a line cannot say
esac
# An agent, say, would not be in the archive's interest.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS JAVA_AOT_OPTIONS ORY_MAKE_ARCHIVE

# Makes $1.$kind and $1.for, in this folder.
make() {
  case $kind in
    aot) option=-XX:AOTCacheOutput ;;
    *) option=-XX:ArchiveClassesAtExit ;;
  esac
  # Behind its options the launcher names the class that is the program; with another one named before, that is a word.
  ORY_NO_CACHE=1 ORY_JAVA_HOME=$jvm ORY_JAVA_OPTS="$option=$$.new orycli.Training" nice "$home/bin/ory"
  [ -e "$$.new" ] && mv -f "$$.new" "$1.$kind"
  printf '%s\n' "$home/lib/ory.jar" "$jvm" "$program" >"$$.new"
  # The date of what was made where a clock is wrong may lie ahead: it is no newer than what is made from it.
  for file in "$home/lib/ory.jar" "$jvm/release"; do
    [ "$file" -nt "$$.new" ] && touch -r "$file" "$$.new"
  done
  mv -f "$$.new" "$1.for"
}

if [ "$pid" = 0 ]; then
  cd "$home/lib" && rm -f ory.for ory.jsa ory.aot && make ory
  [ -s "$home/lib/ory.$kind" ] && exit
  echo "Error: no class data archive was made: this Java makes none, or $home/lib cannot be written" >&2
  exit 1
fi

umask 077
mkdir -p "${folder%/*}"
mkdir "$folder"
# Another program may have made it, open to others.
[ -h "$folder" ] || { [ -O "$folder" ] && chmod 700 "$folder"; }
cd "$folder" && [ -O . ] || exit
case $(LC_ALL=C ls -ldn "$folder") in
  drwx------[!+]*) ;;
  *) exit ;;
esac
# One at a time. What takes longer than ten minutes was ended before its end.
[ -z "$(find . -name lock -mmin +10)" ] || rmdir lock
mkdir lock || exit 0
trap 'rm -f "$$.new"; rmdir lock' EXIT
trap exit HUP INT TERM
# A command that serves or asks may last.
seconds=0
while [ $seconds -lt 60 ] && kill -0 "$pid"; do
  sleep 1
  seconds=$((seconds + 1))
done

for stamp in *.for; do
  [ -f "$stamp" ] && { IFS= read -r jar && IFS= read -r of && IFS= read -r what; } <"$stamp" || continue
  if [ "$jar" -ef "$home/lib/ory.jar" ] && [ "$of" -ef "$jvm" ]; then
    if [ "$what" = "$program" ] && ! [ "$jar" -nt "$stamp" ] && ! [ "$jvm/release" -nt "$stamp" ]; then
      exit 0 # made by another one meanwhile
    fi
    rm -f "$stamp"
  elif ! [ -e "$jar" ] || ! [ -e "$of/bin/java" ]; then
    rm -f "$stamp"
  fi
done
for file in *.jsa *.aot *.new*; do
  [ -e "${file%.*}.for" ] || rm -f "$file"
done
name=1
while [ -e "$name.for" ] || [ -e "$name.$kind" ]; do
  name=$((name + 1))
done
make $name

#!/usr/bin/env bash
# Runs fuzz targets, one after the other, each for so many seconds; ends with 1 where one found something.
# Usage: Tests/fuzz.sh FOLDER-OF-TARGETS SECONDS TARGET...
# What is learnt is kept in .build-fuzz/corpus; what breaks a target lies in .build-fuzz/found, to be given to it as argument.
set -euo pipefail
programs=$(realpath "$1")
seconds=$2
shift 2
cd "$(dirname "$0")/.."
# Without it the first crash is told twice, and waits for a debugger's work.
export SWIFT_BACKTRACE=enable=no
status=0
for target in "$@"; do
  seeds=(Tests/Fuzz/"$target"/Seeds)
  case $target in
    DateFuzz) longest=256 ;;
    ConfigurationFuzz) longest=8192; seeds+=(config Sources/Reports/Frameworks) ;;
    *) longest=32768 ;;
  esac
  mkdir -p .build-fuzz/corpus/"$target" .build-fuzz/found
  echo "$target: $seconds s"
  TIMEFORMAT="$target: %U s of CPU in user mode"
  time "$programs/$target" -max_total_time="$seconds" -max_len="$longest" -timeout=10 -rss_limit_mb=1024 \
    -dict=Tests/Fuzz/"$target"/words.dict -artifact_prefix=.build-fuzz/found/"$target"- -print_final_stats=1 \
    .build-fuzz/corpus/"$target" "${seeds[@]}" 2>.build-fuzz/"$target".log || status=1
  grep -aE '^(stat::number|stat::average|stat::peak|SUMMARY|PROPERTY|Test unit)|Fatal error' .build-fuzz/"$target".log || true
done
exit "$status"

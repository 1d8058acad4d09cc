#!/bin/sh
# Runs the kernels' test program as it is, and under AddressSanitizer with UndefinedBehaviorSanitizer
# and under ThreadSanitizer. Needs g++ (or CXX) with its sanitizer libraries; takes a minute or two.
set -eu
cd "$(dirname "$0")"
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
compiler=${CXX:-g++}
flags='-std=c++17 -g -Wall -Wextra -fno-math-errno -fno-trapping-math -ffp-contract=fast'

run() { # name, flags
  name=$1
  shift
  echo "== $name"
  objects=
  for source in ../src/layout.cpp ../src/threads.cpp ../src/session.cpp ../src/activations.cpp \
    ../src/kernels.cpp ../src/kernel_*.cpp kernelTest.cpp; do
    object=$build/$(basename "$source" .cpp).o
    case $source in
    *kernel_avx2.cpp) set_flags='-mavx2 -mfma' ;;
    *kernel_avx512.cpp) set_flags='-mavx512f -mfma -Wno-maybe-uninitialized' ;;
    *) set_flags= ;;
    esac
    case $source-$(uname -m) in *kernel_avx*-aarch64 | *kernel_avx*-arm64) continue ;; esac
    # shellcheck disable=SC2086
    "$compiler" $flags $set_flags "$@" -c "$source" -o "$object"
    objects="$objects $object"
  done
  # shellcheck disable=SC2086
  "$compiler" "$@" $objects -lpthread -o "$build/test"
  "$build/test"
}

run 'as built' -O2
run 'address and undefined behaviour' -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
run 'threads' -O1 -fsanitize=thread

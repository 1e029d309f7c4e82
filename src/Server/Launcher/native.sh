#!/bin/sh
# Sees to what native builds need: the LLVM library and a C compiler. As root it installs what is missing with apt,
# otherwise it says the exact command. On success it leaves HOME/native behind, so that later starts do not look again.
#   native.sh HOME
set -u
home=$1

# The LLVM versions that the backend can load, the best first (Backend/Llvm/Interop/LlvmLibrary.cs).
versions="19 20 21 22 18 17 16 15"

has_llvm() {
    for version in $versions; do
        for library in /usr/lib/*/libLLVM-"$version".so* /usr/lib/*/libLLVM.so."$version".* /usr/lib/llvm-"$version"/lib/libLLVM*.so* \
            /usr/lib64/libLLVM-"$version".so* /usr/lib64/libLLVM.so."$version".*; do
            [ -e "$library" ] && return 0
        done
    done
    return 1
}

# A compiler without the C library's headers compiles nothing.
has_cc() {
    command -v cc > /dev/null && echo '#include <stdio.h>' | cc -E - > /dev/null 2>&1
}

packages=
if ! has_llvm; then
    packages=libllvm19
    for version in $versions; do
        if apt-cache show "libllvm$version" > /dev/null 2>&1; then
            packages=libllvm$version
            break
        fi
    done
fi
has_cc || packages="$packages gcc libc6-dev"
packages=${packages# }

if [ -n "$packages" ]; then
    if ! command -v apt-get > /dev/null; then
        echo "vale-ls: a native build needs LLVM (one of $versions) and a C compiler (cc)" >&2
        echo "  next: install them with this system's package manager, or interpret with --run, which needs neither" >&2
        exit 2
    fi
    if [ "$(id -u)" != 0 ]; then
        echo "vale-ls: a native build needs packages that are not installed: $packages" >&2
        echo "  next: sudo apt-get install --yes --no-install-recommends $packages" >&2
        echo "        or interpret with --run, which needs neither" >&2
        exit 2
    fi
    echo "vale-ls: installing, once: $packages" >&2
    export DEBIAN_FRONTEND=noninteractive
    # Fresh images have no package lists; where there are some, they need no update.
    # shellcheck disable=SC2086
    if ! { apt-get install --yes --no-install-recommends $packages || { apt-get update && apt-get install --yes --no-install-recommends $packages; }; } \
        < /dev/null > "$home/apt.log" 2>&1; then
        cat "$home/apt.log" >&2
        echo "vale-ls: the packages could not be installed; apt's own words stand above" >&2
        echo "  next: apt-get update && apt-get install --yes --no-install-recommends $packages" >&2
        exit 2
    fi
    rm -f "$home/apt.log"
fi
: > "$home/native"

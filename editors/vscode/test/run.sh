#!/bin/sh
# Tests the packaged extension in a real VS Code in a headless browser, and installs what that needs. The last line is
# "N passed, N failed"; pictures of the steps go to artifacts/e2e. VALE_VSIX names a package made before.
set -eu
here=$(cd "${0%/*}" && pwd)
root=$(cd "$here/../../.." && pwd)
out=$root/artifacts/e2e
vsix=${VALE_VSIX:-$root/artifacts/vscode/vale-linux-x64.vsix}

# chromium shows the workbench, ripgrep finds its files; its terminals and its logs, which output channels are, are compiled here.
install_packages() {
    missing=
    command -v chromium > /dev/null || [ -n "${CHROMIUM:-}" ] || missing="$missing chromium"
    command -v rg > /dev/null || missing="$missing ripgrep"
    command -v g++ > /dev/null || missing="$missing g++"
    command -v make > /dev/null || missing="$missing make"
    command -v python3 > /dev/null || missing="$missing python3"
    [ -n "$missing" ] || return 0
    sudo=
    [ "$(id -u)" = 0 ] || sudo="sudo -n"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if ! { $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends $missing; } < /dev/null > "$out/apt.log" 2>&1; then
        cat "$out/apt.log" >&2
        echo "run.sh: could not install:$missing; as root: apt-get update && apt-get install$missing" >&2
        exit 2
    fi
}

# code-server's own parts are installed without their scripts; what is needed of these is done here.
install_workbench() {
    cd "$here"
    ! cmp -s package-lock.json node_modules/.ready || return 0
    npm ci --ignore-scripts --loglevel=error < /dev/null
    code=$here/node_modules/code-server/lib/vscode
    (cd "$code" && npm install --omit=dev --ignore-scripts --no-save --loglevel=error < /dev/null)
    (cd "$code/extensions" && npm ci --omit=dev --ignore-scripts --loglevel=error < /dev/null)
    # Node's own headers are used where it brought them along; otherwise they are fetched.
    prefix=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
    [ ! -f "$prefix/include/node/node.h" ] || export npm_config_nodedir="$prefix"
    for part in terminals logs; do
        npm run "$part" > "$out/$part.log" 2>&1 < /dev/null || { cat "$out/$part.log" >&2; exit 2; }
    done
    mkdir -p "$code/node_modules/@vscode/ripgrep/bin"
    ln -sf "$(command -v rg)" "$code/node_modules/@vscode/ripgrep/bin/rg"
    cp package-lock.json node_modules/.ready
}

mkdir -p "$out"
install_packages
install_workbench
cd "$here"
../node_modules/.bin/tsc --noEmit -p .
rm -rf "$out/build" "$out/pictures"
node build.mjs "$out/build"
ln -sfn "$here/node_modules" "$out/node_modules"
[ -f "$vsix" ] || { echo "run.sh: there is no package $vsix; next: ./build.sh vsix" >&2; exit 2; }
VALE_TESTS=$here exec node "$out/build/main.mjs" "$vsix" "$out/build" "$out/pictures"

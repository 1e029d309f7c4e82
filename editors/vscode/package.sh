#!/bin/sh
# Makes artifacts/vscode/vale-linux-x64.vsix: the extension, checked and bundled, with a published server inside.
# VALE_SERVER names a folder with a published vale-ls to put in; without it the server is published from this checkout.
set -eu
here=$(cd "${0%/*}" && pwd)
root=$(cd "$here/../.." && pwd)
stage=$root/artifacts/vscode/stage
vsix=$root/artifacts/vscode/vale-linux-x64.vsix

command -v npm > /dev/null || { echo "package.sh: npm is not on PATH; next: install Node.js 20 or later" >&2; exit 2; }
cd "$here"
if ! cmp -s package-lock.json node_modules/.ready; then
    npm ci --ignore-scripts --loglevel=error < /dev/null
    cp package-lock.json node_modules/.ready
fi
node_modules/.bin/tsc --noEmit -p .
node esbuild.mjs

if [ -z "${VALE_SERVER:-}" ]; then
    sh "$root/src/Server/Launcher/publish.sh" "$root"
    VALE_SERVER=$root/artifacts/publish/current
fi
[ -x "$VALE_SERVER/vale-ls" ] || { echo "package.sh: there is no vale-ls in $VALE_SERVER" >&2; exit 2; }

# The package is made from a copy, so that what is published never stands among the sources.
rm -rf "$stage"
mkdir -p "$stage/server"
for part in package.json .vscodeignore README.md CHANGELOG.md language-configuration.json out images schemas snippets syntaxes; do
    [ ! -e "$here/$part" ] || cp -R "$here/$part" "$stage/"
done
cp "$root/LICENSE" "$stage/LICENSE"
cp -RL "$VALE_SERVER/." "$stage/server/"
rm -f "$stage/server/"*.pdb "$stage/server/"*.dbg
cd "$stage"
"$here/node_modules/.bin/vsce" package --no-dependencies --target linux-x64 --allow-missing-repository --no-rewrite-relative-links --out "$vsix" < /dev/null

#!/bin/sh
# Publishes vale-ls into ROOT/artifacts/publish: compiled ahead of time, into a directory of its own, then the link
# `current` is turned to it. Running processes keep their files; of two first starts one publishes and the other waits.
#   publish.sh ROOT
set -u
root=$(cd "$1" && pwd) || exit 3
home=$root/artifacts/publish

fail() {
    echo "vale-ls: $1" >&2
    exit "${2:-3}"
}

command -v dotnet > /dev/null || fail "the .NET 10 SDK is needed and \`dotnet\` is not on PATH
  next: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again" 2
mkdir -p "$home" || fail "cannot write to $home" 2

newer() {
    [ ! -f "$home/stamp" ] || [ -n "$(find "$root/src" "$root/Directory.Build.props" "$root/Directory.Build.targets" \
        "$root/Directory.Packages.props" "$root/global.json" -newer "$home/stamp" -print -quit 2> /dev/null)" ]
}

if command -v flock > /dev/null; then
    exec 9> "$home/lock"
    flock 9
    # Another start may have done it while this one waited.
    newer || exit 0
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
number=$(date +%s).$$
log=$home/log.$number
# What is saved while this runs must count as newer, so the time is taken now.
: > "$home/stamp.$number"
echo "vale-ls: preparing the tools, once (about a minute) ..." >&2
# With the runtime beside it, code may be compiled ahead across assemblies: see the project file.
# The lock's descriptor is closed: a build server that outlives this script must not hold it.
if ! dotnet publish "$root/src/Server/Vale.Server.csproj" --configuration Release --use-current-runtime --self-contained true \
    -p:PublishReadyToRun=true -p:ArtifactsPath="$home/work" -nodeReuse:false -p:UseSharedCompilation=false \
    --output "$home/$number" < /dev/null > "$log" 2>&1 9>&-; then
    cat "$log" >&2
    rm -rf "${home:?}/$number" "$home/stamp.$number" "$log"
    fail "the tools could not be built; the build's own words stand above
  next: check the network (packages come from nuget.org) and the sources, and start again"
fi
rm -f "$log"

previous=$(readlink "$home/current" 2> /dev/null)
ln -s "$number" "$home/current.$number" && mv -T "$home/current.$number" "$home/current" || fail "cannot write to $home" 2
mv "$home/stamp.$number" "$home/stamp"
# The one before stays for processes that still run from it; older ones go.
for old in "$home"/[0-9]*.[0-9]*; do
    case ${old##*/} in
    "$number" | "$previous") ;;
    *) rm -rf "$old" ;;
    esac
done
echo "vale-ls: ready" >&2

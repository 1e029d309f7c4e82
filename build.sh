#!/usr/bin/env bash
# The repository's chores in one place. People and .ci/run start here; what a chore does is never written twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
configuration=${CONFIGURATION:-Release}
solution=Vale.LanguageTools.sln

usage() {
    cat <<'HELP'
usage: ./build.sh COMMAND [ARGS]

  build            build every project
  test [PROJECT..] build, then run the tests; with names (Syntax, Compiler, ...) only those projects
  tidy             check the house rules only (seconds): tests/Tidy.Tests
  valgrind         run every program of tests/programs under valgrind (a few minutes)
  update           run the tests and rewrite golden text where the answer changed; read the diff before committing
  vsix             package the VS Code extension, with a published server inside: artifacts/vscode/vale-linux-x64.vsix
  e2e              package it and test the package in a real VS Code in a headless browser; pictures in artifacts/e2e/pictures
  bench [ARGS]     run tests/bench; ARGS go to the benchmark program (--filter '*', --list flat, ...)
  help             this text

CONFIGURATION=Debug ./build.sh test  builds and runs without optimisation. The default is Release.
The last line of `test` is "N passed, N failed", summed over all test projects; that of `e2e` has the same form.
HELP
}

need_dotnet() {
    command -v dotnet >/dev/null || { echo "build.sh: the .NET 10 SDK (dotnet) is not on PATH; see README.md" >&2; exit 2; }
}

build() { # [PROJECT.csproj]
    dotnet build "${1:-$solution}" -c "$configuration" -v quiet -clp:NoSummary -nodeReuse:false < /dev/null
}

# Reads one number of the <Counters .../> element of a result file.
counter() { # FILE NAME
    sed -n "s/.*<Counters [^>]*\b$2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1
}

# Runs test projects that are built, and prints the sum. Fails when a test failed, when a test run died, and when there was no test at all.
run_tests() { # NAME...
    local results=artifacts/test-results passed=0 failed=0 name log p f rc
    rm -rf "$results"
    mkdir -p "$results"
    for name in "$@"; do
        log=$PWD/$results/$name.trx
        rc=0
        dotnet test "artifacts/bin/$name/${configuration,,}/$name.dll" --logger "trx;LogFileName=$log" \
            --logger "console;verbosity=minimal" < /dev/null || rc=$?
        p=0 f=0
        if [[ -f $log ]]; then
            p=$(counter "$log" passed) f=$(counter "$log" failed)
        fi
        # A run that ended badly without a failed test (the process died, or nothing was found) counts as one failure.
        if [[ $rc -ne 0 && ${f:-0} -eq 0 ]] || [[ ${p:-0} -eq 0 && ${f:-0} -eq 0 ]]; then
            echo "build.sh: $name ended with exit code $rc and no result: counted as one failure" >&2
            f=$((${f:-0} + 1))
        fi
        passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0}))
    done
    echo "$passed passed, $failed failed"
    [[ $failed -eq 0 && $passed -gt 0 ]]
}

test_projects() {
    local project
    for project in tests/*.Tests/*.csproj; do basename "$project" .csproj; done
}

test_some() { # [NAME]...
    local names=() name
    if [[ $# -eq 0 ]]; then
        mapfile -t names < <(test_projects)
        build
    else
        for name in "$@"; do
            name=${name%.Tests}.Tests
            [[ -f tests/$name/$name.csproj ]] || { echo "build.sh: no test project tests/$name" >&2; exit 2; }
            build "tests/$name/$name.csproj"
            names+=("$name")
        done
    fi
    run_tests "${names[@]}"
}

command=${1:-help}
[[ $# -gt 0 ]] && shift
case $command in
    help | -h | --help) usage ;;
    build) need_dotnet; build ;;
    test) need_dotnet; test_some "$@" ;;
    tidy) need_dotnet; test_some Tidy ;;
    valgrind)
        need_dotnet
        command -v valgrind >/dev/null || { echo "build.sh: valgrind is not installed: apt-get install valgrind" >&2; exit 2; }
        build tests/Backend.Tests/Backend.Tests.csproj
        VALE_VALGRIND=all dotnet test "artifacts/bin/Backend.Tests/${configuration,,}/Backend.Tests.dll" --filter "FullyQualifiedName~ProgramTests.Does_what" < /dev/null
        ;;
    update) need_dotnet; UPDATE_EXPECT=1 test_some "$@" ;;
    # With the collector's settings that the launcher gives to commands.
    bench) need_dotnet; DOTNET_GCgen0size=0x4000000 DOTNET_gcConcurrent=0 exec dotnet run -c Release --project tests/bench -- "$@" ;;
    vsix) [[ -n ${VALE_SERVER:-} ]] || need_dotnet; exec editors/vscode/package.sh ;;
    # VALE_VSIX names a package that is there already.
    e2e) [[ -n ${VALE_VSIX:-} ]] || "$0" vsix; exec editors/vscode/test/run.sh ;;
    *) echo "build.sh: no command '$command'" >&2; usage >&2; exit 2 ;;
esac

// The formats for scripts and services, whole.

using System.Text.Json;
using Vale.Compiler.Diagnostics;
using Vale.Syntax;
using Vale.Server.Render;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Render;

public class MachineFormatTests
{
    private static (Sources, Diagnostic[]) Sample()
    {
        var s = new Sources()
            .Add("src/my main.vale", "a\n  «🚢x» = \"<&>\";\n")
            .Add("/lib/b.vale", "func «ship»() {}\n");
        return (s, [
            new("type-mismatch", Severity.Error, s.At(0, 0), "`ship` gives \"str\"", "this", [new(s.At(1, 0), "declared here")], "change it"),
            new("unused", Severity.Hint, s.At(1, 0), "never used", "", [], "", DiagnosticTags.Unnecessary),
        ]);
    }

    [Fact]
    public void Json_is_one_documented_object()
    {
        var (s, diagnostics) = Sample();
        Expect.Equal(JsonRenderer.Render(diagnostics, s), """
            {
              "version": 1,
              "diagnostics": [
                {
                  "code": "type-mismatch",
                  "severity": "error",
                  "message": "`ship` gives \"str\"",
                  "file": "src/my main.vale",
                  "package": "",
                  "range": {
                    "start": {
                      "line": 2,
                      "column": 3,
                      "offset": 4
                    },
                    "end": {
                      "line": 2,
                      "column": 6,
                      "offset": 7
                    }
                  },
                  "label": "this",
                  "related": [
                    {
                      "message": "declared here",
                      "file": "/lib/b.vale",
                      "package": "",
                      "range": {
                        "start": {
                          "line": 1,
                          "column": 6,
                          "offset": 5
                        },
                        "end": {
                          "line": 1,
                          "column": 10,
                          "offset": 9
                        }
                      }
                    }
                  ],
                  "help": "change it",
                  "tags": []
                },
                {
                  "code": "unused",
                  "severity": "hint",
                  "message": "never used",
                  "file": "/lib/b.vale",
                  "package": "",
                  "range": {
                    "start": {
                      "line": 1,
                      "column": 6,
                      "offset": 5
                    },
                    "end": {
                      "line": 1,
                      "column": 10,
                      "offset": 9
                    }
                  },
                  "label": "",
                  "related": [],
                  "help": "",
                  "tags": [
                    "unnecessary"
                  ]
                }
              ],
              "count": {
                "error": 1,
                "warning": 0,
                "note": 0,
                "hint": 1
              }
            }

            """);
    }

    [Fact]
    public void Json_without_problems_is_still_the_object() => Expect.Equal(JsonRenderer.Render([], new Sources()), """
        {
          "version": 1,
          "diagnostics": [],
          "count": {
            "error": 0,
            "warning": 0,
            "note": 0,
            "hint": 0
          }
        }

        """);

    [Fact]
    public void Sarif_has_rules_results_and_related_places()
    {
        var (s, diagnostics) = Sample();
        Expect.Equal(SarifRenderer.Render(diagnostics, s, "1.2.3", "/projects/my project"), """
            {
              "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
              "version": "2.1.0",
              "runs": [
                {
                  "tool": {
                    "driver": {
                      "name": "vale-ls",
                      "version": "1.2.3",
                      "rules": [
                        {
                          "id": "type-mismatch"
                        },
                        {
                          "id": "unused"
                        }
                      ]
                    }
                  },
                  "columnKind": "utf16CodeUnits",
                  "originalUriBaseIds": {
                    "CWD": {
                      "uri": "file:///projects/my%20project/"
                    }
                  },
                  "results": [
                    {
                      "ruleId": "type-mismatch",
                      "ruleIndex": 0,
                      "level": "error",
                      "message": {
                        "text": "`ship` gives \"str\": this. Help: change it"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "src/my%20main.vale",
                              "uriBaseId": "CWD"
                            },
                            "region": {
                              "startLine": 2,
                              "startColumn": 3,
                              "endLine": 2,
                              "endColumn": 6
                            }
                          }
                        }
                      ],
                      "relatedLocations": [
                        {
                          "id": 1,
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "file:///lib/b.vale"
                            },
                            "region": {
                              "startLine": 1,
                              "startColumn": 6,
                              "endLine": 1,
                              "endColumn": 10
                            }
                          },
                          "message": {
                            "text": "declared here"
                          }
                        }
                      ]
                    },
                    {
                      "ruleId": "unused",
                      "ruleIndex": 1,
                      "level": "note",
                      "message": {
                        "text": "never used"
                      },
                      "locations": [
                        {
                          "physicalLocation": {
                            "artifactLocation": {
                              "uri": "file:///lib/b.vale"
                            },
                            "region": {
                              "startLine": 1,
                              "startColumn": 6,
                              "endLine": 1,
                              "endColumn": 10
                            }
                          }
                        }
                      ]
                    }
                  ]
                }
              ]
            }

            """);
    }

    [Fact]
    public void Sarif_has_what_the_standard_requires()
    {
        var (s, diagnostics) = Sample();
        using var log = JsonDocument.Parse(SarifRenderer.Render(diagnostics, s, "1.2.3", "/w"));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var run = Assert.Single(log.RootElement.GetProperty("runs").EnumerateArray());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        foreach (var result in run.GetProperty("results").EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
            Assert.Contains(result.GetProperty("level").GetString(), (string[])["error", "warning", "note"]);
            foreach (var location in result.GetProperty("locations").EnumerateArray())
            {
                var region = location.GetProperty("physicalLocation").GetProperty("region");
                Assert.True(region.GetProperty("startLine").GetInt32() >= 1);
                Assert.True(region.GetProperty("endColumn").GetInt32() > region.GetProperty("startColumn").GetInt32());
            }
        }
    }
}

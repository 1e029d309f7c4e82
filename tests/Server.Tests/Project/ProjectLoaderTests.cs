// From arguments and files on a disk to packages: the shapes that are accepted, and every problem of input.

using System.Text;
using Server.Tests.Cli;
using Vale.Server.Project;
using Vale.Testing;
using Xunit;

namespace Server.Tests.Project;

public class ProjectLoaderTests
{
    private static ProjectLoad Load(Folder folder, params string[] arguments) =>
        ProjectLoader.Load(arguments.Select(ModuleArgument.Parse).ToArray(), folder.Path);

    /// <summary>One line per file: module, package, name, label.</summary>
    private static string Shape(ProjectLoad load, Folder folder)
    {
        Assert.Empty(load.Problems);
        var text = new StringBuilder();
        foreach (var module in load.Project.Modules) text.Append($"module {module.Name} {module.Reach}\n");
        foreach (var source in load.Project.Sources) text.Append($"{source.File.Module}|{source.File.Package}|{source.File.Name} {source.Label}\n");
        foreach (var native in load.Project.Natives) text.Append($"c {native.Module}|{native.Package} {native.Label}{(native.IsPackageOwned ? "" : " always")}\n");
        return text.ToString().Replace(folder.Path, "$DIR");
    }

    private static string Problems(ProjectLoad load, Folder folder)
    {
        var text = new StringBuilder();
        foreach (var p in load.Problems)
            text.Append($"{p.Code} {p.Where}:{p.Line}:{p.Column}: {p.What}\n  {p.Why}\n  {p.Next}\n");
        return text.ToString().Replace(folder.Path, "$DIR");
    }

    [Fact]
    public void A_directory_gives_packages_and_their_c()
    {
        using var folder = new Folder(
            ("src/main.vale", ""), ("src/util/z.vale", ""), ("src/util/a.vale", ""), ("src/util/deep/d.vale", ""),
            ("src/native/root.c", ""), ("src/util/native/u.c", ""), ("src/util/native/u.h", ""),
            ("src/.hidden/x.vale", ""), ("src/.#main.vale", ""), ("src/not-a-package/x.vale", ""), ("src/readme.txt", ""));
        Expect.Equal(Shape(Load(folder, "app=src"), folder), """
            module app Everything
            app||main.vale src/main.vale
            app|util|a.vale src/util/a.vale
            app|util|z.vale src/util/z.vale
            app|util.deep|d.vale src/util/deep/d.vale
            c app| src/native/root.c
            c app|util src/util/native/u.c

            """);
    }

    [Fact]
    public void A_module_given_several_times_is_one_module()
    {
        using var folder = new Folder(("src/a.vale", ""), ("more/b.vale", ""), ("more/a.vale", ""), ("x.c", ""), ("lib/l.vale", ""));
        Expect.Equal(Shape(Load(folder, "app=src", "app=more/b.vale", "app=more/a.vale", "app=x.c", "lib=lib", "app=src", "app=src/a.vale"), folder), """
            module app Everything
            module lib Imported
            app||a.vale src/a.vale
            app||a.vale#2 more/a.vale
            app||b.vale more/b.vale
            lib||l.vale lib/l.vale
            c app| x.c always

            """);
    }

    [Fact]
    public void A_single_file_names_its_module_itself_and_may_be_put_into_a_package()
    {
        using var folder = new Folder(("hello.vale", ""), ("x.vale", ""));
        Expect.Equal(Shape(Load(folder, "hello.vale", "lib.math.more=x.vale"), folder), """
            module hello Everything
            module lib RootAndImported
            hello||hello.vale hello.vale
            lib|math.more|x.vale x.vale

            """);
    }

    [Fact]
    public void The_nearest_vale_json_above_is_read_with_paths_from_its_folder()
    {
        using var folder = new Folder(
            ("p/vale.json", """{"modules": {"app": ["src", "extra.vale"]}, "dependencies": {"lib": "../lib"}, "options": {"opt": "O2", "outputDir": "out"}}"""),
            ("p/src/main.vale", ""), ("p/extra.vale", ""), ("lib/l.vale", ""), ("p/deep/down/note.txt", ""));
        var load = ProjectLoader.Load([], folder.At("p/deep/down"));
        Expect.Equal(Shape(load, folder), """
            module app Everything
            module lib Imported
            app||extra.vale $DIR/p/extra.vale
            app||main.vale $DIR/p/src/main.vale
            lib||l.vale $DIR/lib/l.vale

            """);
        Assert.Equal(folder.At("p/vale.json"), load.ProjectFile);
        Assert.Equal(new ProjectOptions(Opt: "O2", OutputDir: folder.At("p/out")), load.Project.Options);
    }

    [Fact]
    public void A_folder_is_read_through_its_vale_json_and_labelled_from_the_working_directory()
    {
        using var folder = new Folder(("p/vale.json", """{"modules": {"app": "."}}"""), ("p/main.vale", ""));
        Expect.Equal(Shape(Load(folder, "p"), folder), """
            module app Everything
            app||main.vale p/main.vale

            """);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        using var folder = new Folder();
        folder.Add("a.vale", [0xEF, 0xBB, 0xBF, (byte)'x']);
        Assert.Equal("x", Load(folder, "app=a.vale").Project.Sources[0].Text);
    }

    [Fact]
    public void A_link_back_up_is_walked_once()
    {
        using var folder = new Folder(("src/a.vale", ""), ("src/p/b.vale", ""));
        Directory.CreateSymbolicLink(folder.At("src/p/up"), folder.At("src"));
        var load = Load(folder, "app=src");
        Assert.Empty(load.Problems);
        Assert.Equal(2, load.Project.Sources.Count);
    }

    [Fact]
    public void Two_directories_for_one_module_are_a_conflict()
    {
        using var folder = new Folder(("one/a.vale", ""), ("two/b.vale", ""));
        Expect.Equal(Problems(Load(folder, "app=one", "app=two"), folder), """
            module-two-roots two:0:0: module `app` has two directories
              they are `one` and `two`; one directory holds a module's packages
              give the second directory a module name of its own, or move one into the other

            """);
    }

    [Fact]
    public void Two_directories_in_vale_json_are_told_at_the_second()
    {
        using var folder = new Folder(("vale.json", "{\n  \"modules\": {\"app\": [\"one\",\n    \"two\"]}\n}"), ("one/a.vale", ""), ("two/b.vale", ""));
        Expect.Equal(Problems(Load(folder), folder), """
            module-two-roots vale.json:3:5: module `app` has two directories
              they are `one` and `two`; one directory holds a module's packages
              give the second directory a module name of its own, or move one into the other

            """);
    }

    [Fact]
    public void One_file_cannot_be_in_two_packages()
    {
        using var folder = new Folder(("src/util/a.vale", ""));
        Expect.Equal(Problems(Load(folder, "app=src", "app=src/util/a.vale"), folder), """
            file-twice src/util/a.vale:0:0: `src/util/a.vale` is given to two packages
              as part of a directory it is in package `app.util`, as an argument in package `app`
              name it once

            """);
    }

    [Fact]
    public void Every_missing_path_is_told_with_what_is_there_instead()
    {
        using var folder = new Folder(("src/main.vale", ""));
        Expect.Equal(Problems(Load(folder, "app=src/mian.vale", "lib=sorce/x.vale", "c=src/x.c"), folder), """
            file-missing src/mian.vale:0:0: `src/mian.vale` does not exist
              there is no `mian.vale` in `$DIR/src`
              check the path; did you mean `main.vale`?
            file-missing sorce/x.vale:0:0: `sorce/x.vale` does not exist
              there is no `sorce` in `$DIR`
              check the path; did you mean `src`?
            file-missing src/x.c:0:0: `src/x.c` does not exist
              there is no `x.c` in `$DIR/src`
              check the path

            """);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_told_by_byte_and_line()
    {
        using var folder = new Folder();
        folder.Add("a.vale", [.. "func a() {}\nfunc "u8, 0xE9, .. "t() {}\n"u8]);
        folder.Add("b.vale", [0xFF, 0xFE, (byte)'f', 0]);
        folder.Add("c.vale", [(byte)'f', 0xE2, 0x82]);
        Expect.Equal(Problems(Load(folder, "app=a.vale", "app=b.vale", "app=c.vale"), folder), """
            not-utf8 a.vale:2:6: `a.vale` is not UTF-8
              the byte 0xE9 at offset 17 (line 2, byte 6 of the line) is not part of a character
              save the file as UTF-8 (with or without a byte order mark)
            not-utf8 b.vale:1:1: `b.vale` is not UTF-8
              it starts with the byte order mark of UTF-16
              save the file as UTF-8 (with or without a byte order mark)
            not-utf8 c.vale:1:2: `c.vale` is not UTF-8
              the byte 0xE2 at offset 1 (line 1, byte 2 of the line) is not part of a character
              save the file as UTF-8 (with or without a byte order mark)

            """);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_with_the_reason()
    {
        using var folder = new Folder(("src/a.vale", ""));
        // A link to itself cannot be opened by anyone, the superuser included.
        File.CreateSymbolicLink(folder.At("src/loop.vale"), folder.At("src/loop.vale"));
        var problem = Assert.Single(Load(folder, "app=src").Problems);
        Assert.Equal("file-unreadable", problem.Code);
        Assert.Contains("src/loop.vale", problem.What);
        Assert.NotEqual("", problem.Why);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_without_permission_is_told_with_the_command_that_helps()
    {
        using var folder = new Folder(("a.vale", ""));
        File.SetUnixFileMode(folder.At("a.vale"), UnixFileMode.None);
        var load = Load(folder, "app=a.vale");
        // The superuser reads it all the same.
        if (load.Problems.Count == 0) { Assert.Equal("", load.Project.Sources[0].Text); return; }
        Assert.Contains("chmod u+r 'a.vale'", Assert.Single(load.Problems).Next);
    }

    [Fact]
    public void A_directory_without_sources_is_told()
    {
        using var folder = new Folder(("src/readme.txt", ""), ("src/sub/x.c", ""));
        Expect.Equal(Problems(Load(folder, "app=src"), folder), """
            no-sources src:0:0: `src` holds no .vale file
              neither it nor a sub-directory has one
              check the path of module `app`

            """);
    }

    [Fact]
    public void A_bare_directory_without_vale_json_asks_for_the_module()
    {
        using var folder = new Folder(("src/a.vale", ""));
        Expect.Equal(Problems(Load(folder, "src"), folder), """
            no-project src:0:0: `src` has no vale.json
              a bare directory is read through the vale.json in it
              say which module it is: `app=src`

            """);
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        using var folder = new Folder(("a.txt", ""));
        Assert.Equal("`a.txt` is neither a .vale file, a .c file nor a directory", Assert.Single(Load(folder, "app=a.txt").Problems).What);
    }

    [Fact]
    public void C_alone_is_no_program()
    {
        using var folder = new Folder(("a.c", ""));
        Assert.Equal("no-sources", Assert.Single(Load(folder, "app=a.c").Problems).Code);
    }
}

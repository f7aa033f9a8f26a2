using System.Reflection;

namespace NoCodeCrm.Architecture.Tests;

/// <summary>Who may know whom (docs/architecture.md).</summary>
public sealed class DependencyFacts
{
    private static readonly Assembly Platform = typeof(Platform.PlatformServices).Assembly;
    private static readonly Assembly[] Engines = [typeof(FormEngine.FormEngineServices).Assembly, typeof(FlowEngine.FlowEngineServices).Assembly, typeof(ReportEngine.ReportEngineServices).Assembly];

    [Fact]
    public void Platform_knows_no_engine_no_host_and_no_web_framework() =>
        Assert.DoesNotContain(References(Platform), name => name.StartsWith("NoCodeCrm", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void Engines_know_platform_only()
    {
        foreach (var engine in Engines)
            Assert.DoesNotContain(References(engine), name => (name.StartsWith("NoCodeCrm", StringComparison.Ordinal) && name != "NoCodeCrm.Platform") || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void The_script_engine_is_used_in_expressions_only()
    {
        foreach (var file in Sources("src").Where(f => File.ReadAllText(f).Contains("using Jint", StringComparison.Ordinal)))
            Assert.Contains("/Platform/Expressions/", file.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public void Sql_text_is_written_in_the_platforms_own_places_only()
    {
        string[] allowed = ["/Platform/Sql/", "/Platform/Querying/", "/Platform/Records/", "/Platform/Events/", "/Platform/Access/", "/Platform/Expressions/"];
        // Fixed statements over fixed tables that no user text can reach.
        string[] argued = ["/FlowEngine/Pipelines/", "/FormEngine/", "/Host/Endpoints/StageVisits.cs", "/Host/Endpoints/HealthApi.cs"];
        foreach (var file in Sources("src").Select(f => f.Replace('\\', '/')).Where(f => !allowed.Concat(argued).Any(a => f.Contains(a, StringComparison.Ordinal))))
            Assert.DoesNotContain("\"SELECT ", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void No_word_of_the_template_stands_in_the_engines()
    {
        foreach (var file in Sources("src/Platform").Concat(Sources("src/FormEngine")).Concat(Sources("src/FlowEngine")).Concat(Sources("src/ReportEngine")).Concat(Sources("src/Host")))
            Assert.DoesNotMatch("\"(opportunity|account|contact|product|activity|task|sales|decision_maker|lost_reason)\"", WithoutComments(File.ReadAllText(file)).Replace("Template { get; init; } = \"opportunity\"", "", StringComparison.Ordinal).Replace("=> \"activity\"", "", StringComparison.Ordinal).Replace("Activity = \"activity\"", "", StringComparison.Ordinal));
    }

    private static string WithoutComments(string text) => string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("node_modules", StringComparison.Ordinal));

    public static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "NoCodeCrm.sln")))
            directory = Path.GetDirectoryName(directory)!;
        return directory;
    }
}

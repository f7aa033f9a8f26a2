using System.Runtime.CompilerServices;
using System.Text;

namespace NoCodeCrm.Platform.Tests.Expressions;

/// <summary>
/// The trees of the vectors as the client gets them, kept as a file: its interpreter reads it beside the vectors and must answer alike.
/// NOCODECRM_UPDATE_GOLDEN=1 rewrites it; the difference is then for a reader to judge.
/// </summary>
public sealed class ExpressionTreeTests
{
    [Fact]
    public void The_file_of_trees_is_what_the_parser_makes_of_the_vectors()
    {
        var file = Path.Combine(Folder(), "vectors.trees.json");
        var trees = Trees();
        if (Environment.GetEnvironmentVariable("NOCODECRM_UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, trees);
        Assert.True(File.Exists(file), $"{file} is missing; NOCODECRM_UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(trees, File.ReadAllText(file));
    }

    // One line for each vector, in its place: a tree, or null where there is none because the source is refused.
    private static string Trees()
    {
        var text = new StringBuilder("[\n");
        for (var i = 0; i < ExpressionVectors.All.Count; i++)
        {
            var vector = ExpressionVectors.All[i];
            text.Append(vector.Problem is null ? vector.Record.Parse(vector.Source).ToJson() : "null");
            text.Append(i < ExpressionVectors.All.Count - 1 ? ",\n" : "\n");
        }
        return text.Append("]\n").ToString();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

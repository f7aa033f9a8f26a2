using System.Text.Json.Nodes;
using Xunit.Sdk;

namespace NoCodeCrm.Platform.Tests.Expressions;

/// <summary>One line of vectors.json.</summary>
public sealed record ExpressionVector : IXunitSerializable
{
    public int Index { get; set; }

    public string Source { get; set; } = "";

    public SampleRecord Record { get; set; } = new();

    public JsonNode? Result { get; set; }

    public string? Problem { get; set; }

    public int? Position { get; set; }

    public bool Sql { get; set; }

    public override string ToString() => $"{Index}: {Source}";

    // A test case is found again by its place in the file.
    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Index), Index);

    public void Deserialize(IXunitSerializationInfo info)
    {
        var vector = ExpressionVectors.All[info.GetValue<int>(nameof(Index))];
        (Index, Source, Record, Result) = (vector.Index, vector.Source, vector.Record, vector.Result);
        (Problem, Position, Sql) = (vector.Problem, vector.Position, vector.Sql);
    }
}

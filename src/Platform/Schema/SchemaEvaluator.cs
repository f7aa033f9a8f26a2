using System.Text.Json;

namespace NoCodeCrm.Platform.Schema;

/// <summary>
/// Evaluates a value by a draft-07 schema of the closed subset (docs/documents.md). The keyword families beside this
/// file are the ones that field types ask when a record is saved, so what holds for the evaluator holds for a save.
/// </summary>
public static class SchemaEvaluator
{
    /// <summary>
    /// Every violation, in document order; none = valid. Throws ArgumentException when the schema leaves the subset or
    /// a keyword of it is malformed: what can't be understood is never taken for fulfilled.
    /// </summary>
    public static IReadOnlyList<SchemaViolation> Evaluate(JsonElement schema, JsonElement value)
    {
        if (SchemaSubset.Outside(schema) is [var first, ..])
            throw new ArgumentException($"{first.Keyword} at {first.Path} is not part of the subset.", nameof(schema));
        var violations = new List<SchemaViolation>();
        SchemaNode.Read(schema).Evaluate(value, "", violations);
        return violations;
    }
}

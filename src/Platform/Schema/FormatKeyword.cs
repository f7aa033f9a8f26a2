using System.Collections.Frozen;
using System.Text.Json;
using NoCodeCrm.Platform.Schema.Formats;

namespace NoCodeCrm.Platform.Schema;

/// <summary><c>format</c>, asserted: <c>date</c>, <c>date-time</c>, <c>email</c> and <c>uri</c>. Others are outside the subset.</summary>
public sealed record FormatKeyword(string Format, Func<string, bool> Accepts)
{
    public const string Name = "format";

    private static readonly FrozenDictionary<string, Func<string, bool>> Known = new Dictionary<string, Func<string, bool>>
    {
        ["date"] = DateFormat.IsDate,
        ["date-time"] = DateFormat.IsDateTime,
        ["email"] = EmailFormat.IsAddress,
        ["uri"] = UriSyntax.IsUri,
    }.ToFrozenDictionary();

    public static bool IsKnown(JsonElement format) => format.ValueKind == JsonValueKind.String && Known.ContainsKey(format.GetString()!);

    public static FormatKeyword? Read(JsonElement schema) =>
        SchemaReading.Text(schema, Name) is not { } format ? null
        : Known.TryGetValue(format, out var accepts) ? new FormatKeyword(format, accepts) : throw SchemaReading.Malformed(Name);
}

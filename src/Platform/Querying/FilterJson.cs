using System.Text.Json;

namespace NoCodeCrm.Platform.Querying;

/// <summary>Writes a filter in the form in which <see cref="Filter.Parse(JsonElement, string)"/> reads it.</summary>
public static class FilterJson
{
    public static void Write(Utf8JsonWriter writer, Filter filter)
    {
        writer.WriteStartObject();
        switch (filter)
        {
            case FilterGroup { Join: FilterJoin.Not } not:
                writer.WritePropertyName("not");
                Write(writer, not.Parts[0]);
                break;
            case FilterGroup group:
                writer.WriteStartArray(group.Join == FilterJoin.And ? "and" : "or");
                foreach (var part in group.Parts)
                    Write(writer, part);
                writer.WriteEndArray();
                break;
            case FilterCondition condition:
                Write(writer, condition);
                break;
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, FilterCondition condition)
    {
        writer.WriteString("member", condition.Member);
        writer.WriteString("operator", FilterOperators.Name(condition.Operator));
        if (condition.Values.IsEmpty)
            return;
        writer.WriteStartArray("values");
        foreach (var value in condition.Values)
            value.WriteTo(writer);
        writer.WriteEndArray();
    }
}

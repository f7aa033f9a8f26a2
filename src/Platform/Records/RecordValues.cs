using System.Buffers;
using System.Text;
using System.Text.Json;
using NoCodeCrm.Platform.Json;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records;

/// <summary>Comparing and writing field values.</summary>
public static class RecordValues
{
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (IReadOnlyList<string> x, IReadOnlyList<string> y) => x.SequenceEqual(y),
        (IReadOnlyList<long> x, IReadOnlyList<long> y) => x.SequenceEqual(y),
        _ => Equals(a, b),
    };

    public static void Write(Utf8JsonWriter writer, FieldDefinition field, object? value)
    {
        // What a writer has just saved is whole; its reader's copy of the field masks it all the same.
        if ((field.IsMasked ? MaskedValue.Of(field, value) : value) is not { } told)
            writer.WriteNullValue();
        else if (told is MaskedValue mask)
            writer.WriteStringValue(mask.Text);
        else
            field.Type.Write(writer, told);
    }

    /// <summary>The differences by field id, as <c>{id: [before, after]}</c>; the owner under <c>owner</c>.</summary>
    public static string Diff(FormModel form, RecordData? before, RecordData after)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, PlainJson.Writer))
        {
            writer.WriteStartObject();
            if (before?.Owner != after.Owner)
                WriteOwner(writer, before?.Owner, after.Owner);
            foreach (var field in form.Fields)
            {
                if (field.IsSystem || Same(before?[field.Key], after[field.Key]))
                    continue;
                writer.WriteStartArray(field.Id);
                Write(writer, field, before?[field.Key]);
                Write(writer, field, after[field.Key]);
                writer.WriteEndArray();
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteOwner(Utf8JsonWriter writer, long? before, long? after)
    {
        writer.WriteStartArray(SystemMembers.Owner);
        foreach (var owner in new[] { before, after })
            if (owner is { } id)
                writer.WriteNumberValue(id);
            else
                writer.WriteNullValue();
        writer.WriteEndArray();
    }
}

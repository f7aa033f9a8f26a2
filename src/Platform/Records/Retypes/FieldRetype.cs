using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.Platform.Records.Retypes;

/// <summary>
/// A field whose values must move to another column. From: as published, with its column. To: as it will be. Back: the column in which
/// it was of that type before; null when it never was. Values that nobody has written since then return from there untouched.
/// </summary>
public sealed record FieldRetype(FieldDefinition From, FieldDefinition To, FieldColumn? Back)
{
    /// <summary>What moves between two versions of a form. A formula moves nothing: it is computed anew.</summary>
    public static IReadOnlyList<FieldRetype> Between(FormModel? before, FormModel after, IReadOnlyCollection<FieldColumn> columns)
    {
        var old = (before?.Fields ?? []).ToDictionary(f => f.Id);
        return [.. after.Fields.Where(f => !f.IsSystem && f.FormulaSource is null && old.TryGetValue(f.Id, out var was) && !was.IsLive && Moves(was, f, columns))
            .Select(f => new FieldRetype(old[f.Id], f, Former(f, columns)))];
    }

    // Also where nothing would have to be read anew, but something waits to come back.
    private static bool Moves(FieldDefinition was, FieldDefinition field, IReadOnlyCollection<FieldColumn> columns) => FieldConversions.Between(was, field) switch
    {
        Conversion.Copy => true,
        Conversion.InPlace => was.FormulaSource is null && Former(field, columns) is not null,
        _ => false,
    };

    private static FieldColumn? Former(FieldDefinition field, IReadOnlyCollection<FieldColumn> columns) => columns
        .Where(c => !c.Active && c.FieldId == field.Id && c.RetiredSeq is not null && c.TypeKey == field.Type.Key && c.Scale == field.Scale)
        .MaxBy(c => c.RetiredSeq);
}

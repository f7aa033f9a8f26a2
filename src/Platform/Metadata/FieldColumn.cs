namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// Where a field's values live: chosen when the field is first published and again when its type changes, kept when the field is
/// deleted or lives elsewhere from then on. The Retired members say when and by whom it was left; null while it is in use.
/// </summary>
public sealed class FieldColumn
{
    public required string Form { get; set; }
    public required string Column { get; set; }
    public required string FieldId { get; set; }
    public required string Key { get; set; }

    /// <summary>How values are stored, as <c>shape:kind</c>.</summary>
    public required string Type { get; set; }

    /// <summary>A pair of columns: id and form.</summary>
    public bool IsPolymorphic => Type.StartsWith(nameof(Fields.FieldShape.PolymorphicReference), StringComparison.Ordinal);

    /// <summary>A link table rather than a column.</summary>
    public bool IsLinks => Type.StartsWith(nameof(Fields.FieldShape.Links), StringComparison.Ordinal);
    public int Scale { get; set; }
    public bool Active { get; set; }

    /// <summary>The field type whose values these are; null = any that is stored so.</summary>
    public string? TypeKey { get; set; }
    public DateTimeOffset? RetiredAt { get; set; }
    public long? RetiredBy { get; set; }

    /// <summary>The last entry of the change log when it was left: what was written later went elsewhere.</summary>
    public long? RetiredSeq { get; set; }

    /// <summary>The property as it was last published, to bring a deleted field back.</summary>
    public string? Property { get; set; }

    /// <summary>The field is gone from the form, in contrast to one that has only moved to another column.</summary>
    public bool Deleted { get; set; }
}

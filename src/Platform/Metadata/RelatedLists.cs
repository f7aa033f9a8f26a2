namespace NoCodeCrm.Platform.Metadata;

/// <summary>The records that point to a form through a relation with a reverse key, by that key.</summary>
public sealed record RelatedList(FormModel Form, FieldDefinition Relation)
{
    public string Name => Relation.ReverseKey!;
}

public static class RelatedLists
{
    public static IEnumerable<RelatedList> Of(MetadataSnapshot metadata, FormModel form) =>
        from other in metadata.Forms.Values
        from field in other.Fields
        where field.ReverseKey is not null && field.Targets.Contains(form.Key)
        select new RelatedList(other, field);

    /// <summary>Null when no relation has the name; of several forms the first by key.</summary>
    public static RelatedList? Find(MetadataSnapshot metadata, FormModel form, string name) =>
        Of(metadata, form).Where(l => l.Name == name).OrderBy(l => l.Form.Key, StringComparer.Ordinal).FirstOrDefault();
}

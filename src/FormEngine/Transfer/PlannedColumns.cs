using System.Collections.Immutable;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>Resolves the lines of a mapping: only fields that the importer may write, only columns that the file has.</summary>
internal static class PlannedColumns
{
    public static PlannedColumn? Resolve(MappedColumn mapped, ImportMapping mapping, AccessPolicy access, FormModel form, CsvHeader header, List<Problem> problems)
    {
        var path = $"/columns/{mapped.Index}";
        var before = problems.Count;
        var field = FieldOf(mapped, access, form, path, problems);
        var template = mapped.Template is { } text ? new ImportTemplate(text) : null;
        var cell = template is null ? header.IndexOf(mapped.Column ?? "") : -1;
        if (template is null && cell < 0)
            problems.Add(new Problem(path + "/column", mapped.Column is null ? "document.missing" : "import.column").With("column", mapped.Column));
        foreach (var part in template?.Columns.Where(c => header.IndexOf(c) < 0) ?? [])
            problems.Add(new Problem(path + "/template", "import.column").With("column", part));
        if (field is null)
            return null;
        var targets = TargetsOf(field, mapped, access, path, problems);
        if (problems.Count > before)
            return null;
        return new PlannedColumn(mapped, field)
        {
            Cell = cell,
            Template = template,
            OnUnmatched = mapped.OnUnmatched ?? mapping.OnUnmatched,
            IsSelfReference = targets.Any(t => t.Form.Key == form.Key),
            MayCreate = MayCreate(field, targets, access),
            Pipeline = access.Metadata.PipelineOf(field),
        }.WithTargets(targets);
    }

    /// <summary>The owner of any record, for forms that do not list it among their fields.</summary>
    public static readonly FieldDefinition Owner = new()
    {
        Id = SystemMembers.Owner,
        Key = SystemMembers.Owner,
        Type = FieldTypes.Find("user")!,
        Title = SystemLabels.For(SystemMembers.Owner),
        Schema = default,
        Settings = default,
        Targets = [BuiltInForms.User],
        Column = SystemMembers.Owner,
    };

    /// <summary>Fields that a file may fill.</summary>
    public static IEnumerable<FieldDefinition> Writable(AccessPolicy access, FormModel form)
    {
        var fields = form.Fields.Where(f => IsWritable(access, form, f));
        return form.Field(SystemMembers.Owner) is null && form.AccessFollows is null ? fields.Append(Owner) : fields;
    }

    private static bool IsWritable(AccessPolicy access, FormModel form, FieldDefinition field) =>
        !field.IsComputed && !field.ReadOnly && field.Type is not FileFieldType && access.FieldAccess(form, field.Key) == FieldAccess.Full;

    private static FieldDefinition? FieldOf(MappedColumn mapped, AccessPolicy access, FormModel form, string path, List<Problem> problems)
    {
        var field = form.Field(mapped.Field) ?? (mapped.Field == SystemMembers.Owner ? Owner : null);
        if (field is null || access.FieldAccess(form, field.Key) == FieldAccess.Hidden)
            problems.Add(new Problem(path + "/field", "field.unknown").With("field", mapped.Field));
        else if (field != Owner && !IsWritable(access, form, field))
            problems.Add(new Problem(path + "/field", "field.read_only").With("label", field.Title));
        else
            return field;
        return null;
    }

    private static ImmutableArray<MatchTarget> TargetsOf(FieldDefinition field, MappedColumn mapped, AccessPolicy access, string path, List<Problem> problems)
    {
        if (field.Type.Column != Platform.Sql.ColumnKind.Reference || field.Type is FileFieldType)
            return [];
        var forms = field.Targets.Select(access.Metadata.Form).OfType<FormModel>().ToList();
        var targets = forms.SelectMany(form => Members(form, mapped.Match, access).Select(member => new MatchTarget(form, member))).ToImmutableArray();
        if (targets.IsEmpty)
            problems.Add(new Problem(path + "/match", "import.match").With("label", field.Title).With("field", mapped.Match));
        return targets;
    }

    // People are known by their name or their address; anything else by its title, unless the mapping says otherwise.
    private static IEnumerable<string> Members(FormModel form, string? match, AccessPolicy access)
    {
        IEnumerable<string> members = match is not null ? [match] : form.IsUserForm ? [form.RecordTitle ?? "name", "email"] : form.RecordTitle is { } title ? [title] : [];
        return members.Where(m => m == SystemMembers.Id || (form.Field(m) is { Type.Shape: FieldShape.Column, Type.Column: Platform.Sql.ColumnKind.Text or Platform.Sql.ColumnKind.Integer } && !access.IsHidden(form, m)));
    }

    private static bool MayCreate(FieldDefinition field, ImmutableArray<MatchTarget> targets, AccessPolicy access) => targets.IsEmpty
        ? field.AllowCreate && field.Type is SelectFieldType or MultiSelectFieldType && access.Can("design")
        : targets.Select(t => t.Form).Distinct().Count() == 1 && targets[0].Member != SystemMembers.Id && access.May(targets[0].Form, RecordAction.Create);
}
